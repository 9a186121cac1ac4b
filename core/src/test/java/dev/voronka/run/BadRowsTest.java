package dev.voronka.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.zaxxer.hikari.HikariDataSource;
import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.CommonTrigger;
import dev.voronka.CustomField;
import dev.voronka.Effect;
import dev.voronka.InvalidInput;
import dev.voronka.Role;
import dev.voronka.Texts;
import dev.voronka.deadline.Ladder;
import dev.voronka.delivery.RecordingHandler;
import dev.voronka.delivery.Undeliverable;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.store.CardStore;
import dev.voronka.store.Quarantined;
import dev.voronka.store.StageCount;
import dev.voronka.store.jdbc.Databases;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rows that fit nothing, and text that no table keeps: what is wrong is told, and the rest runs on. */
class BadRowsTest {

    private static final Actor ANNA = Actor.employee("anna", Role.REP);

    private final MovableClock clock = new MovableClock(Bed.MONDAY_TEN);
    private final RecordingHandler fax = RecordingHandler.named("fax").only(Effect.Tell.class);
    private HikariDataSource source;
    private Voronka voronka;
    private Funnel<Errand.Trigger, Errand.Data> errands;
    private String dialect;

    private void on(String which) {
        dialect = which;
        source = Databases.empty(which);
        voronka = Voronka.builder()
                .clock(clock)
                .dataSource(source)
                .process(Errand.PROCESS)
                .people(Errand.PEOPLE)
                .ladder(Ladder.none().breach())
                .handler(fax)
                .build();
        errands = voronka.funnel(Errand.PROCESS);
    }

    @AfterEach
    void the_database_is_closed() {
        source.close();
    }

    private List<Card<Errand.Data>> open(int cards) {
        return errands.openAll(
                IntStream.range(0, cards)
                        .mapToObj(i -> new Errand.Data("чайник " + i, null, false, null))
                        .toList(),
                ANNA);
    }

    private void spoil(CardId card, String column, String value) {
        var place = column.equals("data") && dialect.equals("postgresql") ? "cast(? as json)" : "?";
        assertThat(new JdbcTemplate(source)
                        .update("UPDATE vk_card SET " + column + " = " + place + " WHERE id = ?", value, card.value()))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void cards_of_unknown_processes_and_stages_and_of_other_data_hold_up_neither_the_sweep_nor_queries_nor_counts(
            String which) {
        on(which);
        var cards = open(6);
        spoil(cards.get(0).id(), "process", "long-gone");
        spoil(cards.get(1).id(), "stage", "NOWHERE");
        spoil(cards.get(2).id(), "data", "{\"title\":[\"чайник\"],\"by\":null,\"hopeless\":false,\"direction\":null}");
        var good = cards.subList(3, 6).stream().map(Card::id).toList();
        clock.advance(Duration.ofDays(3));

        assertThat(voronka.fireDue()).isEqualTo(3);
        assertThat(voronka.fireDue()).isZero();

        assertThat(good).allSatisfy(c -> assertThat(errands.deadlines(c)).hasSize(1));
        assertThat(errands.deadlines(cards.get(1).id())).isEmpty();
        assertThat(errands.stranded())
                .extracting(Card::id)
                .containsExactly(cards.get(1).id());
        assertThatThrownBy(() -> errands.card(cards.get(2).id()))
                .hasMessageContaining("$.title")
                .hasMessageContaining(cards.get(2).id().toString());
        assertThat(pages())
                .containsExactlyInAnyOrder(
                        good.get(0), good.get(1), good.get(2), cards.get(1).id());
        assertThat(errands.counts(CardQuery.open()))
                .containsExactlyInAnyOrder(
                        new StageCount("errand", "NOWHERE", "anna", 1), new StageCount("errand", "OPEN", "anna", 4));
        assertThat(voronka.health().quarantined()).isEqualTo(3);
        assertThat(voronka.quarantined(10))
                .extracting(Quarantined::card, Quarantined::stage)
                .containsExactlyInAnyOrder(
                        tuple(cards.get(0).id(), "OPEN"),
                        tuple(cards.get(1).id(), "NOWHERE"),
                        tuple(cards.get(2).id(), "OPEN"));
        assertThat(voronka.quarantined(1)).hasSize(1);
        assertThat(voronka.quarantined(10))
                .filteredOn(q -> q.stage().equals("NOWHERE"))
                .singleElement()
                .extracting(Quarantined::why)
                .asString()
                .startsWith("its process has no stage NOWHERE; ");
        assertThat(voronka.health().status()).isEqualTo(Health.Status.WARN);
        assertThat(errands.fire(good.get(0), new Errand.BeginTimed(), ANNA).isTaken())
                .isTrue();
        assertThat(voronka.verifyHistory().isWhole()).isTrue();
    }

    /** One card a page: bad rows in between must not end the walk. */
    private List<CardId> pages() {
        var seen = new ArrayList<CardId>();
        var query = CardQuery.open().limit(1);
        for (var page = errands.page(query);
                ;
                page = errands.page(query.after(page.next().orElseThrow()))) {
            page.cards().forEach(c -> seen.add(c.id()));
            if (page.next().isEmpty()) {
                return seen;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void a_health_check_looks_at_some_cards_at_a_time_and_forgets_those_that_were_mended(String which) {
        on(which);
        open(CardStore.LOOKED_AT + 100);
        var last = new JdbcTemplate(source)
                .queryForObject("SELECT id FROM vk_card ORDER BY id DESC FETCH FIRST 1 ROWS ONLY", UUID.class);
        spoil(new CardId(last), "process", "long-gone");

        assertThat(voronka.health().quarantined()).isZero();
        assertThat(voronka.health().quarantined()).isEqualTo(1);
        assertThat(voronka.health().quarantined()).isEqualTo(1);

        spoil(new CardId(last), "process", "errand");

        assertThat(voronka.health().quarantined()).isZero();
        assertThat(voronka.health().quarantined()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void more_unreadable_cards_than_a_batch_do_not_keep_one_sweep_from_those_behind_them(String which) {
        on(which);
        open(Sweep.BATCH + 1);
        new JdbcTemplate(source).update("UPDATE vk_card SET data = '{\"gone\":1}'");
        clock.advance(Duration.ofHours(1));
        var good = open(1).get(0);
        clock.advance(Duration.ofDays(3));

        assertThat(voronka.fireDue()).isEqualTo(1);

        assertThat(errands.deadlines(good.id())).hasSize(1);
        assertThat(voronka.health().quarantined()).isEqualTo(Health.QUARANTINED_COUNTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void text_that_no_table_keeps_is_refused_before_anything_is_written_and_odd_text_is_kept(String which) {
        on(which);
        var meetings = voronka.funnel(Meeting.PROCESS.with(CustomField.text("room")));
        for (var bad : List.of("a\u0000b", "\ud83d", "\ude00x", "x\ud83dy", "\ude00\ud83d")) {
            assertThatThrownBy(() -> meetings.open(new Meeting.Data(bad, "c1"), ANNA))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("goal has ")
                    .hasMessageEndingWith(". Nothing was done.");
        }
        assertThat(new JdbcTemplate(source).queryForObject("SELECT count(*) FROM vk_card", Integer.class))
                .isZero();

        for (var good :
                List.of("😀", "a\uD83D\uDE00b", "\n\t", "\uFFFF", "\u0001\u001f", "'; DROP TABLE vk_card; --")) {
            var card = meetings.open(new Meeting.Data(good, "c1"), ANNA);
            var amended = meetings.fire(card.id(), CommonTrigger.Amend.fields(Map.of("room", good)), ANNA);
            assertThat(amended.isTaken()).isTrue();
            assertThat(meetings.card(card.id()).data().goal()).isEqualTo(good);
            assertThat(meetings.card(card.id()).fields()).containsEntry("room", good);
            assertThat(meetings.tampered(card.id())).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void health_tells_what_waits_in_the_tables(String which) {
        clock.set(ZonedDateTime.of(2030, 6, 10, 10, 0, 0, 0, Bed.MOSCOW).toInstant());
        on(which);
        assertThat(voronka.health().status()).isEqualTo(Health.Status.OK);
        var held = open(1).get(0);
        var until = clock.instant().plus(Duration.ofDays(20));
        errands.fire(held.id(), new CommonTrigger.Hold(until), ANNA);
        var late = open(1).get(0);
        spoil(open(1).get(0).id(), "process", "long-gone");
        clock.set(errands.card(late.id()).due().orElseThrow());
        voronka.fireDue();
        fax.failWith(new Undeliverable("no paper"));
        voronka.deliver();
        clock.set(until.plus(Duration.ofMinutes(7)));

        var health = voronka.health();

        assertThat(health.status()).isEqualTo(Health.Status.WARN);
        assertThat(health.dead())
                .isEqualTo(voronka.deliveries().dead(10).size())
                .isPositive();
        assertThat(health.quarantined()).isEqualTo(1);
        assertThat(health.sweepLag()).isEqualTo(Duration.ofMinutes(7));
        assertThat(health.provisionalYears()).containsExactly(2030);
        assertThat(health.problems(Locale.ENGLISH))
                .contains(
                        "Effects that were given up: " + health.dead()
                                + " dead letters. Look at them, then retry or drop each",
                        "Cards that cannot be worked with here: 1",
                        "Timers and deadlines are overdue for 7 minutes. Is the background work started?",
                        "The calendar only guesses the days off of 2030");
        assertThat(health.problems(Texts.RUSSIAN)).hasSameSizeAs(health.problems());

        fax.failWith(null);
        voronka.deliveries().dead(10).forEach(voronka.deliveries()::retry);
        voronka.fireDue();
        voronka.deliver();
        var after = voronka.health();
        assertThat(after.dead()).isZero();
        assertThat(after.sweepLag()).isNull();
    }
}
