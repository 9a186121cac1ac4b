package dev.voronka.rules.analysis;

import dev.voronka.decision.Scoring;
import dev.voronka.questionnaire.Questionnaire;
import dev.voronka.rules.gate.Kind;
import dev.voronka.rules.gate.RuleTree;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Looks for what is odd in a book. Pure; changes nothing.
 *
 * <p>Conditions are read as sets of values. What is no set of values (a comparison of two fields, {@code like}, arithmetic)
 * may always hold, and answers are taken to fit the questionnaire. So {@link Finding.Severity#SURE} is proven, and not
 * everything that is so is found.
 */
public final class BookAnalysis {

    /** Enough for 5,000 rules of a kind. */
    public static final Duration LONG = Duration.ofSeconds(30);

    private BookAnalysis() {}

    /**
     * Looks at the rules of a book.
     *
     * @param rules by kind, in the order of the book; a kind that is not there is decided without rules
     * @param questionnaire whose answers rules ask about
     * @param scoring how points become a score
     * @param limit how long it may take; what was not compared by then is said in the report
     */
    public static AnalysisReport of(
            Map<Kind, List<RuleTree>> rules, Questionnaire questionnaire, Scoring scoring, Duration limit) {
        var notes = new Notes(new Pace(limit));
        var chapters = new EnumMap<Kind, Chapter>(Kind.class);
        rules.forEach((kind, trees) -> chapters.put(kind, Chapter.of(kind, trees, questionnaire, Map.of())));
        for (var chapter : chapters.values()) {
            NeverFires.check(chapter, notes);
            Repeats.check(chapter, notes);
            Doubles.check(chapter, notes);
        }
        var verdict = chapters.get(Kind.VERDICT);
        var score = chapters.get(Kind.SCORE);
        if (score != null) {
            var bands = new Bands(score, scoring);
            var unreachable = verdict == null
                    ? new HashSet<RuleTree>()
                    : bands.check(verdict, notes).stream().map(Reading::rule).collect(Collectors.toSet());
            var left = rules.getOrDefault(Kind.VERDICT, List.of()).stream()
                    .filter(r -> !unreachable.contains(r))
                    .toList();
            var narrow = Chapter.of(Kind.VERDICT, left, questionnaire, bands.narrower());
            bands.checkBands(narrow, notes);
            if (verdict != null) {
                chapters.put(Kind.VERDICT, narrow);
            }
        }
        for (var chapter : chapters.values()) {
            var shadowed = Shadows.check(chapter, notes);
            Overlaps.check(chapter, shadowed, notes);
            Gaps.check(chapter, shadowed, notes);
        }
        return notes.report();
    }
}
