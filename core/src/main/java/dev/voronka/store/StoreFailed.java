package dev.voronka.store;

import dev.voronka.VoronkaException;
import org.jspecify.annotations.Nullable;

/** The store could not do what it was asked for. The message says what was asked and what to do. */
public class StoreFailed extends VoronkaException {

    private static final long serialVersionUID = 1;

    private final boolean worthRepeating;

    /** With a message, whether repeating the call may help, and what the cause was. */
    public StoreFailed(String message, boolean worthRepeating, @Nullable Throwable cause) {
        super(message, cause);
        this.worthRepeating = worthRepeating;
    }

    /** Whether the same call may work later, with nothing changed. */
    public boolean isWorthRepeating() {
        return worthRepeating;
    }
}
