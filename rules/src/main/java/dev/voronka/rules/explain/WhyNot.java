package dev.voronka.rules.explain;

import dev.voronka.InvalidInput;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.decision.Escalation;
import dev.voronka.decision.LeadFacts;
import dev.voronka.decision.LoggedDecision;
import dev.voronka.decision.RoutingRules;
import dev.voronka.decision.Ruled;
import dev.voronka.decision.Ruling;
import dev.voronka.rules.BookDecisions;
import dev.voronka.rules.Judging;
import dev.voronka.rules.RuleBook;
import dev.voronka.rules.explain.Explained.Heard;
import dev.voronka.rules.explain.Explained.Looked;
import dev.voronka.rules.explain.Explained.State;
import dev.voronka.rules.explain.Nearness.Seen;
import dev.voronka.rules.fact.Candidate;
import dev.voronka.rules.gate.Evaluation;
import dev.voronka.rules.gate.Kind;
import dev.voronka.rules.gate.RuleTree;
import dev.voronka.rules.gate.RuleTree.Condition;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Why a rule fired in one decision, and why another did not: which of its conditions failed, with which value, and how near
 * it came. It reckons with the checked rules and decides once more by the book, so that a decision may also be held against
 * a book by which it was not made. Of a trusted book nothing can be told. Immutable, thread-safe.
 *
 * <pre>{@code
 * var whyNot = WhyNot.of(book, Judging.standard(), RuleWords.in(reader, Titles.standard()));
 * whyNot.decision(logged).nearest(3).forEach(rule -> System.out.println(rule.rule() + ": " + rule.failed().get(0).said()));
 * }</pre>
 */
public final class WhyNot {

    private final RuleBook book;
    private final Judging judging;
    private final RuleWords words;

    private WhyNot(RuleBook book, Judging judging, RuleWords words) {
        this.book = book;
        this.judging = judging;
        this.words = words;
    }

    /** By this book, applied so, told in these words. */
    public static WhyNot of(RuleBook book, Judging judging, RuleWords words) {
        return new WhyNot(book, judging, words);
    }

    /**
     * A decision from the log. Dates count from the day on which it was made.
     *
     * @throws InvalidInput if its facts cannot be read any more, or it is of a kind that is a host's own
     * @throws dev.voronka.VoronkaException if a rule of the book fails on its facts
     */
    public Explained decision(LoggedDecision decision) {
        var facts = decision.facts();
        if (facts == null) {
            throw new InvalidInput("The facts of the decision on card " + decision.card() + " at " + decision.at()
                    + " cannot be read: its kind is \"" + decision.kind() + "\".");
        }
        var then = Clock.fixed(decision.at(), judging.clock().getZone());
        return WhyNot.of(book, judging.clock(then), words).facts(facts);
    }

    /**
     * Facts, as the port would be given them.
     *
     * @param asked {@link LeadFacts}, {@link RoutingRules.Question}, {@link Escalation} or {@link ApprovalPolicy.Asked}
     * @throws InvalidInput if it is none of these
     * @throws dev.voronka.VoronkaException if a rule of the book fails on them
     */
    public Explained facts(Object asked) {
        var decisions = BookDecisions.of(book, judging);
        var fired = ruling(decisions, asked).stream()
                .flatMap(r -> r.fired().stream())
                .map(Ruling.Fired::rule)
                .collect(Collectors.toSet());
        var heard = new ArrayList<Heard>();
        for (var kind : kinds(asked)) {
            var facts = decisions.facts(kind, asked);
            book.rules(kind).forEach(rule -> heard.add(heard(kind, rule, facts, fired)));
        }
        return new Explained(book.version(), heard);
    }

    private static List<Kind> kinds(Object asked) {
        if (asked instanceof LeadFacts) {
            return List.of(Kind.SCORE, Kind.VERDICT);
        } else if (asked instanceof RoutingRules.Question) {
            return List.of(Kind.ROUTE);
        } else if (asked instanceof Escalation) {
            return List.of(Kind.ESCALATE);
        } else if (asked instanceof ApprovalPolicy.Asked) {
            return List.of(Kind.APPROVE);
        }
        throw new InvalidInput("Rules are not asked by " + asked.getClass().getName() + ".");
    }

    private static Optional<Ruling> ruling(BookDecisions decisions, Object asked) {
        if (asked instanceof LeadFacts lead) {
            return decisions.qualifier().map(port -> port.answer(lead)).flatMap(Ruled::ruling);
        } else if (asked instanceof RoutingRules.Question question) {
            return Optional.ofNullable(decisions.routing().advise(question).ruling());
        } else if (asked instanceof Escalation card) {
            return decisions.escalator().map(port -> port.answer(card)).flatMap(Ruled::ruling);
        }
        return decisions
                .approvals()
                .map(port -> port.answer((ApprovalPolicy.Asked) asked))
                .flatMap(Ruled::ruling);
    }

    private Heard heard(Kind kind, RuleTree rule, List<Record> facts, Set<String> fired) {
        var seen = Nearness.of(rule, facts);
        var holds = seen.stream().allMatch(Seen::holds);
        var state = !rule.enabled()
                ? State.OFF
                : !holds ? State.MISSED : fired.contains(rule.name()) ? State.FIRED : State.OUTWEIGHED;
        var clauses = words.clauses(rule);
        return new Heard(
                kind,
                rule.name(),
                rule.file(),
                rule.line(),
                rule.salience(),
                state,
                seen.stream()
                        .filter(s -> !s.holds() || s.expr() != null || !(s.condition() instanceof Condition.Pattern))
                        .map(s -> looked(s, clauses, facts))
                        .toList(),
                Nearness.distance(seen));
    }

    private Looked looked(Seen seen, Clauses clauses, List<Record> facts) {
        var about = seen.expr() != null && seen.fact() instanceof Candidate candidate ? candidate.id() : "";
        return new Looked(
                seen.holds(),
                asked(seen, clauses),
                said(seen, clauses, facts),
                about,
                seen.gap().orElse(null),
                seen.others());
    }

    private String asked(Seen seen, Clauses clauses) {
        return seen.expr() != null && seen.condition() instanceof Condition.Pattern p
                ? clauses.said(seen.expr(), p.fact())
                : words.one(seen.condition(), clauses);
    }

    private String said(Seen seen, Clauses clauses, List<Record> facts) {
        var spoken = words.spoken();
        if (seen.condition() instanceof Condition.Pattern p) {
            return seen.expr() == null ? words.nobody(p, clauses) : test(seen, clauses, p);
        }
        var asked = asked(seen, clauses);
        if (seen.holds()) {
            return asked;
        }
        return seen.condition() instanceof Condition.Exists e
                ? asked + nearest(seen, e, clauses, facts)
                : asked + spoken.say("yet", whom(seen, facts));
    }

    private String test(Seen seen, Clauses clauses, Condition.Pattern pattern) {
        var spoken = words.spoken();
        var expr = Objects.requireNonNull(seen.expr());
        return Comparison.of(expr)
                .map(c -> {
                    var had = clauses.had(c, pattern.fact(), seen::value);
                    return seen.holds() && c.test().isPlain()
                            ? had
                            : spoken.say(
                                    seen.holds() ? "held" : "failed",
                                    had,
                                    clauses.wanted(c, pattern.fact(), seen::value));
                })
                .orElseGet(() -> spoken.say(seen.holds() ? "true" : "false", clauses.said(expr, pattern.fact())));
    }

    /** Who is there although nobody should be. */
    private String whom(Seen seen, List<Record> facts) {
        if (!(seen.condition() instanceof Condition.Not not)) {
            return "";
        }
        var those = facts.stream()
                .filter(f -> f instanceof Candidate
                        && !Evaluation.matches(not.pattern(), seen.bindings(), List.of(f))
                                .isEmpty())
                .map(f -> ((Candidate) f).id())
                .limit(5)
                .toList();
        return those.isEmpty() ? words.spoken().say("itis") : String.join(", ", those);
    }

    /** Who came nearest to what should be there. */
    private String nearest(Seen seen, Condition.Exists exists, Clauses clauses, List<Record> facts) {
        var within = Nearness.of(List.of(exists.pattern()), seen.bindings(), facts);
        return within.stream()
                .filter(s -> !s.holds())
                .findFirst()
                .map(s -> looked(s, clauses, facts))
                .map(l -> l.about().isEmpty()
                        ? words.spoken().say("nearest.one", l.said())
                        : words.spoken().say("nearest", l.about(), l.said()))
                .orElse("");
    }
}
