package dev.voronka.rules.whatif;

import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.decision.Escalation;
import dev.voronka.decision.Escalator;
import dev.voronka.decision.LeadFacts;
import dev.voronka.decision.Qualification;
import dev.voronka.decision.RoutingRules;
import dev.voronka.decision.Ruling;
import dev.voronka.rules.BookDecisions;
import dev.voronka.rules.Judging;
import dev.voronka.rules.RuleBook;
import dev.voronka.rules.drools.Limits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * A book that is asked as if it were a moment in the past: dates are counted from that day. What it does not decide the plain
 * default does. For one thread.
 */
final class BookThen {

    /** The first decision of a kind may take long, as a book has to get going. */
    private static final Duration FIRST = Duration.ofSeconds(30);

    private final RuleBook book;
    private final Judging judging;
    private final Set<String> going = new HashSet<>();

    BookThen(RuleBook book, Judging judging) {
        this.book = book;
        this.judging = judging;
    }

    String version() {
        return book.version();
    }

    Qualification qualified(LeadFacts facts, Instant at) {
        return at(Ruling.QUALIFY, at).qualifier().orElse(judging.qualifier()).answer(facts);
    }

    RoutingRules.Advice advised(RoutingRules.Question question, Instant at) {
        return at(Ruling.ROUTE, at).routing().advise(question);
    }

    Escalator.Answer escalated(Escalation facts, Instant at) {
        return at(Ruling.ESCALATE, at).escalator().orElse(judging.escalator()).answer(facts);
    }

    ApprovalPolicy.Required required(ApprovalPolicy.Asked asked, Instant at) {
        return at(Ruling.APPROVE, at).approvals().orElse(judging.approvals()).answer(asked);
    }

    private BookDecisions at(String kind, Instant moment) {
        var then = judging.clock(Clock.fixed(moment, judging.clock().getZone()));
        return BookDecisions.of(book, going.add(kind) ? then.limits(patient(judging.limits())) : then);
    }

    private static Limits patient(Limits usual) {
        return new Limits(usual.firings(), usual.time().compareTo(FIRST) < 0 ? FIRST : usual.time());
    }
}
