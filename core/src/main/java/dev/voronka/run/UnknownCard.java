package dev.voronka.run;

import dev.voronka.VoronkaException;

/** There is no such card in the funnel that was asked. */
public final class UnknownCard extends VoronkaException {
    private static final long serialVersionUID = 1L;

    UnknownCard(String message) {
        super(message, null);
    }
}
