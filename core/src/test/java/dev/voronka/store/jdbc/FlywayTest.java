package dev.voronka.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.voronka.Actor;
import dev.voronka.Role;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.readme.FlywayLines;
import dev.voronka.run.Health;
import dev.voronka.run.Voronka;
import dev.voronka.store.JacksonCodec;
import dev.voronka.store.StoreFailed;
import dev.voronka.store.StoredForm;
import dev.voronka.store.jdbc.JdbcCardStore.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A host whose own Flyway brings voronka's tables. */
class FlywayTest {

    private static final Actor REP = Actor.employee("e17", Role.REP);

    @TempDir
    Path own;

    private static JdbcCardStore checked(HikariDataSource source) {
        return JdbcCardStore.on(source, new StoredForm(new JacksonCodec()), Tables.CHECK);
    }

    private static void sells(Voronka voronka) {
        var meetings = voronka.funnel(Meeting.PROCESS);
        var card = meetings.open(new Meeting.Data("показать прототип", "c1"), REP);
        assertThat(meetings.card(card.id())).isEqualTo(card);
        assertThat(voronka.health().status()).isEqualTo(Health.Status.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void its_flyway_runs_our_scripts_beside_its_own_and_voronka_sells_on_them(String dialect) throws IOException {
        Files.writeString(own.resolve("V1__shop.sql"), "CREATE TABLE shop_article (id integer PRIMARY KEY);");
        try (var source = Databases.empty(dialect)) {
            var shop = Flyway.configure()
                    .dataSource(source)
                    .locations("filesystem:" + own)
                    .load();
            shop.migrate();

            for (var start = 1; start <= 2; start++) {
                try (var voronka = FlywayLines.run(source, dialect)) {
                    sells(voronka);
                }
                assertThat(shop.migrate().migrationsExecuted).isZero();
            }

            var jdbc = new JdbcTemplate(source);
            assertThat(jdbc.queryForList("SELECT version FROM vk_schema", Integer.class))
                    .as("the scripts note their version themselves")
                    .containsExactly(Schema.NEWEST);
            assertThat(jdbc.queryForObject("SELECT count(*) FROM vk_card", Integer.class))
                    .isEqualTo(2);
            assertThat(jdbc.queryForObject(
                            "SELECT count(*) FROM \"voronka_history\" WHERE \"success\" AND \"version\" = '"
                                    + Schema.NEWEST + "'",
                            Integer.class))
                    .isEqualTo(1);
            JdbcCardStore.on(source);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void tables_that_voronka_has_made_can_go_over_to_its_flyway(String dialect) {
        try (var source = Databases.empty(dialect)) {
            JdbcCardStore.on(source);

            var done = Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:dev/voronka/store/jdbc/" + dialect)
                    .table("voronka_history")
                    .baselineOnMigrate(true)
                    .baselineVersion(String.valueOf(Schema.NEWEST))
                    .load()
                    .migrate();

            assertThat(done.migrationsExecuted).isZero();
            assertThat(checked(source).quarantined(1)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void tables_whose_version_nobody_has_noted_are_refused_with_what_notes_it(String dialect) {
        try (var source = Databases.empty(dialect)) {
            FlywayLines.run(source, dialect).close();
            var jdbc = new JdbcTemplate(source);
            jdbc.update("DELETE FROM vk_schema");

            refused(() -> checked(source));
            if (dialect.equals("postgresql")) {
                refused(() -> JdbcCardStore.on(source));
                jdbc.update("INSERT INTO vk_schema (version) VALUES (" + Schema.NEWEST + ")");
            } else {
                JdbcCardStore.on(source);
            }
            assertThat(checked(source).quarantined(1)).isEmpty();

            jdbc.execute("DROP TABLE vk_schema");
            refused(() -> checked(source));
        }
    }

    private static void refused(ThrowingCallable start) {
        assertThatThrownBy(start)
                .isInstanceOfSatisfying(
                        StoreFailed.class, f -> assertThat(f.isWorthRepeating()).isFalse())
                .hasMessageContaining("does not say of which version")
                .hasMessageContaining("INSERT INTO vk_schema (version) VALUES (" + Schema.NEWEST + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void its_flyway_may_keep_our_tables_in_a_schema_of_their_own(String dialect) {
        try (var all = Databases.empty(dialect)) {
            new JdbcTemplate(all).execute("CREATE SCHEMA sales");
            try (var source = Databases.pool(
                            inSales(dialect, all.getJdbcUrl()), all.getUsername(), all.getPassword(), 3);
                    var voronka = FlywayLines.run(source, dialect)) {
                sells(voronka);
            }
            assertThat(new JdbcTemplate(all).queryForObject("SELECT count(*) FROM sales.vk_card", Integer.class))
                    .isEqualTo(1);
        }
    }

    private static String inSales(String dialect, String url) {
        return dialect.equals("h2") ? url + ";SCHEMA=SALES" : url + "&currentSchema=sales,public";
    }

    @Test
    void on_postgresql_they_may_lie_anywhere_on_the_search_path() {
        try (var all = Databases.postgres()) {
            var jdbc = new JdbcTemplate(all);
            jdbc.execute("CREATE SCHEMA sales");
            jdbc.execute("CREATE SCHEMA app");
            var user = all.getUsername();
            var password = all.getPassword();
            try (var sales = Databases.pool(all.getJdbcUrl() + "&currentSchema=sales", user, password, 2);
                    var app = Databases.pool(all.getJdbcUrl() + "&currentSchema=app,sales", user, password, 3)) {
                FlywayLines.run(sales, "postgresql").close();

                assertThat(checked(app).quarantined(1)).isEmpty();
                JdbcCardStore.on(app);
                assertThat(jdbc.queryForObject("SELECT to_regclass('app.vk_card')::text", String.class))
                        .as("no second set of tables")
                        .isNull();
            }
        }
    }
}
