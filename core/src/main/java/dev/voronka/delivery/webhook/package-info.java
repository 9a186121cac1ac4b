/**
 * Takes effects to an address by HTTP. Start at {@link dev.voronka.delivery.webhook.WebhookHandler}. Uses the JDK's HTTP
 * client, which nothing else in core does.
 */
@NullMarked
package dev.voronka.delivery.webhook;

import org.jspecify.annotations.NullMarked;
