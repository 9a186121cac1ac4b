package dev.voronka.process.incominglead;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the person lets us write and call.
 *
 * @param givenAt since when; null if never
 * @param withdrawnAt since when no longer; null if it holds
 */
public record Consent(@Nullable Instant givenAt, @Nullable Instant withdrawnAt) {

    /** Never given. */
    public static final Consent NONE = new Consent(null, null);

    /** Given at this moment. */
    public static Consent given(Instant at) {
        return new Consent(at, null);
    }

    /** Whether we may write and call. */
    public boolean isValid() {
        return givenAt != null && withdrawnAt == null;
    }

    /** Whether the person no longer lets us write and call. */
    public boolean isWithdrawn() {
        return withdrawnAt != null;
    }

    Consent withdrawn(Instant at) {
        return new Consent(givenAt, at);
    }
}
