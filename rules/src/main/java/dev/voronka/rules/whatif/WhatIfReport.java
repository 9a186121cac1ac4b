package dev.voronka.rules.whatif;

import dev.voronka.decision.Ruling;
import dev.voronka.rules.RuleBook;
import dev.voronka.rules.gate.Kind;
import dev.voronka.rules.whatif.Label.Sort;
import dev.voronka.rules.whatif.Replayed.Mark;
import dev.voronka.rules.whatif.Replayed.Status;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What another book would have decided otherwise: figures, as text and as a page. Made by {@link WhatIf#replay}, and not
 * changed any more afterwards.
 */
public final class WhatIfReport {

    /** Kinds in the order of a sale; those of a host follow. */
    private static final List<String> KINDS = List.of(Ruling.QUALIFY, Ruling.ROUTE, Ruling.ESCALATE, Ruling.APPROVE);

    /** All kinds of a host's own. */
    private static final String OTHER = "other";

    /**
     * How many cards an employee was given.
     *
     * @param before by the book before, or then
     * @param after by the book after
     */
    public record Load(long before, long after) {}

    private final String before;
    private final RuleBook after;
    private final ZoneId zone;
    private final int shown;
    private final Map<String, Tally> kinds = new LinkedHashMap<>();
    private final List<Replayed> troubles = new ArrayList<>();
    private final Map<String, Integer> troublesOf = new TreeMap<>();
    private Counts counts = Counts.NONE;
    private @Nullable Instant first;
    private @Nullable Instant last;

    WhatIfReport(String before, RuleBook after, ZoneId zone, int shown) {
        this.before = before;
        this.after = after;
        this.zone = zone;
        this.shown = shown;
        KINDS.forEach(kind -> kinds.put(kind, new Tally(kind, shown)));
    }

    void add(Replayed one) {
        var at = one.decision().at();
        first = first == null || at.isBefore(first) ? at : first;
        last = last == null || at.isAfter(last) ? at : last;
        counts = counts.plus(one);
        var kind = one.decision().kind();
        kinds.computeIfAbsent(KINDS.contains(kind) ? kind : OTHER, k -> new Tally(k, shown))
                .add(one);
        var isTrouble = one.status() == Status.FAILED || one.status() == Status.NOT_REPLAYED;
        if (isTrouble || one.has(Mark.NOT_REPRODUCED)) {
            var sort = isTrouble ? one.status().code() + one.why().code() : Mark.NOT_REPRODUCED.code();
            if (troublesOf.merge(sort, 1, Integer::sum) <= shown) {
                troubles.add(one);
            }
        }
    }

    /** The version of the book before; empty if what was decided then is compared with. */
    public String before() {
        return before;
    }

    /** The version of the book after. */
    public String after() {
        return after.version();
    }

    /** How many decisions ended how. */
    public Counts counts() {
        return counts;
    }

    /** The same for one kind, such as {@link Ruling#ROUTE}. */
    public Counts counts(String kind) {
        return tally(kind).counts();
    }

    /**
     * How many cards each employee was given, by id; {@code before} and {@code after} are counted over the same decisions.
     * Cards that went into a queue, or overflow, are nobody's.
     */
    public SortedMap<String, Load> loads() {
        var loads = new TreeMap<String, Load>();
        tally(Ruling.ROUTE).shares().forEach((label, share) -> {
            if (label.sort() == Sort.EMPLOYEE) {
                loads.put(label.name(), new Load(share.before(), share.after()));
            }
        });
        return loads;
    }

    /** For people at a console, in Russian or English. */
    public String text(Locale language) {
        return new TextPage(this, new Wording(language, zone)).written();
    }

    /** A page for a browser, in Russian or English. It needs no other file and no network. */
    public String html(Locale language) {
        return new HtmlPage(this, new Wording(language, zone)).written();
    }

    /** Those of a kind. */
    Tally tally(String kind) {
        var tally = kinds.get(kind);
        return tally == null ? new Tally(kind, shown) : tally;
    }

    /** All kinds of which there were decisions. */
    List<Tally> tallies() {
        return kinds.values().stream().filter(t -> t.counts().decisions() > 0).toList();
    }

    /** Kinds that the book after decides and of which there were no decisions: of these nothing can be said. */
    List<String> silent() {
        return KINDS.stream()
                .filter(kind -> counts(kind).decisions() == 0)
                .filter(kind -> after.kinds().stream().anyMatch(k -> kind.equals(decided(k))))
                .toList();
    }

    private static String decided(Kind kind) {
        return switch (kind) {
            case SCORE, VERDICT -> Ruling.QUALIFY;
            case ROUTE -> Ruling.ROUTE;
            case ESCALATE -> Ruling.ESCALATE;
            case APPROVE -> Ruling.APPROVE;
        };
    }

    /** The first of those that failed, were not replayed or not reproduced. */
    List<Replayed> troubles() {
        return troubles;
    }

    @Nullable
    Instant first() {
        return first;
    }

    @Nullable
    Instant last() {
        return last;
    }
}
