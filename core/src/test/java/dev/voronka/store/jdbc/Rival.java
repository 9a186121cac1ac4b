package dev.voronka.store.jdbc;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Another transaction on MariaDB, which wins each deadlock because it has written more. */
public final class Rival implements AutoCloseable {

    private final JdbcTemplate jdbc;
    private final Connection connection;
    private final long deadlocksBefore;

    /** One that holds nothing of voronka's yet. */
    public Rival(DataSource source) throws SQLException {
        jdbc = new JdbcTemplate(source);
        jdbc.execute("CREATE TABLE IF NOT EXISTS weight (n integer) ENGINE = InnoDB");
        deadlocksBefore = deadlocksOf(jdbc);
        connection = source.getConnection();
        connection.setAutoCommit(false);
        say("INSERT INTO weight SELECT seq FROM seq_1_to_5000");
    }

    /** Says a statement in its transaction. */
    public void say(String statement) throws SQLException {
        try (var work = connection.createStatement()) {
            work.execute(statement);
        }
    }

    /** Returns when somebody waits for a lock. */
    public void awaitWaiter() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.queryForObject(
                                "SELECT count(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'",
                                Integer.class)
                        > 0);
    }

    /** How many deadlocks the server has settled since this rival is here. */
    public long deadlocks() {
        return deadlocksOf(jdbc) - deadlocksBefore;
    }

    /** How many deadlocks the server has settled. */
    public static long deadlocksOf(JdbcTemplate jdbc) {
        return jdbc.queryForObject(
                "SELECT variable_value FROM information_schema.global_status WHERE variable_name = 'INNODB_DEADLOCKS'",
                Long.class);
    }

    /** Takes back what it has written. */
    public void giveUp() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
