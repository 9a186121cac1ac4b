package dev.voronka.delivery;

import dev.voronka.VoronkaException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A handler cannot carry an effect out now, but may later. */
public final class TryLater extends VoronkaException {
    private static final long serialVersionUID = 1L;

    private final @Nullable Duration after;

    /** After the usual pause. The reason is kept and shown: without personal data and secrets. */
    public TryLater(String why) {
        this(why, null, null);
    }

    /**
     * After a pause, where somebody knows how long it should be.
     *
     * @param why kept and shown: without personal data and secrets
     * @param after the pause, of which at most 366 days are kept; null for the usual one
     * @param cause what has failed; null if nothing was thrown
     */
    public TryLater(String why, @Nullable Duration after, @Nullable Throwable cause) {
        super(why, cause);
        this.after = after;
    }

    /** The pause that the handler asks for; empty for the usual one. */
    public Optional<Duration> after() {
        return Optional.ofNullable(after);
    }
}
