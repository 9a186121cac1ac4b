package dev.voronka;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a person has entered in a form of the CRM, by field code, as text. Immutable. */
public final class Fields {

    private final Map<String, String> values;
    private final @Nullable SortedSet<String> asked;

    private Fields(Map<String, String> values, @Nullable SortedSet<String> asked) {
        this.values = Map.copyOf(values);
        this.asked = asked;
    }

    /** The fields with these values. */
    public static Fields of(Map<String, String> values) {
        return new Fields(values, null);
    }

    /** The codes of the fields that a reader asks for when none is filled in; what it throws then is ignored. */
    static SortedSet<String> readBy(Function<Fields, ?> reader) {
        var asked = new TreeSet<String>();
        try {
            var unused = reader.apply(new Fields(Map.of(), asked));
        } catch (RuntimeException nothingIsFilledIn) {
            return Collections.unmodifiableSortedSet(asked);
        }
        return Collections.unmodifiableSortedSet(asked);
    }

    /** The text of a field; empty if it is missing or blank. */
    public Optional<String> text(String code) {
        if (asked != null) {
            asked.add(code);
        }
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
