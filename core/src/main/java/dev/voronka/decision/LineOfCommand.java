package dev.voronka.decision;

import dev.voronka.Role;
import dev.voronka.decision.Escalator.Answer;
import dev.voronka.decision.Escalator.Measure;
import java.util.ArrayList;

/**
 * Goes up the line of command: the plain default of {@link Escalator}. A reminder tells the owner; a breach tells the
 * owner and the head and is noted on the card; then the head gets something to do, the card another owner, the director
 * word of it, and the card its fail. Nobody's card is the head's business from the start. Stateless, thread-safe.
 */
public final class LineOfCommand implements Escalator {

    @Override
    public Answer answer(Escalation card) {
        return switch (card.kind()) {
            case REMINDER ->
                Answer.of(
                        card.isOwned()
                                ? Measure.tellOwner("deadline-near")
                                : Measure.tell(Role.HEAD, "deadline-near-unowned"));
            case BREACH -> breach(card);
            case HEAD ->
                Answer.of(
                        card.isOwned()
                                ? Measure.raise(Role.HEAD, "deadline-help", card.owner())
                                : Measure.raise(Role.HEAD, "deadline-help-unowned"));
            case REASSIGN -> reassign(card);
            case DIRECTOR ->
                Answer.of(
                        card.isOwned()
                                ? Measure.tell(Role.DIRECTOR, "deadline-missed-by", card.owner())
                                : Measure.tell(Role.DIRECTOR, "deadline-missed-unowned"));
            case FAIL -> Answer.of(new Measure.Fail(card.fail(), card.comment()));
        };
    }

    private static Answer breach(Escalation card) {
        var measures = new ArrayList<Measure>();
        if (card.isOwned()) {
            measures.add(Measure.tellOwner("deadline-missed"));
            if (!card.owner().equals(card.head())) {
                measures.add(Measure.tell(Role.HEAD, "deadline-missed-by", card.owner()));
            }
        } else {
            measures.add(Measure.tell(Role.HEAD, "deadline-missed-unowned"));
        }
        measures.add(Measure.note("deadline-breached"));
        return new Answer(measures);
    }

    private static Answer reassign(Escalation card) {
        var measures = new ArrayList<Measure>();
        measures.add(Measure.reassign());
        if (card.isOwned()) {
            measures.add(Measure.tell(card.owner(), "deadline-taken-away"));
        }
        return new Answer(measures);
    }
}
