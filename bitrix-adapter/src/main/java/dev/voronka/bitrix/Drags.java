package dev.voronka.bitrix;

import dev.voronka.CardId;
import dev.voronka.bitrix.mapping.BoundMapping;
import dev.voronka.bitrix.mapping.OwnField;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps moves from writing over what a person has just dragged. Where a {@code BitrixCrm} looks after the same portal, it is
 * to judge the drag first; without one, whoever has loaded the card since has seen it. Used under the lock of the store.
 */
final class Drags {

    /** How long after a drag it waits to be judged: twice as long as changes are looked for. */
    static final Duration WAIT = Duration.ofMinutes(2);

    /**
     * A drag that stands in the way of a move.
     *
     * @param stage where the person has put the item
     * @param note what whoever keeps the CRM alike knew of the item when it was first in the way
     * @param since when it was dragged
     */
    private record Drag(String stage, @Nullable String note, Instant since) {}

    private final CardItems items;
    private final Journal journal;
    private final JournalForm form;
    private final Clock clock;
    private final Map<CardId, Drag> waiting = new HashMap<>();

    Drags(CardItems items, Journal journal, JournalForm form, Clock clock) {
        this.items = items;
        this.journal = journal;
        this.form = form;
        this.clock = clock;
    }

    /** Whether these fields would write over a drag that nobody has judged yet. */
    boolean stands(CardId card, CardItems.Found item, Map<String, Object> fields) {
        var now = item.stage();
        var target = fields.get(BoundMapping.stageField());
        var seen = items.seen(card, now);
        if (target == null || target.equals(now) || now.equals(items.own(item, OwnField.STATE))) {
            waiting.remove(card);
            return false;
        }
        var ref = journal.of(JournalKind.EXTERNAL, card.toString()).stream()
                .map(form::external)
                .filter(r -> r.id().equals(item.id().toString()))
                .findFirst()
                .orElse(null);
        if (ref == null) {
            return seen != null && !now.equals(seen);
        }
        var known = waiting.get(card);
        if (known == null || !known.stage().equals(now)) {
            var moved = ItemReader.moment(item.values().get("movedTime"));
            known = new Drag(now, ref.note(), moved == null ? clock.instant() : moved);
            waiting.put(card, known);
        }
        var isJudged = known.note() == null ? ref.note() != null : !known.note().equals(ref.note());
        if (isJudged || clock.instant().isAfter(known.since().plus(WAIT))) {
            waiting.remove(card);
            return false;
        }
        return true;
    }
}
