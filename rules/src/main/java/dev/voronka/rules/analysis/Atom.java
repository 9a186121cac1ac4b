package dev.voronka.rules.analysis;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A condition that is no set of values, such as {@code like "*снг*"} or a comparison of two fields. It may hold or not; two
 * with the same text hold together.
 *
 * @param text what it says, with variables replaced by what they stand for
 * @param local whether it speaks of a fact that there are many of
 * @param place the only place that it asks about; null if there are several
 * @param test whether it holds for a value of that place; null if it asks about several
 * @param hint a value for which it is likely to hold; empty for none
 * @param join what it is if a list must have the value of a place; else null
 */
record Atom(
        String text,
        boolean local,
        @Nullable Place place,
        @Nullable Predicate<@Nullable Object> test,
        String hint,
        @Nullable Join join) {

    /** A list of the fact has what lies at the place. */
    record Join(String list, Place value) {}
}
