package dev.voronka.rules.analysis;

import dev.voronka.InvalidInput;
import dev.voronka.decision.Qualification.Verdict;
import dev.voronka.decision.ScoreSheet;
import dev.voronka.decision.Scoring;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Scores that leads may get; never fewer than they really may.
 *
 * @param least the least score, fit and engagement
 * @param most the greatest ones
 * @param each all combinations; empty if they are too many
 * @param bands verdicts that the bands of the scoring may come to
 */
record Reach(Score least, Score most, List<Score> each, Set<Verdict> bands) {

    private static final int MOST_COMBINATIONS = 4_096;
    private static final int ADDED_AT_ONCE = 1_000_000_000;

    record Score(int score, int fit, int engagement) {}

    /** What the points come to by this scoring. */
    static Reach of(Map<String, Sums> groups, Scoring scoring, boolean stops) {
        var combinations = 1L;
        for (var sums : groups.values()) {
            var each = sums.each();
            combinations = each == null || combinations > MOST_COMBINATIONS
                    ? Long.MAX_VALUE / 8
                    : Math.min(combinations * each.size(), Long.MAX_VALUE / 8);
        }
        var bands = EnumSet.noneOf(Verdict.class);
        if (stops) {
            bands.add(Verdict.NOT_TARGET);
        }
        return combinations <= MOST_COMBINATIONS ? listed(groups, scoring, bands) : bounded(groups, scoring, bands);
    }

    private static Reach listed(Map<String, Sums> groups, Scoring scoring, Set<Verdict> bands) {
        var chosen = List.of(Map.<String, Long>of());
        for (var group : groups.entrySet()) {
            var more = new ArrayList<Map<String, Long>>();
            for (var before : chosen) {
                for (var sum : Objects.requireNonNull(group.getValue().each())) {
                    var with = new LinkedHashMap<>(before);
                    with.put(group.getKey(), sum);
                    more.add(with);
                }
            }
            chosen = more;
        }
        var each = new LinkedHashSet<Score>();
        for (var one : chosen) {
            var sheet = counted(one, scoring);
            if (sheet != null) {
                each.add(score(sheet));
                bands.add(sheet.judged().verdict());
            }
        }
        if (each.isEmpty()) {
            return bounded(groups, scoring, bands);
        }
        return new Reach(
                new Score(
                        each.stream().mapToInt(Score::score).min().orElseThrow(),
                        each.stream().mapToInt(Score::fit).min().orElseThrow(),
                        each.stream().mapToInt(Score::engagement).min().orElseThrow()),
                new Score(
                        each.stream().mapToInt(Score::score).max().orElseThrow(),
                        each.stream().mapToInt(Score::fit).max().orElseThrow(),
                        each.stream().mapToInt(Score::engagement).max().orElseThrow()),
                List.copyOf(each),
                bands);
    }

    /** More points of a group never lead to a smaller score or to a worse verdict. */
    private static Reach bounded(Map<String, Sums> groups, Scoring scoring, Set<Verdict> bands) {
        var fewest = new LinkedHashMap<String, Long>();
        var greatest = new LinkedHashMap<String, Long>();
        groups.forEach((group, sums) -> {
            fewest.put(group, sums.least());
            greatest.put(group, sums.most());
        });
        var low = counted(fewest, scoring);
        var high = counted(greatest, scoring);
        var least = low == null ? new Score(Integer.MIN_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE) : score(low);
        var most = high == null ? new Score(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE) : score(high);
        var worst = low == null ? Verdict.NOT_TARGET : low.judged().verdict();
        var best = high == null ? Verdict.QUALIFIED : high.judged().verdict();
        for (var verdict : Verdict.values()) {
            if (rank(verdict) >= rank(worst) && rank(verdict) <= rank(best)) {
                bands.add(verdict);
            }
        }
        return new Reach(least, most, List.of(), bands);
    }

    private static int rank(Verdict verdict) {
        return switch (verdict) {
            case NOT_TARGET -> 0;
            case NURTURE -> 1;
            case QUALIFIED -> 2;
        };
    }

    /** The sheet with these sums; null if they are beyond what a score can be: the decision fails then. */
    private static @Nullable ScoreSheet counted(Map<String, Long> sums, Scoring scoring) {
        var sheet = sheet(sums, scoring);
        try {
            sheet.score();
            return sheet;
        } catch (InvalidInput beyondAnyScore) {
            return null;
        }
    }

    private static ScoreSheet sheet(Map<String, Long> sums, Scoring scoring) {
        var sheet = scoring.sheet();
        sums.forEach((group, sum) -> {
            var left = sum;
            while (left != 0) {
                var step = (int) Math.max(-ADDED_AT_ONCE, Math.min(ADDED_AT_ONCE, left));
                sheet.add(step, "?", group);
                left -= step;
            }
        });
        return sheet;
    }

    private static Score score(ScoreSheet sheet) {
        return new Score(sheet.score(), sheet.fit(), sheet.engagement());
    }

    /** Whether a score within these may come about. */
    boolean meets(Values score, Values fit, Values engagement) {
        if (!each.isEmpty()) {
            return each.stream()
                    .anyMatch(e -> score.has(BigDecimal.valueOf(e.score()))
                            && fit.has(BigDecimal.valueOf(e.fit()))
                            && engagement.has(BigDecimal.valueOf(e.engagement())));
        }
        return score.meets(between(least.score(), most.score()))
                && fit.meets(between(least.fit(), most.fit()))
                && engagement.meets(between(least.engagement(), most.engagement()));
    }

    static Values between(int least, int most) {
        return new Values(false, Numbers.of(true, Interval.between(least, most)));
    }
}
