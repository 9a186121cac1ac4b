package dev.voronka.rules.source;

import dev.voronka.rules.gate.Problem;
import dev.voronka.rules.gate.RuleTree;
import dev.voronka.rules.gate.RuleTree.Action;
import dev.voronka.rules.gate.SourceText;

/**
 * A file of rules as DRL.
 *
 * @param text for the gate
 * @param lines where its lines come from
 */
public record Expanded(SourceText text, Lines lines) {

    static Expanded of(String file, Lines.Writer out) {
        return new Expanded(new SourceText(file, out.text()), out.lines());
    }

    /** A problem at the place where the author finds it. */
    public Problem back(Problem found) {
        var at = lines.of(found.line(), found.column());
        return new Problem(
                found.file(), at.line(), at.column(), found.rule(), found.code(), found.text(), found.textRu());
    }

    /** A rule at the place where the author finds it. */
    public RuleTree back(RuleTree rule) {
        return new RuleTree(
                rule.name(),
                rule.emitted(),
                rule.file(),
                lines.of(rule.line(), 0).line(),
                rule.salience(),
                rule.enabled(),
                rule.conditions(),
                rule.actions().stream().map(this::back).toList());
    }

    private Action back(Action action) {
        var at = lines.of(action.line(), action.column());
        return new Action(action.sink(), action.method(), action.arguments(), at.line(), at.column());
    }
}
