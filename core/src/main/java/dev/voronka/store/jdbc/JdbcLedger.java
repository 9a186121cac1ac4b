package dev.voronka.store.jdbc;

import dev.voronka.CardId;
import dev.voronka.store.Chain;
import dev.voronka.store.ChainLink;
import dev.voronka.store.Ledger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shows histories as the tables have them, without reading any card, and keeps anchors of them. Thread-safe. */
final class JdbcLedger implements Ledger {

    private static final HexFormat HEX = HexFormat.of();

    /** How many rows are held in the heap at once. */
    private static final int PAGE = 1000;

    private static final String LINE = "card, number, moved_at, actor, actor_kind, actor_roles, from_stage, to_stage,"
            + " event, payload, salt, payload_digest, digest";

    /** Tables whose rows belong to one card, by the column that names it. */
    private static final List<String> BELONGINGS = List.of(
            "vk_move WHERE card",
            "vk_outbox WHERE card",
            "vk_key WHERE card",
            "vk_signal WHERE to_card",
            "vk_attempt WHERE card",
            "vk_rung WHERE card",
            "vk_decision WHERE card",
            "vk_person WHERE card",
            "vk_field WHERE card",
            "vk_external WHERE card");

    private final Sql sql;
    private final CardRows rows;

    JdbcLedger(Sql sql, CardRows rows) {
        this.sql = sql;
        this.rows = rows;
    }

    @Override
    public List<Head> heads(@Nullable CardId after, int limit) {
        return sql.read("Reading the heads of histories", () -> heads("1 = 1", after, limit));
    }

    private List<Head> heads(String condition, @Nullable CardId after, int limit) {
        return sql.query(
                "SELECT c.id, c.process, c.version, c.head FROM vk_card c WHERE " + condition
                        + (after == null ? "" : " AND c.id > ?") + " ORDER BY c.id FETCH FIRST " + limit
                        + " ROWS ONLY",
                JdbcLedger::head,
                after == null ? new Object[0] : new Object[] {after.value()});
    }

    private static Head head(ResultSet row, int number) throws SQLException {
        return new Head(
                CardRows.id(row, "id"),
                row.getString("process"),
                row.getLong("version"),
                HEX.formatHex(row.getBytes("head")));
    }

    @Override
    public Optional<Head> head(CardId card) {
        return sql.read(
                "Reading the head of the history of card " + card,
                () -> sql
                        .query(
                                "SELECT c.id, c.process, c.version, c.head FROM vk_card c WHERE c.id = ?",
                                JdbcLedger::head,
                                card.value())
                        .stream()
                        .findFirst());
    }

    @Override
    public void lines(List<CardId> cards, Consumer<ChainLink> each) {
        if (cards.isEmpty()) {
            return;
        }
        var ids = cards.stream().map(CardId::value).toList();
        ChainLink last = null;
        do {
            var values = new ArrayList<@Nullable Object>(ids);
            var after = "";
            if (last != null) {
                after = " AND (card > ? OR (card = ? AND number > ?))";
                values.add(last.card().value());
                values.add(last.card().value());
                values.add(last.number());
            }
            var text = "SELECT " + LINE + " FROM vk_move WHERE card IN (" + Sql.places(ids.size()) + ")" + after
                    + " ORDER BY card, number FETCH FIRST " + PAGE + " ROWS ONLY";
            var page =
                    sql.read("Reading histories", () -> sql.query(text, (row, i) -> rows.link(row), values.toArray()));
            page.forEach(each);
            last = page.size() < PAGE ? null : page.get(page.size() - 1);
        } while (last != null);
    }

    @Override
    public List<CardId> orphans(@Nullable CardId after, int limit) {
        return sql.read(
                "Looking for histories without a card",
                () -> sql.query(
                        "SELECT DISTINCT m.card FROM vk_move m WHERE NOT EXISTS (SELECT 1 FROM vk_card c WHERE c.id ="
                                + " m.card)" + (after == null ? "" : " AND m.card > ?")
                                + " ORDER BY m.card FETCH FIRST " + limit + " ROWS ONLY",
                        (row, i) -> CardRows.id(row, "card"),
                        after == null ? new Object[0] : new Object[] {after.value()}));
    }

    @Override
    public Anchor anchor(Fold next, Seal seal) {
        return sql.write("Anchoring histories", () -> {
            var before = sql
                    .query(
                            "SELECT number, made_at, cards, digest FROM vk_anchor ORDER BY number DESC FETCH FIRST 1 ROWS"
                                    + " ONLY FOR UPDATE",
                            this::anchor)
                    .stream()
                    .findFirst();
            var number = before.map(Anchor::number).orElse(0L) + 1;
            var digest = before.map(Anchor::digest).orElse(Chain.START);
            var place = 0L;
            CardId last = null;
            do {
                var page = heads(
                        "NOT EXISTS (SELECT 1 FROM vk_anchor_head h WHERE h.card = c.id AND h.number = c.version)",
                        last,
                        PAGE);
                var noted = new ArrayList<@Nullable Object[]>();
                for (var head : page) {
                    digest = next.fold(digest, head.card(), head.number(), head.digest());
                    noted.add(new @Nullable Object[] {
                        number, ++place, head.card().value(), head.number(), HEX.parseHex(head.digest())
                    });
                }
                sql.batch(
                        "INSERT INTO vk_anchor_head (anchor, place, card, number, digest) VALUES (?, ?, ?, ?, ?)",
                        noted);
                last = page.size() < PAGE ? null : page.get(page.size() - 1).card();
            } while (last != null);
            var made = seal.seal(number, place, digest);
            sql.update(
                    "INSERT INTO vk_anchor (number, made_at, cards, digest) VALUES (?, ?, ?, ?)",
                    made.number(),
                    made.at(),
                    made.cards(),
                    HEX.parseHex(made.digest()));
            return made;
        });
    }

    private Anchor anchor(ResultSet row, int place) throws SQLException {
        return new Anchor(
                row.getLong("number"),
                sql.momentOf(row, "made_at"),
                row.getLong("cards"),
                HEX.formatHex(row.getBytes("digest")));
    }

    @Override
    public List<Anchor> anchors(long after, int limit) {
        return sql.read(
                "Reading anchors",
                () -> sql.query(
                        "SELECT number, made_at, cards, digest FROM vk_anchor WHERE number > ? ORDER BY number FETCH"
                                + " FIRST " + limit + " ROWS ONLY",
                        this::anchor,
                        after));
    }

    @Override
    public List<Noted> noted(long anchor, long after, int limit) {
        return sql.read(
                "Reading what an anchor has noted",
                () -> sql.query(
                        "SELECT h.card, h.number, h.digest, m.digest AS digest_now, c.id AS there FROM vk_anchor_head h"
                                + " LEFT JOIN vk_move m ON m.card = h.card AND m.number = h.number"
                                + " LEFT JOIN vk_card c ON c.id = h.card WHERE h.anchor = ? AND h.place > ?"
                                + " ORDER BY h.place FETCH FIRST " + limit + " ROWS ONLY",
                        (row, i) -> {
                            var now = row.getBytes("digest_now");
                            return new Noted(
                                    CardRows.id(row, "card"),
                                    row.getLong("number"),
                                    HEX.formatHex(row.getBytes("digest")),
                                    now == null ? null : HEX.formatHex(now),
                                    row.getObject("there") != null);
                        },
                        anchor,
                        after));
    }

    @Override
    public List<Gone> gone(Set<CardId> cards) {
        return cards.isEmpty()
                ? List.of()
                : sql.read(
                        "Reading which cards were removed",
                        () -> sql.query(
                                "SELECT card, process, number, gone_at, head, seal FROM vk_gone WHERE card IN ("
                                        + Sql.places(cards.size()) + ")",
                                (row, i) -> new Gone(
                                        CardRows.id(row, "card"),
                                        row.getString("process"),
                                        row.getLong("number"),
                                        sql.momentOf(row, "gone_at"),
                                        HEX.formatHex(row.getBytes("head")),
                                        HEX.formatHex(row.getBytes("seal"))),
                                cards.stream().map(CardId::value).toArray()));
    }

    @Override
    public List<CardId> expired(
            String process, Instant enteredBefore, boolean erased, @Nullable CardId after, int limit) {
        var values = new ArrayList<@Nullable Object>(List.of(process, enteredBefore));
        if (after != null) {
            values.add(after.value());
        }
        return sql.read(
                "Looking for cards that have been kept long enough",
                () -> sql.query(
                        "SELECT c.id FROM vk_card c WHERE c.process = ? AND c.kind IN ('S', 'F') AND c.entered_at < ?"
                                + (after == null ? "" : " AND c.id > ?")
                                + (erased
                                        ? " AND NOT EXISTS (SELECT 1 FROM vk_move m WHERE m.card = c.id AND m.event ="
                                                + " 'erase' AND m.moved_at >= c.entered_at)"
                                        : " AND NOT EXISTS (SELECT 1 FROM vk_signal s WHERE s.from_card = c.id)")
                                + " ORDER BY c.id FETCH FIRST " + limit + " ROWS ONLY",
                        (row, i) -> CardRows.id(row, "id"),
                        values.toArray()));
    }

    @Override
    public boolean remove(CardId card, Function<Head, Gone> gone) {
        return sql.write("Removing card " + card, () -> {
            var head = sql
                    .query(
                            "SELECT c.id, c.process, c.version, c.head FROM vk_card c WHERE c.id = ? FOR UPDATE",
                            JdbcLedger::head,
                            card.value())
                    .stream()
                    .findFirst();
            var opensLater = !sql.query("SELECT seq FROM vk_signal WHERE from_card = ?", (row, i) -> i, card.value())
                    .isEmpty();
            if (head.isEmpty() || opensLater) {
                return false;
            }
            var note = gone.apply(head.get());
            BELONGINGS.forEach(b -> sql.update("DELETE FROM " + b + " = ?", card.value()));
            sql.update("DELETE FROM vk_card WHERE id = ?", card.value());
            sql.update(
                    "INSERT INTO vk_gone (card, process, number, gone_at, head, seal) VALUES (" + Sql.places(6) + ")",
                    card.value(),
                    note.process(),
                    note.number(),
                    note.at(),
                    HEX.parseHex(note.head()),
                    HEX.parseHex(note.seal()));
            return true;
        });
    }

    @Override
    public void withdraw(Set<String> digests, Instant at, String actor) {
        sql.write("Noting a withdrawal", () -> {
            digests.stream()
                    .sorted()
                    .forEach(d -> sql.insertNew(
                            "INSERT INTO vk_withdrawal (known_as, withdrawn_at, actor) VALUES (?, ?, ?)",
                            HEX.parseHex(d),
                            at,
                            Sql.fits("id of the actor", actor, 190)));
            return true;
        });
    }

    @Override
    public void restore(Set<String> digests) {
        sql.write("Taking a withdrawal back", () -> {
            digests.stream()
                    .sorted()
                    .forEach(d -> sql.update("DELETE FROM vk_withdrawal WHERE known_as = ?", HEX.parseHex(d)));
            return true;
        });
    }

    @Override
    public Optional<Instant> withdrawn(Set<String> digests) {
        return digests.isEmpty()
                ? Optional.empty()
                : sql
                        .read(
                                "Looking for a withdrawal",
                                () -> sql.query(
                                        "SELECT withdrawn_at FROM vk_withdrawal WHERE known_as IN ("
                                                + Sql.places(digests.size()) + ") ORDER BY withdrawn_at",
                                        (row, i) -> sql.momentOf(row, "withdrawn_at"),
                                        digests.stream().map(HEX::parseHex).toArray()))
                        .stream()
                        .findFirst();
    }
}
