package dev.voronka.decision;

import dev.voronka.CardId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What rules have decided, as it is kept in the log.
 *
 * @param key its place in the log, for {@link DecisionQuery#after(String)}
 * @param card the card that was decided on
 * @param process the code of its process
 * @param move the number of the move that it was decided for; for a rung that moved nothing, the card's version then
 * @param rung the code of the rung that it was decided for; empty if it was no rung
 * @param kind what was decided, such as {@link Ruling#QUALIFY}
 * @param at when
 * @param book the version of the rule book
 * @param older whether the facts had another form then: what they did not tell yet is empty or 0
 * @param facts what the rules were given; null if that cannot be read any more or the kind is a host's own
 * @param factsJson the same as JSON
 * @param answer what came of it, without the ruling; null if that cannot be read any more or the kind is a host's own
 * @param answerJson the same as JSON
 * @param fired which rules fired, in order
 */
public record LoggedDecision(
        String key,
        CardId card,
        String process,
        long move,
        String rung,
        String kind,
        Instant at,
        String book,
        boolean older,
        @Nullable Object facts,
        String factsJson,
        @Nullable Object answer,
        String answerJson,
        List<Ruling.Fired> fired) {

    /** Keeps an unmodifiable copy. */
    public LoggedDecision {
        fired = List.copyOf(fired);
    }

    /** What the rules were given, if it is of this type. */
    public <F> Optional<F> facts(Class<F> type) {
        return type.isInstance(facts) ? Optional.of(type.cast(facts)) : Optional.empty();
    }

    /** What came of it, if it is of this type. */
    public <A> Optional<A> answer(Class<A> type) {
        return type.isInstance(answer) ? Optional.of(type.cast(answer)) : Optional.empty();
    }
}
