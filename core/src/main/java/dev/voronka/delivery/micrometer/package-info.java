/**
 * Tells Micrometer what happens. Start at {@link dev.voronka.delivery.micrometer.MicrometerObserver}. Needs {@code
 * io.micrometer:micrometer-observation}, which a host brings itself; nothing else in core uses it.
 */
@NullMarked
package dev.voronka.delivery.micrometer;

import org.jspecify.annotations.NullMarked;
