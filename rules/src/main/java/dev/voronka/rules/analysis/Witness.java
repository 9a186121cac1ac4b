package dev.voronka.rules.analysis;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Facts for which a finding is seen: the interpreter of rules has tried them.
 *
 * @param facts all of one decision
 * @param given what matters of them
 */
public record Witness(List<Record> facts, List<Given> given) {

    /**
     * One thing that is so.
     *
     * @param name of the field, in English
     * @param nameRu the same in Russian
     * @param value in English
     * @param valueRu the same in Russian
     */
    public record Given(String name, String nameRu, String value, String valueRu) {}

    /** Keeps unmodifiable copies. */
    public Witness {
        facts = List.copyOf(facts);
        given = List.copyOf(given);
    }

    /** {@code бюджет 500 000, регион «Москва»}. */
    public String said(Locale reader) {
        var russian = Bilingual.isRussian(reader);
        return given.stream()
                .map(g -> russian ? g.nameRu() + " " + g.valueRu() : g.name() + " " + g.value())
                .collect(Collectors.joining(", "));
    }
}
