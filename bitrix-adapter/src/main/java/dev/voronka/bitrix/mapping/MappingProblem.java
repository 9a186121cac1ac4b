package dev.voronka.bitrix.mapping;

import dev.voronka.Texts;
import java.util.List;
import java.util.Locale;

/**
 * What is wrong in a mapping file.
 *
 * @param line where, from 1; 0 if it is not of one place
 * @param column where, from 1; 0 if it is not of one place
 * @param code what
 * @param arguments with which values
 */
public record MappingProblem(int line, int column, String code, List<String> arguments) {

    static final Texts TEXTS = Texts.beside(MappingProblem.class, "mapping");

    /** Keeps an unmodifiable copy. */
    public MappingProblem {
        arguments = List.copyOf(arguments);
    }

    /** In words: what is wrong, and what to do. */
    public String text(Locale language) {
        return TEXTS.text("problem." + code, language, arguments.toArray());
    }

    /** With the place before it, if it has one. */
    public String placed(Locale language) {
        return line == 0 ? text(language) : line + ":" + column + ": " + text(language);
    }
}
