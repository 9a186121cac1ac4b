package dev.voronka.rules.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What people get wrong, and what they are told: the place and the words. */
class GateMistakesTest {

    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

    /** A mistake; the text of the file has it, and these are all problems that may be told. */
    private record Mistake(String name, Kind kind, String text, List<String> told) {}

    private static Mistake mistake(String name, String text, String... told) {
        return new Mistake(name, Kind.SCORE, text, List.of(told));
    }

    /** Line 4 holds the condition, line 6 the action. */
    private static Mistake when(String name, String when, String... told) {
        return mistake(name, file(when, "score.add(1, \"x\");"), told);
    }

    private static Mistake then(String name, String then, String... told) {
        return mistake(name, file("$l : Lead(budget > 5)", then), told);
    }

    private static String file(String when, String then) {
        return "package voronka.score\nrule \"Р\"\nwhen\n  " + when + "\nthen\n  " + then + "\nend\n";
    }

    private static final String FIELDS =
            "Поля: source, region, budget, answers, channel, direction, products, company, consent,"
                    + " touches, reached, daysSinceFirstTouch";

    private static final List<Mistake> MISTAKES = List.of(
            // The mistakes of the fact sheet, section 4.
            when(
                    "unknown field",
                    "Lead(budgt >= 5)",
                    "4:8 правило «Р»: у факта Lead нет поля «budgt». Возможно, «budget»? " + FIELDS),
            when(
                    "Cyrillic letter in a field",
                    "Lead(budgеt >= 5)",
                    "4:8 правило «Р»: имя «budgеt» смешивает латиницу и кириллицу. Возможно, «budget» латиницей?"),
            when(
                    "text for a number",
                    "Lead(budget > \"много\")",
                    "4:8 правило «Р»: слева число, справа текст: их нельзя сравнить"),
            when(
                    "number for a text",
                    "Lead(region > 100)",
                    "4:8 правило «Р»: слева текст, справа целое число: их нельзя сравнить"),
            when(
                    "unknown fact",
                    "Led(budget > 5)",
                    "4:3 правило «Р»: здесь нет факта «Led». Возможно, «Lead»? Факты: Lead"),
            new Mistake(
                    "unknown constant",
                    Kind.ESCALATE,
                    "package voronka.escalate\nrule \"Р\" when Overdue(kind == Kind.BREACHH) then escalate.notify(\"HEAD\", \"x\"); end",
                    List.of("2:36 правило «Р»: у Kind нет значения «BREACHH». Возможно, «BREACH»?"
                            + " Есть: REMINDER, BREACH, HEAD, REASSIGN, DIRECTOR, FAIL")),
            then(
                    "unknown action",
                    "score.ad(15, \"x\");",
                    "6:9 правило «Р»: нет действия «ad». Возможно, «add»? У score есть: add, stop"),
            then("wrong argument", "score.add(\"15\", \"x\");", "6:13 правило «Р»: баллы — это число; а это текст"),
            then(
                    "unknown name in an action",
                    "score.add(points, \"x\");",
                    "6:13 правило «Р»: имя «points» здесь неизвестно."),
            then("missing semicolon", "score.add(15, \"x\")", "6:21 правило «Р»: здесь нет «;»"),
            when(
                    "fraction with a comma",
                    "Lead(budget > 1,5)",
                    "4:17 правило «Р»: дробь пишется через точку: 1,5. Возможно, 1.5?"),
            mistake(
                    "rule of a name that is there",
                    """
                    package voronka.score
                    rule "Р" when Lead() then score.add(1, "x"); end
                    rule "Р" when Lead() then score.add(1, "x"); end
                    """,
                    "3:1 правило «Р»: правило «Р» уже есть, score.drl:2; названия должны различаться"),
            mistake(
                    "Cyrillic letter in when",
                    "package voronka.score\nrule \"Р\"\nwhеn\n  Lead()\nthen\n  score.add(1, \"x\");\nend\n",
                    "3:1 правило «Р»: «whеn» смешивает латиницу и кириллицу. Возможно, «when» латиницей?"),
            when("one equals sign", "Lead(region = \"x\")", "4:15 правило «Р»: «=» не сравнивает. Возможно, «==»?"),
            when(
                    "a word for and",
                    "Lead(budget > 5 и budget < 9)",
                    "4:19 правило «Р»: «и» внутри условия. Возможно, «&&»?"),
            when(
                    "a number with spaces",
                    "Lead(budget > 100 000)",
                    "4:17 правило «Р»: число пишется без пробелов: 100 000. Возможно, 100000?"),
            mistake(
                    "unknown property of a rule",
                    "package voronka.score\nrule \"Р\"\n  saliense 10\nwhen\n  Lead()\nthen\n  score.add(1, \"x\");\nend\n",
                    "3:3 правило «Р»: у правила нет свойства «saliense». Возможно, «salience»? Допускаются: salience, enabled, no-loop"),
            mistake(
                    "rul",
                    "package voronka.score\nrul \"Р\"\nwhen\n  Lead()\nthen\n  score.add(1, \"x\");\nend\n",
                    "2:1: «rul». Возможно, «rule»?"),
            mistake(
                    "name without quotes",
                    "package voronka.score\nrule Крупный бюджет\nwhen\n  Lead()\nthen\n  score.add(1, \"x\");\nend\n",
                    "2:6 правило «Крупный бюджет»: название правила пишется в кавычках: rule \"название\"; прочитано: Крупный"),
            when(
                    "guillemets",
                    "Lead(region == «Москва»)",
                    "4:18 правило «Р»: типографские кавычки «Москва»; нужны прямые: \"…\""),
            then(
                    "curly quotes",
                    "score.add(1, “x”);",
                    "6:16 правило «Р»: типографские кавычки “x”; нужны прямые: \"…\""),
            when(
                    "missing quote",
                    "Lead(region == \"Москва)",
                    "4:18 правило «Р»: у текста, начатого здесь, нет закрывающей кавычки: \"Москва)"),
            mistake("missing end", """
                    package voronka.score
                    rule "Р"
                    when
                      Lead()
                    then
                      score.add(1, "x");

                    rule "Т"
                    when
                      Lead()
                    then
                      score.add(1, "x");
                    end
                    """, "6:21 правило «Р»: здесь нет слова end"),
            when(
                    "too much arithmetic",
                    "Lead(budget > 1+1+1+1+1+1+1+1+1+1+1+1)",
                    "4:38 правило «Р»: в одном условии больше 10 знаков + - * /; посчитайте заранее или разделите условие"),
            when("missing bracket", "Lead(budget > 5", "4:18 правило «Р»: скобка «(» из 4:7 здесь не закрыта"),
            mistake(
                    "missing then",
                    "package voronka.score\nrule \"Р\"\nwhen\n  Lead()\n  score.add(1, \"x\");\nend\n",
                    "4:9 правило «Р»: здесь нет слова then"),
            // And more.
            mistake(
                    "missing when",
                    "package voronka.score\nrule \"Р\"\n  Lead()\nthen\n  score.add(1, \"x\");\nend\n",
                    "3:3 правило «Р»: перед «Lead» нет слова when"),
            mistake(
                    "missing end at the end of the file",
                    "package voronka.score\nrule \"Р\"\nwhen\n  Lead()\nthen\n  score.add(1, \"x\");\n",
                    "6:21 правило «Р»: здесь нет слова end"),
            mistake(
                    "package of another kind",
                    "package voronka.route\nrule \"Р\" when Lead() then score.add(1, \"x\"); end",
                    "1:9: пакет voronka.route, а здесь ожидается voronka.score"),
            mistake(
                    "no package",
                    "rule \"Р\" when Lead() then score.add(1, \"x\"); end",
                    "1:1: первой строкой должно быть: package voronka.score"),
            mistake("empty file", "", "1:1: первой строкой должно быть: package voronka.score"),
            mistake(
                    "Russian key words",
                    "package voronka.score\nправило \"Р\"\nкогда\n  Lead()\nтогда\n  score.add(1, \"x\");\nконец\n",
                    "2:1: «правило». Возможно, «rule»?",
                    "3:1 правило «Р»: «когда». Возможно, «when»?",
                    "5:1 правило «Р»: «тогда». Возможно, «then»?",
                    "7:1 правило «Р»: «конец». Возможно, «end»?"),
            when(
                    "unknown question",
                    "Lead(answers[\"deadlin\"] != null)",
                    "4:16 правило «Р»: нет вопроса «deadlin». Возможно, «deadline»? Вопросы: deadline, employees, vip, comment"),
            when(
                    "unknown answer of a choice",
                    "Lead(answers[\"deadline\"] == \"mont\")",
                    "4:31 правило «Р»: у этого вопроса нет ответа «mont». Возможно, «month»? Ответы: month, quarter, year"),
            when(
                    "question by a dot",
                    "Lead(answers.deadline != null)",
                    "4:16 правило «Р»: пишите answers[\"deadline\"]"),
            when(
                    "null for a field that is never null",
                    "Lead(region != null)",
                    "4:18 правило «Р»: region никогда не null: неизвестное — это пустой текст или 0"),
            when(
                    "regular expression",
                    "Lead(region matches \".*а\")",
                    "4:15 правило «Р»: «matches» не допускается; пишите like \"*часть*\""),
            when(
                    "misspelt operator",
                    "Lead(region contians \"а\")",
                    "4:15 правило «Р»: нет действия «contians». Возможно, «contains»?"),
            when("sign the other way round", "Lead(budget => 5)", "4:15 правило «Р»: знак «=>». Возможно, «>=»?"),
            when(
                    "variable without dollar",
                    "l : Lead(budget > 5)",
                    "4:3 правило «Р»: имя переменной начинается с $: $l"),
            when(
                    "order of texts",
                    "Lead(region > \"а\")",
                    "4:15 правило «Р»: «>» не подходит: текст; больше и меньше бывают только числа"),
            when("a value alone", "Lead(budget)", "4:8 правило «Р»: это число, а не условие «да или нет»"),
            when(
                    "figures in quotes",
                    "Lead(budget > \"100\")",
                    "4:17 правило «Р»: \"100\" — текст, а не число. Возможно, 100 без кавычек?"),
            when(
                    "per cent",
                    "Lead(budget > 5%)",
                    "4:18 правило «Р»: знак % не допускается; проценты пишутся просто числом"),
            when("comma with nothing behind", "Lead(budget > 5,)", "4:18 правило «Р»: после этой запятой ничего нет"),
            when("no value after a sign", "Lead(budget > )", "4:16 правило «Р»: после «>» чего-то не хватает"),
            when("division by zero", "Lead(budget / 0 > 1)", "4:17 правило «Р»: деление на ноль"),
            when(
                    "a number too large",
                    "Lead(budget > 9999999999999999)",
                    "4:17 правило «Р»: 9999999999999999 вне границ: не больше 1 000 000 000 000 000 и шести знаков после точки"),
            then(
                    "too many points",
                    "score.add(2000000, \"x\");",
                    "6:13 правило «Р»: баллы — от -1 000 000 до 1 000 000; прочитано: 2000000"),
            then("half points", "score.add(1.5, \"x\");", "6:13 правило «Р»: баллы — целое число; прочитано: 1.5"),
            then(
                    "points with a comma",
                    "score.add(1,5, \"x\");",
                    "6:13 правило «Р»: дробь пишется через точку: 1,5. Возможно, 1.5?"),
            then(
                    "too few arguments",
                    "score.add(1);",
                    "6:9 правило «Р»: add пишется так: score.add(points, text[, group]); прочитано значений: 1"),
            then("no reason", "score.add(1, \" \");", "6:16 правило «Р»: текст пуст"),
            then(
                    "sink of another kind",
                    "route.veto(\"e1\", \"x\");",
                    "6:3 правило «Р»: «route» бывает в файлах другого вида; здесь допускается только score.…(…);"),
            then(
                    "unknown variable",
                    "score.add(1, \"x\" + $m.region);",
                    "6:22 правило «Р»: нет переменной $m. Возможно, $l?"),
            then(
                    "field of a variable",
                    "score.add(1, \"x\" + $l.regoin);",
                    "6:25 правило «Р»: у факта Lead нет поля «regoin». Возможно, «region»? " + FIELDS),
            then(
                    "nothing to do",
                    "",
                    "5:1 правило «Р»: правило ничего не делает; после then нужно хотя бы одно score.…(…);"),
            then(
                    "no comma between arguments",
                    "score.add(1 \"x\");",
                    "6:15 правило «Р»: перед \"x\" нет запятой или знака"),
            new Mistake(
                    "unknown role",
                    Kind.APPROVE,
                    "package voronka.approve\nrule \"Р\" when Request() then approve.require(\"CF0\", \"x\"); end",
                    List.of(
                            "2:46 правило «Р»: нет роли «CF0». Возможно, «CFO»? Роли: REP, QUALIFIER, LEAD_HEAD, HEAD, DIRECTOR,"
                                    + " RESULT_OWNER, CFO, CEO, LEGAL, FINANCE, SECURITY, BUYER, ENGINEER, PARTNER_MANAGER, QUALITY")),
            new Mistake(
                    "verdict in quotes",
                    Kind.VERDICT,
                    "package voronka.verdict\nrule \"Р\" when Total() then verdict.set(\"QUALIFED\", \"x\"); end",
                    List.of("2:40 правило «Р»: \"QUALIFED\" — это текст. Возможно, Verdict.QUALIFIED без кавычек?")),
            new Mistake(
                    "whole candidate for an employee",
                    Kind.ROUTE,
                    "package voronka.route\nrule \"Р\" when $c : Candidate() then route.veto($c, \"x\"); end",
                    List.of("2:48 правило «Р»: $c — это весь кандидат. Возможно, $c.id?")),
            new Mistake(
                    "two candidates that are not tied",
                    Kind.ROUTE,
                    "package voronka.route\nrule \"Р\" when\n  Candidate() Candidate()\nthen route.veto(\"e1\", \"x\"); end",
                    List.of(
                            "3:3 правило «Р»: второй Candidate никак не связан с первым; сравните его поле с переменной первого")),
            new Mistake(
                    "part of a whole number",
                    Kind.VERDICT,
                    "package voronka.verdict\nrule \"Р\" when Total(score > 10.5) then verdict.set(NURTURE, \"x\"); end",
                    List.of("2:29 правило «Р»: score — целое число не больше 2 147 483 647; с 10.5 его не сравнить")),
            mistake(
                    "wrong encoding",
                    "package voronka.score\nrule \"\uFFFD\"",
                    "2:7: файл не в кодировке UTF-8; сохраните его как UTF-8"),
            mistake(
                    "invisible character",
                    file("Lead(region == \"a\u200Bb\")", "score.add(1, \"x\");"),
                    "4:20: невидимый или особый знак U+200B не допускается; удалите его и наберите это место заново"),
            mistake(
                    "all mistakes of a file at once",
                    """
                    package voronka.score
                    rule "А" when Lead(budgt > 5, regon == "x") then score.ad(1, "x"); end
                    rule "Б" when Lead(budget = 5) then score.add(1); end
                    """,
                    "2:20 правило «А»: у факта Lead нет поля «budgt». Возможно, «budget»? " + FIELDS,
                    "2:31 правило «А»: у факта Lead нет поля «regon». Возможно, «region»? " + FIELDS,
                    "2:56 правило «А»: нет действия «ad». Возможно, «add»? У score есть: add, stop",
                    "3:27 правило «Б»: «=» не сравнивает. Возможно, «==»?",
                    "3:43 правило «Б»: add пишется так: score.add(points, text[, group]); прочитано значений: 1"));

    @TestFactory
    Stream<DynamicTest> a_mistake_is_told_at_its_place_and_nothing_else() {
        return MISTAKES.stream()
                .map(m -> DynamicTest.dynamicTest(m.name(), () -> {
                    var checked = GateBed.check(m.kind(), m.text());

                    var file = m.kind().code() + ".drl:";
                    assertThat(checked.problems().stream().map(p -> p.said(RUSSIAN)))
                            .containsExactlyElementsOf(
                                    m.told().stream().map(t -> file + t).toList());
                    assertThat(checked.drl()).isEmpty();
                }));
    }

    @Test
    void every_problem_has_its_text_in_both_languages() {
        assertThat(Wording.ENGLISH.codes()).isEqualTo(Wording.RUSSIAN.codes());
        assertThat(MISTAKES.stream()
                        .flatMap(m -> GateBed.check(m.kind(), m.text()).problems().stream())
                        .map(Problem::text)
                        .filter(t -> t.codePoints().anyMatch(c -> c == '{' || c == '['))
                        .filter(t -> !t.contains("answers["))
                        .collect(Collectors.toSet()))
                .isSubsetOf(MISTAKES.stream()
                        .flatMap(m -> GateBed.check(m.kind(), m.text()).problems().stream())
                        .filter(p -> p.text().contains("text[, group]"))
                        .map(Problem::text)
                        .collect(Collectors.toSet()));
    }

    @Test
    void sound_rules_beside_a_broken_one_are_understood() {
        var checked = GateBed.check(Kind.SCORE, """
                package voronka.score
                rule "А" when Lead(budgt > 5) then score.add(1, "x"); end
                rule "Б" when Lead(budget > 5) then score.add(1, "x"); end
                """);

        assertThat(checked.isSound()).isFalse();
        assertThat(checked.rules()).extracting(RuleTree::name).containsExactly("Б");
    }
}
