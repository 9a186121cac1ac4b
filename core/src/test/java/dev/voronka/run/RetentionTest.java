package dev.voronka.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.Actor;
import dev.voronka.CardId;
import dev.voronka.CommonTrigger;
import dev.voronka.ContactRef;
import dev.voronka.InvalidInput;
import dev.voronka.Money;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.process.purchaserequest.Line;
import dev.voronka.process.purchaserequest.PurchaseRequest;
import dev.voronka.store.jdbc.Databases;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** What has been kept long enough is taken away, a batch at a time, and nothing else. */
class RetentionTest {

    private static final Actor REP = Actor.employee("s1");
    private static final Period YEAR = Period.ofYears(1);

    /** One voronka on one store. */
    private static final class Base {
        final MovableClock clock = new MovableClock(Bed.MONDAY_TEN);
        final Voronka voronka;
        final Funnel<Meeting.Trigger, Meeting.Data> meetings;

        Base(Voronka.Builder builder) {
            voronka = builder.clock(clock).build();
            meetings = voronka.funnel(Meeting.PROCESS);
        }

        CardId open() {
            return meetings.open(new Meeting.Data("цель", "contact-1"), REP).id();
        }

        CardId ended() {
            var id = open();
            assertThat(meetings.fire(id, new CommonTrigger.Fail(Meeting.Stage.CANCELLED_BY_US, "не нужна"), REP)
                            .isTaken())
                    .isTrue();
            return id;
        }
    }

    /** What is done with a store. */
    private interface Work {
        void on(Base base);
    }

    @TestFactory
    Stream<DynamicTest> an_ended_card_is_erased_after_its_period_and_once_only() {
        return onAll(Retention.of(Meeting.PROCESS, YEAR), base -> {
            var old = base.ended();
            var open = base.open();
            base.clock.advance(Duration.ofDays(300));
            var young = base.ended();
            base.clock.advance(Duration.ofDays(100));

            assertThat(base.voronka.purge()).isEqualTo(1);
            assertThat(base.voronka.purge()).isZero();

            assertThat(base.meetings.card(old).data().contact()).isEqualTo(ContactRef.NONE);
            assertThat(base.meetings.card(old).stage()).isEqualTo(Meeting.Stage.CANCELLED_BY_US);
            assertThat(base.meetings.card(open).data().contact()).isEqualTo(ContactRef.of("contact-1"));
            assertThat(base.meetings.card(young).data().contact()).isEqualTo(ContactRef.of("contact-1"));
            assertThat(base.meetings.tampered(old)).isEmpty();
        });
    }

    @TestFactory
    Stream<DynamicTest> a_card_that_tells_of_nobody_is_looked_at_once_and_does_not_keep_the_others() {
        return onAll(Retention.of(PurchaseRequest.PROCESS, YEAR), base -> {
            var requests = base.voronka.funnel(PurchaseRequest.PROCESS);
            var need = PurchaseRequest.Data.of(
                    "Часы", List.of(Line.of("Часы", 1, "шт", Money.roubles(40_000))), LocalDate.of(2027, 3, 1));
            var id = requests.open(need, TenPeople.REP).id();
            requests.fire(id, new CommonTrigger.Fail(PurchaseRequest.Stage.BUDGET_REJECTED, "нет денег"), TenPeople.REP)
                    .orThrow();
            var before = requests.card(id).data();
            base.clock.advance(Duration.ofDays(400));

            assertThat(base.voronka.purge()).isEqualTo(1);
            assertThat(base.voronka.purge()).isZero();

            assertThat(requests.card(id).data()).isEqualTo(before);
            assertThat(base.voronka.verifyHistory().isWhole()).isTrue();
        });
    }

    @TestFactory
    Stream<DynamicTest> an_ended_card_is_removed_with_its_history_where_that_is_wanted() {
        return onAll(Retention.of(Meeting.PROCESS, YEAR).removing(), base -> {
            var old = base.ended();
            var open = base.open();
            base.clock.advance(Duration.ofDays(400));

            assertThat(base.voronka.purge()).isEqualTo(1);

            assertThatThrownBy(() -> base.meetings.card(old)).isInstanceOf(UnknownCard.class);
            assertThat(base.meetings.cards(CardQuery.all()))
                    .extracting(c -> c.id())
                    .containsExactly(open);
            assertThat(base.voronka.purge()).isZero();
        });
    }

    @TestFactory
    Stream<DynamicTest> without_a_period_nothing_is_taken_away() {
        return onAll(null, base -> {
            var old = base.ended();
            base.clock.advance(Duration.ofDays(40_000));

            assertThat(base.voronka.purge()).isZero();

            assertThat(base.meetings.card(old).data().contact()).isEqualTo(ContactRef.of("contact-1"));
        });
    }

    @Test
    void one_call_takes_a_batch() {
        var base = new Base(
                Voronka.builder().retention(Retention.of(Meeting.PROCESS, YEAR).removing()));
        for (var i = 0; i < Purging.BATCH + 50; i++) {
            base.ended();
        }
        base.clock.advance(Duration.ofDays(400));

        assertThat(base.voronka.purge()).isEqualTo(Purging.BATCH);
        assertThat(base.voronka.purge()).isEqualTo(50);
        assertThat(base.voronka.purge()).isZero();
    }

    @Test
    void nothing_of_a_removed_card_is_left_but_the_note_that_it_was_there() {
        try (var source = Databases.h2InMemory()) {
            var base = new Base(Voronka.builder()
                    .dataSource(source)
                    .retention(Retention.of(Meeting.PROCESS, YEAR).removing()));
            var old = base.ended();
            base.clock.advance(Duration.ofDays(400));

            base.voronka.purge();

            assertThat(Dump.of(source)).noneMatch(t -> t.contains("contact-1"));
            assertThat(Dump.of(source).stream().filter(t -> t.contains(old.toString())))
                    .hasSize(1)
                    .allMatch(t -> t.toLowerCase(java.util.Locale.ROOT).startsWith("vk_gone"));
            assertThat(new JdbcTemplate(source).queryForObject("SELECT count(*) FROM vk_move", Long.class))
                    .isZero();
        }
    }

    @Test
    void a_period_of_nothing_is_refused() {
        assertThatThrownBy(() -> Retention.of(Meeting.PROCESS, Period.ZERO))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("a day at least");
    }

    private static Stream<DynamicTest> onAll(Retention retention, Work work) {
        return Stream.concat(Stream.of("the heap"), Databases.tried().stream())
                .map(place -> DynamicTest.dynamicTest("in " + place, () -> {
                    var builder = Voronka.builder();
                    if (retention != null) {
                        builder.retention(retention);
                    }
                    try (var source = place instanceof Databases.Kind kind ? kind.database() : null) {
                        work.on(new Base(source == null ? builder : builder.dataSource(source)));
                    }
                }));
    }
}
