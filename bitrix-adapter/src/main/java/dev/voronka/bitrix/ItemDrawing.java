package dev.voronka.bitrix;

import dev.voronka.Card;
import dev.voronka.InvalidInput;
import dev.voronka.SalesProcess;
import dev.voronka.bitrix.mapping.BoundMapping;
import dev.voronka.bitrix.mapping.EntityMapping;
import dev.voronka.bitrix.mapping.OwnField;
import dev.voronka.crm.Picture;
import dev.voronka.store.Commit;
import dev.voronka.store.Rung;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Says what the item of a card is to hold: what people see, and the fields in which the card itself lies. Thread-safe. */
final class ItemDrawing {

    private final BoundMapping bound;
    private final ItemReader reader;
    private final ItemWriter writer;
    private final CardText text;
    private final CardItems items;
    private final Map<String, SalesProcess<?, ?>> processes = new ConcurrentHashMap<>();

    ItemDrawing(BoundMapping bound, ItemReader reader, CardText text, CardItems items) {
        this.bound = bound;
        this.reader = reader;
        this.writer = new ItemWriter(bound);
        this.text = text;
        this.items = items;
    }

    /** Takes note of a process; whether it was not known so far. */
    boolean knows(SalesProcess<?, ?> process) {
        return processes.put(process.code(), process) == null;
    }

    int type(String process) {
        return bound.entityTypeId(bound.mapping().entityOf(process));
    }

    String pendingField(RecordId id) {
        return items.own(reader.kind(id.type()).orElseThrow(), OwnField.PENDING).portalName();
    }

    /** Whether what an item holds was written by this operation. */
    boolean isBy(String op, CardItems.Found item) {
        return items.own(item, OwnField.OP).equals(op)
                || items.own(item, OwnField.DATA).contains("\"op\":\"" + op + "\"");
    }

    /** The fields of a new item. */
    Map<String, Object> opening(Commit commit, String pending, String op) {
        var card = commit.card();
        var fields = writer.changes(picture(card, null, true, true, op), null);
        own(fields, bound.mapping().entityOf(card.process()), commit, pending, op);
        return fields;
    }

    /**
     * The fields of an item that a move changes. A drag that nobody has judged yet is not undone by a move that leaves the
     * stage alone.
     */
    Map<String, Object> change(
            Commit commit, CardItems.Found item, @Nullable Card<?> before, String pending, String op) {
        var card = commit.card();
        var isMoved =
                before == null || !before.stage().name().equals(card.stage().name());
        var isDrifted = !item.stage().equals(items.own(item, OwnField.STATE));
        var isHandedOver = before == null || !Objects.equals(before.owner(), card.owner());
        var fields = writer.changes(
                picture(card, item.id().toString(), isHandedOver, isMoved || !isDrifted, op), item.values());
        own(fields, item.kind(), commit, pending, op);
        return fields;
    }

    private void own(Map<String, Object> fields, EntityMapping kind, Commit commit, String pending, String op) {
        var card = commit.card();
        var definition = commit.line().move().definition();
        put(
                fields,
                kind,
                OwnField.DATA,
                text.text(card, definition, commit.line().digest(), commit.nextDue(), op));
        put(fields, kind, OwnField.PENDING, pending);
        put(fields, kind, OwnField.NEXT, rounded(commit.nextDue()));
        put(fields, kind, OwnField.REV, card.version());
        put(fields, kind, OwnField.OP, op);
    }

    /** The fields of an item of which a clock has gone off. */
    Map<String, Object> rung(Rung rung, CardText.Top top, CardItems.Found item, String pending, String op) {
        var card = rung.after();
        var fields = new LinkedHashMap<String, Object>();
        put(fields, item.kind(), OwnField.DATA, text.text(card, top.definition(), top.head(), rung.nextDue(), op));
        put(fields, item.kind(), OwnField.PENDING, pending);
        put(fields, item.kind(), OwnField.NEXT, rounded(rung.nextDue()));
        put(fields, item.kind(), OwnField.DUE, card.due().orElse(null));
        put(fields, item.kind(), OwnField.OP, op);
        return fields;
    }

    /** The fields of an item whose card is only written in another way. */
    Map<String, Object> written(CardItems.Found item, String card, String op) {
        var fields = new LinkedHashMap<String, Object>();
        put(fields, item.kind(), OwnField.DATA, card);
        put(fields, item.kind(), OwnField.OP, op);
        return fields;
    }

    private void put(Map<String, Object> fields, EntityMapping kind, OwnField field, @Nullable Object value) {
        fields.putAll(items.own(kind, field).toPortal(value));
    }

    /** Filters compare whole seconds; what is due within one is due then. */
    private static @Nullable Instant rounded(@Nullable Instant next) {
        return next == null ? null : Instant.ofEpochSecond(next.getEpochSecond());
    }

    private Picture picture(Card<?> card, @Nullable String record, boolean withOwner, boolean withStage, String op) {
        var process = processes.get(card.process());
        if (process == null) {
            throw new InvalidInput("Process \"" + card.process()
                    + "\" is not known to the store. Open its funnel first: voronka.funnel(…).");
        }
        var origin = card.origin();
        var parent = origin == null ? null : items.place(origin.card());
        return new Picture(
                card,
                process,
                record,
                null,
                parent == null ? null : parent.toString(),
                new TreeMap<>(),
                withOwner,
                withStage,
                op);
    }
}
