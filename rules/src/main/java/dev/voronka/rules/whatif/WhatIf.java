package dev.voronka.rules.whatif;

import dev.voronka.InvalidInput;
import dev.voronka.decision.LoggedDecision;
import dev.voronka.rules.Judging;
import dev.voronka.rules.RuleBook;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What would have been decided otherwise by another book? Stored decisions are decided once more, each by itself and as of its
 * own moment: leads are scored and judged, cards routed among the candidates of then, rungs and approvals decided. What one
 * decision would have meant for the next ones, such as loads and turns, is not simulated. Immutable, thread-safe.
 *
 * <p>In routing the employee of then stays where rules leave the router the same choice. Otherwise it is the best ranked of
 * those whom rules prefer most; the ranking is that of then.
 */
public final class WhatIf {

    /** How many changed cases of a kind a report shows if nothing else is said. */
    public static final int SHOWN = 50;

    private final @Nullable RuleBook before;
    private final RuleBook after;
    private final Judging judging;
    private final int shown;

    private WhatIf(@Nullable RuleBook before, RuleBook after, Judging judging, int shown) {
        this.before = before;
        this.after = after;
        this.judging = judging;
        this.shown = shown;
    }

    /**
     * Compares two books.
     *
     * @param before decides what it would be without the change; where it is the book of then, that is looked after
     * @param after decides what it would be with the change
     * @param judging how both are applied; the clock's zone counts only
     */
    public static WhatIf of(RuleBook before, RuleBook after, Judging judging) {
        return new WhatIf(before, after, judging, SHOWN);
    }

    /** Compares a book with what was decided then, by whatever book. */
    public static WhatIf of(RuleBook after, Judging judging) {
        return new WhatIf(null, after, judging, SHOWN);
    }

    /**
     * The same, but a report shows so many changed cases of a kind, those that changed most. All are in the table.
     *
     * @throws InvalidInput if that is less than 0
     */
    public WhatIf showing(int cases) {
        if (cases < 0) {
            throw new InvalidInput("A report shows at least 0 changed cases, not " + cases + ".");
        }
        return new WhatIf(before, after, judging, cases);
    }

    /** Decides all of these once more. They are gone through once; how much is kept does not depend on how many they are. */
    public WhatIfReport replay(Stream<LoggedDecision> decisions) {
        return replay(decisions, one -> {});
    }

    /**
     * The same, and writes each case that changed, was not reproduced, failed or was not replayed into a table for Excel in
     * Russia, while it goes on. Write it in UTF-8; it begins with a byte order mark.
     *
     * @param table where to; it is not closed
     * @param language of the table, Russian or English
     * @throws UncheckedIOException if the table cannot be written
     */
    public WhatIfReport replay(Stream<LoggedDecision> decisions, Appendable table, Locale language) {
        return replay(
                decisions,
                new CaseTable(table, new Wording(language, judging.clock().getZone()))::add);
    }

    private WhatIfReport replay(Stream<LoggedDecision> decisions, Consumer<Replayed> told) {
        var replay = new Replay(before == null ? null : new BookThen(before, judging), new BookThen(after, judging));
        var report = new WhatIfReport(
                before == null ? "" : before.version(), after, judging.clock().getZone(), shown);
        decisions.sequential().forEachOrdered(decision -> {
            var one = replay.of(decision);
            report.add(one);
            told.accept(one);
        });
        return report;
    }
}
