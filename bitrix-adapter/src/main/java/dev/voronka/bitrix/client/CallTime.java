package dev.voronka.bitrix.client;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an answer says of its own time. Portals leave parts of it out.
 *
 * @param duration from the request to the answer, zero if not told
 * @param processing of it, the method itself, zero if not told
 * @param operating what the method has used of its operating budget in the last 10 minutes, null if not told
 * @param operatingResetAt when the oldest minute of that drops out, not all of it; null if not told
 */
public record CallTime(
        Duration duration,
        Duration processing,
        @Nullable Duration operating,
        @Nullable Instant operatingResetAt) {

    static final CallTime UNTOLD = new CallTime(Duration.ZERO, Duration.ZERO, null, null);

    static CallTime of(JsonNode time) {
        if (!time.isObject()) {
            return UNTOLD;
        }
        var reset = seconds(time.path("operating_reset_at"));
        var duration = seconds(time.path("duration"));
        var processing = seconds(time.path("processing"));
        return new CallTime(
                duration == null ? Duration.ZERO : duration,
                processing == null ? Duration.ZERO : processing,
                seconds(time.path("operating")),
                reset == null || reset.isZero() ? null : Instant.EPOCH.plus(reset));
    }

    private static @Nullable Duration seconds(JsonNode node) {
        try {
            var value = node.isNumber() || node.isString() ? new BigDecimal(node.asString()) : null;
            if (value == null || value.signum() < 0 || value.precision() - value.scale() > 12) {
                return null;
            }
            return Duration.ofNanos(0)
                    .plusSeconds(value.longValue())
                    .plusNanos(value.remainder(BigDecimal.ONE).movePointRight(9).longValue());
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }
}
