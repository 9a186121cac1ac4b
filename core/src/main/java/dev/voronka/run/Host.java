package dev.voronka.run;

import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.Effect;
import dev.voronka.InvalidInput;
import dev.voronka.Port;
import dev.voronka.PortFailed;
import dev.voronka.VoronkaException;
import dev.voronka.calendar.Calendars;
import dev.voronka.calendar.WorkingCalendar;
import dev.voronka.deadline.Ladder;
import dev.voronka.deadline.ProvisionalYears;
import dev.voronka.decision.Ruled;
import dev.voronka.delivery.Deliveries;
import dev.voronka.delivery.Observer;
import dev.voronka.engine.Engines;
import dev.voronka.engine.PortQuestion;
import dev.voronka.people.Directory;
import dev.voronka.store.CardStore;
import dev.voronka.store.Chain;
import dev.voronka.store.Codec;
import dev.voronka.store.DecisionForm;
import dev.voronka.store.DecisionLine;
import dev.voronka.store.Parcel;
import dev.voronka.store.StoredEffect;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What all shells of one voronka share.
 *
 * @param decisions how decisions are written to their log
 * @param calendars whose reckoning in years that are not decreed yet is seen by {@code provisional}
 */
record Host(
        CardStore store,
        Codec codec,
        DecisionForm decisions,
        Chain chain,
        Clock clock,
        Supplier<CardId> ids,
        Engines engine,
        Calendars calendars,
        ProvisionalYears provisional,
        Ladder ladder,
        Directory people,
        Map<Class<?>, Port<?, ?>> ports,
        int largestData,
        Links links,
        Deliveries deliveries,
        Set<Class<? extends Effect>> effects,
        Observer observer) {

    /** How many effects a part of a move has at most, so that no two effects of a card have one key. */
    private static final int PART = 1000;

    /** The time in microseconds, which is what databases keep. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** That of the card's owner. */
    WorkingCalendar calendar(Card<?> card) {
        return calendars.of(card.owner());
    }

    /** When the card's next clock goes off: a timer, a rung, the end of its hold; null if none does. */
    @Nullable
    Instant nextDue(Card<?> card) {
        var timer = card.visit().nextTimer().orElse(null);
        var rung = ladder(card)
                .next(card.visit(), calendar(card))
                .map(Ladder.Due::at)
                .orElse(null);
        return timer == null || (rung != null && rung.isBefore(timer)) ? rung : timer;
    }

    /** The ladder of the card's stage. */
    Ladder ladder(Card<?> card) {
        return ladder.of(card.process(), card.header().direction(), card.stage());
    }

    /**
     * What must happen outside, shared out among those who carry it out.
     *
     * @param part 0 for a move, the place of a rung for a deadline
     */
    List<Parcel> parcels(Card<?> card, int part, List<Effect> effects) {
        if (effects.isEmpty()) {
            return List.of();
        }
        var stored = new ArrayList<StoredEffect>(effects.size());
        for (var effect : effects) {
            stored.add(new StoredEffect(card.id(), card.version(), part * PART + stored.size(), effect));
        }
        return deliveries.share(part, stored, now());
    }

    /**
     * Lines for the log of decisions.
     *
     * @param move the number of the move that they were decided for; for a rung that moves nothing, the card's version
     * @param rung the code of the rung; empty if it is none
     */
    List<DecisionLine> decided(Card<?> card, long move, String rung, Instant at, List<Ruled> ruled) {
        return ruled.stream()
                .map(r -> decisions.line(card.id(), card.process(), move, rung, at, r))
                .toList();
    }

    CardId newId() {
        return ids.get();
    }

    /**
     * Asks a port.
     *
     * @throws PortFailed if it throws or gives null
     */
    Object ask(String process, PortQuestion question) {
        var name = question.port().getSimpleName();
        try {
            var answer = answer(question);
            if (answer == null) {
                throw new PortFailed(
                        "Port " + name + ", asked by process " + process + ", gave null; it must always answer.", null);
            }
            return answer;
        } catch (PortFailed failed) {
            throw failed;
        } catch (VoronkaException told) {
            throw new PortFailed(
                    "Port " + name + ", asked by process " + process + ", could not answer: " + told.getMessage(),
                    told);
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError broken) {
            throw new PortFailed(
                    "Port " + name + ", asked by process " + process + ", failed with "
                            + broken.getClass().getName() + ". The card is untouched; fire again once the port works.",
                    broken);
        }
    }

    @SuppressWarnings("unchecked") // ports are registered by their own interface
    private @Nullable Object answer(PortQuestion question) {
        var port = (Port<Object, Object>) ports.get(question.port());
        if (port == null) {
            throw new PortFailed(
                    "Nobody stands behind port " + question.port().getName()
                            + "; name somebody by Voronka.builder().port(…).",
                    null);
        }
        return port.answer(question.question());
    }

    /**
     * Refuses an employee whom the directory does not know.
     *
     * @throws InvalidInput unless the employee is there and active, or the directory is empty
     */
    void requireKnown(String employee) {
        if (employee.isBlank()) {
            throw new InvalidInput("A card cannot be given to an employee with a blank id.");
        }
        if (!people.isEmpty() && people.find(employee).filter(e -> e.active()).isEmpty()) {
            throw new InvalidInput("A card cannot be given to employee \"" + employee
                    + "\": the directory has no active employee with that id.");
        }
    }
}
