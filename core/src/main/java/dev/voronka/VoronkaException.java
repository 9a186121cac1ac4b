package dev.voronka;

import org.jspecify.annotations.Nullable;

/** What all of voronka's exceptions are: mistakes and broken surroundings. A normal sale ends in an {@link Outcome}. */
public abstract class VoronkaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With what happened, where, and what to do. */
    protected VoronkaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
