package dev.voronka.rules.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.decision.Scoring;
import dev.voronka.questionnaire.AnswerType;
import dev.voronka.questionnaire.Question;
import dev.voronka.questionnaire.Questionnaire;
import dev.voronka.rules.Vocabulary;
import dev.voronka.rules.gate.Gate;
import dev.voronka.rules.gate.Kind;
import dev.voronka.rules.gate.RuleTree;
import dev.voronka.rules.gate.SourceText;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Books in small, without the compiler. */
final class AnalysisBed {

    static final Locale RUSSIAN = Locale.forLanguageTag("ru");

    static final Questionnaire QUESTIONS = Questionnaire.of(
            1,
            Question.choice("deadline", "month", "quarter", "later"),
            Question.optional("employees", AnswerType.NUMBER),
            Question.optional("vip", AnswerType.YES_NO),
            Question.optional("need", AnswerType.TEXT),
            Question.optional("price", AnswerType.ROUBLES),
            Question.optional("visit", AnswerType.DATE));

    private static final Gate GATE =
            new Gate(Vocabulary.STANDARD.with(QUESTIONS).questions(), Gate.Bounds.STANDARD);

    private AnalysisBed() {}

    /** The trees of a file {@code score.drl}. */
    static List<RuleTree> rules(Kind kind, String text) {
        var checked = GATE.check(
                kind, List.of(new SourceText(kind.code() + ".drl", "package " + kind.packageName() + "\n" + text)));
        assertThat(checked.problems()).as(text).isEmpty();
        return checked.rules();
    }

    static AnalysisReport analysed(Map<Kind, List<RuleTree>> rules) {
        return analysed(rules, Scoring.standard());
    }

    static AnalysisReport analysed(Map<Kind, List<RuleTree>> rules, Scoring scoring) {
        return BookAnalysis.of(rules, QUESTIONS, scoring, Duration.ofMinutes(1));
    }

    static AnalysisReport analysed(Kind kind, String text) {
        return analysed(new EnumMap<>(Map.of(kind, rules(kind, text))));
    }

    /** {@code rule "А" when Lead(budget > 1) then …}, on a line of its own. */
    static String score(String name, String when, int points, String reason) {
        return rule(name, when, "score.add(" + points + ", \"" + reason + "\", \"fit\");");
    }

    static String verdict(String name, String when, String verdict) {
        return rule(name, when, "verdict.set(Verdict." + verdict + ", \"потому\");");
    }

    static String rule(String name, String when, String then) {
        return "rule \"" + name + "\" when " + when + " then " + then + " end\n";
    }
}
