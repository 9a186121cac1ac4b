package dev.voronka.store.jdbc;

import dev.voronka.CardId;
import dev.voronka.decision.DecisionQuery;
import dev.voronka.store.DecisionLine;
import dev.voronka.store.DecisionLog;
import dev.voronka.store.Forgetting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The log of decisions as rows. Thread-safe. */
final class JdbcDecisions implements DecisionLog {

    /** How many rows one statement removes. */
    private static final int CHUNK = 500;

    private static final String COLUMNS =
            "card, process, move, rung, kind, decided_at, book, vocabulary, facts, answer, fired";

    private final Sql sql;

    JdbcDecisions(Sql sql) {
        this.sql = sql;
    }

    /** Writes lines, within the transaction of what they were decided for. */
    void add(List<DecisionLine> lines) {
        sql.batch(
                "INSERT INTO vk_decision (" + COLUMNS + ") VALUES (" + Sql.places(11) + ")",
                lines.stream()
                        .map(l -> new @Nullable Object[] {
                            l.card().value(),
                            Sql.fits("code of the process", l.process(), 40),
                            l.move(),
                            l.rung().isEmpty() ? null : Sql.fits("code of the rung", l.rung(), 80),
                            Sql.fits("kind of the decision", l.kind(), 40),
                            l.at(),
                            Sql.fits("version of the rule book", l.book(), 80),
                            Sql.fits("sign of the vocabulary", l.vocabulary(), 40),
                            l.facts(),
                            l.answer(),
                            l.fired()
                        })
                        .toList());
    }

    @Override
    public List<DecisionLine> page(DecisionQuery query) {
        var conditions = new ArrayList<String>();
        var values = new ArrayList<@Nullable Object>();
        with("process = ?", query.process(), conditions, values);
        with("kind = ?", query.kind(), conditions, values);
        with("card = ?", query.card() == null ? null : query.card().value(), conditions, values);
        with("book = ?", query.book(), conditions, values);
        with("decided_at >= ?", query.from(), conditions, values);
        with("decided_at < ?", query.before(), conditions, values);
        var place = query.place();
        if (place != null) {
            // The first condition is what the index begins at.
            conditions.add("decided_at >= ? AND (decided_at > ? OR seq > ?)");
            values.add(place.at());
            values.add(place.at());
            values.add(place.number());
        }
        var text = "SELECT seq, " + COLUMNS + " FROM vk_decision"
                + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
                + " ORDER BY decided_at, seq FETCH FIRST " + query.limit() + " ROWS ONLY";
        return sql.read("Reading logged decisions", () -> sql.query(text, this::line, values.toArray()));
    }

    private static void with(
            String condition, @Nullable Object value, List<String> conditions, List<@Nullable Object> values) {
        if (value != null) {
            conditions.add(condition);
            values.add(value);
        }
    }

    private DecisionLine line(ResultSet row, int number) throws SQLException {
        var rung = row.getString("rung");
        return new DecisionLine(
                row.getLong("seq"),
                CardRows.id(row, "card"),
                row.getString("process"),
                row.getLong("move"),
                rung == null ? "" : rung,
                row.getString("kind"),
                sql.momentOf(row, "decided_at"),
                row.getString("book"),
                row.getString("vocabulary"),
                row.getString("facts"),
                row.getString("answer"),
                row.getString("fired"));
    }

    @Override
    public int drop(Instant before, int limit) {
        var dropped = 0;
        while (dropped < limit) {
            var most = Math.min(CHUNK, limit - dropped);
            var done = sql.write("Removing old decisions", () -> chunk(before, most));
            dropped += done;
            if (done < most) {
                break;
            }
        }
        return dropped;
    }

    private int chunk(Instant before, int most) {
        var old = sql.query(
                "SELECT seq FROM vk_decision WHERE decided_at < ? ORDER BY decided_at, seq FETCH FIRST " + most
                        + " ROWS ONLY",
                (row, i) -> row.getLong("seq"),
                before);
        return old.isEmpty()
                ? 0
                : sql.update("DELETE FROM vk_decision WHERE seq IN (" + Sql.places(old.size()) + ")", old.toArray());
    }

    /** Takes a person out of what was decided on a card; how many rows told of the person. */
    int erase(CardId card, Forgetting forgetting) {
        var count = 0;
        var all = sql.query(
                "SELECT seq, " + COLUMNS + " FROM vk_decision WHERE card = ? ORDER BY seq", this::line, card.value());
        for (var line : all) {
            var after = line.without(forgetting);
            if (!after.equals(line)) {
                count += sql.update(
                        "UPDATE vk_decision SET facts = ?, answer = ?, fired = ? WHERE seq = ?",
                        after.facts(),
                        after.answer(),
                        after.fired(),
                        line.number());
            }
        }
        return count;
    }
}
