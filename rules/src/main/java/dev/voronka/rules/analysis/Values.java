package dev.voronka.rules.analysis;

import org.jspecify.annotations.Nullable;

/**
 * What a field or an entry may be.
 *
 * @param absent whether it may be missing: an answer that was not given
 * @param present what it may be otherwise
 */
record Values(boolean absent, Span present) {

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
