package dev.voronka.rules.gate;

import dev.voronka.rules.gate.RuleTree.Condition;
import dev.voronka.rules.gate.RuleTree.Expr;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Keeps combinations small: of the facts that come in hundreds a rule looks at two at most, and the second must be tied to the first. */
final class Joins {

    private static final int MOST = 2;

    private final Complaints complaints;
    private final Token place;
    private boolean told;

    Joins(Complaints complaints, Token place) {
        this.complaints = complaints;
        this.place = place;
    }

    void check(List<Condition> all) {
        all(all, new Seen(0, Set.of()));
    }

    /** How many such facts are looked at so far, and the variables that stand for them or for their fields. */
    private record Seen(int count, Set<String> names) {}

    private Seen all(List<Condition> conditions, Seen before) {
        var seen = before;
        for (var condition : conditions) {
            seen = one(condition, seen);
        }
        return seen;
    }

    private Seen one(Condition condition, Seen before) {
        if (condition instanceof Condition.Pattern p) {
            return pattern(p, before, true);
        } else if (condition instanceof Condition.Not n) {
            return pattern(n.pattern(), before, false);
        } else if (condition instanceof Condition.Exists e) {
            return pattern(e.pattern(), before, false);
        } else if (condition instanceof Condition.And and) {
            return all(and.all(), before);
        }
        var most = before;
        for (var branch : ((Condition.Or) condition).any()) {
            var seen = one(branch, before);
            most = seen.count() > most.count() ? seen : most;
        }
        return most;
    }

    private Seen pattern(Condition.Pattern pattern, Seen before, boolean positive) {
        if (!Vocabulary.MANY.contains(pattern.fact())) {
            return before;
        }
        if (before.count() == MOST) {
            tell("too-many-joins", pattern);
        } else if (before.count() > 0
                && positive
                && pattern.constraints().stream().noneMatch(c -> mentions(c, before.names()))) {
            tell("unbounded-join", pattern);
        }
        var names = new HashSet<>(before.names());
        if (!pattern.binding().isEmpty()) {
            names.add(pattern.binding());
        }
        pattern.bindings().forEach(b -> names.add(b.variable()));
        return new Seen(before.count() + 1, names);
    }

    private void tell(String code, Condition.Pattern pattern) {
        if (!told) {
            complaints.at(place, code, pattern.fact().getSimpleName(), MOST);
            told = true;
        }
    }

    private static boolean mentions(Expr expr, Set<String> names) {
        if (expr instanceof Expr.Field f) {
            return names.contains(f.of());
        } else if (expr instanceof Expr.Variable v) {
            return names.contains(v.name());
        } else if (expr instanceof Expr.Binary b) {
            return mentions(b.left(), names) || mentions(b.right(), names);
        } else if (expr instanceof Expr.Unary u) {
            return mentions(u.of(), names);
        } else if (expr instanceof Expr.In i) {
            return mentions(i.left(), names) || i.values().stream().anyMatch(v -> mentions(v, names));
        } else if (expr instanceof Expr.Entry e) {
            return mentions(e.map(), names);
        }
        return false;
    }
}
