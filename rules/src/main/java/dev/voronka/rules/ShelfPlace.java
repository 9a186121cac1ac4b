package dev.voronka.rules;

import dev.voronka.VoronkaException;
import dev.voronka.decision.BookShelf;
import dev.voronka.decision.BookShelf.Shelved;
import dev.voronka.rules.Publication.Outdated;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Books on a shelf that all nodes share: each looks every few seconds whether another one lies on top. */
final class ShelfPlace implements Place {

    private static final Logger LOG = LoggerFactory.getLogger(ShelfPlace.class);

    /** Somebody else was faster. */
    private static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overtaken() {
            super(null, null, false, false);
        }
    }

    private final BookShelf shelf;
    private final Clock clock;
    private final Duration poll;
    private final int keep;
    private @Nullable Thread thread;

    ShelfPlace(BookShelf shelf, Clock clock, Duration poll, int keep) {
        this.shelf = shelf;
        this.clock = clock;
        this.poll = poll;
        this.keep = keep;
    }

    private Optional<Shelved> top() {
        return shelf.newest(1).stream().findFirst();
    }

    @Override
    public Optional<SortedMap<String, String>> read() {
        return top().flatMap(top -> shelf.files(top.number()));
    }

    /** Puts the first book there, unless somebody else just has. */
    void begin(RuleBook first) {
        shelf.put(new Shelved(1, first.version(), clock.instant()), first.files());
    }

    @Override
    public Publication replace(
            SortedMap<String, String> files, Predicate<String> mayReplace, String expected, Desk desk) {
        var top = top();
        var there = top.map(Shelved::version).orElseGet(() -> desk.book().version());
        if (!mayReplace.test(there)) {
            return new Outdated(expected, there);
        }
        var number = top.map(Shelved::number).orElse(0L) + 1;
        try {
            var outcome = desk.offered(files, book -> {
                if (!shelf.put(new Shelved(number, book.version(), clock.instant()), book.files())) {
                    throw new Overtaken();
                }
            });
            shelf.keep(keep);
            return outcome;
        } catch (Overtaken overtaken) {
            return new Outdated(expected, top().map(Shelved::version).orElse(there));
        }
    }

    @Override
    public Optional<SortedMap<String, String>> before(String version) {
        return shelf.newest(keep).stream()
                .filter(b -> b.version().equals(version))
                .findFirst()
                .flatMap(b -> shelf.files(b.number()));
    }

    @Override
    public synchronized void watch(Desk desk) {
        if (thread == null) {
            thread = new Thread(() -> look(desk), "voronka-rules");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void look(Desk desk) {
        var seen = 0L;
        var isAway = false;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    var top = top().map(Shelved::number).orElse(0L);
                    if (top != seen) {
                        desk.reload();
                        seen = top;
                    }
                    isAway = false;
                } catch (VoronkaException away) {
                    if (!isAway) {
                        LOG.warn("The shelf of rule books cannot be reached; the book in force stays.", away);
                    }
                    isAway = true;
                } catch (RuntimeException failed) {
                    LOG.error("A rule book could not be taken up; the one in force stays.", failed);
                }
                TimeUnit.MILLISECONDS.sleep(poll.toMillis());
            }
        } catch (InterruptedException stopped) {
            LOG.debug("The shelf of rule books is no longer looked after.");
        }
    }

    @Override
    public void leave() {
        Thread running;
        synchronized (this) {
            running = thread;
            thread = null;
        }
        if (running == null) {
            return;
        }
        running.interrupt();
        try {
            running.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
