package dev.voronka.run;

import static dev.voronka.run.Funnel.required;

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
import dev.voronka.RingStep;
import dev.voronka.Row;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.StepCrashed;
import dev.voronka.Trigger;
import dev.voronka.engine.Answers;
import dev.voronka.engine.Decider;
import dev.voronka.engine.Decision;
import dev.voronka.engine.PortQuestion;
import dev.voronka.engine.Probe;
import dev.voronka.store.Attempt;
import dev.voronka.store.Chain;
import dev.voronka.store.Commit;
import dev.voronka.store.CommitResult;
import dev.voronka.store.Criteria;
import dev.voronka.store.ExternalRef;
import dev.voronka.store.HistoryLine;
import dev.voronka.store.Remembered;
import dev.voronka.store.RequestKey;
import dev.voronka.store.RungLine;
import dev.voronka.store.StageCount;
import dev.voronka.store.StoredCard;
import dev.voronka.store.StoredEffect;
import dev.voronka.store.StoredForm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads, asks, decides and writes: all that is not pure about a move of one process. */
final class Shell<D> {

    private static final Logger LOG = LoggerFactory.getLogger(Shell.class);

    /** How often a move is decided anew when somebody else was faster. Source: design.md, 3. */
    private static final int TRIES = 5;

    /** How often a port is asked again because others have moved its ring on: many cards may share one ring. */
    private static final int TURNS = 100;

    private final Host host;
    private final SalesProcess<?, D> process;
    /** The decider of the whole process, and of each direction in which it differs. */
    private final Map<SalesProcess<?, D>, Decider<D>> deciders;

    Shell(Host host, SalesProcess<?, D> process) {
        this.host = host;
        this.process = process;
        var all = new HashMap<SalesProcess<?, D>, Decider<D>>();
        all.put(process, decider(process));
        process.directions()
                .forEach(d -> all.put(process.forDirection(d.code()), decider(process.forDirection(d.code()))));
        this.deciders = Map.copyOf(all);
    }

    private Decider<D> decider(SalesProcess<?, D> definition) {
        return new Decider<>(definition, host.engine().compile(definition), host.calendars());
    }

    private Decider<D> decider(Card<D> card) {
        return Objects.requireNonNull(deciders.get(process.forCard(card)));
    }

    SalesProcess<?, D> process() {
        return process;
    }

    Conversions conversions() {
        var form = new StoredForm(host.codec());
        form.knows(process);
        return new Conversions(host.store(), form, process.code());
    }

    Remaps<D> remaps() {
        return new Remaps<>(host, this);
    }

    Card<D> open(D data, Actor actor, Terms terms) {
        return measured(
                "voronka.open",
                Map.of("process", process.code()),
                () -> openedOnce(data, actor, terms),
                card -> "opened");
    }

    private Card<D> openedOnce(D data, Actor actor, Terms terms) {
        var name = required("terms", terms).name();
        var key = name == null ? null : new RequestKey(process.code(), name);
        return once(key, () -> new Move.Opened(data, Map.of()), () -> opened(data, actor, key))
                .card();
    }

    private Outcome<D> opened(D data, Actor actor, @Nullable RequestKey key) {
        var takes = opening(data, actor);
        var outcome = takes.outcome();
        var payload = takes.move().payload();
        if (written(takes, key) == CommitResult.KEY_TAKEN && key != null) {
            return recalled(key, payload);
        }
        return outcome;
    }

    /** Writes a new card; if a card that it opens was opened meanwhile, what it does to others is decided anew. */
    private CommitResult written(Decision.Takes<D> takes, @Nullable RequestKey key) {
        var result = CommitResult.CHILD_TAKEN;
        for (var i = 0; i < TRIES && result == CommitResult.CHILD_TAKEN; i++) {
            var commit = commit(takes, null, key, takes.move().payload(), takes.outcome());
            result = host.store().commit(commit);
            if (result == CommitResult.DONE) {
                host.links().afterCommit(host, commit, false);
            }
        }
        if (result != CommitResult.KEY_TAKEN || key == null) {
            requireNew(result);
        }
        return result;
    }

    /** What opens a card from another card's move, or by the department itself. */
    Commit opening(
            CardId id,
            Object given,
            Actor actor,
            @Nullable String owner,
            List<RingStep> rings,
            @Nullable Origin origin,
            @Nullable RequestKey key) {
        var what = "data of a new card of " + process.code();
        checkType(what, required(what, given));
        Given.check(what, given);
        var data = process.dataType().cast(given);
        checkSize(data);
        var opened = opening(id, data, actor, owner, origin);
        var takes = new Decision.Takes<>(opened.card(), opened.move(), opened.visited(), opened.effects(), rings);
        return commit(takes, null, key, takes.move().payload(), takes.outcome());
    }

    List<Card<D>> openAll(List<D> all, Actor actor) {
        var taken = required("list", all).stream().map(d -> opening(d, actor)).toList();
        var commits = taken.stream()
                .map(t -> commit(t, null, null, t.move().payload(), t.outcome()))
                .toList();
        var results = host.store().commitAll(commits);
        for (var i = 0; i < results.size(); i++) {
            if (results.get(i) == CommitResult.CHILD_TAKEN) {
                written(taken.get(i), null);
            } else {
                requireNew(results.get(i));
                host.links().afterCommit(host, commits.get(i), false);
            }
        }
        return taken.stream().map(Decision.Takes::card).toList();
    }

    private void requireNew(CommitResult result) {
        if (result != CommitResult.DONE) {
            throw new InvalidInput(
                    "A new card of " + process.code() + " was not written (" + result
                            + "): the supplier of ids gave an id that is taken. Give Voronka.builder().ids(…) one whose ids are all new.");
        }
    }

    private Decision.Takes<D> opening(D data, Actor actor) {
        required("actor", actor);
        var what = "data of a new card of " + process.code();
        checkType(what, required(what, data));
        Given.check(what, data);
        return opening(host.newId(), data, actor, actor.kind() == Actor.Kind.EMPLOYEE ? actor.id() : null, null);
    }

    /** The card's header, made by the whole process, tells by which direction the card is opened. */
    private Decision.Takes<D> opening(CardId id, D data, Actor actor, @Nullable String owner, @Nullable Origin origin) {
        var now = host.now();
        var opened = Objects.requireNonNull(deciders.get(process)).open(id, data, Map.of(), actor, owner, origin, now);
        var own = decider(opened.card());
        return own.process().equals(process) ? opened : own.open(id, data, Map.of(), actor, owner, origin, now);
    }

    Outcome<D> fire(CardId id, Trigger trigger, Actor actor, Terms terms) {
        required("card id", id);
        Given.check("trigger", required("trigger", trigger));
        var event = SalesProcess.eventOf(trigger);
        return measured(
                "voronka.fire",
                Map.of("process", process.code(), "trigger", event),
                () -> fired(id, trigger, actor, terms),
                Shell::named);
    }

    /** What observers call an outcome. */
    private static String named(Outcome<?> outcome) {
        return outcome.fold(
                moved -> "moved", stayed -> "stayed", refused -> "refused", other -> "not-expected", stale -> "stale");
    }

    private <X> X measured(String name, Map<String, String> tags, Supplier<X> work, Function<X, String> result) {
        var measured = host.observer().begins(name, tags);
        try {
            var done = work.get();
            measured.ends(result.apply(done), null);
            return done;
        } catch (RuntimeException | Error failed) {
            measured.ends("failed", failed);
            throw failed;
        }
    }

    private Outcome<D> fired(CardId id, Trigger trigger, Actor actor, Terms terms) {
        required("actor", actor);
        checkCommon(trigger);
        var name = required("terms", terms).name();
        var key = name == null ? null : new RequestKey(id.toString(), name);
        var outcome = once(key, () -> trigger, () -> decidedAndWritten(id, trigger, actor, terms.version(), key));
        if (outcome.isTaken() || key == null || host.store().remembered(key).isEmpty()) {
            return outcome;
        }
        // The same request under the same key was taken between our first look and our decision.
        return recalled(key, trigger);
    }

    private Outcome<D> decidedAndWritten(
            CardId id, Trigger trigger, Actor actor, @Nullable Long version, @Nullable RequestKey key) {
        var tries = 1;
        var turns = 1;
        while (true) {
            var stored = stored(id);
            var card = typed(stored.card());
            if ((version != null && version != card.version()) || tries > TRIES || turns > TURNS) {
                return stale(card);
            }
            var decision = decide(card, trigger, actor, host.now());
            if (decision instanceof Decision.Declines<D> declines) {
                note(declines, actor, trigger);
                return declines.outcome();
            }
            var takes = (Decision.Takes<D>) decision;
            if (takes.card().data() != card.data()) {
                checkSize(takes.card().data());
            }
            var outcome = takes.outcome();
            var commit = commit(takes, stored, key, trigger, outcome);
            var result = host.store().commit(commit);
            if (result == CommitResult.DONE) {
                host.links().afterCommit(host, commit, stored.hasSignals());
                return outcome;
            }
            if (result == CommitResult.KEY_TAKEN && key != null) {
                return recalled(key, trigger);
            }
            if (result == CommitResult.RING_MOVED) {
                turns++;
            } else {
                tries++;
            }
        }
    }

    /**
     * What goes with a move that a rung makes.
     *
     * @param effects more of what must happen outside
     * @param rings turns of rings
     * @param gone what went off in the visit, if the card stays in it
     */
    record Extras(List<Effect> effects, List<RingStep> rings, Set<String> gone) {
        static final Extras NONE = new Extras(List.of(), List.of(), Set.of());
    }

    /**
     * What a trigger comes to on a card, before anything is written.
     *
     * @param event what was tried
     * @param commit what is to be written; null if the trigger is not taken
     * @param outcome the outcome, once that is written
     * @param again when a trigger that was refused would be taken; null if nobody knows
     */
    record Drawn<D>(
            String event,
            @Nullable Commit commit,
            Outcome<D> outcome,
            @Nullable Instant again) {
        List<Reason> reasons() {
            return Clocks.reasons(outcome);
        }
    }

    /** Decides on the card as seen, and writes nothing. */
    Drawn<D> draw(StoredCard seen, Trigger trigger, Actor actor, Extras extras) {
        var event = SalesProcess.eventOf(trigger);
        Given.check("trigger", trigger);
        checkCommon(trigger);
        var card = typed(seen.card());
        var decision = decide(card, trigger, actor, host.now());
        if (decision instanceof Decision.Declines<D> declines) {
            return new Drawn<>(event, null, declines.outcome(), declines.again());
        }
        var takes = with((Decision.Takes<D>) decision, extras);
        if (takes.card().data() != card.data()) {
            checkSize(takes.card().data());
        }
        var outcome = takes.outcome();
        return new Drawn<>(event, commit(takes, seen, null, trigger, outcome), outcome, null);
    }

    private static <D> Decision.Takes<D> with(Decision.Takes<D> takes, Extras extras) {
        if (extras.equals(Extras.NONE)) {
            return takes;
        }
        var card = takes.card();
        if (!takes.visited()) {
            var gone = new TreeSet<>(card.visit().rung());
            gone.addAll(extras.gone());
            card = card.visit(card.visit().with(card.visit().alarms(), gone));
        }
        return new Decision.Takes<>(
                card,
                takes.move(),
                takes.visited(),
                Stream.concat(takes.effects().stream(), extras.effects().stream())
                        .toList(),
                Stream.concat(takes.rings().stream(), extras.rings().stream()).toList(),
                takes.ruled());
    }

    /** Fires what the process calls the withdrawal of a consent, if the card's stage has it. */
    void withdrawConsent(CardId id, Actor actor) {
        var card = card(id);
        process.forCard(card).rowsOf(card.stage()).stream()
                .filter(r -> r.trigger().equals("withdraw-consent"))
                .findFirst()
                .flatMap(Row::bare)
                .ifPresent(t -> fire(id, t, actor, Terms.NONE));
    }

    List<Outcome<D>> fireAll(List<CardId> ids, Trigger trigger, Actor actor) {
        Given.check("trigger", required("trigger", trigger));
        checkCommon(trigger);
        required("actor", actor);
        var outcomes = new ArrayList<Outcome<D>>();
        var commits = new ArrayList<Commit>();
        var places = new ArrayList<Integer>();
        required("list", ids).forEach(id -> required("card id", id));
        var loaded = new HashMap<CardId, StoredCard>();
        host.store().loadAll(ids).forEach(s -> loaded.put(s.card().id(), s));
        for (var id : ids) {
            var stored = ofThisProcess(id, loaded.get(id));
            var card = typed(stored.card());
            var decision = decide(card, trigger, actor, host.now());
            if (decision instanceof Decision.Declines<D> declines) {
                note(declines, actor, trigger);
                outcomes.add(declines.outcome());
                continue;
            }
            var takes = (Decision.Takes<D>) decision;
            checkSize(takes.card().data());
            places.add(outcomes.size());
            outcomes.add(takes.outcome());
            commits.add(commit(takes, stored, null, trigger, takes.outcome()));
        }
        var results = host.store().commitAll(commits);
        for (var i = 0; i < results.size(); i++) {
            if (results.get(i) == CommitResult.DONE) {
                var commit = commits.get(i);
                var before = Objects.requireNonNull(loaded.get(commit.card().id()));
                host.links().afterCommit(host, commit, before.hasSignals());
            } else {
                var place = places.get(i);
                outcomes.set(place, fire(ids.get(place), trigger, actor, Terms.NONE));
            }
        }
        return outcomes;
    }

    /** Decides, asking ports as often as the rows have questions. */
    private Decision<D> decide(Card<D> card, Trigger trigger, Actor actor, Instant now) {
        var answers = Answers.none();
        while (true) {
            var decision = decider(card).decide(card, trigger, actor, now, answers);
            if (!(decision instanceof Decision.Asks<D> asks)) {
                return decision;
            }
            answers = asked(answers, asks.question());
        }
    }

    /** A way through a row asks each port once at most; more means that a question is not equal to itself. */
    private Answers asked(Answers answers, PortQuestion question) {
        if (answers.size() >= process.ports().size()) {
            throw new PortFailed(
                    "A question of process " + process.code() + " to port "
                            + question.port().getSimpleName() + " is not equal to itself when it is made again. Make "
                            + question.question().getClass().getName() + " a record of values, without arrays.",
                    null);
        }
        return answers.with(question, host.ask(process.code(), question));
    }

    List<Option> allowed(CardId id, Actor actor) {
        required("actor", actor);
        var card = card(id);
        var now = host.now();
        return process.forCard(card).rowsOf(card.stage()).stream()
                .map(row -> option(card, row, actor, now))
                .toList();
    }

    /** A part of the definition that crashes spoils its own button only. */
    private Option option(Card<D> card, Row<D> row, Actor actor, Instant now) {
        try {
            return row.bare()
                    .map(trigger -> option(row.event(), decide(card, trigger, actor, now)))
                    .orElseGet(() -> option(row, probe(card, row, actor, now)));
        } catch (StepCrashed crashed) {
            LOG.error(
                    "What is allowed on card {} of {} cannot be told for {}.",
                    card.id(),
                    card.process(),
                    row.event(),
                    crashed);
            var reason = new Reason("definition-is-whole", List.of(crashed.step()));
            return new Option(row.event(), Option.Would.BE_REFUSED, List.of(reason), List.of(), process.texts());
        }
    }

    Option wouldTake(CardId id, Trigger trigger, Actor actor) {
        Given.check("trigger", required("trigger", trigger));
        checkCommon(trigger);
        return option(SalesProcess.eventOf(trigger), decide(card(id), trigger, required("actor", actor), host.now()));
    }

    private Probe probe(Card<D> card, Row<D> row, Actor actor, Instant now) {
        var answers = Answers.none();
        while (true) {
            var probe = decider(card).probe(card, row, actor, now, answers);
            if (!(probe instanceof Probe.Asks asks)) {
                return probe;
            }
            answers = asked(answers, asks.question());
        }
    }

    private Option option(String event, Decision<D> decision) {
        if (decision instanceof Decision.Declines<D> declines) {
            var reasons = declines.outcome() instanceof Outcome.Refused<D> refused
                    ? refused.reasons()
                    : List.of(Reason.of("expected-here"));
            return new Option(event, Option.Would.BE_REFUSED, reasons, List.of(), process.texts());
        }
        return new Option(event, Option.Would.BE_TAKEN, List.of(), List.of(), process.texts());
    }

    private Option option(Row<D> row, Probe probe) {
        if (probe instanceof Probe.No no) {
            return new Option(row.event(), Option.Would.BE_REFUSED, no.reasons(), List.of(), process.texts());
        }
        return probe instanceof Probe.Depends depends
                ? new Option(row.event(), Option.Would.DEPEND_ON_PAYLOAD, List.of(), depends.guards(), process.texts())
                : new Option(row.event(), Option.Would.BE_TAKEN, List.of(), List.of(), process.texts());
    }

    Card<D> card(CardId id) {
        return typed(stored(required("card id", id)).card());
    }

    List<Card<D>> cards(CardQuery query) {
        return host.store().find(criteria(query)).stream().map(this::typed).toList();
    }

    Page<D> page(CardQuery query) {
        var criteria = criteria(query);
        var size = Math.min(criteria.limit(), Integer.MAX_VALUE - 1);
        var found = host.store().find(criteria.limit(size + 1)).stream().map(this::typed);
        return Page.of(found.toList(), size);
    }

    List<StageCount> counts(CardQuery query) {
        return host.store().count(criteria(query));
    }

    private Criteria criteria(CardQuery query) {
        return required("query", query).in(process, host.people());
    }

    void attach(CardId id, String system, String record) {
        requireFilled("system", required("system", system));
        requireFilled("id of the record", required("id of the record", record));
        var known = externals(id).stream().anyMatch(r -> r.system().equals(system) && r.id().equals(record));
        if (!known) {
            host.store().attach(ExternalRef.of(id, system, record));
        }
    }

    private void requireFilled(String what, String given) {
        if (given.isBlank()) {
            throw new InvalidInput("The " + what + " that a card of " + process.code()
                    + " was to be attached to is blank; nothing was done.");
        }
        Given.check(what, given);
    }

    List<ExternalRef> externals(CardId id) {
        card(id);
        return host.store().externals(id);
    }

    List<HistoryLine> lines(CardId id) {
        card(id);
        return host.store().history(id);
    }

    List<RungLine> rungs(CardId id) {
        card(id);
        return host.store().rungs(id);
    }

    List<StoredEffect> effects(CardId id) {
        card(id);
        return host.store().effects(id);
    }

    Linked linked(CardId id) {
        return Links.of(host, card(id));
    }

    List<Attempt> attempts(CardId id) {
        card(id);
        return host.store().attempts(id);
    }

    List<Long> tampered(CardId id) {
        var stored = stored(required("card id", id));
        var links = host.store().history(id).stream().map(HistoryLine::link).toList();
        return host.chain().broken(links, stored.head());
    }

    /** Brings a card out of a stage that is gone, if it still is as seen. */
    CommitResult remap(StoredCard stored, String to, Actor actor, String why) {
        var seen = typed(stored.card());
        var decider = decider(seen);
        var stage = decider.process().stage(to).orElseThrow().stage();
        var takes = decider.remap(seen, stage, required("actor", actor), host.now(), why);
        return host.store().commit(commit(takes, stored, null, takes.move().payload(), takes.outcome()));
    }

    /** Moves a card past its guards; decided anew while somebody else is faster. */
    Outcome<D> force(CardId id, Stage to, Actor actor, String why) {
        for (var i = 0; i < TRIES; i++) {
            var stored = stored(id);
            var seen = typed(stored.card());
            var takes = decider(seen).force(seen, to, actor, host.now(), why);
            var outcome = takes.outcome();
            var commit = commit(takes, stored, null, takes.move().payload(), outcome);
            if (host.store().commit(commit) == CommitResult.DONE) {
                host.links().afterCommit(host, commit, stored.hasSignals());
                return outcome;
            }
        }
        return stale(card(id));
    }

    private StoredCard stored(CardId id) {
        return ofThisProcess(id, host.store().load(id).orElse(null));
    }

    private StoredCard ofThisProcess(CardId id, @Nullable StoredCard stored) {
        if (stored == null) {
            throw new UnknownCard("There is no card " + id + " in " + process.code()
                    + ". Check the id; cards of another store are not seen here.");
        }
        if (!stored.card().process().equals(process.code())) {
            throw new UnknownCard("Card " + id + " is one of " + stored.card().process() + ", not of " + process.code()
                    + ". Ask that process's funnel.");
        }
        return stored;
    }

    @SuppressWarnings("unchecked") // a card of this process holds data of this process's type
    Card<D> typed(Card<?> card) {
        return (Card<D>) card;
    }

    private Outcome<D> stale(Card<D> card) {
        var history = host.store().history(card.id());
        return new Outcome.Stale<>(card, history.get(history.size() - 1).move());
    }

    private void note(Decision.Declines<D> declines, Actor actor, Trigger trigger) {
        if (declines.withoutRight() && declines.outcome() instanceof Outcome.Refused<D> refused) {
            host.store()
                    .note(new Attempt(
                            refused.card().id(), host.now(), actor, SalesProcess.eventOf(trigger), refused.reasons()));
        }
    }

    private Commit commit(
            Decision.Takes<D> takes,
            @Nullable StoredCard before,
            @Nullable RequestKey key,
            Trigger request,
            Outcome<D> outcome) {
        var card = takes.card();
        var following = host.links().following(host, card, before, takes.move(), key == null ? null : key.key());
        var effects = new ArrayList<Effect>(takes.effects());
        effects.addAll(following.effects());
        return new Commit(
                card,
                before == null ? null : before.card(),
                host.nextDue(card),
                host.chain().next(before == null ? Chain.START : before.head(), takes.move()),
                host.parcels(card, 0, effects),
                takes.rings(),
                key,
                key == null ? null : new Remembered(host.chain().fingerprint(request), outcome),
                following.children(),
                following.signals(),
                following.settled(),
                List.of(),
                host.decided(card, card.version(), "", takes.move().at(), takes.ruled()));
    }

    private Outcome<D> once(@Nullable RequestKey key, Supplier<Trigger> request, Supplier<Outcome<D>> work) {
        if (key != null && host.store().remembered(key).isPresent()) {
            return recalled(key, request.get());
        }
        return work.get();
    }

    @SuppressWarnings("unchecked") // the scope of a key is this process or one of its cards
    private Outcome<D> recalled(RequestKey key, Trigger request) {
        var remembered = host.store().remembered(key).orElseThrow();
        // Of a request that told of a person who was erased since, nothing is kept to compare with.
        if (!remembered.fingerprint().isEmpty()
                && !remembered.fingerprint().equals(host.chain().fingerprint(request))) {
            throw new KeyReused(key.scope(), key.key());
        }
        return (Outcome<D>) remembered.outcome();
    }

    private void checkCommon(Trigger trigger) {
        if (trigger instanceof CommonTrigger.Amend amend) {
            var data = amend.newData();
            if (data != null) {
                checkType("amendment of " + process.code(), data);
            }
            process.checkFields(amend.fields());
        } else if (trigger instanceof CommonTrigger.Reassign reassign) {
            host.requireKnown(reassign.to());
        }
    }

    private void checkType(String what, Object data) {
        if (!process.dataType().isInstance(data)) {
            throw new InvalidInput("The " + what + " needs data of type "
                    + process.dataType().getName() + ", but was given "
                    + data.getClass().getName() + ".");
        }
    }

    private void checkSize(D data) {
        var size = host.codec().canonical(data).length;
        if (size > host.largestData()) {
            throw new InvalidInput("The data of a card of " + process.code() + " takes " + size
                    + " bytes as JSON; at most " + host.largestData()
                    + " are kept. Keep files elsewhere and put their addresses into the card, or raise largestData.");
        }
    }
}
