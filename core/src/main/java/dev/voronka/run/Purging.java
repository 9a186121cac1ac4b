package dev.voronka.run;

import dev.voronka.Actor;
import dev.voronka.CardId;
import dev.voronka.run.Retention.Fate;
import java.time.Instant;
import java.time.temporal.TemporalAmount;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes away what has been kept long enough. Thread-safe. */
final class Purging {

    private static final Logger LOG = LoggerFactory.getLogger(Purging.class);
    private static final Actor PURGE = Actor.system("retention");

    /** How many cards of one process one call takes. */
    static final int BATCH = 200;

    /** How many logged decisions one call takes. */
    static final int DECISIONS = 10_000;

    private final Host host;
    private final List<Retention> retentions;

    Purging(Host host, List<Retention> retentions) {
        this.host = host;
        this.retentions = List.copyOf(retentions);
    }

    int purge() {
        var done = 0;
        for (var retention : retentions) {
            var before = host.now()
                    .atZone(host.calendars().of(null).zone())
                    .minus(retention.period())
                    .toInstant();
            done += purge(retention, before);
        }
        return done;
    }

    int decisions(TemporalAmount keptFor) {
        var before = host.now()
                .atZone(host.calendars().of(null).zone())
                .minus(keptFor)
                .toInstant();
        return host.store().decisions().drop(before, DECISIONS);
    }

    /** Goes on past cards that cannot be taken away, so that they do not keep the others. */
    private int purge(Retention retention, Instant before) {
        var erases = retention.fate() == Fate.ERASED;
        var done = 0;
        CardId last = null;
        do {
            var page = host.store().ledger().expired(retention.process(), before, erases, last, BATCH);
            for (var id : page) {
                done += (erases ? isErased(id, retention) : isRemoved(id)) ? 1 : 0;
                if (done == BATCH) {
                    return done;
                }
            }
            last = page.size() < BATCH ? null : page.get(page.size() - 1);
        } while (last != null);
        return done;
    }

    private boolean isErased(CardId id, Retention retention) {
        var report = new Erasing(host, PURGE, "kept for " + retention.period()).card(id);
        report.left().forEach(l -> LOG.warn("What is kept too long cannot be erased: {}", l));
        return !report.cards().isEmpty();
    }

    private boolean isRemoved(CardId id) {
        var now = host.now();
        return host.store().ledger().remove(id, head -> HistoryCheck.gone(host.chain(), head, now));
    }
}
