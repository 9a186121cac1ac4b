package dev.voronka.rules;

import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.decision.Decisions;
import dev.voronka.decision.Escalation;
import dev.voronka.decision.Escalator;
import dev.voronka.decision.LeadFacts;
import dev.voronka.decision.Qualifier;
import dev.voronka.decision.RoutingRules;
import dev.voronka.rules.drools.Said;
import dev.voronka.rules.gate.Kind;
import java.util.List;
import java.util.Optional;

/**
 * One book at work: what its rules say behind each port. Immutable, thread-safe. A port asks the same book throughout, so
 * that score and verdict of a lead are of one version.
 */
public final class BookDecisions implements Decisions {

    private final RuleBook book;
    private final Judging judging;

    private BookDecisions(RuleBook book, Judging judging) {
        this.book = book;
        this.judging = judging;
    }

    /** This book, applied so. */
    public static BookDecisions of(RuleBook book, Judging judging) {
        return new BookDecisions(book, judging);
    }

    /** The book. */
    public RuleBook book() {
        return book;
    }

    /** Present if the book has score or verdict rules. */
    @Override
    public Optional<Qualifier> qualifier() {
        return has(Kind.SCORE) || has(Kind.VERDICT) ? Optional.of(new LeadRules(this)) : Optional.empty();
    }

    /** Says nothing if the book has no routing rules. */
    @Override
    public RoutingRules routing() {
        return has(Kind.ROUTE) ? new RouteRules(this) : RoutingRules.NONE;
    }

    /** Present if the book has escalation rules. */
    @Override
    public Optional<Escalator> escalator() {
        return has(Kind.ESCALATE) ? Optional.of(new EscalationRules(this)) : Optional.empty();
    }

    /** Present if the book has approval rules. */
    @Override
    public Optional<ApprovalPolicy> approvals() {
        return has(Kind.APPROVE) ? Optional.of(new ApprovalRules(this)) : Optional.empty();
    }

    /**
     * What the rules of a kind are given when they are asked this: facts as they speak of them, in order; none if they do not
     * answer such questions.
     *
     * @param asked {@link LeadFacts}, {@link RoutingRules.Question}, {@link Escalation} or {@link ApprovalPolicy.Asked}
     * @throws dev.voronka.rules.drools.RuleFailed if verdict rules are asked for and a score rule throws
     */
    public List<Record> facts(Kind kind, Object asked) {
        return switch (kind) {
            case SCORE, VERDICT -> asked instanceof LeadFacts lead ? new LeadRules(this).facts(kind, lead) : List.of();
            case ROUTE -> asked instanceof RoutingRules.Question question ? RouteRules.facts(question) : List.of();
            case ESCALATE -> asked instanceof Escalation card ? EscalationRules.facts(card) : List.of();
            case APPROVE -> asked instanceof ApprovalPolicy.Asked request ? ApprovalRules.facts(request) : List.of();
        };
    }

    Judging judging() {
        return judging;
    }

    boolean has(Kind kind) {
        return book.compiled(kind).isPresent();
    }

    /** What the rules of a kind do; nothing if there are none. */
    List<Said> said(Kind kind, List<? extends Record> facts) {
        return book.compiled(kind)
                .map(rules -> rules.decide(facts, judging.limits()))
                .orElse(List.of());
    }
}
