package dev.voronka.store.jdbc;

import dev.voronka.CardId;
import dev.voronka.store.Forgetting;
import dev.voronka.store.Signal;
import dev.voronka.store.StoredForm;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Signals as rows: those that are settled have none. Thread-safe. */
final class SignalRows {

    private static final String READ =
            "SELECT from_card, move, place, link, to_card, trigger_json, due_at, state, why FROM vk_signal ";
    private static final String AT = " WHERE from_card = ? AND move = ? AND place = ?";

    private final Sql sql;
    private final StoredForm form;

    SignalRows(Sql sql, StoredForm form) {
        this.sql = sql;
        this.form = form;
    }

    void add(List<Signal> signals) {
        sql.batch(
                "INSERT INTO vk_signal (from_card, move, place, link, to_card, trigger_json, due_at, state, why) VALUES ("
                        + Sql.places(9) + ")",
                signals.stream()
                        .map(s -> new @Nullable Object[] {
                            s.from().value(),
                            s.move(),
                            s.index(),
                            Sql.fits("code of the link", s.link(), 500),
                            s.to().value(),
                            s.trigger() == null ? null : form.trigger(s.trigger()),
                            s.due(),
                            letter(s),
                            form.reasons(s.why())
                        })
                        .toList());
    }

    void settle(Signal signal) {
        if (signal.isPending()) {
            sql.update(
                    "UPDATE vk_signal SET state = ?, why = ?" + AT,
                    letter(signal),
                    form.reasons(signal.why()),
                    signal.from().value(),
                    signal.move(),
                    signal.index());
        } else {
            sql.update("DELETE FROM vk_signal" + AT, signal.from().value(), signal.move(), signal.index());
        }
    }

    List<Signal> pending(CardId to) {
        return sql.query(READ + "WHERE to_card = ? ORDER BY seq", this::signal, to.value());
    }

    List<Signal> pendingAt(Instant now, int limit) {
        return sql.query(
                READ + "WHERE due_at <= ? ORDER BY state, seq FETCH FIRST " + limit + " ROWS ONLY", this::signal, now);
    }

    /** Takes a person out of what a card does to others and they to it; how many told of the person. */
    int erase(CardId card, Forgetting forgetting) {
        var count = 0;
        for (var signal : sql.query(
                READ + "WHERE from_card = ? OR to_card = ? FOR UPDATE", this::signal, card.value(), card.value())) {
            var after = forgetting.signal(signal);
            if (!after.equals(signal)) {
                var trigger = after.trigger();
                count += sql.update(
                        "UPDATE vk_signal SET trigger_json = ?, why = ?" + AT,
                        trigger == null ? null : form.trigger(trigger),
                        form.reasons(after.why()),
                        signal.from().value(),
                        signal.move(),
                        signal.index());
            }
        }
        return count;
    }

    /** In the order in which they are taken up. */
    private static String letter(Signal signal) {
        return signal.state() == Signal.State.NEW ? "N" : "R";
    }

    private Signal signal(ResultSet row, int number) throws SQLException {
        var trigger = row.getString("trigger_json");
        return new Signal(
                CardRows.id(row, "from_card"),
                row.getLong("move"),
                row.getInt("place"),
                row.getString("link"),
                CardRows.id(row, "to_card"),
                trigger == null ? null : form.trigger(trigger),
                sql.momentOf(row, "due_at"),
                row.getString("state").equals("N") ? Signal.State.NEW : Signal.State.REFUSED,
                form.reasons(row.getString("why")));
    }
}
