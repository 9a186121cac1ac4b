package dev.voronka.store.jdbc;

import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.InvalidInput;
import dev.voronka.store.Commit;
import dev.voronka.store.Erasure;
import dev.voronka.store.Forgetting;
import dev.voronka.store.HistoryLine;
import dev.voronka.store.Remembered;
import dev.voronka.store.StoredForm;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** By what a card knows people, and how they are taken out of its rows. Thread-safe. */
final class PersonRows {

    /** A remembered outcome as it is written. */
    private record Key(String scope, String name, String fingerprint, String outcome) {}

    private final Sql sql;
    private final StoredForm form;

    PersonRows(Sql sql, StoredForm form) {
        this.sql = sql;
        this.form = form;
    }

    /** Notes whom a card knows after a move. Whom it has known before stays findable, as past. */
    void index(Commit commit) {
        var card = commit.card();
        var before = commit.before();
        var known = known(card);
        if (before == null) {
            insert(card.id(), known);
            return;
        }
        var formerly = known(before);
        if (known.equals(formerly)) {
            return;
        }
        for (var gone : minus(formerly, known)) {
            sql.update(
                    "UPDATE vk_person SET past = TRUE WHERE known_as = ? AND card = ?",
                    gone,
                    card.id().value());
        }
        var added = minus(known, formerly);
        added.removeIf(k -> sql.update(
                        "UPDATE vk_person SET past = FALSE WHERE known_as = ? AND card = ?",
                        k,
                        card.id().value())
                == 1);
        insert(card.id(), added);
    }

    /** Whether a card knows others after a move than before. */
    boolean changes(Card<?> card, Card<?> before) {
        return !known(card).equals(known(before));
    }

    private static Set<String> minus(Set<String> some, Set<String> others) {
        var left = new TreeSet<>(some);
        left.removeAll(others);
        return left;
    }

    private void insert(CardId card, Set<String> known) {
        sql.batch(
                "INSERT INTO vk_person (known_as, card, past) VALUES (?, ?, FALSE)",
                known.stream()
                        .map(k -> new @Nullable Object[] {k, card.value()})
                        .toList());
    }

    private static Set<String> known(Card<?> card) {
        var known = new TreeSet<String>();
        card.header().reach().forEach(r -> known.add(Sql.fits("phone or e-mail", r, 400)));
        card.header().contacts().forEach(c -> known.add(CardQueries.contact(c)));
        return known;
    }

    List<CardId> knowing(Set<String> knownAs) {
        return knownAs.isEmpty()
                ? List.of()
                : sql.query(
                        "SELECT DISTINCT card FROM vk_person WHERE known_as IN (" + Sql.places(knownAs.size()) + ")",
                        (row, i) -> CardRows.id(row, "card"),
                        knownAs.toArray());
    }

    /** Holds a card, so that nobody writes anything of it meanwhile. */
    void lock(CardId card) {
        sql.query("SELECT id FROM vk_card WHERE id = ? FOR UPDATE", (row, i) -> i, card.value());
    }

    /** Writes lines of history as they are to be kept from now on. */
    void rewrite(List<HistoryLine> lines) {
        sql.batch(
                "UPDATE vk_move SET payload = ?, salt = ?, payload_digest = ?, notes = ? WHERE card = ? AND number = ?",
                lines.stream()
                        .map(l -> new @Nullable Object[] {
                            l.link().payload(),
                            bytes(l.link().salt()),
                            bytes(l.link().payloadDigest()),
                            form.notes(l.move()),
                            l.link().card().value(),
                            l.link().number()
                        })
                        .toList());
    }

    private static byte @Nullable [] bytes(@Nullable String hex) {
        return hex == null ? null : HexFormat.of().parseHex(hex);
    }

    /** Takes a person out of remembered outcomes and refused attempts, and out of what a card was found by before. */
    int erase(Erasure erasure, boolean forgetsThePast) {
        var card = erasure.card().value();
        var forgetting = erasure.forgetting();
        if (forgetsThePast) {
            sql.update("DELETE FROM vk_person WHERE card = ? AND past", card);
        }
        var count = 0;
        for (var key : sql.query(
                "SELECT scope, name, fingerprint, outcome FROM vk_key WHERE card = ? FOR UPDATE",
                (row, i) -> new Key(
                        row.getString("scope"),
                        row.getString("name"),
                        row.getString("fingerprint"),
                        row.getString("outcome")),
                card)) {
            count += key(key, forgetting);
        }
        record Tried(long seq, String why) {}
        for (var tried : sql.query(
                "SELECT seq, why FROM vk_attempt WHERE card = ?",
                (row, i) -> new Tried(row.getLong("seq"), row.getString("why")),
                card)) {
            var why = forgetting.json(tried.why());
            if (!why.equals(tried.why())) {
                count += sql.update("UPDATE vk_attempt SET why = ? WHERE seq = ?", why, tried.seq());
            }
        }
        return count;
    }

    private int key(Key key, Forgetting forgetting) {
        if (!forgetting.text(key.name()).equals(key.name())) {
            return sql.update("DELETE FROM vk_key WHERE scope = ? AND name = ?", key.scope(), key.name());
        }
        var after = remembered(key, forgetting);
        return after.equals(key)
                ? 0
                : sql.update(
                        "UPDATE vk_key SET fingerprint = ?, outcome = ? WHERE scope = ? AND name = ?",
                        after.fingerprint(),
                        after.outcome(),
                        key.scope(),
                        key.name());
    }

    private Key remembered(Key key, Forgetting forgetting) {
        try {
            var before = new Remembered(key.fingerprint(), form.outcome(key.outcome()));
            var after = forgetting.remembered(before);
            return after.equals(before)
                    ? key
                    : new Key(key.scope(), key.name(), after.fingerprint(), form.outcome(after.outcome()));
        } catch (InvalidInput unreadable) {
            return new Key(
                    key.scope(), key.name(), key.fingerprint(), Objects.requireNonNull(forgetting.json(key.outcome())));
        }
    }
}
