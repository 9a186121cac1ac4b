package dev.voronka.rules.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a field or an entry may be.
 *
 * @param absent whether it may be missing: an answer that was not given
 * @param present what it may be otherwise
 */
record Values(boolean absent, Span present) {

    /** All that is in one of these, which are of this place. */
    static Values any(Place place, List<Values> some) {
        var absent = some.stream().anyMatch(Values::absent);
        if (place.all().present() instanceof Numbers n) {
            var parts = some.stream()
                    .flatMap(v -> ((Numbers) v.present()).parts().stream())
                    .toList();
            return new Values(absent, Numbers.of(n.whole(), parts));
        }
        return new Values(
                absent, Tokens.any(some.stream().map(v -> (Tokens) v.present()).toList()));
    }

    Values and(Values other) {
        return new Values(absent && other.absent, present.and(other.present));
    }

    Values or(Values other) {
        return new Values(absent || other.absent, present.or(other.present));
    }

    Values not() {
        return new Values(!absent, present.not());
    }

    boolean isEmpty() {
        return !absent && present.isEmpty();
    }

    boolean covers(Values other) {
        return (absent || !other.absent) && present.covers(other.present);
    }

    boolean meets(Values other) {
        return (absent && other.absent) || present.meets(other.present);
    }

    boolean has(@Nullable Object value) {
        return value == null ? absent : present.has(value);
    }
}
