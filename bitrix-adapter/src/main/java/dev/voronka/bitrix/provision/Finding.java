package dev.voronka.bitrix.provision;

import dev.voronka.Texts;
import java.util.List;
import java.util.Locale;

/**
 * Something that stands in the way, and what to do about it.
 *
 * @param code what
 * @param arguments with which values
 */
public record Finding(String code, List<String> arguments) {

    static final Texts TEXTS = Texts.beside(Finding.class, "provision");

    /** Keeps an unmodifiable copy. */
    public Finding {
        arguments = List.copyOf(arguments);
    }

    /** In words. */
    public String text(Locale language) {
        return TEXTS.text("finding." + code, language, arguments.toArray());
    }
}
