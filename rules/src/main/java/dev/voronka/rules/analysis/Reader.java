package dev.voronka.rules.analysis;

import dev.voronka.rules.analysis.Case.None;
import dev.voronka.rules.analysis.Case.Some;
import dev.voronka.rules.analysis.Meanings.Owner;
import dev.voronka.rules.analysis.Reading.Leaf;
import dev.voronka.rules.fact.Candidate;
import dev.voronka.rules.gate.RuleTree;
import dev.voronka.rules.gate.RuleTree.Condition;
import dev.voronka.rules.gate.RuleTree.Expr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one rule as cases. For one use. */
final class Reader {

    /** With more a rule is too involved to be looked at. */
    private static final int MOST_CASES = 256;

    private static final class TooInvolved extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooInvolved() {
            super("too involved", null, false, false);
        }
    }

    private final Meanings meanings;
    private final List<Leaf> leaves = new ArrayList<>();

    private Reader(Places places) {
        this.meanings = new Meanings(places);
    }

    static Reading read(RuleTree rule, int order, Places places) {
        var reader = new Reader(places);
        try {
            var cases = reader.all(rule.conditions(), true);
            return new Reading(rule, order, false, cases, reader.leaves);
        } catch (TooInvolved involved) {
            return new Reading(rule, order, true, List.of(), List.of());
        }
    }

    private List<Case> all(List<Condition> conditions, boolean always) {
        var cases = List.of(Case.ALWAYS);
        for (var condition : conditions) {
            var next = one(condition, always);
            var both = new ArrayList<Case>();
            for (var a : cases) {
                for (var b : next) {
                    var together = a.and(b);
                    if (together != null) {
                        both.add(together);
                    }
                    bounded(both.size());
                }
            }
            cases = both;
        }
        return cases;
    }

    /** {@code always}: whether it must hold in every way in which the rule holds. */
    private List<Case> one(Condition condition, boolean always) {
        if (condition instanceof Condition.Pattern p) {
            return pattern(p, always);
        } else if (condition instanceof Condition.Exists e) {
            return pattern(e.pattern(), always);
        } else if (condition instanceof Condition.Not n) {
            return not(n.pattern());
        } else if (condition instanceof Condition.And a) {
            return all(a.all(), always);
        }
        var any = new ArrayList<Case>();
        for (var branch : ((Condition.Or) condition).any()) {
            any.addAll(one(branch, false));
            bounded(any.size());
        }
        return any;
    }

    private List<Case> pattern(Condition.Pattern pattern, boolean always) {
        var own = meanings.enter(pattern);
        if (always) {
            pattern.constraints().forEach(c -> leaf(c, own));
        }
        return all(pattern, own).stream().map(b -> split(b, own)).toList();
    }

    /** The boxes for which all constraints of a pattern hold. */
    private List<Box> all(Condition.Pattern pattern, Owner own) {
        var boxes = List.of(Box.ALL);
        for (var constraint : pattern.constraints()) {
            boxes = both(boxes, boxes(constraint, true, own));
        }
        return boxes;
    }

    private List<Case> not(Condition.Pattern pattern) {
        var own = meanings.enter(pattern);
        if (pattern.fact() == Candidate.class) {
            return List.of(new Case(Box.ALL, List.of(), List.of(new None(all(pattern, own)))));
        }
        var any = new ArrayList<Box>();
        for (var constraint : pattern.constraints()) {
            any.addAll(boxes(constraint, false, own));
            bounded(any.size());
        }
        return any.stream().map(Case::of).toList();
    }

    /** What is said of the single facts, and what of one of many. */
    private static Case split(Box box, Owner own) {
        if (own.ordinal() < 0) {
            return Case.of(box);
        }
        @Nullable Box single = Box.ALL;
        @Nullable Box one = Box.ALL;
        for (var value : box.values().entrySet()) {
            if (value.getKey().fact() == Candidate.class) {
                one = one == null ? null : one.with(value.getKey(), value.getValue());
            } else {
                single = single == null ? null : single.with(value.getKey(), value.getValue());
            }
        }
        for (var signed : box.atoms().values()) {
            if (signed.atom().local()) {
                one = one == null ? null : one.with(signed.atom(), signed.holds());
            } else {
                single = single == null ? null : single.with(signed.atom(), signed.holds());
            }
        }
        if (single == null || one == null) {
            throw new IllegalStateException("Parts of " + box + " exclude each other");
        }
        return new Case(single, List.of(new Some(own.ordinal(), one)), List.of());
    }

    private void leaf(Expr expr, Owner own) {
        if (expr instanceof Expr.Binary b && b.operator().equals("&&")) {
            leaf(b.left(), own);
            leaf(b.right(), own);
            return;
        }
        var denoted = meanings.denoted(expr, own);
        if (denoted != null && (denoted.ordinal() < 0 || denoted.ordinal() == own.ordinal())) {
            leaves.add(new Leaf(denoted.ordinal(), expr, denoted.place(), denoted.values(), meanings.text(expr, own)));
        } else {
            leaves.add(new Leaf(own.ordinal(), expr, null, null, meanings.text(expr, own)));
        }
    }

    /** The boxes for which a constraint holds, or does not. */
    private List<Box> boxes(Expr expr, boolean holds, Owner own) {
        var denoted = meanings.denoted(expr, own);
        if (denoted != null && (denoted.ordinal() < 0 || denoted.ordinal() == own.ordinal())) {
            var values = holds ? denoted.values() : denoted.values().not();
            return one(Box.ALL.with(denoted.place(), values));
        } else if (expr instanceof Expr.Unary u && u.operator().equals("!")) {
            return boxes(u.of(), !holds, own);
        } else if (expr instanceof Expr.Binary b
                && (b.operator().equals("&&") || b.operator().equals("||"))) {
            var left = boxes(b.left(), holds, own);
            var right = boxes(b.right(), holds, own);
            return b.operator().equals("&&") == holds ? both(left, right) : either(left, right);
        }
        return one(Box.ALL.with(meanings.atom(expr, own), holds));
    }

    private static List<Box> one(@Nullable Box box) {
        return box == null ? List.of() : List.of(box);
    }

    private static List<Box> both(List<Box> left, List<Box> right) {
        Map<String, Box> both = new LinkedHashMap<>();
        for (var a : left) {
            for (var b : right) {
                var together = a.and(b);
                if (together != null) {
                    both.putIfAbsent(together.key(), together);
                    bounded(both.size());
                }
            }
        }
        return List.copyOf(both.values());
    }

    private static List<Box> either(List<Box> left, List<Box> right) {
        var any = new ArrayList<>(left);
        any.addAll(right);
        bounded(any.size());
        return any;
    }

    private static void bounded(int cases) {
        if (cases > MOST_CASES) {
            throw new TooInvolved();
        }
    }
}
