package dev.voronka.run;

import dev.voronka.Card;
import dev.voronka.HeadOf;
import dev.voronka.InvalidInput;
import dev.voronka.Port;
import dev.voronka.StageKind;
import dev.voronka.TimeSpan;
import dev.voronka.calendar.Calendars;
import dev.voronka.decision.AmountMatrix;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.decision.Decisions;
import dev.voronka.decision.DirectoryRouter;
import dev.voronka.decision.Escalator;
import dev.voronka.decision.LineOfCommand;
import dev.voronka.decision.Qualifier;
import dev.voronka.decision.Router;
import dev.voronka.decision.RoutingRules;
import dev.voronka.decision.WeightedQualifier;
import dev.voronka.lookup.Budgets;
import dev.voronka.lookup.BusyTimes;
import dev.voronka.lookup.CompanyDeals;
import dev.voronka.lookup.DoNotCall;
import dev.voronka.lookup.Duplicates;
import dev.voronka.lookup.Metrics;
import dev.voronka.lookup.Offers;
import dev.voronka.lookup.OpenCards;
import dev.voronka.lookup.Rings;
import dev.voronka.lookup.Suppliers;
import dev.voronka.people.Colleague;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.store.CardStore;
import dev.voronka.store.Criteria;
import dev.voronka.store.StageCount;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What voronka itself answers to the ports, from its own store and the directory, where the host names nobody else. */
final class OwnAnswers {

    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("dd.MM HH:mm");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    /** Ends after which nobody must be called again. */
    private static final Set<String> FORBIDDING = Set.of("DO_NOT_CALL", "OPT_OUT");

    private final CardStore store;
    private final Directory people;
    private final Calendars calendars;
    private final @Nullable Decisions decisions;

    /**
     * Own answers.
     *
     * @param decisions rules that are asked before the plain defaults; null if there are none
     */
    OwnAnswers(CardStore store, Directory people, Calendars calendars, @Nullable Decisions decisions) {
        this.store = store;
        this.people = people;
        this.calendars = calendars;
        this.decisions = decisions;
    }

    Map<Class<?>, Port<?, ?>> all() {
        OpenCards openCards = this::openCards;
        Rings rings = this::ring;
        var ports = new HashMap<Class<?>, Port<?, ?>>();
        ports.put(OpenCards.class, openCards);
        ports.put(Rings.class, rings);
        ports.put(Duplicates.class, (Duplicates) this::duplicates);
        ports.put(BusyTimes.class, (BusyTimes) this::busyTimes);
        ports.put(HeadOf.class, (HeadOf) this::headOf);
        ports.put(Colleague.class, (Colleague) this::colleague);
        ports.put(Qualifier.class, WeightedQualifier.standard());
        ports.put(Router.class, new DirectoryRouter(people, openCards, rings, calendars).ruledBy(routing()));
        ports.put(ApprovalPolicy.class, AmountMatrix.standard());
        ports.put(Escalator.class, new LineOfCommand());
        ports.put(DoNotCall.class, (DoNotCall) this::doNotCall);
        ports.put(CompanyDeals.class, (CompanyDeals) this::companyDeals);
        ports.put(Budgets.class, (Budgets) asked -> Budgets.Left.NOT_KEPT);
        ports.put(Suppliers.class, (Suppliers) asked -> new Suppliers.Checked(Suppliers.Standing.UNCHECKED, ""));
        ports.put(Offers.class, Offers.table(Map.of()));
        ports.put(Metrics.class, (Metrics) this::metric);
        if (decisions != null) {
            rule(ports, decisions);
        }
        return ports;
    }

    /** Rules come first; what they do not decide, the plain defaults do. Which that is may change with the book. */
    private static void rule(Map<Class<?>, Port<?, ?>> ports, Decisions rules) {
        var qualifier = plain(ports, Qualifier.class);
        var escalator = plain(ports, Escalator.class);
        var approvals = plain(ports, ApprovalPolicy.class);
        ports.put(Qualifier.class, (Qualifier)
                q -> rules.qualifier().orElse(qualifier).answer(q));
        ports.put(Escalator.class, (Escalator)
                q -> rules.escalator().orElse(escalator).answer(q));
        ports.put(ApprovalPolicy.class, (ApprovalPolicy)
                q -> rules.approvals().orElse(approvals).answer(q));
    }

    private static <P extends Port<?, ?>> P plain(Map<Class<?>, Port<?, ?>> ports, Class<P> type) {
        return type.cast(Objects.requireNonNull(ports.get(type)));
    }

    /** What rules say about who gets a card, by the book of the moment. */
    RoutingRules routing() {
        var rules = decisions;
        return rules == null ? RoutingRules.NONE : question -> rules.routing().advise(question);
    }

    private OpenCards.Count openCards(OpenCards.Asked asked) {
        var criteria =
                Criteria.ALL.process(asked.process()).owner(asked.employee()).open();
        var byStage = new TreeMap<String, Integer>();
        for (var some : store.count(criteria)) {
            byStage.merge(some.stage(), Math.toIntExact(some.cards()), Math::addExact);
        }
        return new OpenCards.Count(byStage.values().stream().reduce(0, Math::addExact), byStage);
    }

    private Rings.Standing ring(Rings.Asked asked) {
        var state = store.ring(asked.ring());
        return new Rings.Standing(state.turns(), state.last());
    }

    private Duplicates.Found duplicates(Duplicates.Asked asked) {
        if (asked.reach().isEmpty()) {
            return new Duplicates.Found(List.of());
        }
        var criteria = Criteria.ALL
                .process(asked.process())
                .open()
                .reach(asked.reach())
                .except(asked.except());
        return new Duplicates.Found(
                store.find(criteria).stream().map(Card::id).sorted().toList());
    }

    private DoNotCall.Found doNotCall(DoNotCall.Asked asked) {
        var ends = Criteria.ALL.stages(FORBIDDING).limit(1);
        var company = asked.company();
        var forbidden = (!asked.reach().isEmpty()
                        && !store.find(ends.reach(asked.reach())).isEmpty())
                || (company != null
                        && !company.isBlank()
                        && !store.find(ends.company(company)).isEmpty());
        return new DoNotCall.Found(forbidden);
    }

    private CompanyDeals.Found companyDeals(CompanyDeals.Asked asked) {
        var company = asked.company();
        if (company == null || company.isBlank()) {
            return new CompanyDeals.Found(List.of(), List.of(), null);
        }
        var deals = store.find(Criteria.ALL.process("deal").company(company).limit(Integer.MAX_VALUE));
        var won = deals.stream()
                .filter(c -> c.kind() == StageKind.SUCCESS)
                .sorted(Comparator.<Card<?>, Instant>comparing(c -> c.visit().enteredAt())
                        .thenComparing(Card::id))
                .toList();
        return new CompanyDeals.Found(
                deals.stream().filter(c -> !c.isEnded()).map(Card::id).sorted().toList(),
                won.stream().map(Card::id).toList(),
                won.isEmpty() ? null : won.get(won.size() - 1).visit().enteredAt());
    }

    /** Counts fails: {@code fails:<process>:<STAGE>}. Another metric is nobody's. */
    private Metrics.Reading metric(Metrics.Asked asked) {
        var parts = asked.metric().split(":", -1);
        if (parts.length != 3 || !parts[0].equals("fails")) {
            return new Metrics.Reading(null);
        }
        var failed = Criteria.ALL
                .process(parts[1])
                .stages(Set.of(parts[2]))
                .kind(StageKind.FAIL)
                .entered(new TimeSpan(asked.from(), asked.to()));
        return new Metrics.Reading(BigDecimal.valueOf(
                store.count(failed).stream().mapToLong(StageCount::cards).sum()));
    }

    private BusyTimes.Found busyTimes(BusyTimes.Asked asked) {
        if (asked.employee() == null) {
            return new BusyTimes.Found(List.of());
        }
        var criteria =
                Criteria.ALL.owner(asked.employee()).open().busy(asked.span()).except(asked.except());
        return new BusyTimes.Found(store.find(criteria).stream()
                .map(c -> told(c, calendars.of(asked.employee()).zone()))
                .toList());
    }

    private static String told(Card<?> card, ZoneId zone) {
        var busy = Objects.requireNonNull(card.header().busy());
        return card.header().title() + ", " + DAY_AND_TIME.format(busy.from().atZone(zone)) + "–"
                + TIME.format(busy.to().atZone(zone));
    }

    /** The next head above who works here still. */
    private HeadOf.Head headOf(HeadOf.Asked asked) {
        var seen = new HashSet<String>();
        var above = headId(asked.employee());
        while (above != null && seen.add(above)) {
            if (people.find(above).filter(Employee::active).isPresent()) {
                return new HeadOf.Head(above);
            }
            above = headId(above);
        }
        return new HeadOf.Head(null);
    }

    private @Nullable String headId(@Nullable String employee) {
        return employee == null
                ? null
                : people.find(employee).map(Employee::head).orElse(null);
    }

    private Colleague.Found colleague(Colleague.Asked asked) {
        if (people.isEmpty()) {
            return new Colleague.Found(true, false, Set.of());
        }
        if (asked.employee() == null) {
            return new Colleague.Found(false, true, Set.of());
        }
        var zone = calendars.of(asked.employee()).zone();
        var day = asked.at().atZone(zone).toLocalDate();
        return people.find(asked.employee())
                .map(e -> new Colleague.Found(e.active() && !e.isAwayOn(day), true, e.skills()))
                .orElseGet(() -> new Colleague.Found(false, true, Set.of()));
    }

    /** Refuses a port that does not implement the interface by which it is named. */
    static void check(Class<?> type, Port<?, ?> port) {
        if (!type.isInstance(port)) {
            throw new InvalidInput(port.getClass().getName() + " does not implement " + type.getName() + ".");
        }
    }
}
