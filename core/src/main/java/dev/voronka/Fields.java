package dev.voronka;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a person has entered in a form of the CRM, by field code, as text. Immutable. */
public final class Fields {

    private final Map<String, String> values;

    private Fields(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** The fields with these values. */
    public static Fields of(Map<String, String> values) {
        return new Fields(values);
    }

    /** The text of a field; empty if it is missing or blank. */
    public Optional<String> text(String code) {
        return Optional.ofNullable(values.get(code)).map(String::strip).filter(v -> !v.isEmpty());
    }

    /** The lines of a field that are not blank; empty if it is missing. */
    public List<String> lines(String code) {
        return text(code)
                .map(t -> Arrays.stream(t.split("\\R"))
                        .map(String::strip)
                        .filter(l -> !l.isEmpty())
                        .toList())
                .orElse(List.of());
    }
}
