package dev.voronka.readme;

import dev.voronka.process.meeting.Meeting;
import dev.voronka.run.Voronka;
import dev.voronka.store.jdbc.JdbcCardStore;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The lines about a host's own Flyway that docs/durable.md shows. */
public final class FlywayLines {

    private FlywayLines() {}

    /** Brings the tables, and starts on them. */
    public static Voronka run(DataSource database, String dialect) {
        // spotless:off
        // readme:begin
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:dev/voronka/store/jdbc/" + dialect)   // h2, postgresql or mariadb
                .table("voronka_history")                                   // numbers of its own, beside those of your scripts
                .baselineOnMigrate(true).baselineVersion("0")               // your tables may be there already
                .load()
                .migrate();
        var voronka = Voronka.builder()
                .dataSource(database, JdbcCardStore.Tables.CHECK)
                .process(Meeting.PROCESS)
                .build();
        // readme:end
        // spotless:on
        return voronka;
    }
}
