package dev.voronka.store.jdbc;

import dev.voronka.store.Feed;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** The changes of other systems as rows. Thread-safe. */
final class JdbcFeed implements Feed {

    private final Sql sql;

    JdbcFeed(Sql sql) {
        this.sql = sql;
    }

    @Override
    public boolean claim(String system, String node, Instant now, Instant until) {
        var name = Sql.fits("name of the node", node, 190);
        return sql.write("Claiming the turn to speak to " + system, () -> {
            row(system);
            return sql.update(
                            "UPDATE vk_feed SET node = ?, turn_until = ? WHERE other_system = ?"
                                    + " AND (node IS NULL OR node = ? OR turn_until <= ?)",
                            name,
                            until,
                            system,
                            name,
                            now)
                    == 1;
        });
    }

    /** The system's row, made if it is not there. */
    private void row(String system) {
        if (sql.query("SELECT 1 FROM vk_feed WHERE other_system = ?", (row, i) -> 1, system)
                .isEmpty()) {
            sql.insertNew(
                    "INSERT INTO vk_feed (other_system) VALUES (?)", Sql.fits("code of the other system", system, 80));
        }
    }

    @Override
    public void release(String system, String node) {
        sql.write(
                "Giving back the turn to speak to " + system,
                () -> sql.update(
                        "UPDATE vk_feed SET node = NULL, turn_until = NULL WHERE other_system = ? AND node = ?",
                        system,
                        node));
    }

    @Override
    public String place(String system) {
        return sql
                .read(
                        "Looking how far " + system + " was read",
                        () -> sql.query(
                                "SELECT place FROM vk_feed WHERE other_system = ? AND place IS NOT NULL",
                                (row, i) -> row.getString("place"),
                                system))
                .stream()
                .findFirst()
                .orElse("");
    }

    @Override
    public boolean place(String system, String node, String place) {
        return sql.write(
                "Noting how far " + system + " was read",
                () -> sql.update(
                                "UPDATE vk_feed SET place = ? WHERE other_system = ? AND node = ?", place, system, node)
                        == 1);
    }

    @Override
    public void hint(String system, Collection<String> records) {
        if (records.isEmpty()) {
            return;
        }
        sql.write("Noting changes of " + system, () -> {
            // In one order on all nodes, so that no two wait for each other.
            for (var record : new TreeSet<>(records)) {
                Sql.fits("id of the record", record, 190);
                if (!isCounted(system, record)
                        && !sql.insertNew(
                                "INSERT INTO vk_hint (other_system, other_id, number) VALUES (?, ?, 1)",
                                Sql.fits("code of the other system", system, 80),
                                record)) {
                    isCounted(system, record);
                }
            }
            return true;
        });
    }

    private boolean isCounted(String system, String id) {
        return sql.update("UPDATE vk_hint SET number = number + 1 WHERE other_system = ? AND other_id = ?", system, id)
                == 1;
    }

    @Override
    public List<Hint> hinted(String system, int limit) {
        return sql.read(
                "Looking for changes of " + system,
                () -> sql.query(
                        "SELECT other_id, number FROM vk_hint WHERE other_system = ? ORDER BY noted, other_id FETCH FIRST "
                                + limit + " ROWS ONLY",
                        (row, i) -> new Hint(row.getString("other_id"), row.getLong("number")),
                        system));
    }

    @Override
    public void settled(String system, Collection<Hint> hints) {
        if (hints.isEmpty()) {
            return;
        }
        sql.write("Settling changes of " + system, () -> {
            hints.forEach(h -> sql.update(
                    "DELETE FROM vk_hint WHERE other_system = ? AND other_id = ? AND number = ?",
                    system,
                    h.record(),
                    h.number()));
            return true;
        });
    }
}
