package dev.voronka.run;

import dev.voronka.VoronkaException;

/** A request key was used before for something else; nothing changed. */
public final class KeyReused extends VoronkaException {
    private static final long serialVersionUID = 1L;

    KeyReused(String scope, String key) {
        super(
                "The key \"" + key + "\" was used before on " + scope
                        + " for another request. Give each request its own key and repeat it only with the same payload.",
                null);
    }
}
