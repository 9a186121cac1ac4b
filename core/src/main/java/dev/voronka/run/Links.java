package dev.voronka.run;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.CommonTrigger;
import dev.voronka.Effect;
import dev.voronka.InvalidInput;
import dev.voronka.Move;
import dev.voronka.Origin;
import dev.voronka.Outcome;
import dev.voronka.PortFailed;
import dev.voronka.Reason;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.StepCrashed;
import dev.voronka.Trigger;
import dev.voronka.decision.Assignment;
import dev.voronka.decision.Router;
import dev.voronka.decision.RoutingRequest;
import dev.voronka.decision.Ruled;
import dev.voronka.department.Department;
import dev.voronka.department.Event;
import dev.voronka.department.Lateness;
import dev.voronka.department.Link;
import dev.voronka.engine.PortQuestion;
import dev.voronka.store.Commit;
import dev.voronka.store.CommitResult;
import dev.voronka.store.Criteria;
import dev.voronka.store.RequestKey;
import dev.voronka.store.Signal;
import dev.voronka.store.StageCount;
import dev.voronka.store.StoredCard;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries the links of the department out: what a move does to other cards, in its transaction and after it. */
final class Links {

    /** What a move does to other cards. */
    record Following(List<Commit> children, List<Signal> signals, List<Signal> settled, List<Effect> effects) {
        static final Following NOTHING = new Following(List.of(), List.of(), List.of(), List.of());
    }

    private static final Logger LOG = LoggerFactory.getLogger(Links.class);

    /** How often a signal is tried anew at once when the other card is changed meanwhile. Source: design.md, 3. */
    private static final int TRIES = 5;

    /** How many signals one call takes up. */
    private static final int BATCH = 1000;

    private final @Nullable Department department;
    private final Map<String, Shell<?>> shells = new ConcurrentHashMap<>();

    Links(@Nullable Department department) {
        this.department = department;
    }

    void register(Shell<?> shell) {
        shells.put(shell.process().code(), shell);
    }

    /** All that run here, by the code of the process. */
    Map<String, Shell<?>> shells() {
        return Map.copyOf(shells);
    }

    /** Lets a card know that its person has withdrawn the consent, if its process wants to know. */
    void withdrawConsent(Card<?> card, Actor actor) {
        var shell = shells.get(card.process());
        if (shell != null && !card.isEnded()) {
            shell.withdrawConsent(card.id(), actor);
        }
    }

    /** The process of this code, if it runs here. */
    Optional<SalesProcess<?, ?>> process(String code) {
        return Optional.ofNullable(shells.get(code)).map(Shell::process);
    }

    /**
     * What this move does to other cards.
     *
     * @param before the card as it was; null if it is new
     * @param request the name under which the move was asked for; null if it has none
     */
    Following following(Host host, Card<?> card, @Nullable StoredCard before, Move move, @Nullable String request) {
        if (department == null || department.process(card.process()).isEmpty()) {
            return Following.NOTHING;
        }
        var children = new ArrayList<Commit>();
        var signals = new ArrayList<Signal>();
        var effects = new ArrayList<Effect>();
        for (var link : department.links()) {
            try {
                if (link.isSetOffBy(card, move)) {
                    act(host, link, card, move, children, signals, effects);
                }
            } catch (InvalidInput | StepCrashed told) {
                throw told;
            } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError broken) {
                throw crashed(link, card, move, broken);
            }
        }
        if (card.isEnded() && card.visit().begunBy() == move.number()) {
            release(card, move, signals);
        }
        if (move.spent() != null && before != null && before.hasChildren()) {
            close(host, card, move, signals);
        }
        var settled = before != null && before.hasSignals() ? settled(host, card, request) : List.<Signal>of();
        return new Following(children, signals, settled, effects);
    }

    private void act(
            Host host,
            Link link,
            Card<?> card,
            Move move,
            List<Commit> children,
            List<Signal> signals,
            List<Effect> effects) {
        var note = link.note(card);
        if (note.isPresent()) {
            effects.add(new Effect.Comment(note.get()));
            return;
        }
        var delay = link.delay();
        if (delay.isPresent()) {
            var due = host.calendar(card).plus(move.at(), delay.get());
            signals.add(signal(move, signals.size(), link, card.id(), null, due));
            return;
        }
        var origin = card.origin();
        var depth = origin == null || link.isTimed() ? 1 : origin.depth() + 1;
        if (link.deepest() > 0 && depth > link.deepest()) {
            effects.add(Effect.comment("link-too-deep", link.code(), link.deepest()));
            return;
        }
        var key = link.onceKey(card).map(k -> new RequestKey(link.to().orElseThrow(), "once/" + link.code() + "/" + k));
        var there = key.flatMap(host.store()::remembered);
        if (there.isPresent()) {
            var id = there.get().outcome().card().id();
            link.again(card).ifPresent(t -> signals.add(signal(move, signals.size(), link, id, t, move.at())));
            return;
        }
        var child = opening(
                host,
                link,
                link.data(card, move.payload()),
                move.actor(),
                card.owner(),
                new Origin(card.id(), card.process(), move.number(), link.code(), depth),
                key.orElse(null));
        children.add(child);
        effects.add(Effect.comment("link-opened", child.card().header().title()));
    }

    private Commit opening(
            Host host,
            Link link,
            Object data,
            Actor actor,
            @Nullable String owner,
            @Nullable Origin origin,
            @Nullable RequestKey key) {
        var process = link.to().orElseThrow();
        var chosen = link.ownedBy().flatMap(role -> chosen(host, process, role));
        var commit = shell(process)
                .opening(
                        host.newId(),
                        data,
                        actor,
                        chosen.map(Assignment::employee).orElse(owner),
                        chosen.flatMap(Assignment::ringStep).stream().toList(),
                        origin,
                        key);
        var ruled = chosen.map(Object.class::cast)
                .filter(a -> a instanceof Ruled given && given.ruling().isPresent())
                .map(a -> (Ruled) a);
        return commit.deciding(host.decided(
                commit.card(), 1, "", commit.line().move().at(), ruled.stream().toList()));
    }

    /** Somebody with the role, as the router chooses; nobody if it cannot. */
    private static Optional<Assignment> chosen(Host host, String process, Role role) {
        var request = new RoutingRequest(
                process,
                process + "/" + role.code(),
                role,
                null,
                RoutingRequest.Strategy.LEAST_LOADED,
                List.of(),
                List.of(),
                host.now());
        try {
            return Optional.of((Assignment) host.ask(process, new PortQuestion(Router.class, request)));
        } catch (PortFailed nobody) {
            LOG.warn("Nobody with role {} can be chosen for a card of {}.", role, process, nobody);
            return Optional.empty();
        }
    }

    private Shell<?> shell(String process) {
        var shell = shells.get(process);
        if (shell == null) {
            throw new InvalidInput("Process " + process
                    + " is linked but does not run here; give the department to Voronka.builder().department(…).");
        }
        return shell;
    }

    /** A child's end is told to its parent. */
    private void release(Card<?> card, Move move, List<Signal> signals) {
        var origin = card.origin();
        if (origin == null) {
            return;
        }
        var link = link(origin.link());
        link.flatMap(l -> released(l, card, move)).ifPresent(trigger -> {
            signals.add(signal(move, signals.size(), link.get(), origin.card(), trigger, move.at()));
        });
    }

    private static Optional<Trigger> released(Link link, Card<?> card, Move move) {
        try {
            return link.release(card);
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError broken) {
            throw crashed(link, card, move, broken);
        }
    }

    /** A parent's end, or its leaving of the stage where it waits, ends the open children that are to end with it. */
    private void close(Host host, Card<?> card, Move move, List<Signal> signals) {
        var from = move.from();
        for (var child : host.store().children(card.id())) {
            var origin = child.origin();
            var link = origin == null ? null : link(origin.link()).orElse(null);
            var closing = link == null ? null : link.closing(child).orElse(null);
            if (child.isEnded() || link == null || closing == null || from == null) {
                continue;
            }
            if (card.isEnded() || link.kind() == Link.Kind.WAIT) {
                var comment =
                        "parentClosed: " + card.process() + " " + card.stage().name();
                signals.add(signal(
                        move, signals.size(), link, child.id(), new CommonTrigger.Fail(closing, comment), move.at()));
            }
        }
    }

    /** The signal that this move does is done; those that waited for the stage left are wanted no more. */
    private List<Signal> settled(Host host, Card<?> card, @Nullable String request) {
        var settled = new ArrayList<Signal>();
        for (var signal : host.store().pending(card.id())) {
            if (signal.key().equals(request)) {
                settled.add(signal.now(Signal.State.DONE, List.of()));
            } else if (signal.trigger() != null && isOverFor(host, signal, card)) {
                settled.add(signal.now(Signal.State.MOOT, List.of()));
            }
        }
        return settled;
    }

    /** Whether the signal ends a wait that the card is no longer in. */
    private boolean isOverFor(Host host, Signal signal, Card<?> card) {
        if (link(signal.link()).filter(l -> l.kind() == Link.Kind.WAIT).isEmpty()) {
            return false;
        }
        var opened = host.store()
                .load(signal.from())
                .map(s -> s.card().origin())
                .filter(o -> o != null && o.card().equals(card.id()));
        return opened.isPresent()
                && (card.isEnded() || card.visit().begunBy() > opened.get().move());
    }

    private Optional<Link> link(String code) {
        return department == null ? Optional.empty() : department.link(code);
    }

    private static Signal signal(Move move, int index, Link link, CardId to, @Nullable Trigger trigger, Instant due) {
        return new Signal(
                move.card(), move.number(), index, link.code(), to, trigger, due, Signal.State.NEW, List.of());
    }

    private static StepCrashed crashed(Link link, Card<?> card, Move move, Throwable broken) {
        return new StepCrashed(
                card.process(),
                move.from() == null ? card.stage().name() : move.from().name(),
                move.trigger(),
                "link " + link.code(),
                broken);
    }

    /** Does at once what a written move has left to be done, and what the card had not taken before. */
    void afterCommit(Host host, Commit commit, boolean hasSignals) {
        written(host, commit);
        // What a host's transaction may still take back is done by the next fireDue().
        if (department == null || host.store().isInHostsTransaction()) {
            return;
        }
        now(host, commit);
        if (!hasSignals) {
            return;
        }
        for (var signal : host.store().pending(commit.card().id())) {
            if (signal.trigger() != null && signal.state() == Signal.State.REFUSED) {
                done(host, signal);
            }
        }
    }

    private static void written(Host host, Commit commit) {
        host.deliveries().written(commit.parcels());
        commit.children().forEach(child -> written(host, child));
    }

    private void now(Host host, Commit commit) {
        var now = host.now();
        commit.signals().stream().filter(s -> !s.due().isAfter(now)).forEach(s -> done(host, s));
        commit.children().forEach(child -> now(host, child));
    }

    /** Does what is due and not done yet; returns how much of it was taken. */
    int deliver(Host host) {
        if (department == null) {
            return 0;
        }
        var taken = 0;
        for (var signal : host.store().pendingAt(host.now(), BATCH)) {
            if (done(host, signal)) {
                taken++;
            }
        }
        return taken;
    }

    /** Does a signal; one that crashes stays as it is and is tried again. */
    private boolean done(Host host, Signal signal) {
        try {
            return signal.trigger() == null ? opensLater(host, signal) : fires(host, signal, signal.trigger());
        } catch (Exception | StackOverflowError | LinkageError | AssertionError broken) {
            LOG.error(
                    "The link {} from card {} to card {} could not be carried out; it will be tried again.",
                    signal.link(),
                    signal.from(),
                    signal.to(),
                    broken);
            // Behind those that were not tried yet, lest broken ones hold up the others.
            host.store()
                    .settle(signal.now(
                            Signal.State.REFUSED,
                            List.of(new Reason("definition-is-whole", List.of("link " + signal.link())))));
            return false;
        }
    }

    private boolean fires(Host host, Signal signal, Trigger trigger) {
        for (var i = 0; i < TRIES; i++) {
            var stored = host.store().load(signal.to());
            if (stored.isEmpty()) {
                host.store().settle(signal.now(Signal.State.MOOT, List.of()));
                return false;
            }
            var card = stored.get().card();
            if (isOverFor(host, signal, card)) {
                host.store().settle(signal.now(Signal.State.MOOT, List.of()));
                return false;
            }
            var outcome = shell(card.process())
                    .fire(
                            card.id(),
                            trigger,
                            Actor.LINK,
                            Terms.expecting(card.version()).key(signal.key()));
            if (outcome.isTaken()) {
                host.store().settle(signal.now(Signal.State.DONE, List.of()));
                return true;
            }
            if (!(outcome instanceof Outcome.Stale)) {
                host.store().settle(declined(signal, outcome));
                return false;
            }
        }
        return false;
    }

    private static Signal declined(Signal signal, Outcome<?> outcome) {
        if (outcome.card().isEnded()) {
            return signal.now(Signal.State.MOOT, List.of());
        }
        var why =
                outcome instanceof Outcome.Refused<?> refused ? refused.reasons() : List.of(Reason.of("expected-here"));
        return signal.now(Signal.State.REFUSED, why);
    }

    private boolean opensLater(Host host, Signal signal) {
        if (signal.due().isAfter(host.now())) {
            return false;
        }
        var link = link(signal.link()).orElse(null);
        var stored = host.store().load(signal.from()).orElse(null);
        if (link == null || stored == null) {
            LOG.warn("The link {} of card {} is gone; nothing is opened.", signal.link(), signal.from());
            host.store().settle(signal.now(Signal.State.MOOT, List.of()));
            return false;
        }
        var card = stored.card();
        var cause = host.store().history(card.id()).stream()
                .map(l -> l.move())
                .filter(m -> m.number() == signal.move())
                .findFirst()
                .orElseThrow();
        var origin = new Origin(card.id(), card.process(), signal.move(), link.code(), 1);
        var key = new RequestKey(link.to().orElseThrow(), signal.key());
        var child = opening(host, link, link.data(card, cause.payload()), Actor.LINK, card.owner(), origin, key);
        var result = host.store().commit(child);
        if (result != CommitResult.DONE && result != CommitResult.KEY_TAKEN) {
            return false;
        }
        host.store().settle(signal.now(Signal.State.DONE, List.of()));
        if (result == CommitResult.DONE) {
            afterCommit(host, child, false);
        }
        return result == CommitResult.DONE;
    }

    /** Opens what the department wants opened where too many cards are late; returns how many. */
    int watch(Host host) {
        if (department == null) {
            return 0;
        }
        var opened = 0;
        for (var link : department.links()) {
            if (link.event() instanceof Event.Overdue limit) {
                for (var process : department.processes()) {
                    if (!link.to().equals(Optional.of(process.code()))
                            && isWatched(host, link, limit, process.code())) {
                        opened++;
                    }
                }
            }
        }
        return opened;
    }

    /** One link that crashes does not keep the others from being looked at. */
    private boolean isWatched(Host host, Link link, Event.Overdue limit, String process) {
        try {
            return watches(host, link, limit, process);
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError broken) {
            LOG.error("The link {} could not look at the late cards of {}.", link.code(), process, broken);
            return false;
        }
    }

    private boolean watches(Host host, Link link, Event.Overdue limit, String process) {
        var now = host.now();
        var open = Criteria.ALL.process(process).open();
        var late = host.store().find(open.dueBefore(now).limit(Integer.MAX_VALUE)).stream()
                .filter(c -> !c.isOnHold())
                .map(Card::id)
                .toList();
        var all = host.store().count(open).stream().mapToLong(StageCount::cards).sum();
        var lateness = new Lateness(process, Math.toIntExact(all), late);
        if (lateness.open() < limit.least() || late.size() * 100L <= (long) limit.perCent() * lateness.open()) {
            return false;
        }
        var month = YearMonth.from(now.atZone(host.calendars().of(null).zone()));
        var key = new RequestKey(
                link.to().orElseThrow(),
                String.format(
                        Locale.ROOT,
                        "once/%s/%s/%s",
                        link.code(),
                        link.onceKey(lateness).orElse(""),
                        month));
        if (host.store().remembered(key).isPresent()) {
            return false;
        }
        var child = opening(host, link, link.data(null, lateness), Actor.LINK, null, null, key);
        if (host.store().commit(child) != CommitResult.DONE) {
            return false;
        }
        afterCommit(host, child, false);
        return true;
    }

    static Linked of(Host host, Card<?> card) {
        return new Linked(
                card.origin(), host.store().children(card.id()), host.store().pending(card.id()));
    }
}
