package dev.voronka.run;

import dev.voronka.Actor;
import dev.voronka.CardId;
import dev.voronka.Effect;
import dev.voronka.InvalidInput;
import dev.voronka.Port;
import dev.voronka.PortFailed;
import dev.voronka.SalesProcess;
import dev.voronka.Trigger;
import dev.voronka.calendar.Calendars;
import dev.voronka.calendar.CompanyCalendars;
import dev.voronka.calendar.OfficeHours;
import dev.voronka.calendar.WorkingCalendar;
import dev.voronka.crm.Crm;
import dev.voronka.crm.CrmSettings;
import dev.voronka.crm.CrmSync;
import dev.voronka.deadline.Ladder;
import dev.voronka.deadline.ProvisionalYears;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.decision.BookShelf;
import dev.voronka.decision.Decisions;
import dev.voronka.decision.DirectoryRouter;
import dev.voronka.decision.Escalator;
import dev.voronka.decision.Qualifier;
import dev.voronka.decision.Router;
import dev.voronka.delivery.Deliveries;
import dev.voronka.delivery.DeliverySettings;
import dev.voronka.delivery.EffectHandler;
import dev.voronka.delivery.Handlers;
import dev.voronka.delivery.Observer;
import dev.voronka.delivery.Scene;
import dev.voronka.department.Department;
import dev.voronka.department.StandardIntakes;
import dev.voronka.engine.Engines;
import dev.voronka.lookup.Consents;
import dev.voronka.lookup.DoNotCall;
import dev.voronka.lookup.Person;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.store.CardStore;
import dev.voronka.store.Chain;
import dev.voronka.store.Codec;
import dev.voronka.store.ConsentGate;
import dev.voronka.store.DecisionForm;
import dev.voronka.store.InMemoryCardStore;
import dev.voronka.store.JacksonCodec;
import dev.voronka.store.Ledger;
import dev.voronka.store.Quarantined;
import dev.voronka.store.StoredForm;
import dev.voronka.store.jdbc.JdbcCardStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Period;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * voronka at work: processes, a store and the ports behind them. Make one per application by {@link #inMemory()} or
 * {@link #builder()}. Thread-safe.
 *
 * <p>It has no thread of its own before {@link #start()} and none after {@link #close()}. Cards can be worked with all the
 * same; what their moves set off waits.
 */
public final class Voronka implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Voronka.class);

    /** The ports that {@link Builder#decisions} stands behind. */
    private static final Set<Class<?>> RULED =
            Set.of(Qualifier.class, Router.class, Escalator.class, ApprovalPolicy.class);

    private final Host host;
    private final Sweeper sweeper;
    private final @Nullable CrmSync crm;
    private final @Nullable Sweeper crmWatch;
    private final Jobs jobs;
    private final Map<String, Funnel<?, ?>> funnels = new LinkedHashMap<>();

    private final List<Retention> retentions;
    private final TemporalAmount decisionsKeptFor;
    private final Inspection inspection;
    private final Checkup.Settings settings;

    private Voronka(
            Host host,
            List<SalesProcess<?, ?>> processes,
            List<Retention> retentions,
            TemporalAmount decisionsKeptFor,
            @Nullable Decisions rules,
            @Nullable CrmSync crm) {
        this.host = host;
        this.inspection = new Inspection(host.store());
        this.settings = new Checkup.Settings(rules, named(host.ladder(), retentions));
        this.sweeper = new Sweeper("sweep", Duration.ofSeconds(1), host.observer(), () -> {
            if (fireDue() > 0) {
                host.deliveries().wake();
            }
        });
        this.crm = crm;
        this.crmWatch = crm == null
                ? null
                : new Sweeper("crm", crm.settings().hintsEvery(), host.observer(), new CrmRounds(crm, host)::round);
        this.retentions = List.copyOf(retentions);
        this.decisionsKeptFor = decisionsKeptFor;
        this.jobs = new Jobs(host, this);
        processes.forEach(this::funnel);
    }

    /** The processes that something was said for, by code. */
    private static SortedSet<String> named(Ladder ladder, List<Retention> retentions) {
        var named = new TreeSet<String>();
        ladder.places().keySet().forEach(place -> named.add(place.split("[@/]", 2)[0]));
        retentions.forEach(r -> named.add(r.process()));
        return named;
    }

    Host host() {
        return host;
    }

    /** With everything in the heap, the system clock, Moscow office hours by Russia's production calendar and nobody in the directory. */
    public static Voronka inMemory() {
        return builder().build();
    }

    /** Begins another one. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The running API of a process. The same definition always gives the same funnel.
     *
     * @throws InvalidInput if another definition with the same code is at work here
     * @throws PortFailed if the process asks a port behind which nobody stands
     * @throws InvalidInput if the ladder speaks of a stage or a fail that the process does not have
     */
    @SuppressWarnings("unchecked") // a funnel is kept under the code of its own definition
    public <T extends Trigger, D> Funnel<T, D> funnel(SalesProcess<T, D> process) {
        synchronized (funnels) {
            var known = funnels.get(process.code());
            if (known == null) {
                LadderProof.check(host.ladder(), process);
                var shell = new Shell<>(host, withAllPorts(process));
                host.store().knows(process);
                var made = new Funnel<>(shell, process);
                host.links().register(shell);
                funnels.put(process.code(), made);
                return made;
            }
            if (known.process() != process) {
                throw new InvalidInput("Two different definitions have the code \"" + process.code()
                        + "\". Give one of them another code, or use the same SalesProcess value everywhere.");
            }
            return (Funnel<T, D>) known;
        }
    }

    private <D> SalesProcess<?, D> withAllPorts(SalesProcess<?, D> process) {
        for (var port : process.ports()) {
            if (!host.ports().containsKey(port)) {
                throw new PortFailed(
                        "Process " + process.code() + " asks port " + port.getName()
                                + ", but nobody stands behind it. Name somebody: Voronka.builder().port("
                                + port.getSimpleName() + ".class, …).",
                        null);
            }
        }
        return process;
    }

    /**
     * Carries links out that are due or could not be carried out before, lets timers and rungs of the ladder go off and
     * wakes cards up, of every process that was given to the builder or asked for by {@link #funnel}. Call it every
     * minute or so, on each node; a card is taken up by one of them. After downtime the highest due rung of a card acts
     * and the lower ones are logged as skipped, so that a month of silence ends with one word a card.
     *
     * <p>A timer that is refused is noted as an attempt and not tried again in its visit, unless the guards that refuse
     * it say when they will not: {@link dev.voronka.Guard#until}. A card on which something crashes is logged, left
     * alone for a minute and then tried again.
     *
     * @return how many went off
     */
    public int fireDue() {
        return host.links().deliver(host) + new Sweep(host).goOff();
    }

    /**
     * Winds the deadlines and timers of all open cards anew, after the calendar or the ladder was corrected. What went
     * off stays so, and nothing goes off until {@link #fireDue()}. A deadline that a hold has moved stays where it is.
     * Reads cards page by page; call it while people work if need be.
     *
     * @return how many cards have another deadline or timer now
     */
    public int recomputeDeadlines() {
        return new Sweep(host).correct();
    }

    /**
     * Looks where too many open cards are late and opens what the department wants opened then, once a process and
     * month. Call it daily.
     *
     * @return how many cards were opened
     */
    public int watchDeadlines() {
        return host.links().watch(host);
    }

    /**
     * Begins to work in the background: takes effects to their handlers as soon as they are written, lets timers go off,
     * wakes cards up and carries out links every second, and does once a day what {@link #purge()}, {@link
     * #purgeDecisions()}, {@link #anchorHistory()} and {@link #watchDeadlines()} do: with a database on one node of all that share it. Its threads
     * are daemons named {@code voronka-…}. Does nothing if it has begun.
     */
    public void start() {
        host.deliveries().start();
        sweeper.start();
        if (crmWatch != null) {
            crmWatch.start();
        }
        jobs.start();
    }

    /**
     * Ends the work in the background: lets what is under way come to its end, within {@link
     * DeliverySettings#stopWithin()}, and gives back what was not begun. Cards can still be worked with, and it can be
     * begun again.
     */
    @Override
    public void close() {
        jobs.stop();
        sweeper.stop();
        if (crmWatch != null) {
            crmWatch.stop();
        }
        host.deliveries().stop();
        if (crm != null) {
            crm.leave();
        }
    }

    /**
     * Carries out by hand, on this thread, the effects that are due now: for tests and for hosts without background work.
     * What fails is put off. Call it outside any transaction; an interrupt ends it early.
     *
     * @return how many effects were carried out
     */
    public int deliver() {
        return host.deliveries().carryOut();
    }

    /** What waits to be carried out, for operators: dead letters, pauses, what nobody claims. */
    public Deliveries deliveries() {
        return host.deliveries();
    }

    /**
     * What keeps cards and the records of the CRM alike: tell it of events, let it look for changes, ask it what differs.
     *
     * @throws InvalidInput if no CRM was given to the builder
     */
    public CrmSync crm() {
        if (crm == null) {
            throw new InvalidInput("There is no CRM here. Give one to Voronka.builder().crm(…).");
        }
        return crm;
    }

    /** How it is now. Never throws: where the store is away, that is what it says. */
    public Health health() {
        Set<String> processes;
        synchronized (funnels) {
            processes = Set.copyOf(funnels.keySet());
        }
        return new Checkup(host, processes, inspection, settings).health();
    }

    /**
     * Cards that cannot be worked with here: of a process or stage that is not known, or with data that cannot be read.
     * Each says what is wrong with it and what to do. Looks at all cards, which takes its time.
     *
     * @param limit at most so many
     * @throws InvalidInput if the limit is less than 1
     */
    public List<Quarantined> quarantined(int limit) {
        if (limit < 1) {
            throw new InvalidInput("The limit of quarantined(…) is at least 1, but is " + limit + ".");
        }
        return host.store().quarantined(limit);
    }

    /** The shelf of rule books that all nodes share. */
    public BookShelf books() {
        return host.store().books();
    }

    /**
     * Takes a person out of all that is kept: of the cards that know him or her, their history, what waits to be carried
     * out and what requests are remembered by, and of the texts of the cards linked with them. Each card gets a line of
     * history that tells who and why; stages, times and amounts remain. See {@code docs/privacy.md} for what this cannot
     * reach.
     *
     * @param person by all that is known of him or her; what the cards know beside is found there
     * @param officer who does it
     * @param why the ground, without personal data
     * @throws InvalidInput if the person has neither contact, phone nor e-mail, or no ground is given
     */
    public ErasureReport erase(Person person, Actor officer, String why) {
        requireFindable(person);
        if (Funnel.required("ground", why).isBlank()) {
            throw new InvalidInput("An erasure needs a ground: say who asked for it, without naming the person.");
        }
        return new Erasing(host, Funnel.required("officer", officer), why).person(person);
    }

    /**
     * All that is kept of a person, as JSON: of each card that knows him or her, or did so once, its data, custom fields
     * and history, what waits to be carried out or could not be, refused attempts and records in other systems; the same
     * of cards that are linked with those, where they name the person.
     *
     * @throws InvalidInput if the person has neither contact, phone nor e-mail
     */
    public String personalData(Person person) {
        requireFindable(person);
        return new PersonalExport(host).of(person);
    }

    /**
     * Looks through all histories, page by page: whether a line was changed, put elsewhere or taken out, a tail cut, a card
     * deleted. A card that is gone as a whole, and a tail that was cut together with the card's head, are found by the
     * anchors that were made before. Who holds {@link Builder#historyKey} and may write to the database is not found;
     * without a key anybody who may write could chain a history anew, so that only an anchor kept elsewhere tells.
     */
    public HistoryReport verifyHistory() {
        return new HistoryCheck(host).all();
    }

    /** Looks through the history of one card, without anchors. */
    public HistoryReport verifyHistory(CardId card) {
        return new HistoryCheck(host).card(Funnel.required("card id", card));
    }

    /**
     * Notes the heads of all histories that have grown since the last time. Done daily between {@link #start()} and
     * {@link #close()}; otherwise call it daily. Several nodes may do so at once.
     *
     * @return the new anchor, or the last one if nothing has grown since; its digest, kept elsewhere, proves later that no anchor was made anew
     */
    public Ledger.Anchor anchorHistory() {
        return HistoryCheck.anchored(host);
    }

    /**
     * Takes away what has been kept long enough, by {@link Builder#retention}: at most 200 cards of a process. Done
     * nightly between {@link #start()} and {@link #close()}; otherwise call it nightly until it gives 0.
     *
     * @return how many cards were erased or removed
     */
    public int purge() {
        return new Purging(host, retentions).purge();
    }

    /**
     * Removes logged decisions that have been kept long enough, by {@link Builder#decisionsKeptFor}: at most 10 000. Done
     * nightly between {@link #start()} and {@link #close()}; otherwise call it nightly until it gives 0.
     *
     * @return how many were removed
     */
    public int purgeDecisions() {
        return new Purging(host, retentions).decisions(decisionsKeptFor);
    }

    /** What rules have decided, with what they were given and which of them fired. */
    public LoggedDecisions decisions() {
        return new LoggedDecisions(host.store().decisions(), host.decisions());
    }

    /**
     * Notes that a person does not want to be written to or called any more: letters do not go out, rows that ask {@link
     * dev.voronka.lookup.DoNotCall} refuse, and open cards whose process has a trigger {@code withdraw-consent} without
     * components take it.
     *
     * @throws InvalidInput if the person has neither contact, phone nor e-mail
     */
    public void withdrawConsent(Person person, Actor actor) {
        requireFindable(person);
        new OwnConsents(host.store(), host.chain())
                .withdraw(person, host.now(), Funnel.required("actor", actor).id());
        for (var stored : host.store().loadAll(host.store().knowing(person.knownAs()))) {
            host.links().withdrawConsent(stored.card(), actor);
        }
    }

    /**
     * Takes back what {@link #withdrawConsent} has noted, because the person has consented anew. Cards are not touched.
     *
     * @throws InvalidInput if the person has neither contact, phone nor e-mail
     */
    public void restoreConsent(Person person, Actor actor) {
        requireFindable(person);
        Funnel.required("actor", actor);
        new OwnConsents(host.store(), host.chain()).restore(person);
    }

    private static void requireFindable(Person person) {
        if (Funnel.required("person", person).knownAs().isEmpty()) {
            throw new InvalidInput("A person is found by a contact, a phone or an e-mail; give one of them at least.");
        }
        Given.check("person", person);
    }

    /** What a {@link Voronka} is made of. Each verb may be left out. Not thread-safe. */
    public static final class Builder {

        /** How many bytes a card's data may take as JSON if nothing else is said. */
        public static final int LARGEST_DATA = 1 << 20;

        /** How long logged decisions are kept if nothing else is said: a year and a month. Source: issue 5. */
        public static final Period DECISIONS_KEPT_FOR = Period.ofDays(400);

        private final List<SalesProcess<?, ?>> processes = new ArrayList<>();
        private final Map<Class<?>, Port<?, ?>> ports = new LinkedHashMap<>();
        private @Nullable Department department;
        private @Nullable CardStore store;
        private @Nullable DataSource source;
        private JdbcCardStore.Tables tables = JdbcCardStore.Tables.CREATE;
        private Codec codec = new JacksonCodec();
        private Clock clock = Clock.systemUTC();
        private @Nullable Supplier<CardId> ids;
        private Engines engine = Engines.SPRING_STATEMACHINE;
        private Calendars calendars = Calendars.russian();
        private Ladder ladder = Ladder.standard();
        private Directory people = Directory.empty();
        private int largestData = LARGEST_DATA;
        private final List<EffectHandler> handlers = new ArrayList<>();
        private final Map<String, Class<? extends Effect>> effects = new LinkedHashMap<>();
        private DeliverySettings delivery = DeliverySettings.standard();
        private Observer observer = Observer.NONE;
        private byte @Nullable [] historyKey;
        private UnaryOperator<DirectoryRouter> routing = UnaryOperator.identity();
        private final List<Retention> retentions = new ArrayList<>();
        private @Nullable Decisions decisions;
        private TemporalAmount decisionsKeptFor = DECISIONS_KEPT_FOR;
        private @Nullable Crm crm;
        private CrmSettings crmSettings = CrmSettings.standard();

        private Builder() {}

        /** A process that runs here, so that its timers go off even before anybody asks for its funnel. */
        public Builder process(SalesProcess<?, ?> process) {
            processes.add(Funnel.required("process", process));
            return this;
        }

        /** The processes that run here, and the links between them. */
        public Builder department(Department all) {
            department = Funnel.required("department", all);
            return this;
        }

        /** Where cards are kept. */
        public Builder store(CardStore where) {
            store = Funnel.required("store", where);
            return this;
        }

        /**
         * The database where cards are kept: H2, PostgreSQL or MariaDB. It gets the tables that it lacks. Moves join the
         * transaction that the host has open on the same data source.
         */
        public Builder dataSource(DataSource database) {
            return dataSource(database, JdbcCardStore.Tables.CREATE);
        }

        /** The database where cards are kept, and who brings the tables into it. */
        public Builder dataSource(DataSource database, JdbcCardStore.Tables broughtBy) {
            source = Funnel.required("data source", database);
            tables = Funnel.required("answer who brings the tables", broughtBy);
            return this;
        }

        /** How values become bytes. */
        public Builder codec(Codec how) {
            codec = Funnel.required("codec", how);
            return this;
        }

        /** The time. Cards never look at any other clock. */
        public Builder clock(Clock time) {
            clock = Funnel.required("clock", time);
            return this;
        }

        /** Makes ids; each must be new. */
        public Builder ids(Supplier<CardId> maker) {
            ids = Funnel.required("supplier of ids", maker);
            return this;
        }

        /** What executes the processes. */
        public Builder engine(Engines which) {
            engine = Funnel.required("engine", which);
            return this;
        }

        /**
         * When people work; Russian office hours by Russia's production calendar if not said. Over {@link OfficeHours} lie
         * the absences in the directory: a deadline does not fall on a day on which the card's owner is away. Another
         * calendar holds for all as it is.
         */
        public Builder calendar(WorkingCalendar hours) {
            return calendars(
                    Funnel.required("calendar", hours) instanceof OfficeHours office
                            ? Calendars.company(office)
                            : Calendars.same(hours));
        }

        /**
         * Whose calendar it is by which a deadline is reckoned: that of the card's owner after the move. To {@link
         * CompanyCalendars} the directory adds the teams and the absences, each unless they say that themselves; other
         * calendars are asked as they are. A day's and a month's beginning that concern no employee are in the zone of
         * {@code of(null)}.
         */
        public Builder calendars(Calendars whose) {
            calendars = Funnel.required("calendar", whose);
            return this;
        }

        /**
         * Who is told of deadlines, and when; {@link Ladder#standard()} if not said.
         *
         * @throws InvalidInput if it fails cards of all processes; only the ladder of a stage may
         */
        public Builder ladder(Ladder rungs) {
            LadderProof.check(Funnel.required("ladder", rungs));
            ladder = rungs;
            return this;
        }

        /** Who works here. */
        public Builder people(Directory directory) {
            people = Funnel.required("directory", directory);
            return this;
        }

        /**
         * Rules that judge leads, have a say in routing and say what rungs do and who must approve; what they do not
         * decide, the plain defaults do. What they decide is logged: {@link Voronka#decisions()}. A port that is named by
         * {@link #port} is asked instead of them, which is logged when the voronka is made.
         */
        public Builder decisions(Decisions rules) {
            decisions = rules;
            return this;
        }

        /**
         * How long logged decisions are kept, by the company's calendar days; 400 days if not said.
         *
         * @throws InvalidInput unless it is positive
         */
        public Builder decisionsKeptFor(Period howLong) {
            decisionsKeptFor = positive(howLong, howLong.isZero() || howLong.isNegative());
            return this;
        }

        /**
         * How long logged decisions are kept.
         *
         * @throws InvalidInput unless it is positive
         */
        public Builder decisionsKeptFor(Duration howLong) {
            decisionsKeptFor = positive(howLong, howLong.isZero() || howLong.isNegative());
            return this;
        }

        private static TemporalAmount positive(TemporalAmount howLong, boolean isNot) {
            if (isNot) {
                throw new InvalidInput("Logged decisions would be kept for " + howLong
                        + "; give a positive time, such as Period.ofDays(400).");
            }
            return howLong;
        }

        /** Who answers the questions of a port, instead of voronka's own answers and of {@link #decisions}. */
        public <P extends Port<?, ?>> Builder port(Class<P> type, P port) {
            OwnAnswers.check(type, port);
            ports.put(type, port);
            return this;
        }

        /**
         * The key of the histories: with it only who holds it can write one that {@link Voronka#verifyHistory()} takes for
         * true. At least 16 random bytes, kept outside the database. Histories that were begun without it, or with another
         * one, do not fit any more; losing it means that they can no longer be checked.
         */
        public Builder historyKey(byte[] secret) {
            historyKey = Funnel.required("history key", secret).clone();
            return this;
        }

        /** How long ended cards of a process are kept; may be said for many processes. Without it they are kept for ever. */
        public Builder retention(Retention howLong) {
            retentions.add(Funnel.required("retention", howLong));
            return this;
        }

        /**
         * How many bytes a card's data may take as JSON.
         *
         * @throws InvalidInput if that is less than 1
         */
        public Builder largestData(int bytes) {
            if (bytes < 1) {
                throw new InvalidInput("A card's data may take at least 1 byte, but largestData is " + bytes + ".");
            }
            largestData = bytes;
            return this;
        }

        /** Who carries effects out. Each effect goes to all that take it, and to the log if none does. */
        public Builder handler(EffectHandler handler) {
            handlers.add(Funnel.required("handler", handler));
            return this;
        }

        /**
         * The CRM that shows the cards, and in which people work with them. Leads that are entered there are opened as
         * cards; illegal drags are flagged.
         */
        public Builder crm(Crm where) {
            return crm(where, CrmSettings.standard());
        }

        /** The CRM that shows the cards, and in which people work with them, with these choices. */
        public Builder crm(Crm where, CrmSettings settings) {
            crm = Funnel.required("CRM", where);
            crmSettings = Funnel.required("settings of the CRM", settings);
            return this;
        }

        /**
         * An effect of the host's own, so that it can be read from a store.
         *
         * @throws InvalidInput unless it is a record with a {@link dev.voronka.Code} that no other effect has
         */
        public Builder effect(Class<? extends Effect> type) {
            if (!type.isRecord()) {
                throw new InvalidInput("The effect " + type.getName() + " is not a record; make it one, of values.");
            }
            var code = SalesProcess.codeOf(type);
            for (var standard : Effect.class.getDeclaredClasses()) {
                if (SalesProcess.codeOf(standard).equals(code)) {
                    throw new InvalidInput("The effect " + type.getName() + " has the code \"" + code
                            + "\" of voronka's own " + standard.getSimpleName() + ". Give it another one.");
                }
            }
            var other = effects.put(code, type);
            if (other != null && other != type) {
                throw new InvalidInput("Two effects have the code \"" + code + "\": " + other.getName() + " and "
                        + type.getName() + ". Give one of them another code.");
            }
            return this;
        }

        /** The numbers of delivery: lease, pauses, attempts, batches, threads. */
        public Builder delivery(DeliverySettings settings) {
            delivery = Funnel.required("settings of delivery", settings);
            return this;
        }

        /**
         * How voronka's own router finds who gets a card: its duty rosters, and what is changed in each request, such as the
         * strategy. It is not asked where the port {@link Router} is named.
         */
        public Builder routing(UnaryOperator<DirectoryRouter> changed) {
            routing = changed;
            return this;
        }

        /** Who measures what happens here. */
        public Builder observer(Observer who) {
            observer = Funnel.required("observer", who);
            return this;
        }

        /**
         * Makes it.
         *
         * @throws InvalidInput if two different processes or two handlers have the same code
         * @throws dev.voronka.store.StoreFailed if the database cannot be reached, or its tables are not as they should be
         */
        public Voronka build() {
            var store = kept();
            var provisional = new ProvisionalYears();
            var reckoned = provisional.watch(withDirectory(calendars, people));
            var chain = new Chain(codec, largestData, historyKey);
            var all = new OwnAnswers(store, people, reckoned, decisions).all();
            var consents = new OwnConsents(store, chain);
            all.put(Consents.class, consents);
            all.computeIfPresent(Router.class, (type, router) -> routing.apply((DirectoryRouter) router));
            all.put(DoNotCall.class, consents.with((DoNotCall) Objects.requireNonNull(all.get(DoNotCall.class))));
            all.putAll(ports);
            if (decisions != null) {
                ports.forEach(Builder::tellIfRulesAreNotAsked);
            }
            var links = new Links(department);
            var made = new AtomicReference<@Nullable Host>();
            var sync = crm == null
                    ? null
                    : new CrmSync(
                            crm,
                            StandardIntakes.behind(crmSettings),
                            new OwnCrmDesk(() -> Objects.requireNonNull(made.get())),
                            store,
                            codec,
                            people,
                            clock,
                            UUID.randomUUID().toString());
            var takers = new ArrayList<>(handlers);
            if (sync != null) {
                takers.add(sync.handler());
            }
            var measuring = Observer.harmless(observer);
            var deliveries = new Deliveries(
                    Handlers.of(takers),
                    new Scene(
                            store,
                            people,
                            clock,
                            new ConsentGate(store, (Consents) Objects.requireNonNull(all.get(Consents.class))),
                            links::process),
                    delivery,
                    () -> ThreadLocalRandom.current().nextDouble(),
                    measuring);
            var host = new Host(
                    store,
                    codec,
                    new DecisionForm(codec),
                    chain,
                    clock,
                    ids == null ? new CardIds(clock) : ids,
                    engine,
                    reckoned,
                    provisional,
                    ladder,
                    people,
                    Map.copyOf(all),
                    largestData,
                    links,
                    deliveries,
                    Set.copyOf(effects.values()),
                    measuring);
            made.set(host);
            return new Voronka(
                    host,
                    department == null
                            ? processes
                            : Stream.concat(department.processes().stream(), processes.stream())
                                    .toList(),
                    retentions,
                    decisionsKeptFor,
                    decisions,
                    sync);
        }

        private static void tellIfRulesAreNotAsked(Class<?> type, Port<?, ?> port) {
            if (RULED.contains(type)) {
                LOG.info(
                        "Port {} is answered by {}, so that its rules are not asked.",
                        type.getSimpleName(),
                        port.getClass().getName());
            }
        }

        private static Calendars withDirectory(Calendars calendars, Directory people) {
            return calendars instanceof CompanyCalendars company
                    ? company.orElse(
                            id -> people.find(id).map(Employee::team).orElse(null), new Absences(people)::layer)
                    : calendars;
        }

        private CardStore kept() {
            if (source == null) {
                var kept = store == null ? new InMemoryCardStore() : store;
                effects.values().forEach(kept::knowsEffect);
                return kept;
            }
            if (store != null) {
                throw new InvalidInput(
                        "Voronka.builder() was given both a store and a data source; cards are kept in one place.");
            }
            var form = new StoredForm(codec);
            effects.values().forEach(form::knowsEffect);
            return JdbcCardStore.on(source, form, tables);
        }
    }
}
