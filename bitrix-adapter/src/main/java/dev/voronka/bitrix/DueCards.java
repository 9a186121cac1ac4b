package dev.voronka.bitrix;

import dev.voronka.CardId;
import dev.voronka.bitrix.mapping.BoundMapping;
import dev.voronka.bitrix.mapping.EntityMapping;
import dev.voronka.bitrix.mapping.OwnField;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks for cards whose clock is due, and remembers who has taken them up. Used under the lock of the store. */
final class DueCards {

    /** How long a card that cannot be read is left alone by the sweep. */
    private static final Duration UNREADABLE_REST = Duration.ofHours(1);

    private final BoundMapping bound;
    private final CardItems items;
    private final CardSearch search;
    private final Map<CardId, Instant> taken = new HashMap<>();

    DueCards(BoundMapping bound, CardItems items, CardSearch search) {
        this.bound = bound;
        this.items = items;
        this.search = search;
    }

    /** Nobody has taken up any card. */
    void clear() {
        taken.clear();
    }

    /** A card has changed, so whoever has taken it up has it no more. */
    void changed(CardId card) {
        taken.remove(card);
    }

    /** Cards whose clock is due; the item and the card of each. */
    List<Moves.Current> takeDue(Set<String> processes, Instant now, Instant until, int limit) {
        var ids = new LinkedHashSet<CardId>();
        for (var kind : kinds(processes)) {
            var next = items.own(kind, OwnField.NEXT);
            var filter = Map.of(
                    "<=" + next.portalName(),
                    next.toFilter(now),
                    ">=" + next.portalName(),
                    next.toFilter(CardSearch.EARLIEST));
            var order = CardSearch.order(next.portalName());
            var most = ids.size() + limit;
            for (var start = 0; ids.size() < most; start += Talk.PAGE) {
                var page = items.page(kind, filter, order, start);
                for (var item : page) {
                    search.kept(item).filter(k -> isDue(k, processes, now)).ifPresent(k -> ids.add(k.id()));
                }
                if (page.size() < Talk.PAGE) {
                    break;
                }
            }
        }
        // Read again by their ids: what was found may be a copy that a person has made.
        var due = new ArrayList<Moves.Current>();
        for (var item : items.findAll(ids)) {
            search.kept(item).filter(k -> isDue(k, processes, now)).ifPresent(k -> due.add(new Moves.Current(item, k)));
        }
        due.sort(Comparator.<Moves.Current, Instant>comparing(c -> Moves.next(c.kept()))
                .thenComparing(c -> c.kept().id()));
        var first = new ArrayList<Moves.Current>();
        for (var one : due) {
            if (first.size() == limit) {
                break;
            }
            var isReadable = search.readable(one.kept()).isPresent();
            taken.put(one.kept().id(), isReadable ? until : now.plus(UNREADABLE_REST));
            if (isReadable) {
                first.add(one);
            }
        }
        return first;
    }

    private boolean isDue(CardText.Kept kept, Set<String> processes, Instant now) {
        return processes.contains(kept.top().process()) && !clock(kept).isAfter(now);
    }

    /** When a card's clock goes off: as written, or when whoever has taken it up is given up as lost. */
    private Instant clock(CardText.Kept kept) {
        var held = taken.get(kept.id());
        return held == null ? Moves.next(kept) : held;
    }

    private List<EntityMapping> kinds(Set<String> processes) {
        return bound.mapping().entities().stream()
                .filter(k -> k.processes().stream().anyMatch(processes::contains))
                .toList();
    }

    Optional<Instant> oldestDue(Set<String> processes) {
        @Nullable Instant oldest = null;
        for (var kind : kinds(processes)) {
            var next = items.own(kind, OwnField.NEXT);
            var filter = Map.of(">=" + next.portalName(), next.toFilter(CardSearch.EARLIEST));
            var isTaken = true;
            for (var start = 0; isTaken; start += Talk.PAGE) {
                var page = items.page(kind, filter, CardSearch.order(next.portalName()), start);
                for (var item : page) {
                    var kept = search.kept(item).orElse(null);
                    if (kept != null && processes.contains(kept.top().process())) {
                        isTaken &= taken.containsKey(kept.id());
                        var at = clock(kept);
                        oldest = oldest == null || at.isBefore(oldest) ? at : oldest;
                    }
                }
                isTaken &= page.size() == Talk.PAGE;
            }
        }
        return Optional.ofNullable(oldest);
    }
}
