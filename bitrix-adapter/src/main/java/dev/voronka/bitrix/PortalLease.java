package dev.voronka.bitrix;

import dev.voronka.store.StoreFailed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may write to a portal: one node, for a minute at a time. A portal knows no conditional write, so two nodes that claim
 * in the same moment may both read their own name for an instant; the one that is written over finds out at the next renewal.
 */
final class PortalLease {

    private static final Logger LOG = LoggerFactory.getLogger(PortalLease.class);

    /** For how long it is claimed. */
    static final Duration TIME = Duration.ofSeconds(60);

    private static final String KEY = "lease-portal";

    private record LeaseText(String node, Instant until) {}

    private final Journal journal;
    private final JournalForm form;
    private final Clock clock;
    private final String node;
    private Instant until = Instant.EPOCH;

    PortalLease(Journal journal, JournalForm form, Clock clock, String node) {
        this.journal = journal;
        this.form = form;
        this.clock = clock;
        this.node = node;
    }

    /**
     * Sees to it that this node may write for some while.
     *
     * @return whether it might not before, so that what is in memory says nothing
     * @throws StoreFailed if another node may
     */
    boolean hold() {
        var now = clock.instant();
        if (now.isBefore(until.minus(TIME.dividedBy(2)))) {
            return false;
        }
        var lost = !now.isBefore(until);
        until = Instant.EPOCH;
        var there = journal.one(KEY);
        var kept = there.map(l -> form.read(l.json(), LeaseText.class)).orElse(null);
        if (kept != null && !kept.node().equals(node)) {
            lost = true;
            if (kept.until().isAfter(now)) {
                throw refused(kept);
            }
        }
        var wanted = new LeaseText(node, now.plus(TIME));
        journal.put(line(wanted));
        var read =
                journal.one(KEY).map(l -> form.read(l.json(), LeaseText.class)).orElse(wanted);
        if (!read.equals(wanted)) {
            throw refused(read);
        }
        until = wanted.until();
        if (lost) {
            LOG.info("Node {} keeps the cards of the portal from now on.", node);
        }
        return lost;
    }

    private StoreFailed refused(LeaseText other) {
        return new StoreFailed(
                "The cards of this portal are kept by node " + other.node() + " until " + other.until()
                        + ", and this is node " + node
                        + ". One node a portal may write: stop the other one, or wait until its lease has ended.",
                true,
                null);
    }

    private JournalLine line(LeaseText text) {
        return new JournalLine(JournalKind.LEASE, KEY, "", "", 0, 0, form.text(text));
    }

    /** Lets others write. */
    void release() {
        if (until.isAfter(clock.instant())) {
            journal.write(List.of(line(new LeaseText(node, clock.instant()))), List.of(), false, null);
        }
        until = Instant.EPOCH;
    }
}
