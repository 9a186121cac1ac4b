package dev.voronka.crm;

import dev.voronka.VoronkaException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A CRM could not be asked, or refused. The message says which call, what it answered, and what to do. */
public final class CrmFailed extends VoronkaException {
    private static final long serialVersionUID = 1L;

    private final boolean worthRepeating;
    private final @Nullable Duration after;

    /**
     * Without personal data and secrets in the message.
     *
     * @param worthRepeating whether the same call may succeed later
     * @param after when, if somebody knows; null for the usual pause
     * @param cause what has failed; null if nothing was thrown
     */
    public CrmFailed(String message, boolean worthRepeating, @Nullable Duration after, @Nullable Throwable cause) {
        super(message, cause);
        this.worthRepeating = worthRepeating;
        this.after = after;
    }

    /** Without personal data and secrets in the message. */
    public CrmFailed(String message, boolean worthRepeating) {
        this(message, worthRepeating, null, null);
    }

    /** Whether the same call may succeed later. */
    public boolean isWorthRepeating() {
        return worthRepeating;
    }

    /** After which pause; empty for the usual one. */
    public Optional<Duration> after() {
        return Optional.ofNullable(after);
    }
}
