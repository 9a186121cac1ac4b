package dev.voronka;

import org.jspecify.annotations.Nullable;

/** Something handed to voronka cannot be what it should be; nothing changed. The message says what and why. */
public final class InvalidInput extends VoronkaException {
    private static final long serialVersionUID = 1L;

    /** With what is wrong and what would be right. */
    public InvalidInput(String message) {
        this(message, null);
    }

    /** With what is wrong, what would be right, and how that was found. */
    public InvalidInput(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
