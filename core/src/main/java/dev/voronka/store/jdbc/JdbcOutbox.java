package dev.voronka.store.jdbc;

import dev.voronka.CardId;
import dev.voronka.store.Backlog;
import dev.voronka.store.Forgetting;
import dev.voronka.store.Outbox;
import dev.voronka.store.Parcel;
import dev.voronka.store.Receipt;
import dev.voronka.store.StoredEffect;
import dev.voronka.store.StoredForm;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** Keeps what waits to be carried out in a table. Thread-safe. */
final class JdbcOutbox implements Outbox {

    static final String COLUMNS = "card, handler, move, part, effects, done, attempts, next_at, dead, why";
    private static final String INSERT = "INSERT INTO vk_outbox (" + COLUMNS + ") VALUES (" + Sql.places(10) + ")";
    private static final String THIS = "card = ? AND handler = ? AND move = ? AND part = ?";
    private static final String AT = " WHERE " + THIS;
    private static final String NOT_FIRST = "EXISTS (SELECT 1 FROM vk_outbox q WHERE q.card = p.card AND q.handler ="
            + " p.handler AND (q.move < p.move OR (q.move = p.move AND q.part < p.part)))";

    private static final String LOCKED = " FOR UPDATE SKIP LOCKED";

    /** So many times more are looked at than taken, because other nodes look at the same ones. */
    private static final int SPARE = 4;

    /** How many parcels are named in one statement. */
    private static final int CHUNK = 200;

    private final Sql sql;
    private final StoredForm form;

    JdbcOutbox(Sql sql, StoredForm form) {
        this.sql = sql;
        this.form = form;
    }

    /** Adds parcels within the transaction of their move. */
    void add(List<Parcel> parcels) {
        var rows = new ArrayList<@Nullable Object[]>(parcels.size());
        parcels.forEach(parcel -> rows.add(row(parcel)));
        sql.batch(INSERT, rows);
    }

    /** The values of {@link #COLUMNS}. */
    @Nullable
    Object[] row(Parcel parcel) {
        return new @Nullable Object[] {
            parcel.card().value(),
            Sql.fits("code of the handler", parcel.handler(), 40),
            parcel.move(),
            parcel.part(),
            form.effects(parcel.effects()),
            parcel.done(),
            parcel.attempts(),
            parcel.next(),
            parcel.dead(),
            parcel.why()
        };
    }

    @Override
    public List<Parcel> take(Set<String> handlers, Instant now, Instant until, int limit) {
        if (handlers.isEmpty()) {
            return List.of();
        }
        return sql.write("Taking up what must be carried out", () -> {
            var free = sql.dialect().locksWhatItSees()
                    ? oldest(handlers, now, limit)
                    : oldestInTwoSteps(handlers, now, limit);
            var taken = free.stream().map(p -> p.taken(until)).toList();
            var rows = new ArrayList<@Nullable Object[]>(taken.size());
            taken.forEach(p -> rows.add(at(p, p.attempts(), until)));
            sql.batch("UPDATE vk_outbox SET attempts = ?, next_at = ?" + AT, rows);
            return taken;
        });
    }

    private List<Parcel> oldest(Set<String> handlers, Instant now, int limit) {
        return due(COLUMNS, oldestOf(handlers), handlers, now, limit, LOCKED, this::parcel);
    }

    /**
     * Looks, and then locks what it has seen. In one statement MariaDB would lock rows that were written after it began,
     * but look for older ones of their line as of its beginning. What was the oldest once remains so until it goes.
     */
    private List<Parcel> oldestInTwoSteps(Set<String> handlers, Instant now, int limit) {
        var seen = due(
                "card, handler, move, part",
                oldestOf(handlers),
                handlers,
                now,
                (long) limit * SPARE,
                "",
                (row, i) -> List.<Object>of(
                        CardRows.id(row, "card").value(),
                        row.getString("handler"),
                        row.getLong("move"),
                        row.getInt("part")));
        var locked = new ArrayList<Parcel>();
        for (var from = 0; from < seen.size() && locked.size() < limit; from += CHUNK) {
            var chunk = seen.subList(from, Math.min(seen.size(), from + CHUNK));
            var which = String.join(" OR ", Collections.nCopies(chunk.size(), "(" + THIS + ")"));
            var values = chunk.stream().flatMap(List::stream).toList();
            locked.addAll(due(COLUMNS, "(" + which + ")", values, now, limit - locked.size(), LOCKED, this::parcel));
        }
        return locked;
    }

    private static String oldestOf(Set<String> handlers) {
        return "handler IN (" + Sql.places(handlers.size()) + ") AND NOT " + NOT_FIRST;
    }

    private <R> List<R> due(
            String columns,
            String which,
            Collection<?> values,
            Instant now,
            long limit,
            String end,
            RowMapper<R> mapper) {
        var all = new ArrayList<@Nullable Object>();
        all.add(now);
        all.addAll(values);
        return sql.query(
                "SELECT " + columns + " FROM vk_outbox p WHERE NOT dead AND next_at <= ? AND " + which
                        + " ORDER BY next_at FETCH FIRST " + limit + " ROWS ONLY" + end,
                mapper,
                all.toArray());
    }

    @Override
    public List<Boolean> settle(List<Receipt> receipts) {
        return sql.write("Noting what was carried out", () -> {
            var kept = new Boolean[receipts.size()];
            settle(receipts, true, kept);
            settle(receipts, false, kept);
            return List.of(kept);
        });
    }

    private void settle(List<Receipt> receipts, boolean delivered, Boolean[] kept) {
        var rows = new ArrayList<@Nullable Object[]>();
        var places = new ArrayList<Integer>();
        for (var i = 0; i < receipts.size(); i++) {
            var receipt = receipts.get(i);
            var parcel = receipt.parcel();
            if ((receipt.fate() == Receipt.Fate.DELIVERED) == delivered) {
                places.add(i);
                var taken = List.<Object>of(parcel.attempts());
                rows.add(
                        delivered
                                ? still(parcel, taken)
                                : still(
                                        parcel,
                                        taken,
                                        receipt.done(),
                                        receipt.next(),
                                        receipt.isDead(),
                                        receipt.why()));
            }
        }
        var still = AT + " AND attempts = ? AND NOT dead";
        var counts = sql.batch(
                delivered
                        ? "DELETE FROM vk_outbox" + still
                        : "UPDATE vk_outbox SET done = ?, next_at = ?, dead = ?, why = ?" + still,
                rows);
        for (var i = 0; i < counts.length; i++) {
            kept[places.get(i)] = counts[i] == 1;
        }
    }

    /** The values of a statement that ends in {@link #AT}. */
    private static @Nullable Object[] at(Parcel parcel, @Nullable Object... before) {
        return still(parcel, List.of(), before);
    }

    /** The values of a statement that ends in {@link #AT} and more. */
    private static @Nullable Object[] still(Parcel parcel, List<Object> after, @Nullable Object... before) {
        var values = new ArrayList<@Nullable Object>(Arrays.asList(before));
        values.addAll(List.of(parcel.card().value(), parcel.handler(), parcel.move(), parcel.part()));
        values.addAll(after);
        return values.toArray();
    }

    @Override
    public List<Parcel> dead(int limit) {
        return sql.read(
                "Listing what was given up",
                () -> sql.query(
                        "SELECT " + COLUMNS + " FROM vk_outbox WHERE dead ORDER BY next_at FETCH FIRST " + limit
                                + " ROWS ONLY",
                        this::parcel));
    }

    @Override
    public boolean revive(Parcel dead, Instant now) {
        return sql.write(
                "Bringing back what was given up",
                () -> sql.update("UPDATE vk_outbox SET dead = FALSE, next_at = ?" + AT + " AND dead", at(dead, now))
                        == 1);
    }

    @Override
    public boolean drop(Parcel dead) {
        return sql.write(
                "Dropping what was given up",
                () -> sql.update("DELETE FROM vk_outbox" + AT + " AND dead", at(dead)) == 1);
    }

    @Override
    public Backlog backlog(Instant now) {
        return sql.read("Looking at what waits to be carried out", () -> {
            var byHandler = new TreeMap<String, Long>();
            var sums = new long[2];
            var oldest = new ArrayList<Instant>();
            sql.query(
                    "SELECT handler, dead, count(*) AS parcels, min(next_at) AS oldest FROM vk_outbox GROUP BY handler, dead",
                    (row, i) -> {
                        var dead = row.getBoolean("dead");
                        var parcels = row.getLong("parcels");
                        byHandler.merge(row.getString("handler"), parcels, Long::sum);
                        sums[dead ? 1 : 0] += parcels;
                        if (!dead) {
                            oldest.add(sql.momentOf(row, "oldest"));
                        }
                        return parcels;
                    });
            var overdue = oldest.stream()
                    .min(Comparator.naturalOrder())
                    .filter(o -> !o.isAfter(now))
                    .orElse(null);
            return new Backlog(sums[0], sums[1], overdue, byHandler);
        });
    }

    List<StoredEffect> effects(CardId card) {
        return sql.read("Listing the effects of card " + card, () -> {
            var all = new TreeMap<String, StoredEffect>();
            sql.query("SELECT " + COLUMNS + " FROM vk_outbox WHERE card = ?", this::parcel, card.value())
                    .forEach(p -> p.effects().stream()
                            .skip(p.done())
                            .forEach(e -> all.put(String.format("%019d/%019d", e.move(), e.index()), e)));
            return List.copyOf(all.values());
        });
    }

    /** Takes a person out of what waits; how many effects are gone, and how many parcels told of the person. */
    int[] erase(CardId card, Forgetting forgetting) {
        var counts = new int[2];
        sql.query("SELECT " + COLUMNS + " FROM vk_outbox WHERE card = ? FOR UPDATE", this::parcel, card.value())
                .forEach(p -> {
                    var after = forgetting.parcel(p);
                    if (after == null) {
                        sql.update("DELETE FROM vk_outbox" + AT, at(p));
                    } else if (!after.equals(p)) {
                        sql.update(
                                "UPDATE vk_outbox SET effects = ?, done = ?, attempts = ?, why = ?" + AT,
                                at(p, form.effects(after.effects()), after.done(), after.attempts(), after.why()));
                    }
                    counts[0] += forgetting.dropped(p);
                    counts[1] += p.equals(after) ? 0 : 1;
                });
        return counts;
    }

    private Parcel parcel(ResultSet row, int number) throws SQLException {
        var card = CardRows.id(row, "card");
        var move = row.getLong("move");
        return new Parcel(
                card,
                move,
                row.getInt("part"),
                row.getString("handler"),
                form.effects(card, move, row.getString("effects")),
                row.getInt("done"),
                row.getInt("attempts"),
                sql.momentOf(row, "next_at"),
                row.getBoolean("dead"),
                row.getString("why"));
    }
}
