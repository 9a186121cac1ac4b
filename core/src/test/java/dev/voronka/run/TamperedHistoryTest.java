package dev.voronka.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.voronka.Actor;
import dev.voronka.CardId;
import dev.voronka.CommonTrigger;
import dev.voronka.ContactRef;
import dev.voronka.lookup.Person;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.run.HistoryFault.Kind;
import dev.voronka.store.Chain;
import dev.voronka.store.ChainLink;
import dev.voronka.store.JacksonCodec;
import dev.voronka.store.jdbc.Databases;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** What somebody with access to the database does to histories is found; what voronka itself does is not taken for it. */
class TamperedHistoryTest {

    private static final Actor REP = Actor.employee("s1");
    private static final byte[] KEY =
            "a key of the tests, 32 bytes long".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    /** Three cards with four lines each, in a database. */
    private static final class Base {
        final JdbcTemplate jdbc;
        final MovableClock clock = new MovableClock(Bed.MONDAY_TEN);
        final Voronka voronka;
        final Funnel<Meeting.Trigger, Meeting.Data> meetings;
        final List<CardId> cards = new ArrayList<>();

        Base(HikariDataSource source, Voronka.Builder builder) {
            jdbc = new JdbcTemplate(source);
            voronka = builder.dataSource(source).clock(clock).build();
            meetings = voronka.funnel(Meeting.PROCESS);
            for (var i = 0; i < 3; i++) {
                var id = meetings.open(new Meeting.Data("цель " + i, "contact-" + i), REP)
                        .id();
                cards.add(id);
                for (var move = 0; move < 3; move++) {
                    move(id, "цель " + i + " и " + move, "contact-" + i);
                }
            }
        }

        final void move(CardId id, String goal, String contact) {
            clock.advance(Duration.ofMinutes(5));
            assertThat(meetings.fire(id, new CommonTrigger.Amend(new Meeting.Data(goal, contact)), REP)
                            .isTaken())
                    .isTrue();
        }

        CardId card() {
            return cards.get(1);
        }

        void sql(String statement, Object... values) {
            assertThat(jdbc.update(statement, values)).isPositive();
        }

        void deleteCard() {
            for (var table : List.of("vk_move", "vk_person", "vk_outbox")) {
                jdbc.update("DELETE FROM " + table + " WHERE card = ?", card().value());
            }
            sql("DELETE FROM vk_card WHERE id = ?", card().value());
        }

        /** Cuts the last line and leaves the card as it would be then. */
        void cutTailAndHead() {
            sql("DELETE FROM vk_move WHERE card = ? AND number = 4", card().value());
            sql(
                    "UPDATE vk_card SET version = 3, head = (SELECT digest FROM vk_move WHERE card = ? AND number = 3)"
                            + " WHERE id = ?",
                    card().value(),
                    card().value());
        }
    }

    /** What is done with a database. */
    private interface Work {
        void on(Base base);
    }

    @TestFactory
    Stream<DynamicTest> an_untouched_base_is_whole() {
        return onEach(base -> {
            base.voronka.anchorHistory();
            base.move(base.card(), "ещё", "contact-1");
            base.voronka.anchorHistory();

            var report = base.voronka.verifyHistory();

            assertThat(report.isWhole()).isTrue();
            assertThat(report.cards()).isEqualTo(3);
            assertThat(report.lines()).isEqualTo(13);
            assertThat(report.anchors()).isEqualTo(2);
        });
    }

    @TestFactory
    Stream<DynamicTest> a_changed_line_is_found() {
        return Stream.of(
                        "payload = replace(payload, 'contact-1', 'contact-2')",
                        "actor = 'head'",
                        "to_stage = 'SUCCESS'",
                        "moved_at = timestamp '2026-11-23 00:00:00'",
                        "event = 'hold'")
                .flatMap(change -> onEach(base -> {
                    base.sql(
                            "UPDATE vk_move SET " + change + " WHERE card = ? AND number = 3",
                            base.card().value());

                    assertFound(base, Kind.CHANGED_LINE, 3);
                }));
    }

    @TestFactory
    Stream<DynamicTest> a_line_that_is_taken_out_is_found() {
        return onEach(base -> {
            base.sql(
                    "DELETE FROM vk_move WHERE card = ? AND number = 2",
                    base.card().value());

            assertFound(base, Kind.MISSING_LINE, 2);
        });
    }

    @TestFactory
    Stream<DynamicTest> lines_in_another_order_are_found() {
        return onEach(base -> {
            for (var swap : List.of(
                    "number = 99 WHERE number = 2", "number = 2 WHERE number = 3", "number = 3 WHERE number = 99")) {
                base.sql(
                        "UPDATE vk_move SET " + swap + " AND card = ?",
                        base.card().value());
            }

            assertThat(base.voronka.verifyHistory().faults())
                    .extracting(HistoryFault::kind, HistoryFault::line)
                    .contains(
                            org.assertj.core.groups.Tuple.tuple(Kind.CHANGED_LINE, 2L),
                            org.assertj.core.groups.Tuple.tuple(Kind.CHANGED_LINE, 3L));
        });
    }

    @TestFactory
    Stream<DynamicTest> a_cut_tail_is_found() {
        return onEach(base -> {
            base.sql(
                    "DELETE FROM vk_move WHERE card = ? AND number > 2",
                    base.card().value());

            assertFound(base, Kind.CUT_TAIL, 3);
        });
    }

    @TestFactory
    Stream<DynamicTest> a_changed_head_is_found() {
        return onEach(base -> {
            base.sql(
                    "UPDATE vk_card SET head = (SELECT digest FROM vk_move WHERE card = ? AND number = 1) WHERE id = ?",
                    base.card().value(),
                    base.card().value());

            assertFound(base, Kind.CHANGED_HEAD, 4);
        });
    }

    @TestFactory
    Stream<DynamicTest> a_payload_that_was_emptied_without_an_erasure_is_found() {
        return onEach(base -> {
            var line = base.meetings.shell().lines(base.card()).get(1).link();
            var kept = new Chain(new JacksonCodec(), Integer.MAX_VALUE, KEY).payloadDigest(line.salt(), line.payload());
            base.sql(
                    "UPDATE vk_move SET payload = NULL, salt = NULL, payload_digest = ? WHERE card = ? AND number = 2",
                    HexFormat.of().parseHex(kept),
                    base.card().value());

            assertFound(base, Kind.UNNOTED_ERASURE, 2);
        });
    }

    @TestFactory
    Stream<DynamicTest> a_card_that_is_gone_without_its_history_is_found() {
        return onEach(base -> {
            base.sql("DELETE FROM vk_card WHERE id = ?", base.card().value());

            assertFound(base, Kind.DELETED_CARD, 0);
        });
    }

    @TestFactory
    Stream<DynamicTest> a_card_that_is_gone_as_a_whole_is_found_by_an_anchor() {
        return onEach(base -> {
            base.voronka.anchorHistory();
            base.deleteCard();

            assertFound(base, Kind.DELETED_CARD, 0);
        });
    }

    @TestFactory
    Stream<DynamicTest> a_tail_that_was_cut_together_with_the_head_is_found_by_an_anchor() {
        return onEach(base -> {
            base.voronka.anchorHistory();
            base.cutTailAndHead();

            assertFound(base, Kind.CUT_TAIL, 4);
        });
    }

    @TestFactory
    Stream<DynamicTest> a_history_that_was_written_anew_is_found_by_an_anchor() {
        return onEach(base -> {
            base.voronka.anchorHistory();
            base.cutTailAndHead();
            base.sql(
                    "DELETE FROM vk_outbox WHERE card = ? AND move = 4",
                    base.card().value());
            base.move(base.card(), "другая цель", "contact-1");

            assertFound(base, Kind.CHANGED_LINE, 4);
        });
    }

    @TestFactory
    Stream<DynamicTest> an_anchor_that_was_changed_or_taken_out_is_found() {
        return Stream.of(
                        "UPDATE vk_anchor_head SET number = 2 WHERE anchor = 1 AND place = 1",
                        "DELETE FROM vk_anchor_head WHERE anchor = 1 AND place = 2",
                        "UPDATE vk_anchor SET made_at = timestamp '2026-11-01 00:00:00' WHERE number = 1",
                        "DELETE FROM vk_anchor WHERE number = 1")
                .flatMap(change -> onEach(base -> {
                    base.voronka.anchorHistory();
                    base.move(base.card(), "ещё", "contact-1");
                    base.voronka.anchorHistory();
                    base.sql(change);

                    assertThat(base.voronka.verifyHistory().faults())
                            .extracting(HistoryFault::kind)
                            .contains(Kind.CHANGED_ANCHOR);
                }));
    }

    @TestFactory
    Stream<DynamicTest> erasing_and_removing_are_not_taken_for_tampering() {
        return onEach(
                base -> {
                    base.voronka.anchorHistory();
                    base.voronka.erase(Person.contact(ContactRef.of("contact-1")), REP, "просьба");
                    var ended = base.cards.get(2);
                    base.meetings.fire(ended, new CommonTrigger.Fail(Meeting.Stage.CANCELLED_BY_US, "не нужна"), REP);
                    base.voronka.anchorHistory();
                    base.clock.advance(Duration.ofDays(40));
                    assertThat(base.voronka.purge()).isEqualTo(1);
                    base.voronka.anchorHistory();

                    var report = base.voronka.verifyHistory();

                    assertThat(report.faults()).isEmpty();
                    assertThat(report.cards()).isEqualTo(2);
                },
                Retention.of(Meeting.PROCESS, Period.ofMonths(1)).removing());
    }

    @TestFactory
    Stream<DynamicTest> with_a_key_a_line_that_was_chained_anew_without_it_is_found() {
        return onEach(base -> {
            rewriteLastLine(base, new Chain(new JacksonCodec()));

            assertFound(base, Kind.CHANGED_LINE, 4);
        });
    }

    /** A limit that is documented, not wanted: who holds the key can write any history. */
    @TestFactory
    Stream<DynamicTest> who_holds_the_key_is_not_found_without_an_anchor() {
        return onEach(base -> {
            rewriteLastLine(base, new Chain(new JacksonCodec(), Integer.MAX_VALUE, KEY));

            assertThat(base.voronka.verifyHistory().isWhole()).isTrue();
        });
    }

    private static void rewriteLastLine(Base base, Chain chain) {
        var lines = base.meetings.shell().lines(base.card());
        var forged = chain.next(lines.get(2).digest(), lines.get(3).move()).link();
        write(base, forged);
    }

    private static void write(Base base, ChainLink forged) {
        var hex = HexFormat.of();
        base.sql(
                "UPDATE vk_move SET payload = ?, salt = ?, digest = ? WHERE card = ? AND number = 4",
                forged.payload(),
                hex.parseHex(forged.salt()),
                hex.parseHex(forged.digest()),
                base.card().value());
        base.sql(
                "UPDATE vk_card SET head = ? WHERE id = ?",
                hex.parseHex(forged.digest()),
                base.card().value());
    }

    @Test
    void one_card_can_be_looked_at_alone() {
        try (var source = Databases.h2InMemory()) {
            var base = new Base(source, Voronka.builder());
            base.sql(
                    "UPDATE vk_move SET actor = 'head' WHERE card = ? AND number = 3",
                    base.card().value());

            assertThat(base.voronka.verifyHistory(base.cards.get(0)).isWhole()).isTrue();
            assertThat(base.voronka.verifyHistory(base.card()).faults())
                    .extracting(HistoryFault::line)
                    .containsExactly(3L);
        }
    }

    @Test
    void histories_in_the_heap_are_looked_through_and_anchored_too() {
        var voronka = Voronka.inMemory();
        var card = voronka.funnel(Meeting.PROCESS).open(new Meeting.Data("цель", "c1"), REP);

        var anchor = voronka.anchorHistory();
        var report = voronka.verifyHistory();

        assertThat(anchor.cards()).isEqualTo(1);
        assertThat(voronka.anchorHistory()).as("nothing has grown").isEqualTo(anchor);
        assertThat(report.isWhole()).isTrue();
        assertThat(report.anchor()).isEqualTo(anchor.digest());
        assertThat(voronka.verifyHistory(card.id()).isWhole()).isTrue();
    }

    private static void assertFound(Base base, Kind kind, long line) {
        var report = base.voronka.verifyHistory();
        assertThat(report.faults()).hasSize(1);
        var fault = report.faults().get(0);
        assertThat(fault.kind()).isEqualTo(kind);
        assertThat(fault.card()).isEqualTo(base.card());
        assertThat(fault.line()).isEqualTo(line);
        assertThat(fault.message()).contains(base.card().toString());
    }

    private static Stream<DynamicTest> onEach(Work work, Retention... retentions) {
        return Databases.tried().stream()
                .map(kind -> DynamicTest.dynamicTest("on " + kind, () -> {
                    try (var source = kind.database()) {
                        var builder = Voronka.builder().historyKey(KEY);
                        Stream.of(retentions).forEach(builder::retention);
                        work.on(new Base(source, builder));
                    }
                }));
    }
}
