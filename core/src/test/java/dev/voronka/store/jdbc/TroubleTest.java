package dev.voronka.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.CommonTrigger;
import dev.voronka.CustomField;
import dev.voronka.Effect;
import dev.voronka.InvalidInput;
import dev.voronka.Role;
import dev.voronka.customise.Conversion;
import dev.voronka.delivery.Delivery;
import dev.voronka.delivery.EffectHandler;
import dev.voronka.delivery.Notes;
import dev.voronka.delivery.Undeliverable;
import dev.voronka.engine.Engines;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.run.CardQuery;
import dev.voronka.run.Converted;
import dev.voronka.run.Funnel;
import dev.voronka.run.Health;
import dev.voronka.run.Terms;
import dev.voronka.run.Voronka;
import dev.voronka.store.Criteria;
import dev.voronka.store.JacksonCodec;
import dev.voronka.store.StoreFailed;
import dev.voronka.store.StoredForm;
import dev.voronka.store.UnreadableCard;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a host sees of a database in trouble, and of rows that do not fit. */
class TroubleTest {

    private static final Actor REP = Actor.employee("e17", Role.REP);

    @TempDir
    Path folder;

    private static Voronka voronka(HikariDataSource source) {
        return Voronka.builder()
                .process(Meeting.PROCESS)
                .dataSource(source)
                .engine(Engines.TABLE)
                .build();
    }

    private static Card<Meeting.Data> opened(Funnel<Meeting.Trigger, Meeting.Data> meetings) {
        return meetings.open(new Meeting.Data("показать прототип", "c1"), REP);
    }

    private static CommonTrigger watched(int number) {
        return CommonTrigger.Amend.watchers(Set.of("e" + number));
    }

    @Test
    void a_database_that_is_stopped_and_started_under_load_loses_nothing_and_work_goes_on_by_itself()
            throws IOException, InterruptedException {
        var first = server(0);
        var port = first.getPort();
        try (var source = quick(first.getJdbcUrl("postgres", "postgres"), 4)) {
            var voronka = voronka(source);
            var meetings = voronka.funnel(Meeting.PROCESS);
            var cards = new ArrayList<CardId>();
            for (var i = 0; i < 8; i++) {
                cards.add(opened(meetings).id());
            }
            var acknowledged = new ConcurrentHashMap<CardId, AtomicInteger>();
            var failures = new ConcurrentHashMap<Class<?>, AtomicInteger>();
            var stop = new AtomicBoolean();
            var threads = Executors.newFixedThreadPool(4);
            for (var t = 0; t < 4; t++) {
                var mine = cards.subList(2 * t, 2 * t + 2);
                threads.execute(() -> {
                    for (var i = 0; !stop.get(); i++) {
                        var card = mine.get(i % 2);
                        var terms = Terms.NONE.key("k" + i);
                        try {
                            if (meetings.fire(card, watched(i), REP, terms).isTaken()) {
                                acknowledged
                                        .computeIfAbsent(card, c -> new AtomicInteger())
                                        .incrementAndGet();
                            }
                        } catch (RuntimeException failed) {
                            failures.computeIfAbsent(failed.getClass(), c -> new AtomicInteger())
                                    .incrementAndGet();
                        }
                    }
                });
            }
            await().until(() -> acknowledged.size() == 8);

            first.close();
            await().until(() -> failures.containsKey(StoreFailed.class));
            assertThat(voronka.health().status()).isEqualTo(Health.Status.DOWN);
            try (var second = server(port)) {
                assertThat(second.getPort()).isEqualTo(port);
                var before = acknowledged.values().stream()
                        .mapToInt(AtomicInteger::get)
                        .sum();
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> acknowledged.values().stream()
                                        .mapToInt(AtomicInteger::get)
                                        .sum()
                                > before + 20);
                stop.set(true);
                threads.shutdown();
                assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();

                assertThat(failures.keySet()).as("nothing but typed failures").containsOnly(StoreFailed.class);
                for (var card : cards) {
                    var history = meetings.history(card);
                    assertThat(history.size() - 1)
                            .isGreaterThanOrEqualTo(acknowledged.get(card).get());
                    assertThat(meetings.card(card).version()).isEqualTo(history.size());
                    assertThat(meetings.tampered(card)).isEmpty();
                }
                System.out.println("database stopped and started: " + failures);
            }
        }
    }

    private EmbeddedPostgres server(int port) throws IOException {
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "off")
                .setPGStartupWait(Duration.ofMinutes(1));
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    /** A pool that gives up soon. */
    private static HikariDataSource quick(String url, int size) {
        var pool = Databases.pool(url, "postgres", "postgres", size);
        pool.setConnectionTimeout(500);
        pool.setValidationTimeout(250);
        return pool;
    }

    @Test
    void an_exhausted_pool_is_said_and_worth_repeating() throws SQLException {
        try (var all = Databases.postgres();
                var source = quick(all.getJdbcUrl(), 1)) {
            var meetings = voronka(source).funnel(Meeting.PROCESS);
            var card = opened(meetings);
            try (Connection held = source.getConnection()) {
                assertThat(held.isClosed()).isFalse();
                assertThatThrownBy(() -> meetings.fire(card.id(), watched(1), REP))
                        .isInstanceOfSatisfying(
                                StoreFailed.class,
                                f -> assertThat(f.isWorthRepeating()).isTrue())
                        .hasMessageContaining("no free connection");
            }

            assertThat(meetings.fire(card.id(), watched(1), REP).isTaken()).isTrue();
        }
    }

    @Test
    void a_row_that_somebody_locks_for_too_long_is_said_and_worth_repeating() throws SQLException {
        for (var postgres : new boolean[] {true, false}) {
            try (var all = postgres ? Databases.postgres() : Databases.h2InMemory();
                    var source = postgres
                            ? quick(all.getJdbcUrl() + "&options=-c%20lock_timeout=100", 3)
                            : Databases.pool(all.getJdbcUrl() + ";LOCK_TIMEOUT=100", "sa", "", 3)) {
                var meetings = voronka(source).funnel(Meeting.PROCESS);
                var card = opened(meetings);
                try (var other = all.getConnection()) {
                    other.setAutoCommit(false);
                    try (var lock = other.createStatement()) {
                        lock.executeUpdate("UPDATE vk_card SET title = 'mine'");
                    }
                    assertThatThrownBy(() -> meetings.fire(card.id(), watched(1), REP))
                            .isInstanceOfSatisfying(
                                    StoreFailed.class,
                                    f -> assertThat(f.isWorthRepeating()).isTrue())
                            .hasMessageContaining("another transaction");
                    other.rollback();
                }
                assertThat(meetings.fire(card.id(), watched(1), REP).isTaken()).isTrue();
                assertThat(meetings.history(card.id())).hasSize(2);
            }
        }
    }

    @Test
    void rows_that_cannot_be_read_are_listed_with_what_is_wrong_and_the_others_run_on() {
        for (var postgres : new boolean[] {true, false}) {
            try (var source = postgres ? Databases.postgres() : Databases.h2InMemory()) {
                var voronka = voronka(source);
                var meetings = voronka.funnel(Meeting.PROCESS);
                var misfit = opened(meetings);
                var stray = opened(meetings);
                var lost = opened(meetings);
                var good = opened(meetings);
                var jdbc = new JdbcTemplate(source);
                var json = jdbc.queryForObject(
                                "SELECT data FROM vk_card WHERE id = ?",
                                String.class,
                                misfit.id().value())
                        .replaceFirst("\"lateReportAllowed\": ?false", "\"lateReportAllowed\": \"завтра\"");
                jdbc.update(
                        "UPDATE vk_card SET data = " + (postgres ? "cast(? as json)" : "?") + " WHERE id = ?",
                        json,
                        misfit.id().value());
                jdbc.update(
                        "UPDATE vk_card SET process = 'long-gone' WHERE id = ?",
                        stray.id().value());
                jdbc.update(
                        "UPDATE vk_card SET stage = 'NOWHERE' WHERE id = ?",
                        lost.id().value());

                assertThatThrownBy(() -> meetings.card(misfit.id()))
                        .isInstanceOf(UnreadableCard.class)
                        .hasMessageContaining(misfit.id().toString())
                        .hasMessageContaining("$.lateReportAllowed")
                        .hasMessageContaining("завтра");
                assertThat(meetings.cards(CardQuery.open()))
                        .extracting(Card::id)
                        .containsExactlyInAnyOrder(good.id(), lost.id());
                assertThat(meetings.stranded()).extracting(Card::id).containsExactly(lost.id());
                assertThat(JdbcCardStore.on(source, known(), JdbcCardStore.Tables.CHECK)
                                .quarantined(10))
                        .extracting(q -> q.card())
                        .containsExactlyInAnyOrder(misfit.id(), stray.id(), lost.id());
                assertThat(meetings.fire(good.id(), watched(1), REP).isTaken()).isTrue();
                assertThat(voronka.fireDue()).isZero();
                assertThat(voronka.health().status()).isEqualTo(Health.Status.WARN);

                var useless = Conversion.because("проба").filled("goal", "x");
                var useful = Conversion.because("слова вместо да и нет").changed(data -> {
                    data.put("lateReportAllowed", "да".equals(data.get("lateReportAllowed")));
                    return data;
                });
                var told = new ArrayList<Converted>();
                assertThat(meetings.converting(useless, told::add)).isZero();
                assertThat(meetings.converting(useful, told::add)).isEqualTo(1);
                assertThatThrownBy(() -> meetings.card(misfit.id())).isInstanceOf(UnreadableCard.class);
                assertThat(meetings.convert(useful, told::add)).isEqualTo(1);
                assertThat(meetings.convert(useful, told::add)).isZero();
                assertThat(told)
                        .extracting(Converted::fate)
                        .containsExactly(Converted.Fate.STILL_UNFIT, Converted.Fate.WOULD_FIT, Converted.Fate.FITS);
                assertThat(told.get(0).message()).contains(misfit.id().toString(), "$.lateReportAllowed");
                assertThat(meetings.card(misfit.id())).isEqualTo(misfit);
            }
        }
    }

    private static StoredForm known() {
        var form = new StoredForm(new JacksonCodec());
        form.knows(Meeting.PROCESS);
        return form;
    }

    @Test
    void tables_of_a_newer_voronka_are_refused_and_missing_ones_named() {
        try (var source = Databases.h2InMemory()) {
            assertThatThrownBy(() -> JdbcCardStore.on(source, known(), JdbcCardStore.Tables.CHECK))
                    .isInstanceOf(StoreFailed.class)
                    .hasMessageContaining("there are none")
                    .hasMessageContaining("dev/voronka/store/jdbc/h2/V*.sql");
            JdbcCardStore.on(source);
            new JdbcTemplate(source).update("INSERT INTO vk_schema (version) VALUES (77)");

            assertThatThrownBy(() -> JdbcCardStore.on(source))
                    .isInstanceOf(StoreFailed.class)
                    .hasMessageContaining("77")
                    .hasMessageContaining("newer");
        }
    }

    @Test
    void a_user_who_may_not_make_tables_is_told_which_statement_and_what_to_do() {
        try (var all = Databases.postgres()) {
            var jdbc = new JdbcTemplate(all);
            jdbc.execute("REVOKE CREATE ON SCHEMA public FROM public");
            jdbc.execute("DROP ROLE IF EXISTS reader");
            jdbc.execute("CREATE ROLE reader LOGIN PASSWORD 'reader'");
            try (var source = Databases.pool(all.getJdbcUrl().replaceAll("\\?.*", ""), "reader", "reader", 2)) {
                assertThatThrownBy(() -> JdbcCardStore.on(source))
                        .isInstanceOf(StoreFailed.class)
                        .hasMessageContaining("CREATE TABLE vk_schema")
                        .hasMessageContaining("right to create tables");
            }
        }
    }

    @Test
    void several_nodes_may_make_the_tables_at_once() throws InterruptedException {
        for (var postgres : new boolean[] {true, false}) {
            try (var source = postgres ? Databases.postgres() : Databases.h2InMemory()) {
                var threads = Executors.newFixedThreadPool(4);
                var failed = ConcurrentHashMap.<Throwable>newKeySet();
                for (var i = 0; i < 4; i++) {
                    threads.execute(() -> {
                        try {
                            JdbcCardStore.on(source);
                        } catch (RuntimeException broken) {
                            failed.add(broken);
                        }
                    });
                }
                threads.shutdown();
                assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
                assertThat(failed).isEmpty();
            }
        }
    }

    @Test
    void ten_megabytes_are_refused_with_the_limit_and_kept_where_the_limit_allows_it() {
        var long10 = "я".repeat(5 << 20);
        try (var source = Databases.postgres()) {
            var meetings = voronka(source).funnel(Meeting.PROCESS);
            assertThatThrownBy(() -> meetings.open(new Meeting.Data(long10, "c1"), REP))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("1048576")
                    .hasMessageContaining("largestData");
            assertThat(meetings.cards(CardQuery.all())).isEmpty();

            var roomy = Voronka.builder()
                    .dataSource(source)
                    .largestData(32 << 20)
                    .engine(Engines.TABLE)
                    .build()
                    .funnel(Meeting.PROCESS);
            var card = roomy.open(new Meeting.Data(long10, "c1"), REP);
            assertThat(roomy.card(card.id()).data().goal()).isEqualTo(long10);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MODE=PostgreSQL",
                "MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE",
                "MODE=MySQL",
                "DATABASE_TO_UPPER=FALSE",
                "CASE_INSENSITIVE_IDENTIFIERS=TRUE",
                "AUTOCOMMIT=OFF"
            })
    void h2_may_speak_as_another_database_does(String setting) {
        var url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;" + setting;
        try (var source = Databases.pool(url, "sa", "", 2)) {
            var meetings = voronka(source).funnel(Meeting.PROCESS);
            var card = opened(meetings);

            assertThat(meetings.fire(card.id(), watched(1), REP).isTaken()).isTrue();
            assertThat(meetings.history(card.id())).hasSize(2);
            assertThatCode(() -> JdbcCardStore.on(source, known(), JdbcCardStore.Tables.CHECK))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void connections_that_do_not_commit_by_themselves_keep_the_tables_too() {
        var config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:file:" + folder.resolve("by-hand"));
        config.setUsername("sa");
        config.setAutoCommit(false);
        try (var source = new HikariDataSource(config)) {
            opened(voronka(source).funnel(Meeting.PROCESS));

            var again = JdbcCardStore.on(source, known(), JdbcCardStore.Tables.CHECK);
            assertThat(again.find(Criteria.ALL)).hasSize(1);
        }
    }

    @Test
    void a_user_of_h2_who_is_no_administrator_may_work_where_one_has_set_it_up() {
        var url = "jdbc:h2:file:" + folder.resolve("rights");
        try (var admins = Databases.pool(url, "sa", "", 2)) {
            var jdbc = new JdbcTemplate(admins);
            JdbcCardStore.on(admins);
            jdbc.execute("CREATE USER app PASSWORD 'app'");
            jdbc.execute("GRANT ALL ON SCHEMA PUBLIC TO app");
            try (var source = Databases.pool(url, "app", "app", 2)) {
                var meetings = voronka(source).funnel(Meeting.PROCESS);
                assertThat(meetings.card(opened(meetings).id()).version()).isEqualTo(1);

                jdbc.execute("SET WRITE_DELAY 500");
                assertThatThrownBy(() -> JdbcCardStore.on(source))
                        .isInstanceOf(StoreFailed.class)
                        .hasMessageContaining("SET WRITE_DELAY 0")
                        .hasMessageContaining("administrator");
            }
        }
    }

    @Test
    void what_is_too_long_or_too_far_for_the_database_is_said_in_words() {
        for (var postgres : new boolean[] {true, false}) {
            try (var source = postgres ? Databases.postgres() : Databases.h2InMemory()) {
                var meetings = Voronka.builder()
                        .dataSource(source)
                        .largestData(8 << 20)
                        .engine(Engines.TABLE)
                        .build()
                        .funnel(Meeting.PROCESS);
                var card = opened(meetings);
                for (var moment : new Instant[] {Instant.MAX, Instant.parse("+300000-01-01T00:00:00Z")}) {
                    assertThatThrownBy(() -> meetings.fire(card.id(), new CommonTrigger.Hold(moment), REP))
                            .isInstanceOf(InvalidInput.class)
                            .hasMessageContaining("years 1 to 9999");
                }
                if (!postgres) {
                    assertThatThrownBy(() -> meetings.open(new Meeting.Data("я".repeat(1_100_000), "c1"), REP))
                            .isInstanceOf(StoreFailed.class)
                            .hasMessageContaining("longer than the database keeps")
                            .hasMessageContaining("1048576");
                }
                assertThat(meetings.card(card.id())).isEqualTo(card);
            }
        }
    }

    @Test
    void large_data_under_a_key_is_taken_once_on_every_database() {
        for (var postgres : new boolean[] {true, false}) {
            try (var source = postgres ? Databases.postgres() : Databases.h2InMemory()) {
                var meetings = voronka(source).funnel(Meeting.PROCESS);
                var small = new Meeting.Data("показать прототип", "c1");
                var large = new Meeting.Data(
                        small.goal(),
                        List.of("x".repeat(1_040_000)),
                        small.contact(),
                        null,
                        small.length(),
                        "",
                        List.of(),
                        null,
                        List.of(),
                        List.of(),
                        null,
                        false);

                var card = meetings.open(large, REP, Terms.keyed("web-42"));

                assertThat(meetings.open(large, REP, Terms.keyed("web-42"))).isEqualTo(card);
                assertThat(meetings.cards(CardQuery.all())).hasSize(1);
            }
        }
    }

    @Test
    void numbers_of_any_length_are_found_again_in_custom_fields() {
        var process = Meeting.PROCESS.with(CustomField.of("sum", CustomField.Type.NUMBER));
        var number = new BigDecimal("1E+400");
        try (var source = Databases.h2InMemory()) {
            var meetings = Voronka.builder()
                    .dataSource(source)
                    .engine(Engines.TABLE)
                    .build()
                    .funnel(process);
            var card = opened(meetings);

            meetings.fire(card.id(), CommonTrigger.Amend.fields(Map.of("sum", number)), REP);

            assertThat(meetings.cards(CardQuery.all().field("sum", number))).hasSize(1);
        }
    }

    @Test
    void a_reason_that_the_database_cannot_keep_does_not_hold_up_other_effects() {
        try (var source = Databases.postgres()) {
            var heard = new ArrayList<String>();
            var voronka = Voronka.builder()
                    .dataSource(source)
                    .engine(Engines.TABLE)
                    .handler(new EffectHandler() {
                        @Override
                        public String code() {
                            return "chat";
                        }

                        @Override
                        public boolean takes(Effect effect) {
                            return effect instanceof Effect.Tell;
                        }

                        @Override
                        public void deliver(Delivery delivery) {
                            var word = delivery.message().orElseThrow().code();
                            if (word.equals("bad")) {
                                throw new Undeliverable("answered \u0000 " + "x".repeat(487) + "😀😀");
                            }
                            heard.add(word);
                        }
                    })
                    .build();
            var notes = voronka.funnel(Notes.PROCESS);
            Notes.say(notes, Notes.card(notes), "bad");
            Notes.say(notes, Notes.card(notes), "good");

            voronka.deliver();

            assertThat(heard).containsExactly("good");
            assertThat(voronka.deliveries().dead(9))
                    .singleElement()
                    .satisfies(p -> assertThat(p.why())
                            .startsWith("answered \uFFFD xxx")
                            .endsWith("x\uFFFD…"));
        }
    }
}
