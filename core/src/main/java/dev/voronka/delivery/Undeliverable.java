package dev.voronka.delivery;

import dev.voronka.VoronkaException;
import org.jspecify.annotations.Nullable;

/** A handler can never carry an effect out as it is. It becomes a dead letter at once. */
public final class Undeliverable extends VoronkaException {
    private static final long serialVersionUID = 1L;

    /** The reason is kept and shown: without personal data and secrets. */
    public Undeliverable(String why) {
        this(why, null);
    }

    /** The reason is kept and shown: without personal data and secrets. */
    public Undeliverable(String why, @Nullable Throwable cause) {
        super(why, cause);
    }
}
