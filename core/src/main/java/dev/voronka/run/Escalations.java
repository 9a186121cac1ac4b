package dev.voronka.run;

import dev.voronka.Addressee;
import dev.voronka.Alarm;
import dev.voronka.Card;
import dev.voronka.CommonTrigger;
import dev.voronka.Effect;
import dev.voronka.HeadOf;
import dev.voronka.InvalidInput;
import dev.voronka.Message;
import dev.voronka.PortFailed;
import dev.voronka.Reason;
import dev.voronka.RingStep;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.StageSpec;
import dev.voronka.TextRef;
import dev.voronka.deadline.Ladder;
import dev.voronka.decision.Assignment;
import dev.voronka.decision.Escalation;
import dev.voronka.decision.Escalator;
import dev.voronka.decision.Escalator.Measure;
import dev.voronka.decision.Router;
import dev.voronka.decision.RoutingRequest;
import dev.voronka.decision.Ruled;
import dev.voronka.engine.PortQuestion;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks the escalator what a rung does, and makes effects and a trigger of its answer. */
final class Escalations {

    /**
     * What a rung does.
     *
     * @param effects what must happen outside
     * @param moving what moves the card; null if nothing does
     * @param rings turns of rings that go with that move
     * @param nobody why nobody else was given the card although that was wanted; empty otherwise
     * @param ruled what rules have answered on the way
     */
    record Measures(
            List<Effect> effects,
            @Nullable CommonTrigger moving,
            List<RingStep> rings,
            Optional<Reason> nobody,
            List<Ruled> ruled) {}

    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm", Locale.ROOT);

    private final Host host;
    private final SalesProcess<?, ?> process;

    Escalations(Host host, SalesProcess<?, ?> process) {
        this.host = host;
        this.process = process;
    }

    Measures measures(Card<?> card, StageSpec<?> stage, Ladder.Due due, Instant now) {
        var facts = facts(card, stage, due, now);
        var answer = (Escalator.Answer) ask(new PortQuestion(Escalator.class, facts));
        var ruled = new ArrayList<Ruled>();
        keep(answer, ruled);
        var effects = new ArrayList<Effect>();
        var rings = new ArrayList<RingStep>();
        CommonTrigger moving = null;
        Optional<Reason> nobody = Optional.empty();
        for (var measure : answer.measures()) {
            if (measure instanceof Measure.Tell tell) {
                effects.add(new Effect.Tell(tell.to(), filled(card, tell.message())));
            } else if (measure instanceof Measure.Raise raise) {
                effects.add(task(card, raise.to(), raise.message()));
            } else if (measure instanceof Measure.Note note) {
                effects.add(new Effect.Comment(filled(card, note.message())));
            } else if (measure instanceof Measure.Fail fail) {
                moving = fail(fail);
            } else if (measure instanceof Measure.Reassign reassign) {
                var role = reassign.role().isEmpty() ? facts.role() : reassign.role();
                var other = other(card, role, now, ruled);
                if (other.isPresent()) {
                    moving = new CommonTrigger.Reassign(other.get().employee());
                    rings.addAll(other.get().ringSteps());
                } else {
                    nobody = Optional.of(Reason.of("somebody-else-is-there"));
                }
            }
        }
        if (nobody.isPresent()) {
            // The others were meant for a card that has gone to somebody else.
            return new Measures(
                    List.of(task(card, Role.HEAD, Message.of("deadline-nobody-else"))), null, List.of(), nobody, ruled);
        }
        return new Measures(effects, moving, rings, nobody, ruled);
    }

    private static void keep(Object answer, List<Ruled> ruled) {
        if (answer instanceof Ruled given && given.ruling().isPresent()) {
            ruled.add(given);
        }
    }

    private Object ask(PortQuestion question) {
        return host.ask(process.code(), question);
    }

    private Escalation facts(Card<?> card, StageSpec<?> stage, Ladder.Due due, Instant now) {
        var owner = card.owner();
        var head = ((HeadOf.Head) ask(new PortQuestion(HeadOf.class, new HeadOf.Asked(owner)))).employee();
        var directors = host.people().with(Role.DIRECTOR);
        var direction = card.header().direction();
        var deadline = card.due().orElse(due.at());
        var lateFrom = card.visit().alarm(Alarm.LATENESS).map(Alarm::at).orElse(deadline);
        return new Escalation(
                process.code(),
                direction == null ? "" : direction,
                card.stage().name(),
                stage.ownedBy() == null ? "" : stage.ownedBy().code(),
                due.rung().code(),
                due.rung().kind(),
                due.rung().fail(),
                due.rung().comment(),
                owner == null ? "" : owner,
                head == null ? "" : head,
                directors.isEmpty() ? "" : directors.get(0).id(),
                roubles(card),
                between(card, now, deadline),
                between(card, lateFrom, now),
                card.visit().rung().size(),
                card.counts());
    }

    private Duration between(Card<?> card, Instant from, Instant to) {
        return to.isAfter(from) ? host.calendar(card).between(from, to) : Duration.ZERO;
    }

    /** Somebody else with the role; empty if there is nobody. */
    private Optional<Assignment> other(Card<?> card, String role, Instant now, List<Ruled> ruled) {
        if (role.isEmpty()) {
            return Optional.empty();
        }
        var owner = card.owner();
        var direction = card.header().direction();
        // A company that keeps no skills would find nobody by them.
        var skilled = owner != null
                && direction != null
                && host.people()
                        .find(owner)
                        .filter(e -> e.skills().contains(direction))
                        .isPresent();
        var request = new RoutingRequest(
                        card.process(),
                        card.process() + "/" + role,
                        new Role(role),
                        skilled ? direction : null,
                        RoutingRequest.Strategy.LEAST_LOADED,
                        owner == null ? List.of() : List.of(owner),
                        List.of(Role.HEAD, Role.DIRECTOR),
                        now)
                .about(about(card));
        try {
            var chosen = (Assignment) ask(new PortQuestion(Router.class, request));
            keep(chosen, ruled);
            return Optional.of(chosen).filter(a -> !a.employee().equals(owner));
        } catch (PortFailed failed) {
            if (failed.getCause() instanceof InvalidInput) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    private static RoutingRequest.About about(Card<?> card) {
        var header = card.header();
        return new RoutingRequest.About(
                header.direction() == null ? "" : header.direction(),
                card.stage().name(),
                "",
                "",
                roubles(card));
    }

    private static BigDecimal roubles(Card<?> card) {
        var amount = card.header().amount();
        return amount == null || !amount.currency().equals("RUB") ? BigDecimal.ZERO : amount.amount();
    }

    /** A fail that the stage does not allow is not expected there, which is then noted. */
    private CommonTrigger fail(Measure.Fail fail) {
        var stage = process.stage(fail.stage())
                .orElseThrow(() -> new InvalidInput("The escalator fails cards into " + fail.stage()
                        + ", which process " + process.code() + " does not have."));
        return new CommonTrigger.Fail(stage.stage(), fail.comment());
    }

    private Effect task(Card<?> card, Role to, Message message) {
        return new Effect.Task(new Addressee.Holder(to), filled(card, message), null);
    }

    /** Puts in front what facts do not tell: the card's title, its stage, the deadline. */
    private Message filled(Card<?> card, Message message) {
        var deadline = card.due()
                .map(d -> DAY_AND_TIME.format(d.atZone(host.calendar(card).zone())))
                .orElse("");
        var told = Message.of(
                message.code(),
                card.header().title(),
                new TextRef("stage." + card.stage().name()),
                deadline);
        return new Message(
                message.code(),
                Stream.concat(told.args().stream(), message.args().stream()).toList());
    }
}
