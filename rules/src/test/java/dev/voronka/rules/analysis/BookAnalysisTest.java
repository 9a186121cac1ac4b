package dev.voronka.rules.analysis;

import static dev.voronka.rules.analysis.AnalysisBed.RUSSIAN;
import static dev.voronka.rules.analysis.AnalysisBed.analysed;
import static dev.voronka.rules.analysis.AnalysisBed.rule;
import static dev.voronka.rules.analysis.AnalysisBed.rules;
import static dev.voronka.rules.analysis.AnalysisBed.score;
import static dev.voronka.rules.analysis.AnalysisBed.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.decision.Scoring;
import dev.voronka.rules.analysis.Finding.Severity;
import dev.voronka.rules.gate.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each kind of finding: a book that has it, and a clean one that has not. */
class BookAnalysisTest {

    private record Row(String name, Kind kind, String odd, String said, String clean) {}

    private static final String NEED = "route.prefer(\"e1\", 5, \"почему\");";

    private static final List<Row> ROWS = List.of(
            new Row(
                    "numbers that exclude each other",
                    Kind.SCORE,
                    score("А", "Lead(budget > 10, budget < 5)", 1, "а"),
                    "SURE never-fires score.drl:2 Правило «А» не сработает никогда: условия «budget > 10» и «budget < 5»"
                            + " исключают друг друга.",
                    score("А", "Lead(budget > 5, budget < 10)", 1, "а")),
            new Row(
                    "whole numbers with nothing between them",
                    Kind.VERDICT,
                    verdict("А", "Total(score > 10, score < 11)", "QUALIFIED"),
                    "SURE never-fires verdict.drl:2 Правило «А» не сработает никогда: условия «score > 10» и «score < 11»"
                            + " исключают друг друга.",
                    verdict("А", "Total(score > 10, score < 12)", "QUALIFIED")),
            new Row(
                    "two regions at once, in two patterns",
                    Kind.SCORE,
                    score("А", "Lead(region == \"Москва\") Lead(region == \"Тверь\")", 1, "а"),
                    "SURE never-fires score.drl:2 Правило «А» не сработает никогда: условия «region == \"Москва\"» и"
                            + " «region == \"Тверь\"» исключают друг друга.",
                    score("А", "Lead(region == \"Москва\") Lead(source == \"Тверь\")", 1, "а")),
            new Row(
                    "a missing answer that is compared",
                    Kind.SCORE,
                    score("А", "Lead(answers[\"employees\"] == null, answers[\"employees\"] > 5)", 1, "а"),
                    "SURE never-fires score.drl:2 Правило «А» не сработает никогда: условия «answers[\"employees\"] =="
                            + " null» и «answers[\"employees\"] > 5» исключают друг друга.",
                    score("А", "Lead(answers[\"employees\"] == null || answers[\"employees\"] > 5)", 1, "а")),
            new Row(
                    "an answer in free text is only known to be given",
                    Kind.SCORE,
                    score("А", "Lead(answers[\"need\"] == false)", 1, "а"),
                    "SURE never-fires score.drl:2 Правило «А» не сработает никогда: условие «answers[\"need\"] == false»"
                            + " невыполнимо — ответ «need» может быть: да или нет ответа.",
                    score("А", "Lead(answers[\"need\"] != true)", 1, "а")),
            new Row(
                    "a negative count",
                    Kind.ESCALATE,
                    rule("А", "Overdue(reminders < 0)", "escalate.notify(\"HEAD\", \"а\");"),
                    "SURE never-fires escalate.drl:2 Правило «А» не сработает никогда: условие «reminders < 0»"
                            + " невыполнимо — напоминаний до этого может быть: от 0.",
                    rule("А", "Overdue(reminders < 1)", "escalate.notify(\"HEAD\", \"а\");")),
            new Row(
                    "a negative budget",
                    Kind.SCORE,
                    score("А", "Lead(budget < 0)", 1, "а"),
                    "LIKELY never-fires score.drl:2 Правило «А» вряд ли когда-нибудь сработает: условие «budget < 0»"
                            + " невыполнимо — бюджет может быть: от 0.",
                    score("А", "Lead(budget <= 0)", 1, "а")),
            new Row(
                    "what nobody tells escalation rules",
                    Kind.ESCALATE,
                    rule("А", "Card(region == \"Москва\")", "escalate.notify(\"HEAD\", \"а\");"),
                    "SURE never-fires escalate.drl:2 Правило «А» не сработает никогда: условие «region == \"Москва\"»"
                            + " невыполнимо — в этих правилах регион всегда пусто.",
                    rule("А", "Card(stage == \"NEW\")", "escalate.notify(\"HEAD\", \"а\");")),
            new Row(
                    "there is and there is not",
                    Kind.ROUTE,
                    rule("А", "Candidate(openCards > 5) not Candidate(openCards > 3)", NEED),
                    "SURE never-fires route.drl:2 Правило «А» не сработает никогда: его условия исключают друг друга.",
                    rule("А", "Candidate(openCards > 5) not Candidate(openCards > 7)", NEED)),
            new Row(
                    "texts that do not fit the pattern",
                    Kind.SCORE,
                    score("А", "Lead(region in (\"Москва\", \"Тверь\"), region like \"*снг*\")", 1, "а"),
                    "SURE never-fires score.drl:2 Правило «А» не сработает никогда: его условия исключают друг друга.",
                    score("А", "Lead(region in (\"Москва\", \"снг-юг\"), region like \"*снг*\")", 1, "а")),
            new Row(
                    "a rule that is switched off",
                    Kind.SCORE,
                    "rule \"А\" enabled false when Lead() then score.add(1, \"а\"); end\n"
                            + score("Б", "Lead(budget < 100)", 1, "б"),
                    "NOTE disabled-rule score.drl:2 Правило «А» выключено (enabled false).",
                    score("Б", "Lead(budget < 100)", 1, "б")),
            new Row(
                    "a general verdict before a special one",
                    Kind.VERDICT,
                    verdict("Общее", "Total(score >= 25)", "NURTURE")
                            + verdict("Частное", "Total(score >= 50)", "QUALIFIED"),
                    "SURE shadowed-rule verdict.drl:3 Правило «Частное» никогда не решает: всегда, когда оно подходит,"
                            + " раньше решает «Общее» (verdict.drl:2). Например: баллы 50.",
                    verdict("Частное", "Total(score >= 50)", "QUALIFIED")
                            + verdict("Общее", "Total(score >= 25)", "NURTURE")),
            new Row(
                    "two verdicts that leave nothing to a third",
                    Kind.VERDICT,
                    verdict("Много", "Total(score >= 50)", "QUALIFIED")
                            + verdict("Мало", "Total(score < 50)", "NOT_TARGET")
                            + verdict("Москва", "Lead(region == \"Москва\")", "NURTURE"),
                    "SURE shadowed-rule verdict.drl:4 Правило «Москва» никогда не решает: всегда, когда оно подходит,"
                            + " раньше решает «Много» (verdict.drl:2), «Мало» (verdict.drl:3)."
                            + " Например: регион «Москва».",
                    verdict("Много", "Total(score >= 50)", "QUALIFIED")
                            + verdict("Мало", "Total(score < 25)", "NOT_TARGET")
                            + verdict("Остальные", "Lead()", "NURTURE")),
            new Row(
                    "a queue behind a force",
                    Kind.ROUTE,
                    rule("Отдать", "Card(amount > 10)", "route.force(\"e1\", \"а\");")
                            + rule("В очередь", "Card(amount > 20)", "route.queue(\"q\", \"б\");"),
                    "SURE shadowed-rule route.drl:3 Правило «В очередь» никого не назначает: всегда, когда оно подходит,"
                            + " раньше назначает «Отдать» (route.drl:2). Например: сумма 21.",
                    "rule \"В очередь\" salience 1 when Card(amount > 20) then route.queue(\"q\", \"б\"); end\n"
                            + rule("Отдать", "Card(amount > 10)", "route.force(\"e1\", \"а\");")),
            new Row(
                    "verdicts whose order is chance",
                    Kind.VERDICT,
                    verdict("Регион", "Lead(region == \"Москва\")", "QUALIFIED")
                            + verdict("Мелкий", "Lead(budget < 1000)", "NOT_TARGET"),
                    "LIKELY overlapping-rules verdict.drl:2 Правило «Регион» (QUALIFIED) подходит вместе с «Мелкий»"
                            + " (verdict.drl:3) (NOT_TARGET); решает оно только потому, что стоит раньше."
                            + " Например: регион «Москва», бюджет 500.",
                    "rule \"Регион\" salience 5 when Lead(region == \"Москва\") then"
                            + " verdict.set(QUALIFIED, \"а\"); end\n"
                            + verdict("Мелкий", "Lead(budget < 1000)", "NOT_TARGET")),
            new Row(
                    "ranges of points that overlap",
                    Kind.SCORE,
                    score("А", "Lead(budget >= 0, budget <= 100)", 5, "а")
                            + score("Б", "Lead(budget >= 50, budget < 200)", 10, "б"),
                    "LIKELY overlapping-rules score.drl:2 Диапазоны правил «А» (score.drl:2), «Б» (score.drl:3)"
                            + " пересекаются: бюджет от 50, не больше 100 — баллы дают оба. Например: бюджет 80.",
                    score("А", "Lead(budget < 50)", 5, "а") + score("Б", "Lead(budget >= 50, budget < 200)", 10, "б")),
            new Row(
                    "points twice for the same reason",
                    Kind.SCORE,
                    score("А", "Lead(budget >= 1000)", 5, "большой бюджет")
                            + score("Б", "Lead(region == \"Москва\")", 10, "большой бюджет"),
                    "LIKELY double-count score.drl:2 Правила «А» (score.drl:2), «Б» (score.drl:3) могут сработать вместе и"
                            + " дать баллы за одно и то же, «большой бюджет»: 5 + 10."
                            + " Например: бюджет 1 000, регион «Москва».",
                    score("А", "Lead(budget >= 1000)", 5, "большой бюджет")
                            + score("Б", "Lead(budget >= 100, budget < 1000)", 10, "большой бюджет")),
            new Row(
                    "points twice under the same conditions",
                    Kind.SCORE,
                    score("А", "Lead(budget >= 1000, region == \"Москва\")", 5, "а")
                            + score("Б", "Lead(region == \"Москва\", !(budget < 1000))", 10, "б"),
                    "LIKELY double-count score.drl:2 Правила «А» (score.drl:2), «Б» (score.drl:3) дают баллы в одну группу"
                            + " при одних и тех же условиях, вместе 5 + 10.",
                    score("А", "Lead(budget >= 1000)", 5, "а") + score("Б", "Lead(budget > 1000)", 10, "б")),
            new Row(
                    "the same rule twice",
                    Kind.APPROVE,
                    rule("А", "Request(amount > 100)", "approve.require(\"CFO\", \"дорого\");")
                            + rule("Б", "Request(amount > 100.00)", "approve.require(\"CFO\", \"дорого\");"),
                    "SURE same-conditions approve.drl:2 Правила «А» (approve.drl:2), «Б» (approve.drl:3) подходят при одних"
                            + " и тех же условиях и делают одно и то же.",
                    rule("А", "Request(amount > 100)", "approve.require(\"CFO\", \"дорого\");")
                            + rule("Б", "Request(amount > 1000)", "approve.require(\"CEO\", \"дорого\");")),
            new Row(
                    "one condition in two rules",
                    Kind.APPROVE,
                    rule("А", "Request(amount > 100)", "approve.require(\"CFO\", \"дорого\");")
                            + rule("Б", "Request(amount > 100)", "approve.require(\"CEO\", \"дорого\");"),
                    "NOTE same-conditions approve.drl:2 Правила «А» (approve.drl:2), «Б» (approve.drl:3) подходят при одних"
                            + " и тех же условиях.",
                    rule("А", "Request(amount > 100)", "approve.require(\"CFO\", \"дорого\");")),
            new Row(
                    "a gap between ranges",
                    Kind.APPROVE,
                    rule(
                                    "До ста",
                                    "Request(process == \"deal\", amount <= 100000)",
                                    "approve.require(\"HEAD\", \"а\");")
                            + rule(
                                    "От двухсот",
                                    "Request(process == \"deal\", amount >= 200000)",
                                    "approve.require(\"CFO\", \"а\");"),
                    "LIKELY range-gap approve.drl:2 Между правилами «До ста» (approve.drl:2) и «От двухсот» (approve.drl:3)"
                            + " пробел: сумма больше 100 000, меньше 200 000 — правила нет."
                            + " Например: процесс «deal», сумма 150 000.",
                    rule(
                                    "До ста",
                                    "Request(process == \"deal\", amount <= 100000)",
                                    "approve.require(\"HEAD\", \"а\");")
                            + rule(
                                    "Больше ста",
                                    "Request(process == \"deal\", amount > 100000)",
                                    "approve.require(\"CFO\", \"а\");")),
            new Row(
                    "a gap of one number",
                    Kind.SCORE,
                    score("Меньше", "Lead(budget < 100)", 1, "а") + score("Больше", "Lead(budget > 100)", 5, "б"),
                    "LIKELY range-gap score.drl:2 Между правилами «Меньше» (score.drl:2) и «Больше» (score.drl:3) пробел:"
                            + " бюджет ровно 100 — правила нет. Например: бюджет 100.",
                    score("Меньше", "Lead(budget <= 99.99)", 1, "а") + score("Больше", "Lead(budget >= 100)", 5, "б")),
            new Row(
                    "a gap among verdicts",
                    Kind.VERDICT,
                    verdict("Много", "Total(score >= 50)", "QUALIFIED")
                            + verdict("Мало", "Total(score < 25)", "NOT_TARGET"),
                    "LIKELY range-gap verdict.drl:3 Между правилами «Мало» (verdict.drl:3) и «Много» (verdict.drl:2)"
                            + " пробел: баллы от 25, не больше 49 — правила нет. Например: баллы 40.",
                    verdict("Много", "Total(score >= 50)", "QUALIFIED")
                            + verdict("Мало", "Total(score < 25)", "NOT_TARGET")
                            + verdict("Прочее", "Lead()", "NURTURE")),
            new Row(
                    "an answer without a rule",
                    Kind.SCORE,
                    score("Месяц", "Lead(answers[\"deadline\"] == \"month\")", 9, "а")
                            + score("Квартал", "Lead(answers[\"deadline\"] == \"quarter\")", 5, "б"),
                    "LIKELY value-gap score.drl:2 Есть правила «Месяц» (score.drl:2), «Квартал» (score.drl:3), но ни одного"
                            + " для «later» (ответ «deadline»). Например: ответ «deadline» «later».",
                    score("Месяц", "Lead(answers[\"deadline\"] == \"month\")", 9, "а")
                            + score("Остальные", "Lead(answers[\"deadline\"] in (\"quarter\", \"later\"))", 5, "б")),
            new Row(
                    "a rung without a rule",
                    Kind.ESCALATE,
                    rule("1", "Overdue(kind in (REMINDER, BREACH))", "escalate.notify(\"HEAD\", \"а\");")
                            + rule("2", "Overdue(kind == HEAD)", "escalate.notify(\"HEAD\", \"а\");")
                            + rule("3", "Overdue(kind == FAIL)", "escalate.notify(\"HEAD\", \"а\");"),
                    "LIKELY value-gap escalate.drl:2 Есть правила «1» (escalate.drl:2), «2» (escalate.drl:3), «3»"
                            + " (escalate.drl:4), но ни одного для REASSIGN, DIRECTOR (ступень)."
                            + " Например: ступень REASSIGN.",
                    rule("1", "Overdue(kind != FAIL)", "escalate.notify(\"HEAD\", \"а\");")
                            + rule("2", "Overdue(kind == FAIL)", "escalate.notify(\"HEAD\", \"а\");")),
            new Row(
                    "a condition said twice",
                    Kind.SCORE,
                    score("А", "Lead(budget > 10, region == \"Тверь\", budget > 10)", 1, "а"),
                    "SURE repeated-condition score.drl:2 Правило «А» содержит условие «budget > 10» дважды.",
                    score("А", "Lead(budget > 10, region == \"Тверь\", budget < 20)", 1, "а")),
            new Row(
                    "a condition that follows from another",
                    Kind.SCORE,
                    score("А", "Lead(budget > 5 && region != \"\", budget > 10)", 1, "а"),
                    "SURE repeated-condition score.drl:2 Правило «А» обойдётся без условия «budget > 5»: оно следует из"
                            + " «budget > 10».",
                    score("А", "Lead(answers[\"employees\"] != null, answers[\"employees\"] > 10)", 1, "а")));

    @TestFactory
    Stream<DynamicTest> an_odd_book_is_told_with_its_place_and_an_example() {
        return ROWS.stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.name(),
                        () -> assertThat(said(analysed(row.kind(), row.odd()), row.kind()))
                                .contains(row.said())));
    }

    @TestFactory
    Stream<DynamicTest> a_clean_book_has_nothing_of_the_kind() {
        return ROWS.stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.name(),
                        () -> assertThat(said(analysed(row.kind(), row.clean()), row.kind()))
                                .isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> all_is_said_in_english_too() {
        var cyrillic = Pattern.compile("[а-яёА-ЯЁ]+");
        return ROWS.stream()
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    for (var finding : analysed(row.kind(), row.odd()).findings()) {
                        var words = cyrillic.matcher(finding.said(Locale.ENGLISH) + finding.advice(Locale.ENGLISH))
                                .results()
                                .map(MatchResult::group)
                                .toList();
                        assertThat(words)
                                .as(finding.text())
                                .allSatisfy(w -> assertThat(row.odd()).contains(w));
                    }
                }));
    }

    /** Without bands of the scoring, which these small books do not reach. */
    private static List<String> said(AnalysisReport report, Kind kind) {
        return report.findings().stream()
                .filter(f -> !f.rules().isEmpty())
                .peek(f -> assertThat(f.decides()).isEqualTo(kind.code()))
                .map(f -> f.severity() + " " + f.kind().code() + " " + f.place() + " " + f.said(RUSSIAN))
                .toList();
    }

    private static final String SCORES = score("Бюджет", "Lead(budget >= 1000)", 40, "а")
            + score("Малый бюджет", "Lead(budget < 1000)", -10, "б")
            + score("Москва", "Lead(region == \"Москва\")", 30, "в")
            + score("Тверь", "Lead(region == \"Тверь\")", 20, "г");

    @Test
    void a_verdict_that_asks_for_more_points_than_there_are_is_out_of_reach() {
        var report = analysed(Map.of(
                Kind.SCORE,
                rules(Kind.SCORE, SCORES),
                Kind.VERDICT,
                rules(
                        Kind.VERDICT,
                        verdict("Горячий", "Total(score > 70)", "QUALIFIED")
                                + verdict("Малый", "Lead(budget < 500) Total(score >= 30)", "QUALIFIED")
                                + verdict("Тёплый", "Total(score == 70)", "QUALIFIED")
                                + verdict("Ровно", "Total(score == 50)", "NURTURE")
                                + verdict("Все", "Lead()", "NURTURE"))));

        assertThat(report.findings())
                .extracting(f -> f.severity() + " " + f.kind() + " " + f.place() + " " + f.said(RUSSIAN))
                .containsExactly(
                        "SURE UNREACHABLE_VERDICT verdict.drl:2 Правило «Горячий» никогда не решает: столько баллов не"
                                + " получает ни один лид: «score > 70» (бывает -10; 10; 20; 40; 60; 70).",
                        "SURE UNREACHABLE_VERDICT verdict.drl:3 Правило «Малый» никогда не решает: столько баллов не"
                                + " получает ни один лид: «score >= 30» (бывает -10; 10; 20).",
                        "SURE UNREACHABLE_VERDICT verdict.drl:5 Правило «Ровно» никогда не решает: столько баллов не"
                                + " получает ни один лид: «score == 50» (бывает -10; 10; 20; 40; 60; 70).");
    }

    @Test
    void a_verdict_within_the_limits_of_groups_is_reached() {
        var limited = Scoring.standard().limit(Scoring.FIT, 0, 60);
        var book = Map.of(
                Kind.SCORE,
                rules(Kind.SCORE, SCORES),
                Kind.VERDICT,
                rules(
                        Kind.VERDICT,
                        verdict("Горячий", "Total(score > 60)", "QUALIFIED") + verdict("Все", "Lead()", "NURTURE")));

        assertThat(analysed(book).findings()).isEmpty();
        assertThat(analysed(book, limited).findings())
                .singleElement()
                .satisfies(f -> assertThat(f.said(RUSSIAN)).endsWith("«score > 60» (бывает 0; 10; 20; 40; 60)."));
    }

    @Test
    void bands_that_nobody_falls_into_are_told_where_no_verdict_rule_decides() {
        var report = analysed(Kind.SCORE, score("А", "Lead(region == \"Тверь\")", 30, "а"));

        assertThat(report.findings())
                .singleElement()
                .satisfies(f -> assertThat(f.said(RUSSIAN))
                        .isEqualTo("По баллам ни один лид не станет QUALIFIED: бывает 0; 30 баллов, а пороги — 25"
                                + " (NURTURE) и 50 (QUALIFIED)."))
                .satisfies(f -> assertThat(f.severity()).isEqualTo(Severity.SURE));
        assertThat(analysed(Kind.SCORE, SCORES).of(Severity.SURE)).isEmpty();
    }

    @Test
    void who_is_compared_with_whom_and_who_must_not_be_there_is_not_forgotten() {
        var force = "route.force(\"e1\", \"а\");";
        var joined = rule("А", "$a : Candidate(skills contains \"it\") Candidate(openCards > $a.openCards)", force)
                + rule(
                        "Б",
                        "$a : Candidate(openCards < 9) Candidate(openCards > $a.openCards, skills contains \"it\")",
                        force);
        var without = rule("А", "Candidate(openCards > 3) not Candidate(skills contains \"it\")", force)
                + rule("Б", "Candidate(openCards > 3)", force);
        var with = rule("А", "Candidate(openCards > 3) not Candidate(skills contains \"it\")", force)
                + rule("Б", "Candidate(openCards > 4) not Candidate(skills contains \"it\")", force);

        assertThat(analysed(Kind.ROUTE, joined).of(Severity.SURE)).isEmpty();
        assertThat(analysed(Kind.ROUTE, without).of(Severity.SURE)).isEmpty();
        assertThat(analysed(Kind.ROUTE, with).of(Severity.SURE))
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.SHADOWED);
    }

    @Test
    void variables_stand_for_what_they_were_bound_to() {
        var other = rule("А", "$a : Candidate(openCards > 5) Candidate($a.rank == 1, openCards < 3, rank != 1)", NEED);
        var card = rule("Б", "$c : Card(score > 5) $a : Candidate(openCards >= $a.rank, $c.score < 3)", NEED);

        assertThat(analysed(Kind.ROUTE, other).findings()).isEmpty();
        assertThat(said(analysed(Kind.ROUTE, card), Kind.ROUTE))
                .singleElement()
                .asString()
                .contains("условия «score > 5» и «$c.score < 3» исключают друг друга");
    }

    @Test
    void a_higher_salience_decides_first() {
        var book = verdict("Частное", "Total(score >= 50)", "QUALIFIED")
                + "rule \"Общее\" salience 5 when Total(score >= 25) then verdict.set(NURTURE, \"а\"); end\n";

        assertThat(said(analysed(Kind.VERDICT, book), Kind.VERDICT))
                .singleElement()
                .asString()
                .startsWith("SURE shadowed-rule verdict.drl:2 Правило «Частное» никогда не решает");
    }

    @Test
    void what_a_more_general_rule_covers_is_no_gap() {
        var ranges = rule("1", "Request(process == \"deal\", amount < 100)", "approve.require(\"HEAD\", \"а\");")
                + rule("2", "Request(process == \"deal\", amount > 200)", "approve.require(\"CFO\", \"а\");");
        var general = rule("3", "Request(amount >= 100, amount <= 200)", "approve.require(\"CEO\", \"а\");");

        assertThat(analysed(Kind.APPROVE, ranges).findings())
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.RANGE_GAP);
        assertThat(analysed(Kind.APPROVE, ranges + general).findings()).isEmpty();
    }

    @Test
    void a_rule_with_very_many_alternatives_is_told_to_be_too_involved() {
        var any = new StringBuilder("Lead(");
        for (var i = 0; i < 9; i++) {
            any.append(i == 0 ? "" : ", ").append("(budget != " + i + " || region != \"" + i + "\")");
        }

        var report = analysed(Kind.SCORE, score("А", any + ")", 1, "а") + score("Б", "Lead(budget > 3)", 60, "б"));

        assertThat(report.complete()).isFalse();
        assertThat(report.findings())
                .extracting(Finding::kind)
                .contains(Finding.Kind.TOO_INVOLVED)
                .doesNotContain(Finding.Kind.NEVER_FIRES);
    }

    @Test
    void of_very_many_findings_some_are_shown_and_the_rest_is_said() {
        var many = new StringBuilder();
        for (var i = 0; i < 50; i++) {
            many.append(score("П" + i, "Lead(budget > 10, budget < 5)", 1, "а" + i));
        }

        var report = analysed(Kind.SCORE, many.toString());

        assertThat(report.findings())
                .filteredOn(f -> f.kind() == Finding.Kind.NEVER_FIRES)
                .hasSize(20);
        assertThat(report.complete()).isFalse();
        assertThat(report.text(RUSSIAN)).contains("Замечаний «never-fires» больше, показаны 20.");
    }

    @Test
    void when_the_time_is_over_that_is_said() {
        var report = BookAnalysis.of(
                Map.of(Kind.VERDICT, rules(Kind.VERDICT, ROWS.get(11).odd())),
                AnalysisBed.QUESTIONS,
                Scoring.standard(),
                Duration.ZERO);

        assertThat(report.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.CUT_SHORT);
        assertThat(report.complete()).isFalse();
    }

    @Test
    void the_report_can_be_read_in_both_languages_and_written_as_json() {
        var report = analysed(
                Kind.VERDICT,
                verdict("Общее", "Total(score >= 25)", "NURTURE")
                        + verdict("Частное", "Total(score >= 50)", "QUALIFIED"));

        assertThat(report.text(RUSSIAN)).isEqualTo("""
                Точно: 1
                  verdict.drl:3: Правило «Частное» никогда не решает: всегда, когда оно подходит, раньше решает «Общее» (verdict.drl:2). Например: баллы 50.
                    → Поставьте его раньше, дайте ему salience больше или удалите.
                """);
        assertThat(report.text(Locale.ENGLISH)).isEqualTo("""
                Sure: 1
                  verdict.drl:3: The rule "Частное" never decides: wherever it holds, "Общее" (verdict.drl:2) decides before it. For example: score 50.
                    → Put it before, give it a higher salience, or delete it.
                """);
        assertThat(report.plain().toString())
                .contains("kind=shadowed-rule", "severity=sure", "decides=verdict", "complete=true")
                .contains("line=3", "name=Частное", "valueRu=50");
        assertThat(analysed(Kind.VERDICT, verdict("Все", "Lead()", "NURTURE")).text(RUSSIAN))
                .isEqualTo("Замечаний нет.\n");
    }
}
