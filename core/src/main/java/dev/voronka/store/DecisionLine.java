package dev.voronka.store;

import dev.voronka.CardId;
import java.time.Instant;

/**
 * One line of the log of decisions, as it is kept.
 *
 * @param number its place in the log, given by the store; 0 before it is written
 * @param card the card that was decided on
 * @param process the code of its process
 * @param move the number of the move that it was decided for; for a rung that moves nothing, the card's version then
 * @param rung the code of the rung that it was decided for; empty if it was no rung
 * @param kind what was decided, such as {@link dev.voronka.decision.Ruling#QUALIFY}
 * @param at when
 * @param book the version of the rule book
 * @param vocabulary what stands for the form of the facts at that time
 * @param facts what the rules were given, as canonical JSON
 * @param answer what came of it, as canonical JSON
 * @param fired which rules fired, as canonical JSON
 */
public record DecisionLine(
        long number,
        CardId card,
        String process,
        long move,
        String rung,
        String kind,
        Instant at,
        String book,
        String vocabulary,
        String facts,
        String answer,
        String fired) {

    /** The same at this place. */
    public DecisionLine at(long place) {
        return new DecisionLine(place, card, process, move, rung, kind, at, book, vocabulary, facts, answer, fired);
    }

    /** The same without what tells of a person. */
    public DecisionLine without(Forgetting forgetting) {
        return new DecisionLine(
                number,
                card,
                process,
                move,
                rung,
                kind,
                at,
                book,
                vocabulary,
                forgetting.json(facts),
                forgetting.json(answer),
                forgetting.json(fired));
    }

    /** Without facts and answer: fit for logs. */
    @Override
    public String toString() {
        return "DecisionLine[" + number + ", " + kind + " on " + card + " by book " + book + "]";
    }
}
