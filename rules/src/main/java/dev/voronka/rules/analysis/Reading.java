package dev.voronka.rules.analysis;

import dev.voronka.rules.gate.RuleTree;
import dev.voronka.rules.gate.RuleTree.Expr;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A rule as sets of values.
 *
 * @param rule which
 * @param order its place among the rules of its kind, as they decide
 * @param involved whether it has too many cases to be looked at; there are none here then
 * @param cases the ways in which it can hold; none if it never can
 * @param leaves conditions that must hold in every way
 */
record Reading(RuleTree rule, int order, boolean involved, List<Case> cases, List<Leaf> leaves) {

    /**
     * One condition that must hold.
     *
     * @param ordinal of the fact, if there are many of it; else -1
     * @param expr as it stands in the rule
     * @param place what it asks about; null if it is no set of values
     * @param values what may be there; null if it is no set of values
     * @param text what it says, with variables replaced
     */
    record Leaf(
            int ordinal,
            Expr expr,
            @Nullable Place place,
            @Nullable Values values,
            String text) {

        boolean isAbout(Leaf other) {
            return ordinal == other.ordinal && place == other.place;
        }
    }

    Reading {
        cases = List.copyOf(cases);
        leaves = List.copyOf(leaves);
    }

    boolean isDead() {
        return !involved && cases.isEmpty();
    }

    /** Whether it can be reasoned about: it can hold, and is not too involved. */
    boolean isLive() {
        return !cases.isEmpty();
    }

    /** Whether the other rule holds whenever this one does; false also where that cannot be told. */
    boolean implies(Reading other) {
        return isLive() && cases.stream().allMatch(c -> other.cases.stream().anyMatch(c::implies));
    }

    boolean meets(Reading other) {
        for (var mine : cases) {
            for (var its : other.cases) {
                if (mine.meets(its)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Equal for rules with the same conditions. */
    String key() {
        return cases.stream().map(Case::key).sorted().collect(Collectors.joining(" or "));
    }
}
