package dev.voronka.rules;

import dev.voronka.Role;
import dev.voronka.rules.gate.Problem;
import dev.voronka.rules.gate.RuleTree;
import dev.voronka.rules.gate.RuleTree.Action;
import dev.voronka.rules.gate.RuleTree.Expr.Literal;
import dev.voronka.rules.source.Likeness;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Looks for roles that nobody has: a rule that tells them would tell nobody. */
final class Roles {

    /** Who owns the card: may be told. */
    static final String OWNER = "OWNER";

    /** The role that works in the stage: may be given the card. */
    static final String STAGE = "STAGE";

    private static final Set<String> NAMING = Set.of("escalate.notify", "escalate.raise", "approve.require");
    private static final String REASSIGN = "escalate.reassign";

    private Roles() {}

    /** Roles in actions that are not among these. */
    static List<Problem> unknown(List<RuleTree> rules, List<Role> known) {
        var codes = known.stream().map(Role::code).toList();
        var problems = new ArrayList<Problem>();
        for (var rule : rules) {
            for (var action : rule.actions()) {
                var verb = action.sink() + "." + action.method();
                if (!(NAMING.contains(verb) || verb.equals(REASSIGN))
                        || action.arguments().isEmpty()
                        || !(action.arguments().get(0) instanceof Literal literal)
                        || !(literal.value() instanceof String role)) {
                    continue;
                }
                var isKnown = codes.contains(role)
                        || (verb.equals("escalate.notify") && role.equals(OWNER))
                        || (verb.equals(REASSIGN) && role.equals(STAGE));
                if (!isKnown) {
                    problems.add(unknown(rule, action, role, codes));
                }
            }
        }
        return problems;
    }

    private static Problem unknown(RuleTree rule, Action action, String role, List<String> codes) {
        var near = Likeness.nearest(role, codes);
        var all = String.join(", ", codes);
        return new Problem(
                rule.file(),
                action.line(),
                action.column(),
                rule.name(),
                "unknown-role",
                "There is no role \"" + role + "\"."
                        + near.map(n -> " Did you mean \"" + n + "\"?").orElse("") + " There are: " + all + ".",
                "Нет роли «" + role + "»."
                        + near.map(n -> " Возможно, «" + n + "»?").orElse("") + " Есть: " + all + ".");
    }
}
