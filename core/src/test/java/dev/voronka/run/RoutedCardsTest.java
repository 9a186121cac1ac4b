package dev.voronka.run;

import static dev.voronka.FailGroup.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.Code;
import dev.voronka.Guard;
import dev.voronka.Header;
import dev.voronka.Outcome;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.Texts;
import dev.voronka.Trigger;
import dev.voronka.When;
import dev.voronka.WorkingTime;
import dev.voronka.decision.Assignment;
import dev.voronka.decision.DirectoryRouter;
import dev.voronka.decision.Router;
import dev.voronka.decision.RoutingRequest;
import dev.voronka.decision.RoutingRequest.Strategy;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.process.incominglead.Channel;
import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.process.incominglead.LeadData;
import dev.voronka.store.InMemoryCardStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Routing at work: a company's own settings, several nodes on one store, offers to several at once. */
class RoutedCardsTest {

    private final MovableClock clock = new MovableClock(Bed.MONDAY_TEN);
    private final InMemoryCardStore store = new InMemoryCardStore();

    private Voronka node(Directory people, UnaryOperator<DirectoryRouter> routing) {
        return Voronka.builder()
                .clock(clock)
                .store(store)
                .people(people)
                .routing(routing)
                .build();
    }

    /** So many leads taken in by six threads on two nodes; how many each owner has. */
    private Map<String, Long> takenIn(int leads, Directory people, UnaryOperator<DirectoryRouter> routing)
            throws Exception {
        var nodes = List.of(node(people, routing), node(people, routing));
        var tasks = new ArrayList<Callable<String>>();
        for (var i = 0; i < leads; i++) {
            var funnel = nodes.get(i % 2).funnel(IncomingLead.PROCESS);
            var data = LeadData.of("Серверная", Channel.WEBSITE, "нужна серверная")
                    .phones("8 916 %03d-00-00".formatted(i));
            var lead = funnel.open(data, Actor.system("site"));
            tasks.add(() -> {
                Outcome<LeadData> outcome;
                do {
                    outcome = funnel.fire(lead.id(), new IncomingLead.Intake(), Actor.system("site"));
                } while (outcome instanceof Outcome.Stale);
                return Objects.requireNonNull(outcome.orThrow().owner());
            });
        }
        var threads = Executors.newFixedThreadPool(6);
        var owners = new ArrayList<String>();
        try {
            for (var owner : threads.invokeAll(tasks)) {
                owners.add(owner.get());
            }
        } finally {
            threads.shutdown();
        }
        return owners.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    @Test
    void shares_by_weight_are_exact_on_two_nodes() throws Exception {
        var people = Directory.of(Employee.of("q1", Role.QUALIFIER).weight(3), Employee.of("q2", Role.QUALIFIER));

        var shares = takenIn(80, people, router -> router.asking(r -> r.strategy(Strategy.WEIGHTED)));

        assertThat(shares).isEqualTo(Map.of("q1", 60L, "q2", 20L));
    }

    @Test
    void a_limit_by_day_is_kept_to_the_card_on_two_nodes_and_what_is_over_goes_to_the_head() throws Exception {
        var people = Directory.of(
                Employee.of("q1", Role.QUALIFIER).perDay(7),
                Employee.of("q2", Role.QUALIFIER).perDay(5),
                Employee.of("lidia", Role.LEAD_HEAD));

        var shares = takenIn(30, people, UnaryOperator.identity());

        assertThat(shares).isEqualTo(Map.of("q1", 7L, "q2", 5L, "lidia", 18L));
    }

    @Test
    void nobody_gets_more_cards_than_he_can_work_on_though_two_nodes_give_them_out() throws Exception {
        var people = Directory.of(
                Employee.of("q1", Role.QUALIFIER).capacity(7),
                Employee.of("q2", Role.QUALIFIER).capacity(5),
                Employee.of("lidia", Role.LEAD_HEAD));

        var shares = takenIn(30, people, UnaryOperator.identity());

        assertThat(shares).isEqualTo(Map.of("q1", 7L, "q2", 5L, "lidia", 18L));
    }

    // A process of a host's own that offers to several at once

    enum Place implements Stage {
        OFFERED,
        TAKEN,
        LOST,
        WRONG,
        LATE
    }

    record Tender(String title, List<String> asked, List<String> had) {
        Tender offered(Assignment assignment) {
            var all = new ArrayList<>(had);
            all.addAll(assignment.offeredTo());
            return new Tender(title, assignment.offeredTo(), List.copyOf(all));
        }
    }

    sealed interface Step extends Trigger {
        @Code("offer")
        record Offer() implements Step {}

        @Code("accept")
        record Accept() implements Step {}

        @Code("timed-out")
        record TimedOut() implements Step {}
    }

    private static final Guard<Tender, Object> ACTOR_IS_ASKED =
            Guard.of("actor-is-asked", s -> s.data().asked().contains(s.actor().id()));

    private static RoutingRequest wanted(dev.voronka.Situation<Tender, ? extends Step> s) {
        return RoutingRequest.of("tender", "tender/sellers", Role.REP, s.now())
                .excluding(s.data().had())
                .offeredTo(2);
    }

    private static final SalesProcess<Step, Tender> TENDER = SalesProcess.named(
                    "tender", Place.class, Step.class, Tender.class)
            .texts(Texts.codesThemselves())
            .header(t -> Header.of(t.title()))
            .startsIn(Place.OFFERED)
            .mainPath(Place.OFFERED, Place.TAKEN)
            .stage(
                    Place.OFFERED,
                    s -> s.ownedBy(Role.REP)
                            .within(WorkingTime.workingMinutes(30))
                            .mayFail(Place.LOST, Place.WRONG, Place.LATE)
                            .on(Step.Offer.class)
                            .atMost(1)
                            .ask(Router.class, RoutedCardsTest::wanted, Tender::offered)
                            .assignTo(t -> t.answer(Router.class).employee())
                            .goTo(Place.OFFERED)
                            .on(Step.Accept.class)
                            .when(ACTOR_IS_ASKED)
                            .assignTo(t -> t.actor().id())
                            .goTo(Place.TAKEN)
                            .fires(Step.TimedOut::new, When.after(WorkingTime.workingMinutes(30)))
                            .on(Step.TimedOut.class)
                            .atMost(5)
                            .ask(Router.class, RoutedCardsTest::wanted, Tender::offered)
                            .assignTo(t -> t.answer(Router.class).employee())
                            .goTo(Place.OFFERED))
            .succeedsIn(Place.TAKEN)
            .failsIn(OTHER, Place.LOST, Place.WRONG, Place.LATE)
            .build();

    private static final Directory SELLERS = Directory.of(
            Employee.of("anna", Role.REP),
            Employee.of("boris", Role.REP),
            Employee.of("vera", Role.REP),
            Employee.of("igor", Role.HEAD));

    private static Actor seller(String id) {
        return Actor.employee(id, Role.REP);
    }

    @Test
    void of_several_to_whom_a_card_is_offered_the_first_who_accepts_has_it() {
        var tenders = node(SELLERS, UnaryOperator.identity()).funnel(TENDER);
        var card = offered(tenders);

        var uninvited = tenders.fire(card.id(), new Step.Accept(), seller("vera"));
        var first = tenders.fire(card.id(), new Step.Accept(), seller("boris"));
        var second = tenders.fire(card.id(), new Step.Accept(), seller("anna"));

        assertThat(card.data().asked()).containsExactly("anna", "boris");
        assertThat(uninvited).isInstanceOf(Outcome.Refused.class);
        assertThat(first.orThrow().owner()).isEqualTo("boris");
        assertThat(second).isInstanceOf(Outcome.NotExpected.class);
        assertThat(tenders.card(card.id()).owner()).isEqualTo("boris");
    }

    @Test
    void if_none_of_them_accepts_in_time_others_are_asked_and_in_the_end_the_head() {
        var voronka = node(SELLERS, UnaryOperator.identity());
        var tenders = voronka.funnel(TENDER);
        var card = offered(tenders);

        clock.advance(Duration.ofMinutes(30));
        voronka.fireDue();
        var next = tenders.card(card.id());
        clock.advance(Duration.ofMinutes(30));
        voronka.fireDue();
        var last = tenders.card(card.id());

        assertThat(next.data().asked()).containsExactly("vera");
        assertThat(next.data().had()).containsExactly("anna", "boris", "vera");
        assertThat(last.owner()).isEqualTo("igor");
        assertThat(last.data().asked()).containsExactly("igor");
    }

    private static Card<Tender> offered(Funnel<Step, Tender> tenders) {
        var card = tenders.open(new Tender("склад", List.of(), List.of()), Actor.system("site"));
        return tenders.fire(card.id(), new Step.Offer(), Actor.system("site")).orThrow();
    }
}
