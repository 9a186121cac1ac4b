package dev.voronka.bitrix.provision;

import java.util.List;
import java.util.Locale;

/**
 * What a check of a portal found.
 *
 * @param grade how bad it is
 * @param code what
 * @param arguments with which values
 */
public record Symptom(Grade grade, String code, List<String> arguments) {

    /** How bad something is. */
    public enum Grade {
        /** As it should be. */
        FINE,
        /** Somebody should know it. */
        NOTE,
        /** voronka cannot work like that. */
        BAD
    }

    /** Keeps an unmodifiable copy. */
    public Symptom {
        arguments = List.copyOf(arguments);
    }

    /** In words; what to do, unless it is fine. */
    public String text(Locale language) {
        return Finding.TEXTS.text("doctor." + code, language, arguments.toArray());
    }
}
