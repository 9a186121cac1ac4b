package dev.voronka.rules.whatif;

import dev.voronka.CardId;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.decision.Assignment;
import dev.voronka.decision.Assignment.Heard;
import dev.voronka.decision.Escalation;
import dev.voronka.decision.LeadFacts;
import dev.voronka.decision.LoggedDecision;
import dev.voronka.decision.RoutingRules;
import dev.voronka.decision.RoutingRules.Candidate;
import dev.voronka.decision.RoutingRules.Question;
import dev.voronka.decision.RoutingRules.Say;
import dev.voronka.decision.Ruled;
import dev.voronka.rules.BookDecisions;
import dev.voronka.rules.RuleBook;
import dev.voronka.store.DecisionForm;
import dev.voronka.store.DecisionLine;
import dev.voronka.store.JacksonCodec;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decisions of a book, as they lie in the log. Each is on a card of its own. */
final class Stored {

    private static final DecisionForm FORM = new DecisionForm(new JacksonCodec());

    private final RuleBook book;
    private final List<LoggedDecision> all = new ArrayList<>();
    private Instant at = Desk.MONDAY;

    Stored(RuleBook book) {
        this.book = book;
    }

    List<LoggedDecision> all() {
        return all;
    }

    LoggedDecision last() {
        return all.get(all.size() - 1);
    }

    Stored at(Instant moment) {
        at = moment;
        return this;
    }

    Stored judged(LeadFacts... leads) {
        for (var lead : leads) {
            kept("incoming-lead", decisions().qualifier().orElseThrow().answer(lead));
        }
        return this;
    }

    Stored escalated(Escalation... rungs) {
        for (var rung : rungs) {
            kept(rung.process(), decisions().escalator().orElseThrow().answer(rung));
        }
        return this;
    }

    Stored required(ApprovalPolicy.Asked... asked) {
        for (var one : asked) {
            kept(one.process(), decisions().approvals().orElseThrow().answer(one));
        }
        return this;
    }

    /** Given to this employee. */
    Stored given(String employee, Question question) {
        var advice = decisions().routing().advise(question);
        var heard = new ArrayList<Heard>();
        advice.says().forEach(s -> heard.add(heard(s, s.veto() ? Heard.Kind.VETO : Heard.Kind.PREFER)));
        add(heard, advice.force(), Heard.Kind.FORCE);
        add(heard, advice.queue(), Heard.Kind.QUEUE);
        var ruling = advice.ruling();
        if (ruling == null) {
            throw new AssertionError("The book has no routing rules");
        }
        return kept(
                "deal",
                new Assignment(
                        employee, false, List.of(), null, List.of(), List.of(), heard, Assignment.Way.RANKED, ruling));
    }

    private static void add(List<Heard> heard, @Nullable Say say, Heard.Kind kind) {
        if (say != null) {
            heard.add(heard(say, kind));
        }
    }

    private static Heard heard(Say say, Heard.Kind kind) {
        return new Heard(say.rule(), kind, say.who(), say.points(), say.text(), null);
    }

    Stored kept(String process, Ruled answer) {
        var card = new CardId(new UUID(7, all.size()));
        all.add(FORM.read(FORM.line(card, process, 1, "", at, answer).at(all.size() + 1L)));
        return this;
    }

    /** As an earlier version of voronka may have written it. */
    Stored line(String kind, String facts, String answer) {
        all.add(FORM.read(new DecisionLine(
                all.size() + 1L,
                new CardId(new UUID(7, all.size())),
                "incoming-lead",
                1,
                "",
                kind,
                at,
                book.version(),
                "00000000",
                facts,
                answer,
                "[]")));
        return this;
    }

    private BookDecisions decisions() {
        return BookDecisions.of(book, Desk.judging(Clock.fixed(at, Desk.MOSCOW)));
    }

    static Question question(String region, long roubles, Candidate... ranked) {
        return new Question("deal", "", "NEW", "REP", "", region, "", BigDecimal.valueOf(roubles), 0, List.of(ranked));
    }

    static Candidate candidate(String id, String... territories) {
        return new RoutingRules.Candidate(id, "", Set.of(), Set.of(territories), 3, 10);
    }

    static Escalation late(String owner, int hours) {
        return new Escalation(
                "deal",
                "",
                "NEED",
                "REP",
                "ladder.breach",
                Escalation.Kind.BREACH,
                "",
                "",
                owner,
                "igor",
                "dmitry",
                BigDecimal.TEN,
                Duration.ZERO,
                Duration.ofHours(hours),
                1,
                new TreeMap<>());
    }
}
