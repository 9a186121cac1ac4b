package dev.voronka.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.CardId;
import dev.voronka.CommonTrigger;
import dev.voronka.ContactRef;
import dev.voronka.Outcome;
import dev.voronka.RingStep;
import dev.voronka.Role;
import dev.voronka.decision.Assignment;
import dev.voronka.decision.Router;
import dev.voronka.lookup.BusyTimes;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.process.incominglead.Channel;
import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.process.incominglead.LeadData;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.store.InMemoryCardStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What happens when somebody else is faster: a port is the place where the tests let that somebody in. */
class RaceTest {

    private static final Actor REP = Actor.employee("e17", Role.REP);
    private static final Actor OTHER = Actor.employee("e18", Role.REP);
    private static final Meeting.Schedule TOMORROW =
            new Meeting.Schedule(Bed.MONDAY_TEN.plusDays(1), Duration.ofHours(1), "офис");

    private final MovableClock clock = new MovableClock(Bed.MONDAY_TEN);
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void a_move_that_somebody_else_overtakes_is_decided_again_on_the_new_card() {
        var meetings = meetingsDisturbed(1);
        var card = meetings.open(new Meeting.Data("прототип", "c1"), REP);

        var outcome = meetings.fire(card.id(), TOMORROW, REP);

        assertThat(outcome.isTaken()).isTrue();
        assertThat(asked).hasValue(2);
        assertThat(meetings.history(card.id()).stream().map(m -> m.trigger()).toList())
                .containsExactly("open", "reassign", "schedule");
    }

    @Test
    void a_move_with_an_expected_version_that_somebody_overtakes_is_stale() {
        var meetings = meetingsDisturbed(1);
        var card = meetings.open(new Meeting.Data("прототип", "c1"), REP);

        var outcome = meetings.fire(card.id(), TOMORROW, REP, Terms.expecting(card.version()));

        assertThat(outcome).isInstanceOf(Outcome.Stale.class);
        assertThat(meetings.card(card.id()).stage()).isEqualTo(Meeting.Stage.NEW);
    }

    @Test
    void a_move_that_is_overtaken_five_times_is_stale() {
        var meetings = meetingsDisturbed(Integer.MAX_VALUE);
        var card = meetings.open(new Meeting.Data("прототип", "c1"), REP);

        var outcome = meetings.fire(card.id(), TOMORROW, REP);

        assertThat(outcome).isInstanceOf(Outcome.Stale.class);
        assertThat(asked).hasValue(5);
        assertThat(meetings.card(card.id()).stage()).isEqualTo(Meeting.Stage.NEW);
    }

    /** A calendar that hands the card over each time it is asked, so many times. */
    private Funnel<Meeting.Trigger, Meeting.Data> meetingsDisturbed(int times) {
        var funnel = new ArrayList<Funnel<Meeting.Trigger, Meeting.Data>>();
        BusyTimes disturbing = question -> {
            if (asked.getAndIncrement() < times) {
                var to = asked.get() % 2 == 0 ? REP : OTHER;
                funnel.get(0).fire(question.except(), new CommonTrigger.Reassign(to.id()), OTHER);
            }
            return new BusyTimes.Found(List.of());
        };
        funnel.add(Voronka.builder()
                .clock(clock)
                .port(BusyTimes.class, disturbing)
                .build()
                .funnel(Meeting.PROCESS));
        return funnel.get(0);
    }

    @Test
    void a_ring_that_was_moved_on_meanwhile_is_looked_at_again() {
        var store = new InMemoryCardStore();
        Router late = request -> {
            var turns = asked.getAndIncrement() == 0
                    ? 0L
                    : store.ring(request.ring()).turns();
            var taken = "q" + asked.get();
            return new Assignment(taken, false, List.of(), new RingStep(request.ring(), turns, taken));
        };
        var leads = Voronka.builder()
                .clock(clock)
                .store(store)
                .port(Router.class, late)
                .build()
                .funnel(IncomingLead.PROCESS);
        takenIn(Voronka.builder().clock(clock).store(store).people(qualifiers()).build());
        var lead = leads.open(lead("8 916 000-00-02"), REP);

        var outcome = leads.fire(lead.id(), new IncomingLead.Intake(), REP);

        assertThat(outcome.card().owner()).isEqualTo("q2");
        assertThat(store.ring("incoming-lead/qualifiers").turns()).isEqualTo(2);
    }

    @Test
    void leads_taken_in_by_six_threads_are_shared_fairly() throws Exception {
        var leads = Voronka.builder().people(qualifiers()).build().funnel(IncomingLead.PROCESS);
        var threads = Executors.newFixedThreadPool(6);
        var tasks = new ArrayList<Callable<String>>();
        for (var i = 0; i < 300; i++) {
            var lead = leads.open(lead("8 916 %03d-00-00".formatted(i)), Actor.system("site"));
            tasks.add(() -> ownerAfterIntake(leads, lead.id()));
        }

        var shares = new int[3];
        try {
            for (var owner : threads.invokeAll(tasks)) {
                shares[owner.get().charAt(1) - '1']++;
            }
        } finally {
            threads.shutdown();
        }

        assertThat(shares).containsExactly(100, 100, 100);
    }

    /** Fires until it is taken: a lead that was overtaken five times by others at the ring is stale. */
    private static String ownerAfterIntake(Funnel<IncomingLead.Trigger, LeadData> leads, CardId id) {
        var outcome = leads.fire(id, new IncomingLead.Intake(), Actor.system("site"));
        while (outcome instanceof Outcome.Stale) {
            outcome = leads.fire(id, new IncomingLead.Intake(), Actor.system("site"));
        }
        return outcome.orThrow().owner();
    }

    @Test
    void one_key_from_six_threads_moves_once_and_all_get_the_same_outcome() throws Exception {
        var meetings = Voronka.builder().clock(clock).build().funnel(Meeting.PROCESS);
        var card = meetings.open(new Meeting.Data("прототип", ContactRef.of("c1")), REP);
        var threads = Executors.newFixedThreadPool(6);
        var tasks = new ArrayList<Callable<Outcome<Meeting.Data>>>();
        for (var i = 0; i < 60; i++) {
            tasks.add(() -> meetings.fire(card.id(), TOMORROW, REP, Terms.keyed("web-42")));
        }

        var outcomes = new ArrayList<Outcome<Meeting.Data>>();
        try {
            for (var outcome : threads.invokeAll(tasks)) {
                outcomes.add(outcome.get());
            }
        } finally {
            threads.shutdown();
        }

        assertThat(outcomes).allMatch(Outcome::isTaken).allMatch(o -> o.equals(outcomes.get(0)));
        assertThat(meetings.history(card.id())).hasSize(2);
    }

    private static Directory qualifiers() {
        return Directory.of(
                Employee.of("q1", Role.QUALIFIER),
                Employee.of("q2", Role.QUALIFIER),
                Employee.of("q3", Role.QUALIFIER));
    }

    private static LeadData lead(String phone) {
        return LeadData.of("Серверная", Channel.WEBSITE, "нужна серверная").phones(phone);
    }

    private static void takenIn(Voronka voronka) {
        var leads = voronka.funnel(IncomingLead.PROCESS);
        var lead = leads.open(lead("8 916 000-00-01"), REP);
        leads.fire(lead.id(), new IncomingLead.Intake(), REP).orThrow();
    }
}
