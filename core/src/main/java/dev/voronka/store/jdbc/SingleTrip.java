package dev.voronka.store.jdbc;

import dev.voronka.store.Commit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the common move, that of one card with its line of history and its parcels, by one statement: one trip to the
 * database, which also commits it. For databases that take changes within a WITH. Thread-safe.
 */
final class SingleTrip {

    private static final int MOST_PARCELS = 6;
    private static final String MOVE_TYPES = "uuid, bigint, varchar, integer, timestamptz, varchar, varchar, varchar,"
            + " varchar, varchar, varchar, varchar, bigint, text, text, bytea, bytea";
    private static final String PARCEL_TYPES =
            "uuid, varchar, bigint, integer, text, integer, integer, timestamptz, boolean, text";

    private final Sql sql;
    private final CardRows rows;
    private final JdbcOutbox outbox;
    private final PersonRows people;
    /** By how many parcels there are. */
    private final String[] statements;

    SingleTrip(Sql sql, CardRows rows, JdbcOutbox outbox, PersonRows people) {
        this.sql = sql;
        this.rows = rows;
        this.outbox = outbox;
        this.people = people;
        this.statements =
                IntStream.rangeClosed(0, MOST_PARCELS).mapToObj(this::statement).toArray(String[]::new);
    }

    private String statement(int parcels) {
        var handed = ", handed AS (INSERT INTO vk_outbox (" + JdbcOutbox.COLUMNS + ") SELECT p.* FROM moved, (VALUES "
                + String.join(", ", Collections.nCopies(parcels, "(" + casts(PARCEL_TYPES) + ")")) + ") p)";
        return "WITH moved AS (" + rows.update + " RETURNING 1)" + (parcels == 0 ? "" : handed)
                + " INSERT INTO vk_move (" + CardRows.MOVE_COLUMNS + ") SELECT " + casts(MOVE_TYPES) + " FROM moved";
    }

    private static String casts(String types) {
        return Arrays.stream(types.split(", ?", -1))
                .map(type -> "cast(? as " + type.strip() + ")")
                .collect(Collectors.joining(", "));
    }

    /** Whether this database can do it, and the move writes nothing else. */
    boolean takes(Commit commit) {
        var before = commit.before();
        return sql.dialect() == Dialect.POSTGRESQL
                && before != null
                && JdbcCardStore.isPlain(commit)
                && commit.signals().isEmpty()
                && commit.lines().isEmpty()
                && commit.decisions().isEmpty()
                && commit.parcels().size() <= MOST_PARCELS
                && commit.card().fields().equals(before.fields())
                && !people.changes(commit.card(), before);
    }

    /** Writes it unless the card has changed meanwhile; whether it did. */
    boolean write(Commit commit) {
        var values = new ArrayList<@Nullable Object>();
        Collections.addAll(values, rows.change(commit, Objects.requireNonNull(commit.before())));
        commit.parcels().forEach(parcel -> Collections.addAll(values, outbox.row(parcel)));
        Collections.addAll(values, rows.line(commit.line()));
        return sql.writeAtOnce(
                        "The move of card " + commit.card().id(),
                        statements[commit.parcels().size()],
                        values.toArray())
                == 1;
    }
}
