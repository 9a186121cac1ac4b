package dev.voronka.rules;

import dev.voronka.VoronkaException;
import java.io.IOException;

/** A book could not be written into its folder, such as when the disk is full; the one before stays, there and in force. */
public final class BookNotWritten extends VoronkaException {
    private static final long serialVersionUID = 1L;

    BookNotWritten(String version, IOException cause) {
        super(
                "Rule book " + version + " could not be written into its folder ("
                        + cause.getClass().getSimpleName()
                        + "); the book before stays in force. Is the disk full, or are rights missing? Then publish again.",
                cause);
    }
}
