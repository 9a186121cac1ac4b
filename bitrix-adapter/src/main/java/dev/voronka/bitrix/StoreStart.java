package dev.voronka.bitrix;

import dev.voronka.InvalidInput;
import dev.voronka.bitrix.mapping.BoundMapping;
import dev.voronka.bitrix.mapping.EntityMapping;
import dev.voronka.bitrix.mapping.OwnField;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node does before anything else: it takes the lease, finishes what the one before has left, and reads what waits.
 * Used under the lock of the store.
 */
final class StoreStart {

    private static final Logger LOG = LoggerFactory.getLogger(StoreStart.class);

    private final BoundMapping bound;
    private final Journal journal;
    private final CardItems items;
    private final Waiting waiting;
    private final Moves moves;
    private final DueCards due;
    private final JournalFeed feed;
    private final PortalLease lease;
    private volatile boolean isLoaded;

    StoreStart(
            BoundMapping bound,
            Journal journal,
            CardItems items,
            Waiting waiting,
            Moves moves,
            DueCards due,
            JournalFeed feed,
            PortalLease lease) {
        this.bound = bound;
        this.journal = journal;
        this.items = items;
        this.waiting = waiting;
        this.moves = moves;
        this.due = due;
        this.feed = feed;
        this.lease = lease;
    }

    /** Reads what waits anew before it is needed next: more of it may be understood now. */
    void again() {
        isLoaded = false;
    }

    /** Lets other nodes write. */
    void leave() {
        lease.release();
    }

    /** Sees to the lease, and to what the node must know and finish before anything else. */
    void ready() {
        if (lease.hold() || !isLoaded) {
            load();
        }
        moves.finishUnfinished();
    }

    private void load() {
        isLoaded = false;
        journal.forget();
        waiting.clear();
        due.clear();
        bound.mapping().entities().forEach(this::finish);
        journal.sweep();
        waiting.clear();
        var hot = journal.hot();
        journal.remember(hot);
        waiting.apply(hot, List.of());
        feed.load(hot);
        isLoaded = true;
    }

    /** Writes what moves still had to write when the program before has ended. */
    private void finish(EntityMapping entity) {
        var pending = "!" + items.own(entity, OwnField.PENDING).portalName();
        var last = 0L;
        while (true) {
            var page = items.page(entity, Map.of(pending, "", ">id", last), Map.of("id", "ASC"), -1);
            for (var item : page) {
                last = item.id().id();
                try {
                    moves.finish(item, false);
                } catch (InvalidInput typedOver) {
                    LOG.error(
                            "What item {} still has to write cannot be read, so its card cannot be worked with.",
                            item.id(),
                            typedOver);
                }
            }
            if (page.isEmpty()) {
                return;
            }
        }
    }
}
