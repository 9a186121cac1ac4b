package dev.voronka.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.Actor;
import dev.voronka.CustomField;
import dev.voronka.InvalidInput;
import dev.voronka.Role;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.run.Voronka;
import dev.voronka.store.JacksonCodec;
import dev.voronka.store.StoreFailed;
import dev.voronka.store.StoredForm;
import dev.voronka.store.jdbc.JdbcCardStore.Tables;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A start that cannot go well is refused at once, and says what to do. */
class StartUpTest {

    private static final Actor REP = Actor.employee("e17", Role.REP);

    private static StoredForm form() {
        return new StoredForm(new JacksonCodec());
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void tables_of_a_newer_voronka_are_refused_whoever_brings_them(String dialect) {
        try (var source = Databases.empty(dialect)) {
            JdbcCardStore.on(source);
            new JdbcTemplate(source).update("INSERT INTO vk_schema (version) VALUES (77)");

            for (var tables : Tables.values()) {
                assertThatThrownBy(() -> JdbcCardStore.on(source, form(), tables))
                        .isInstanceOf(StoreFailed.class)
                        .hasMessageContaining("version 77, but this voronka knows only " + Schema.NEWEST);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void missing_tables_that_the_host_was_to_bring_are_named_with_their_scripts(String dialect) {
        try (var source = Databases.empty(dialect)) {
            assertThatThrownBy(() -> JdbcCardStore.on(source, form(), Tables.CHECK))
                    .isInstanceOf(StoreFailed.class)
                    .hasMessageContaining("there are none")
                    .hasMessageContaining("dev/voronka/store/jdbc/" + dialect + "/V*.sql");
        }
    }

    @Test
    void an_h2_user_who_is_no_administrator_is_told_which_statement_was_refused() {
        try (var all = Databases.h2InMemory()) {
            new JdbcTemplate(all).execute("CREATE USER seller PASSWORD 'seller'");

            assertThatThrownBy(() -> JdbcCardStore.on(seller(all.getJdbcUrl())))
                    .isInstanceOf(StoreFailed.class)
                    .hasMessageContaining("CREATE TABLE IF NOT EXISTS vk_schema")
                    .hasMessageContaining("right to create tables")
                    .hasMessageNotContaining("PASSWORD");
        }
    }

    @Test
    void an_h2_user_who_is_no_administrator_works_on_once_one_has_set_the_database_up(@TempDir Path folder) {
        try (var all = Databases.h2File(folder)) {
            JdbcCardStore.on(all);
            var admin = new JdbcTemplate(all);
            admin.execute("CREATE USER seller PASSWORD 'seller'");
            admin.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA PUBLIC TO seller");

            var meetings = Voronka.builder()
                    .dataSource(seller(all.getJdbcUrl()), Tables.CHECK)
                    .build()
                    .funnel(Meeting.PROCESS);
            var card = meetings.open(new Meeting.Data("показать", "c1"), REP);
            assertThat(meetings.card(card.id())).isEqualTo(card);

            admin.execute("SET WRITE_DELAY 500");
            assertThatThrownBy(() -> JdbcCardStore.on(seller(all.getJdbcUrl()), form(), Tables.CHECK))
                    .isInstanceOf(StoreFailed.class)
                    .hasMessageContaining("SET WRITE_DELAY 0")
                    .hasMessageContaining("administrator");
        }
    }

    private static DataSource seller(String url) {
        var source = new JdbcDataSource();
        // That option is only for administrators too.
        source.setURL(url.replace(";DB_CLOSE_DELAY=-1", ""));
        source.setUser("SELLER");
        source.setPassword("seller");
        return source;
    }

    @Test
    void a_wrong_password_is_told_without_it() {
        try (var all = Databases.h2InMemory()) {
            var source = new JdbcDataSource();
            source.setURL(all.getJdbcUrl());
            source.setUser("sa");
            source.setPassword("hunter2");

            assertThatThrownBy(() -> JdbcCardStore.on(source))
                    .isInstanceOf(StoreFailed.class)
                    .hasMessageContaining("cannot be reached (SQL state 28000)")
                    .hasMessageContaining("password of the data source")
                    .hasMessageNotContaining("hunter2");
        }
    }

    @Test
    void a_postgresql_role_that_may_not_read_the_tables_is_told_so() {
        try (var all = Databases.postgres()) {
            JdbcCardStore.on(all);
            var admin = new JdbcTemplate(all);
            admin.execute("DROP ROLE IF EXISTS guest");
            admin.execute("CREATE ROLE guest LOGIN PASSWORD 'guest'");
            try (var source = Databases.pool(all.getJdbcUrl().replaceAll("\\?.*", ""), "guest", "guest", 2)) {
                for (var tables : Tables.values()) {
                    assertThatThrownBy(() -> JdbcCardStore.on(source, form(), tables))
                            .isInstanceOf(StoreFailed.class)
                            .hasMessageContaining("SQL state 42501")
                            .hasMessageContaining("rights");
                }
            }
        }
    }

    @Test
    void a_database_that_voronka_does_not_know_is_named_with_those_that_it_does() {
        assertThatThrownBy(() -> JdbcCardStore.on(named("Oracle")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("H2, PostgreSQL or MariaDB")
                .hasMessageContaining("\"Oracle\"");
    }

    /** A driver that only tells the name of its database. */
    private static DataSource named(String product) {
        var about = proxy(DatabaseMetaData.class, product);
        return proxy(DataSource.class, proxy(Connection.class, about));
    }

    private static <T> T proxy(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                StartUpTest.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, args) -> method.getReturnType().isInstance(answer) ? answer : null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void two_definitions_of_one_code_are_refused(String dialect) {
        var other = Meeting.PROCESS.with(CustomField.text("room"));
        try (var source = Databases.empty(dialect)) {
            assertThatThrownBy(() -> Voronka.builder()
                            .dataSource(source)
                            .process(Meeting.PROCESS)
                            .process(other)
                            .build())
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("meeting");
            var voronka = Voronka.builder()
                    .dataSource(source)
                    .process(Meeting.PROCESS)
                    .build();
            assertThatThrownBy(() -> voronka.funnel(other))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("meeting");
        }
    }
}
