package dev.voronka.rules.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Ordinary rules: all are accepted, and what is emitted does just what the author's text does when a host loads it as trusted,
 * and what the trees say without any engine.
 */
class GateCorpusTest {

    /** A rule and, where plain Drools lacks the words, the same for it. */
    private record Ordinary(Kind kind, String header, String when, String then, String plainWhen, String plainThen) {
        String written(int number) {
            return text(number, when, then);
        }

        String plain(int number) {
            return text(number, plainWhen, plainThen);
        }

        private String text(int number, String conditions, String actions) {
            return "rule \"Правило №" + number + " о том, что бывает\"" + header + "\nwhen\n  " + conditions
                    + "\nthen\n  " + actions + "\nend\n";
        }
    }

    private static final List<Ordinary> CORPUS = new ArrayList<>();

    private static void of(Kind kind, String when, String then) {
        CORPUS.add(new Ordinary(kind, "", when, then, when, then));
    }

    private static void of(Kind kind, String when, String then, String plainWhen, String plainThen) {
        CORPUS.add(new Ordinary(kind, "", when, then, plainWhen, plainThen));
    }

    private static void score(String when) {
        of(Kind.SCORE, when, "score.add(5, \"" + CORPUS.size() + "\");");
    }

    private static void like(String when, String plain) {
        var then = "score.add(5, \"" + CORPUS.size() + "\");";
        of(Kind.SCORE, when, then, plain, then);
    }

    static {
        score("Lead(budget >= 1000000, answers[\"deadline\"] != null)");
        score("Lead(budget >= 100000)");
        score("Lead(company == true)");
        score("Lead(consent == false, touches >= 3)");
        score("Lead(company)");
        score("Lead(company, !consent)");
        score("Lead(products contains \"снг\")");
        score("Lead(channel in (\"SITE\", \"CALL\"), direction != \"\")");
        score("Lead(touches > reached, daysSinceFirstTouch <= 14)");
        score("Lead(budget > 99999.5)");
        score("Lead(budget < 100000)");
        score("Lead(budget <= 1000000)");
        score("Lead(budget == 1000000)");
        score("Lead(budget != 1000000)");
        score("Lead(budget > 100 && < 2000000)");
        score("Lead(budget > 1000000 || == 0)");
        score("Lead(source == \"site\")");
        score("Lead(source != \"site\")");
        score("Lead(source in (\"site\", \"call\"))");
        score("Lead(source not in (\"site\", \"call\"))");
        score("Lead(source == 'fair')");
        score("Lead(region == \"Москва\" || region == \"СПб\")");
        score("Lead(region == \"\" && source == \"call\")");
        score("Lead(!(region == \"Москва\"), budget > 5)");
        score("Lead((region == \"Москва\" || budget > 1000000) && source != \"\")");
        score("Lead(region contains \"оск\")");
        score("Lead(region not contains \"оск\")");
        score("Lead(answers[\"deadline\"] == \"month\")");
        score("Lead(answers[\"deadline\"] != \"month\")");
        score("Lead(answers[\"deadline\"] == null)");
        score("Lead(answers[\"deadline\"] in (\"month\", \"quarter\"))");
        score("Lead(answers[\"employees\"] > 100)");
        score("Lead(answers[\"employees\"] != null, answers[\"employees\"] <= 100)");
        score("Lead(answers[\"vip\"] == true)");
        score("Lead(answers[\"vip\"] == false)");
        score("Lead(answers['comment'] != null && answers[\"deadline\"] != null)");
        score("Lead(budget * 2 > 1000000)");
        score("Lead(budget + 100 >= 100100)");
        score("Lead(budget - 5 < 0)");
        score("Lead(budget / 4 >= 250000)");
        score("Lead(budget > 10 * 10000)");
        score("Lead()");
        score("Lead(budget() > 100000, source() == \"site\")");
        score("$l : Lead(budget > 0)");
        score("Lead($r : region, $r == \"Москва\")");
        score("not Lead(region == \"Казань\")");
        score("exists Lead(region == \"Казань\")");
        score("not (Lead(region == \"Казань\"))");
        score("Lead(region == \"Казань\") and Lead(budget > 5)");
        score("(Lead(region == \"Казань\", budget > 5) or Lead(region == \"Москва\", budget > 5))");
        score("/* не для всех */ Lead( // деньги\n    budget > 5\n  )");
        score("");
        like("Lead(region like \"*оск*\")", "Lead(region matches \".*оск.*\")");
        like(
                "Lead(region like \"Мос*\", source like \"?ite\")",
                "Lead(region matches \"Мос.*\", source matches \".ite\")");
        like("Lead(region not like \"*б\")", "Lead(region not matches \".*б\")");
        of(Kind.SCORE, "Lead(source == \"call\")", "score.add(-20, \"звонок\", \"fit\");");
        of(Kind.SCORE, "Lead(budget == 0)", "score.stop(\"нет бюджета\"); score.add(-1, \"x\", \"engagement\");");
        of(Kind.SCORE, "Lead(budget > 5)", "score.add(2 * 10 + 5, \"итог\" + \" да\");");
        of(
                Kind.SCORE,
                "$l : Lead($r : region, budget > 5)",
                "score.add(1, \"регион \" + $r + \", источник \" + $l.source);",
                "$l : Lead($r : region, budget > 5)",
                "score.add(1, \"регион \" + $r + \", источник \" + $l.source());");
        CORPUS.add(new Ordinary(
                Kind.SCORE,
                " salience 10 no-loop true",
                "Lead(budget > 7)",
                "score.add(1, \"первым\");",
                "Lead(budget > 7)",
                "score.add(1, \"первым\");"));
        CORPUS.add(new Ordinary(
                Kind.SCORE,
                "\n  enabled false\n  salience -5",
                "Lead()",
                "score.add(1, \"никогда\");",
                "Lead()",
                "score.add(1, \"никогда\");"));

        of(Kind.VERDICT, "Total(score >= 70, missing == 0)", "verdict.set(Verdict.QUALIFIED, \"балл от 70\");");
        of(Kind.VERDICT, "Total(score >= 40, score < 70)", "verdict.set(Verdict.NURTURE, \"балл от 40\");");
        of(
                Kind.VERDICT,
                "Total(score < 40)",
                "verdict.set(NOT_TARGET, \"балл ниже 40\");",
                "Total(score < 40)",
                "verdict.set(Verdict.NOT_TARGET, \"балл ниже 40\");");
        of(Kind.VERDICT, "Total(fit > 30 || engagement > 20)", "verdict.set(Verdict.NURTURE, \"что-то есть\");");
        of(Kind.VERDICT, "Total(fit > engagement)", "verdict.set(Verdict.NURTURE, \"подходит\");");
        of(
                Kind.VERDICT,
                "Total($s : score, $s > 50) Lead(budget > 1000)",
                "verdict.set(Verdict.QUALIFIED, \"балл \" + $s);");
        of(
                Kind.VERDICT,
                "$t : Total(score > -1) not Lead(source == \"site\")",
                "verdict.set(Verdict.NURTURE, \"не с сайта\");");
        of(Kind.VERDICT, "Total(score in (1, 2, 3, 50, 60))", "verdict.set(Verdict.NURTURE, \"ровно\");");

        of(
                Kind.ROUTE,
                "Card($r : region) $c : Candidate(territories contains $r, openCards < 10)\n"
                        + "  not Candidate(territories contains $r, openCards < $c.openCards)",
                "route.prefer($c.id(), 10, \"свой регион\");");
        of(Kind.ROUTE, "Card($o : owner) $c : Candidate(id == $o)", "route.veto($c.id(), \"уже был у него\");");
        of(Kind.ROUTE, "Card(amount >= 1000000)", "route.force(\"e1\", \"крупная\");");
        of(Kind.ROUTE, "not Candidate(openCards < capacity)", "route.queue(\"общая\", \"все заняты\");");
        of(
                Kind.ROUTE,
                "$c : Candidate(openCards > 5)",
                "route.prefer($c.id(), 0 - $c.openCards(), \"занят: \" + $c.openCards());");
        of(Kind.ROUTE, "$c : Candidate(skills contains \"вэд\", rank <= 3)", "route.prefer($c.id(), 3, \"умеет\");");
        of(
                Kind.ROUTE,
                "$c : Candidate(\"снг\" memberOf skills)",
                "route.prefer($c.id(), 2, \"снг\");",
                "$c : Candidate(skills contains \"снг\")",
                "route.prefer($c.id(), 2, \"снг\");");
        of(
                Kind.ROUTE,
                "Card($k : skill, skill != \"\") $c : Candidate(skills not contains $k)",
                "route.veto($c.id(), \"не умеет\");");
        of(
                Kind.ROUTE,
                "$a : Candidate() $b : Candidate(team == $a.team, rank > $a.rank)",
                "route.prefer($b.id(), -1, \"не первый в команде\");");
        of(
                Kind.ROUTE,
                "$c : Candidate(capacity > 0, openCards * 10 >= capacity * 8)",
                "route.veto($c.id(), \"почти полон\");");
        of(
                Kind.ROUTE,
                "$c : Candidate($i : id, team in (\"a\", \"b\"))",
                "route.prefer($i, 1, \"команда \" + $c.team());");
        of(
                Kind.ROUTE,
                "Card(score > 50, direction == \"vip\") exists Candidate(team == \"a\")",
                "route.queue(\"vip\", \"важный\");");

        of(
                Kind.ESCALATE,
                "Overdue(kind == Kind.BREACH, hoursLate >= 24) $c : Card(amount >= 1000000)",
                "escalate.notify(\"HEAD\", \"карточка \" + $c.process());\n  escalate.reassign(\"vip\", \"крупная\");");
        of(Kind.ESCALATE, "Overdue(kind != Kind.REMINDER)", "escalate.raise(\"DIRECTOR\", \"поздно\");");
        of(
                Kind.ESCALATE,
                "Overdue(kind == HEAD)",
                "escalate.notify(\"HEAD\", \"x\");",
                "Overdue(kind == Kind.HEAD)",
                "escalate.notify(\"HEAD\", \"x\");");
        of(
                Kind.ESCALATE,
                "Overdue(kind in (FAIL, Kind.DIRECTOR))",
                "escalate.raise(\"DIRECTOR\", \"y\");",
                "Overdue(kind == Kind.FAIL || kind == Kind.DIRECTOR)",
                "escalate.raise(\"DIRECTOR\", \"y\");");
        of(Kind.ESCALATE, "Overdue(hoursLate > 8, reminders >= 2)", "escalate.reassign(\"общая\", \"молчит\");");
        of(
                Kind.ESCALATE,
                "Overdue($h : hoursLate, hoursLate > 0)",
                "escalate.notify(\"REP\", \"опоздание \" + $h + \" ч\");");
        of(Kind.ESCALATE, "Overdue($h : hoursLate) Card(score > $h)", "escalate.notify(\"REP\", \"балл выше часов\");");
        of(
                Kind.ESCALATE,
                "Overdue(hoursLeft == 0) Card(stage == \"NEW\", role == \"REP\")",
                "escalate.notify(\"REP\", \"новая\");");

        of(Kind.APPROVE, "Request(figures[\"discount\"] > 10)", "approve.require(\"CFO\", \"скидка больше 10\");");
        of(Kind.APPROVE, "Request(amount >= 1000000)", "approve.require(\"CEO\", \"от миллиона\");");
        of(Kind.APPROVE, "Request(figures[\"discount\"] == null)", "approve.require(\"HEAD\", \"скидка не названа\");");
        of(
                Kind.APPROVE,
                "Request(process == \"deal\", direction != \"vip\")",
                "approve.require(\"LEGAL\", \"сделка\");");
        of(Kind.APPROVE, "$r : Request(amount > 0)", "approve.require(\"FINANCE\", \"процесс \" + $r.process());");
        of(
                Kind.APPROVE,
                "Request(amount > 0, figures[\"discount\"] <= 5 || amount < 1000000)",
                "approve.require(\"HEAD\", \"обычная\");");
    }

    @Test
    void there_are_more_than_sixty() {
        assertThat(CORPUS).hasSizeGreaterThan(80);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void what_is_emitted_does_what_the_author_wrote(Kind kind) {
        var author = new StringBuilder("package " + kind.packageName() + "\n");
        var plain = new StringBuilder();
        for (var i = 0; i < CORPUS.size(); i++) {
            if (CORPUS.get(i).kind() == kind) {
                author.append(CORPUS.get(i).written(i));
                plain.append(CORPUS.get(i).plain(i));
            }
        }
        var checked = GateBed.check(kind, author.toString());
        assertThat(checked.problems()).isEmpty();

        var emitted = GateBed.compile(checked.drl());
        var trusted = GateBed.compile(GateBed.trusted(kind, plain.toString()));

        var done = 0;
        for (var seed = 0; seed < 60; seed++) {
            var facts = GateBed.facts(kind, new Random(seed));
            var actions = GateBed.run(emitted, kind, facts);
            assertThat(actions)
                    .as("emitted and trusted, seed %d: %s", seed, facts)
                    .isEqualTo(GateBed.run(trusted, kind, facts));
            assertThat(actions)
                    .as("emitted and evaluated, seed %d: %s", seed, facts)
                    .isEqualTo(GateBed.evaluated(checked.rules(), facts));
            done += actions.size();
        }
        assertThat(done).isGreaterThan(60);
    }

    @Test
    void the_same_text_is_emitted_every_time_and_can_be_read_by_the_gate_of_nobody_else() {
        var text = "package voronka.score\nrule \"а\" when Lead(budget > 5) then score.add(1, \"x\"); end\n";

        var first = GateBed.check(Kind.SCORE, text).drl();

        assertThat(GateBed.check(Kind.SCORE, text).drl()).isEqualTo(first).contains("score.add(1, \"x\");");
        assertThat(GateBed.check(Kind.SCORE, "\uFEFF" + text.replace("\n", "\r\n"))
                        .drl())
                .isEqualTo(first);
    }
}
