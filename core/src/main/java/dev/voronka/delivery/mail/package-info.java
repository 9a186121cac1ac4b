/**
 * Takes what is to be said to people to their mailboxes. Start at {@link dev.voronka.delivery.mail.MailHandler}. Needs
 * {@code jakarta.mail:jakarta.mail-api} and an implementation, which a host brings itself; nothing else in core uses it.
 */
@NullMarked
package dev.voronka.delivery.mail;

import org.jspecify.annotations.NullMarked;
