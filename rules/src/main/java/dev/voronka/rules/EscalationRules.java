package dev.voronka.rules;

import dev.voronka.Role;
import dev.voronka.decision.Escalation;
import dev.voronka.decision.Escalator;
import dev.voronka.decision.Ruling;
import dev.voronka.decision.Ruling.Fired;
import dev.voronka.rules.drools.Said;
import dev.voronka.rules.drools.Said.Verb;
import dev.voronka.rules.fact.Card;
import dev.voronka.rules.fact.Overdue;
import dev.voronka.rules.gate.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What escalation rules do on a rung: all that hold act. A card can be taken away once, so the first rule that does so wins.
 * A breach is noted on the card whatever the rules say; a rung that ends the card does so unless a rule takes it away.
 */
final class EscalationRules implements Escalator {

    private static final String TEXT = "escalated";

    private final BookDecisions book;

    EscalationRules(BookDecisions book) {
        this.book = book;
    }

    @Override
    public Answer answer(Escalation card) {
        var said = book.said(Kind.ESCALATE, facts(card));
        var measures = new ArrayList<Measure>();
        var fired = new ArrayList<Fired>();
        var isTakenAway = said.stream().anyMatch(s -> s.verb() == Verb.REASSIGN);
        var isMoved = false;
        for (var one : said) {
            if (one.verb() == Verb.REASSIGN && isMoved) {
                continue;
            }
            isMoved |= one.verb() == Verb.REASSIGN;
            measures.add(measure(card, one, isTakenAway));
            fired.add(new Fired(one.rule(), one.who() + ": " + one.text(), 0, ""));
        }
        if (card.kind() == Escalation.Kind.BREACH) {
            measures.add(Measure.note("deadline-breached"));
        }
        if (card.kind() == Escalation.Kind.FAIL && !isMoved) {
            measures.addAll(book.judging().escalator().answer(card).measures());
        }
        return new Answer(measures)
                .ruled(new Ruling(Ruling.ESCALATE, book.book().version(), card, fired));
    }

    private static Measure measure(Escalation card, Said said, boolean isTakenAway) {
        return switch (said.verb()) {
            case NOTIFY -> told(card, said, isTakenAway);
            case RAISE -> Measure.raise(new Role(said.who()), TEXT, said.text());
            case REASSIGN -> new Measure.Reassign(said.who().equals(Roles.STAGE) ? "" : said.who());
            default -> throw new IllegalStateException("Not a verb of escalation: " + said.verb());
        };
    }

    /** Nobody's card is the head's business. Who loses a card is told by name: its owner is another one by then. */
    private static Measure told(Escalation card, Said said, boolean isTakenAway) {
        if (!said.who().equals(Roles.OWNER)) {
            return Measure.say(new Role(said.who()), said.text());
        }
        if (!card.isOwned()) {
            return Measure.say(Role.HEAD, said.text());
        }
        return isTakenAway ? Measure.tell(card.owner(), TEXT, said.text()) : Measure.tellOwner(TEXT, said.text());
    }

    static List<Record> facts(Escalation card) {
        return List.of(card(card), overdue(card));
    }

    private static Card card(Escalation card) {
        return new Card(
                card.process(),
                card.direction(),
                card.stage(),
                card.role(),
                "",
                "",
                "",
                card.owner(),
                card.amount(),
                0);
    }

    private static Overdue overdue(Escalation card) {
        return new Overdue(
                card.rung(),
                Overdue.Kind.valueOf(card.kind().name()),
                hours(card.left()),
                hours(card.late()),
                card.gone());
    }

    private static int hours(Duration time) {
        return (int) Math.min(Integer.MAX_VALUE, time.toHours());
    }
}
