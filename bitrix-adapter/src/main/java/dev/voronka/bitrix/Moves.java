package dev.voronka.bitrix;

import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.bitrix.client.BatchAnswer;
import dev.voronka.bitrix.client.BitrixClient;
import dev.voronka.bitrix.client.BitrixFailed;
import dev.voronka.bitrix.client.Call;
import dev.voronka.bitrix.mapping.BoundMapping;
import dev.voronka.bitrix.mapping.OwnField;
import dev.voronka.store.Commit;
import dev.voronka.store.CommitResult;
import dev.voronka.store.Rung;
import dev.voronka.store.StoreFailed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes moves. One {@code crm.item.update} is the transaction: it changes the card, what people see of it, and VK_PENDING,
 * which says what is still to be written into the journal. That is done right after, or by whoever touches the card next. Used
 * under the lock of the store.
 */
final class Moves {

    private static final Logger LOG = LoggerFactory.getLogger(Moves.class);

    /** A card as it stands in its item. */
    record Current(CardItems.Found item, CardText.Kept kept) {}

    private final BitrixClient client;
    private final CardItems items;
    private final CardText text;
    private final Journal journal;
    private final ItemDrawing drawing;
    private final Intents intents;
    private final Waiting waiting;
    private final Drags drags;
    private final Set<CardId> unfinished = new HashSet<>();

    Moves(
            BitrixClient client,
            CardItems items,
            CardText text,
            Journal journal,
            ItemDrawing drawing,
            Intents intents,
            Waiting waiting,
            Drags drags) {
        this.client = client;
        this.items = items;
        this.text = text;
        this.journal = journal;
        this.drawing = drawing;
        this.intents = intents;
        this.waiting = waiting;
        this.drags = drags;
    }

    /** A card as it is; what its last move still had to write is written first. */
    Optional<Current> read(CardId card) {
        return read(card, List.of(), new ArrayList<>());
    }

    Optional<Current> read(CardId card, List<Call> others, List<BatchAnswer> answers) {
        return items.find(card, others, answers).map(item -> current(card, item));
    }

    /** The same of an item that was read. */
    Current current(CardId card, CardItems.Found item) {
        if (!items.own(item, OwnField.PENDING).isEmpty()) {
            finish(item, false);
            unfinished.remove(card);
        }
        return new Current(item, text.read(card, items.own(item, OwnField.DATA)));
    }

    /** Writes what moves still had to write whose thread could not. */
    void finishUnfinished() {
        for (var card : List.copyOf(unfinished)) {
            items.find(card).ifPresent(item -> current(card, item));
            unfinished.remove(card);
        }
    }

    /** Writes what an item says is still to be written. */
    void finish(CardItems.Found item, boolean fresh) {
        finish(item.id(), items.own(item, OwnField.PENDING), fresh);
    }

    private void finish(RecordId id, String pending, boolean fresh) {
        var intent = intents.read(pending);
        for (var opening : intent.openings()) {
            open(opening, fresh);
        }
        var clear = items.update(id, Map.of(drawing.pendingField(id), ""));
        journal.write(intent.journal(), intent.drops(), fresh, clear);
        waiting.apply(intent.journal(), intent.drops());
        intents.forget(pending);
    }

    CommitResult commit(Commit commit) {
        return commit(commit, List.of(), List.of());
    }

    /** The same with more lines of the journal to be put and dropped. */
    CommitResult commit(Commit commit, List<JournalLine> puts, List<String> drops) {
        var key = commit.key();
        if (key != null && journal.one(JournalForm.keyOf(key)).isPresent()) {
            return CommitResult.KEY_TAKEN;
        }
        var id = commit.card().id();
        var before = read(id).orElse(null);
        var version = before == null ? 0 : before.kept().top().version();
        var seen = commit.before();
        if (version != commit.card().version() - 1
                || (before != null && (seen == null || before.kept().top().rungs() != rungs(seen)))) {
            return CommitResult.CONFLICT;
        }
        for (var step : commit.rings()) {
            if (waiting.ring(step.ring()).turns() != step.seen()) {
                return CommitResult.RING_MOVED;
            }
        }
        if (!areFree(commit.children())) {
            return CommitResult.CHILD_TAKEN;
        }
        var op = UUID.randomUUID().toString();
        if (before == null) {
            open(intents.opening(commit, op), true);
            return CommitResult.DONE;
        }
        var pending = intents.pending(intents.of(commit, text.card(before.kept()), op, puts, drops), id);
        var fields = drawing.change(commit, before.item(), seen, pending, op);
        var fresh = puts.isEmpty() && drops.isEmpty();
        return write(id, before.item(), fields, op, true, fresh) ? CommitResult.DONE : CommitResult.CONFLICT;
    }

    private static int rungs(Card<?> card) {
        return card.visit().rung().size();
    }

    private boolean areFree(List<Commit> children) {
        for (var child : children) {
            var key = child.key();
            if ((key != null && journal.one(JournalForm.keyOf(key)).isPresent())
                    || items.find(child.card().id()).isPresent()
                    || child.rings().stream()
                            .anyMatch(s -> waiting.ring(s.ring()).turns() != s.seen())
                    || !areFree(child.children())) {
                return false;
            }
        }
        return true;
    }

    boolean rung(Rung rung) {
        var id = rung.after().id();
        var before = read(id).orElse(null);
        if (before == null
                || before.kept().top().version() != rung.seen().version()
                || before.kept().top().rungs() != rungs(rung.seen())) {
            return false;
        }
        var op = UUID.randomUUID().toString();
        var pending = intents.pending(intents.of(rung, op), id);
        return write(
                id,
                before.item(),
                drawing.rung(rung, before.kept().top(), before.item(), pending, op),
                op,
                false,
                true);
    }

    /** Puts other texts of the data into a card, which stays as it is otherwise. */
    boolean rewrite(CardId id, Current before, String data) {
        var op = UUID.randomUUID().toString();
        var kept = before.kept();
        var written = text.text(kept.top(), data, kept.state(), id);
        return write(id, before.item(), drawing.written(before.item(), written, op), op, false, true);
    }

    /** Whether it was written. Where a person's drag was written over, that is taken back and told as not written. */
    private boolean write(
            CardId id, CardItems.Found item, Map<String, Object> fields, String op, boolean guarded, boolean fresh) {
        if (guarded && drags.stands(id, item, fields)) {
            return false;
        }
        var answers =
                client.callAll(List.of(items.get(item.id()), items.update(item.id(), fields), items.get(item.id())));
        var failure = answers.get(1).failure();
        if (failure.isPresent() && !failure.get().mayHaveHappened()) {
            if (failure.get().kind() == BitrixFailed.Kind.NOT_FOUND) {
                items.forget(id);
                return false;
            }
            throw StoreFailures.told("Writing card " + id, failure.get());
        }
        unfinished.add(id);
        var after = answers.get(2).failure().isEmpty() ? items.found(item.id(), answers.get(2)) : again(id, item);
        if (!drawing.isBy(op, after) && failure.isEmpty()) {
            after = again(id, item); // The portal's limits may have put the writing off until after the reading.
        }
        if (!drawing.isBy(op, after)) {
            unfinished.remove(id);
            if (failure.isPresent()) {
                throw StoreFailures.told("Writing card " + id, failure.get());
            }
            LOG.warn("Card {} was written over by somebody who has not the lease of the portal.", id);
            return false;
        }
        if (answers.get(0).failure().isEmpty()) {
            var then = items.found(item.id(), answers.get(0));
            if (isOverwritten(item, then, fields, guarded)) {
                takeBack(id, then, fields);
                return false;
            }
        }
        items.seen(id, after.stage());
        complete(id, after, fresh);
        return true;
    }

    private void complete(CardId id, CardItems.Found after, boolean fresh) {
        try {
            if (!items.own(after, OwnField.PENDING).isEmpty()) {
                finish(after, fresh);
            }
            unfinished.remove(id);
        } catch (StoreFailed later) {
            LOG.warn("Card {} is written; its history and effects follow when it is touched next.", id, later);
        }
    }

    private CardItems.Found again(CardId id, CardItems.Found item) {
        var answer = client.callAll(List.of(items.get(item.id()))).get(0);
        if (answer.failure().isPresent()) {
            throw new StoreFailed(
                    "Whether card " + id
                            + " was written cannot be told, as the portal does not answer. Load it again before"
                            + " you repeat the call.",
                    true,
                    answer.failure().get());
        }
        return items.found(item.id(), answer);
    }

    /** Whether somebody has written between the reading that this was decided on and the writing. */
    private boolean isOverwritten(
            CardItems.Found read, CardItems.Found then, Map<String, Object> fields, boolean guarded) {
        if (!items.own(read, OwnField.DATA).equals(items.own(then, OwnField.DATA))) {
            return true; // Another node, whose lease has begun while this one stood still.
        }
        return guarded
                && List.of(BoundMapping.stageField(), BoundMapping.RESPONSIBLE).stream()
                        .filter(fields::containsKey)
                        .anyMatch(f -> !then.text(f).equals(read.text(f))
                                && !then.text(f).equals(String.valueOf(fields.get(f))));
    }

    private void takeBack(CardId id, CardItems.Found then, Map<String, Object> fields) {
        var old = new LinkedHashMap<String, Object>();
        fields.keySet().forEach(f -> {
            var value = then.values().get(f);
            old.put(f, value == null ? "" : value);
        });
        var answer = client.callAll(List.of(items.update(then.id(), old))).get(0);
        if (answer.failure().isPresent()) {
            throw StoreFailures.told(
                    "Taking back a move that wrote over a change of card " + id,
                    answer.failure().get());
        }
        unfinished.remove(id);
        items.seen(id, then.stage());
        LOG.info("A move of card {} was taken back, as somebody else had changed it in the same moment.", id);
    }

    /** Adds an item unless it is there, and writes what it still has to write. */
    private void open(Intent.Opening opening, boolean fresh) {
        var card = dev.voronka.CardId.parse(opening.card());
        var there = fresh ? Optional.<CardItems.Found>empty() : items.find(card);
        if (there.isPresent()) {
            current(card, there.get());
            return;
        }
        var fields = intents.fields(opening);
        var answer = client.callAll(List.of(items.add(opening.type(), fields))).get(0);
        if (answer.failure().isPresent() && !answer.failure().get().mayHaveHappened()) {
            throw StoreFailures.told("Opening card " + card, answer.failure().get());
        }
        unfinished.add(card);
        CardItems.Found item;
        if (answer.failure().isPresent()) {
            item = items.find(card).orElseThrow(() -> {
                unfinished.remove(card);
                return StoreFailures.told(
                        "Opening card " + card, answer.failure().get());
            });
        } else {
            var id = ItemReader.number(
                    answer.get().result().path("item").path("id").asString(""));
            var place = new RecordId(opening.type(), id);
            items.remember(card, place);
            item = new CardItems.Found(place, items.kind(opening.type()), new LinkedHashMap<>(fields));
        }
        items.seen(card, item.stage());
        complete(card, item, true);
    }

    /** When a card's next clock goes off. */
    static Instant next(CardText.Kept kept) {
        var next = kept.top().next();
        return next == null ? Instant.MAX : next;
    }
}
