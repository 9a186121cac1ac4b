package dev.voronka.examples.quickstart;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.CommonTrigger;
import dev.voronka.Outcome;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.Texts;
import dev.voronka.Trigger;
import dev.voronka.department.Department;
import dev.voronka.engine.Engines;
import dev.voronka.people.Directory;
import dev.voronka.run.CardQuery;
import dev.voronka.run.Funnel;
import dev.voronka.run.Voronka;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The department at work: all funnels, a clock moved by hand, and a book of what was done. */
final class Office {

    final HandClock clock;
    final Directory people;
    final Department department;
    final Voronka voronka;
    final Post post = new Post();
    final Map<String, Funnel<?, ?>> funnels = new LinkedHashMap<>();
    int moves;
    int refusals;

    /** An office that keeps its cards in memory. */
    Office(Department department, Directory people, ZonedDateTime start) {
        this(department, people, start, Voronka.builder());
    }

    /** An office that keeps its cards where the builder says. */
    Office(Department department, Directory people, ZonedDateTime start, Voronka.Builder builder) {
        this.clock = new HandClock(start);
        this.people = people;
        this.department = department;
        this.voronka = builder.department(department)
                .people(people)
                .clock(clock)
                .engine(Engines.TABLE)
                .handler(post)
                .build();
        for (var process : department.processes()) {
            funnels.put(process.code(), voronka.funnel(process));
        }
    }

    /** Lets time pass; timers go off and links are carried out. */
    void at(LocalDate day, LocalTime time) {
        clock.to(day.atTime(time).atZone(HandClock.MOSCOW));
        voronka.fireDue();
    }

    <D> Card<D> open(SalesProcess<?, D> process, D data, Actor by) {
        return funnel(process).open(data, by);
    }

    @SuppressWarnings("unchecked") // a funnel is kept under the code of its own process
    <T extends Trigger, D> Funnel<T, D> funnel(SalesProcess<T, D> process) {
        return (Funnel<T, D>) funnel(process.code());
    }

    /** The funnel of the process with this code. */
    Funnel<?, ?> funnel(String process) {
        return Objects.requireNonNull(funnels.get(process));
    }

    /** Tells a card something and counts what came of it. */
    Outcome<?> fire(Card<?> card, Trigger trigger, Actor actor) {
        var outcome = told(funnel(card.process()), card.id(), trigger, actor);
        if (outcome.isTaken()) {
            moves++;
        } else {
            refusals++;
        }
        return outcome;
    }

    /** The same where a refusal would be a mistake in the story. */
    Card<?> must(Card<?> card, Trigger trigger, Actor actor) {
        var outcome = fire(card, trigger, actor);
        if (!outcome.isTaken()) {
            throw new IllegalStateException(outcome.message());
        }
        return outcome.card();
    }

    @SuppressWarnings("unchecked") // the trigger was made for this process
    private static <T extends Trigger> Outcome<?> told(Funnel<T, ?> funnel, CardId id, Trigger trigger, Actor actor) {
        return trigger instanceof CommonTrigger common
                ? funnel.fire(id, common, actor)
                : funnel.fire(id, (T) trigger, actor);
    }

    /** Carries out what the moves have set off: the letters, the messages, the tasks. */
    void deliver() {
        while (voronka.deliver() > 0) {
            // Each call takes what is due now; a card's next effect is due when the one before it has gone out.
        }
    }

    /** All open cards of a process. */
    List<Card<?>> open(String process) {
        return new ArrayList<>(funnel(process).cards(CardQuery.open().limit(Integer.MAX_VALUE)));
    }

    /** The card as it is now. */
    Card<?> now(Card<?> card) {
        return funnel(card.process()).card(card.id());
    }

    /** The cards of this process that moves of this card have opened, oldest first. */
    List<Card<?>> children(Card<?> card, SalesProcess<?, ?> process) {
        return funnel(card.process()).links(card.id()).children().stream()
                .filter(c -> c.process().equals(process.code()))
                .toList();
    }

    /** The last one of these. */
    Card<?> child(Card<?> card, SalesProcess<?, ?> process) {
        var all = children(card, process);
        if (all.isEmpty()) {
            throw new IllegalStateException(card + " has opened no card of " + process);
        }
        return all.get(all.size() - 1);
    }

    String title(String process, Stage stage) {
        return funnel(process).title(stage, Texts.RUSSIAN);
    }
}
