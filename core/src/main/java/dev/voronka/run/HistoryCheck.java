package dev.voronka.run;

import dev.voronka.CardId;
import dev.voronka.PersonErased;
import dev.voronka.SalesProcess;
import dev.voronka.run.HistoryFault.Kind;
import dev.voronka.store.Chain;
import dev.voronka.store.ChainLink;
import dev.voronka.store.Ledger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks through histories and anchors, page by page. For one thread. */
final class HistoryCheck {

    private static final String ERASED = SalesProcess.codeOf(PersonErased.class);

    /** How many cards are looked at together. */
    private static final int PAGE = 200;

    /** How often a history is looked at again that grows while it is looked at. */
    private static final int TRIES = 5;

    private static final char SEPARATOR = '\u001f';

    private final Chain chain;
    private final Ledger ledger;
    private final List<HistoryFault> faults = new ArrayList<>();
    private final Set<CardId> reported = new HashSet<>();
    private long found;
    private long cards;
    private long lines;
    private long anchors;
    private @Nullable String anchor;

    HistoryCheck(Host host) {
        this.chain = host.chain();
        this.ledger = host.store().ledger();
    }

    /** One history as it is read, line by line. */
    private final class Reading {
        private final Ledger.Head head;
        private final List<HistoryFault> wrong = new ArrayList<>();
        private String previous = Chain.START;
        private long number;
        private long emptied;

        Reading(Ledger.Head head) {
            this.head = head;
        }

        void line(ChainLink line) {
            lines++;
            if (line.number() > number + 1) {
                fault(
                        Kind.MISSING_LINE,
                        number + 1,
                        lost(number + 1, line.number() - 1) + " gone, though later ones are there");
            } else if (!chain.fits(previous, line)) {
                fault(
                        Kind.CHANGED_LINE,
                        line.number(),
                        "line " + line.number() + " is not as it was written, or stands in another place");
            }
            if (line.payload() == null) {
                emptied = line.number();
            } else if (line.trigger().equals(ERASED)) {
                emptied = 0;
            }
            previous = line.digest();
            number = line.number();
        }

        void end() {
            if (number < head.number()) {
                fault(Kind.CUT_TAIL, number + 1, lost(number + 1, head.number()) + " gone from the end");
            } else if (number > head.number() || !previous.equals(head.digest())) {
                fault(
                        Kind.CHANGED_HEAD,
                        number,
                        "the card names another last line than line " + number + ", with which its history ends");
            }
            if (emptied > 0) {
                fault(
                        Kind.UNNOTED_ERASURE,
                        emptied,
                        "what line " + emptied + " said is gone, but no erasure is noted after it");
            }
        }

        private String lost(long first, long last) {
            return first == last ? "line " + first + " is" : "lines " + first + " to " + last + " are";
        }

        private void fault(Kind kind, long line, String what) {
            wrong.add(new HistoryFault(
                    kind,
                    head.card(),
                    line,
                    "In the history of card " + head.card() + " of " + head.process() + " " + what
                            + ". Compare it with a backup."));
        }
    }

    HistoryReport all() {
        CardId last = null;
        do {
            var page = ledger.heads(last, PAGE);
            check(page);
            last = page.size() < PAGE ? null : page.get(page.size() - 1).card();
        } while (last != null);
        orphans();
        anchors();
        return report();
    }

    HistoryReport card(CardId id) {
        ledger.head(id)
                .ifPresentOrElse(
                        h -> check(List.of(h)), () -> fault(Kind.DELETED_CARD, id, 0, "Card " + id + " is not there."));
        return report();
    }

    private HistoryReport report() {
        return new HistoryReport(cards, lines, anchors, anchor, found, faults);
    }

    private void check(List<Ledger.Head> heads) {
        cards += heads.size();
        var readings = new LinkedHashMap<CardId, Reading>();
        heads.forEach(h -> readings.put(h.card(), new Reading(h)));
        ledger.lines(List.copyOf(readings.keySet()), l -> {
            var reading = readings.get(l.card());
            if (reading != null) {
                reading.line(l);
            }
        });
        readings.values().forEach(r -> {
            r.end();
            if (!r.wrong.isEmpty()) {
                settled(r).forEach(this::add);
            }
        });
    }

    /** What is wrong with a history that does not change while it is looked at; nothing if it was purged meanwhile. */
    private List<HistoryFault> settled(Reading first) {
        var reading = first;
        for (var i = 0; i < TRIES; i++) {
            var now = ledger.head(first.head.card());
            if (now.isEmpty()) {
                return List.of();
            }
            if (now.get().equals(reading.head)) {
                return reading.wrong;
            }
            var again = new Reading(now.get());
            ledger.lines(List.of(first.head.card()), again::line);
            again.end();
            reading = again;
        }
        return reading.wrong;
    }

    private void orphans() {
        CardId last = null;
        do {
            var page = ledger.orphans(last, PAGE);
            page.stream()
                    .filter(id -> ledger.head(id).isEmpty())
                    .forEach(id -> fault(
                            Kind.DELETED_CARD,
                            id,
                            0,
                            "Card " + id
                                    + " is gone, but lines of its history are there. Bring it back from a backup."));
            last = page.size() < PAGE ? null : page.get(page.size() - 1);
        } while (last != null);
    }

    private void anchors() {
        var previous = Chain.START;
        var number = 0L;
        var page = ledger.anchors(0, PAGE);
        while (!page.isEmpty()) {
            for (var one : page) {
                anchors++;
                if (one.number() != number + 1) {
                    fault(
                            Kind.CHANGED_ANCHOR,
                            null,
                            number + 1,
                            "Anchor " + (number + 1) + " is gone. Bring it back from a backup.");
                    check(one, null);
                } else {
                    check(one, previous);
                }
                previous = one.digest();
                number = one.number();
                anchor = one.digest();
            }
            page = ledger.anchors(number, PAGE);
        }
    }

    /** Looks whether an anchor is as it was made, and whether what it has noted is still there. */
    private void check(Ledger.Anchor one, @Nullable String previous) {
        var digest = String.valueOf(previous);
        var place = 0L;
        var page = ledger.noted(one.number(), 0, PAGE);
        while (!page.isEmpty()) {
            var gone = ledger.gone(page.stream().map(Ledger.Noted::card).collect(Collectors.toSet())).stream()
                    .filter(g -> g.seal().equals(seal(chain, g)))
                    .collect(Collectors.toMap(Ledger.Gone::card, Ledger.Gone::number));
            for (var noted : page) {
                digest = fold(chain, digest, noted.card(), noted.number(), noted.digest());
                compare(one, noted, gone.getOrDefault(noted.card(), 0L));
            }
            place += page.size();
            page = page.size() < PAGE ? List.of() : ledger.noted(one.number(), place, PAGE);
        }
        if (previous != null
                && (place != one.cards() || !seal(chain, one, digest).equals(one.digest()))) {
            fault(
                    Kind.CHANGED_ANCHOR,
                    null,
                    one.number(),
                    "Anchor " + one.number() + " of " + one.at()
                            + ", or what it has noted, is not as it was made. Compare it with a backup.");
        }
    }

    private void compare(Ledger.Anchor one, Ledger.Noted noted, long goneAt) {
        if (noted.digest().equals(noted.now()) || (goneAt >= noted.number() && !noted.cardIsThere())) {
            return;
        }
        var card = noted.card();
        if (!noted.cardIsThere()) {
            if (!reported.contains(card)
                    && ledger.gone(Set.of(card)).stream()
                            .noneMatch(g -> g.seal().equals(seal(chain, g)))) {
                fault(
                        Kind.DELETED_CARD,
                        card,
                        0,
                        "Card " + card + ", which anchor " + one.number() + " of " + one.at()
                                + " has seen, is gone. Bring it back from a backup.");
            }
        } else if (noted.now() == null) {
            fault(
                    Kind.CUT_TAIL,
                    card,
                    noted.number(),
                    "Line " + noted.number() + " of card " + card
                            + ", which anchor " + one.number() + " of " + one.at()
                            + " has seen, is gone. Compare it with a backup.");
        } else {
            fault(
                    Kind.CHANGED_LINE,
                    card,
                    noted.number(),
                    "Line " + noted.number() + " of card " + card
                            + " is another one than anchor " + one.number() + " of " + one.at()
                            + " has seen: the history was written anew. Compare it with a backup.");
        }
    }

    private void fault(Kind kind, @Nullable CardId card, long line, String message) {
        add(new HistoryFault(kind, card, line, message));
    }

    private void add(HistoryFault fault) {
        found++;
        if (faults.size() < HistoryReport.MOST) {
            faults.add(fault);
            if (fault.card() != null) {
                reported.add(fault.card());
            }
        }
    }

    /** Notes the heads of the histories that have grown. */
    static Ledger.Anchor anchored(Host host) {
        var now = host.now();
        var chain = host.chain();
        return host.store()
                .ledger()
                .anchor(
                        (soFar, card, number, digest) -> fold(chain, soFar, card, number, digest),
                        (number, cards, soFar) -> {
                            var bare = new Ledger.Anchor(number, now, cards, "");
                            return new Ledger.Anchor(number, now, cards, seal(chain, bare, soFar));
                        });
    }

    private static String fold(Chain chain, String soFar, CardId card, long number, String digest) {
        return chain.digestOf(soFar + SEPARATOR + card + SEPARATOR + number + SEPARATOR + digest);
    }

    private static String seal(Chain chain, Ledger.Anchor anchor, String soFar) {
        return chain.digestOf("anchor" + SEPARATOR + anchor.number() + SEPARATOR + micros(anchor.at()) + SEPARATOR
                + anchor.cards() + SEPARATOR + soFar);
    }

    /** The note that stays of a card that is removed. */
    static Ledger.Gone gone(Chain chain, Ledger.Head head, Instant at) {
        var bare = new Ledger.Gone(head.card(), head.process(), head.number(), at, head.digest(), "");
        return new Ledger.Gone(head.card(), head.process(), head.number(), at, head.digest(), seal(chain, bare));
    }

    private static String seal(Chain chain, Ledger.Gone gone) {
        return chain.digestOf("gone" + SEPARATOR + gone.card() + SEPARATOR + gone.process() + SEPARATOR + gone.number()
                + SEPARATOR + micros(gone.at()) + SEPARATOR + gone.head());
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }
}
