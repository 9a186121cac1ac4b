package dev.voronka;

import java.util.Locale;

/** A text does not exist in one of the languages. */
public final class MissingText extends VoronkaException {
    private static final long serialVersionUID = 1L;

    MissingText(String code, Locale language) {
        super(
                "There is no text \"" + code + "\" in " + language.getDisplayLanguage(Locale.ENGLISH)
                        + ". Add it to the process's properties.",
                null);
    }
}
