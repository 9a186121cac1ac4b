package dev.voronka;

import org.jspecify.annotations.Nullable;

/** A port did not answer, or nobody stands behind it; the card is untouched. */
public final class PortFailed extends VoronkaException {
    private static final long serialVersionUID = 1L;

    /** With which port, for which process, and what to do. */
    public PortFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
