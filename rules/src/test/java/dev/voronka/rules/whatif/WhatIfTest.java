package dev.voronka.rules.whatif;

import static dev.voronka.rules.whatif.Stored.candidate;
import static dev.voronka.rules.whatif.Stored.late;
import static dev.voronka.rules.whatif.Stored.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.InvalidInput;
import dev.voronka.Money;
import dev.voronka.Texts;
import dev.voronka.decision.ApprovalPolicy.Asked;
import dev.voronka.decision.LeadFacts;
import dev.voronka.decision.LoggedDecision;
import dev.voronka.decision.Qualification;
import dev.voronka.decision.RoutingRules.Candidate;
import dev.voronka.decision.Ruling;
import dev.voronka.rules.Judging;
import dev.voronka.rules.RuleBook;
import dev.voronka.rules.drools.Limits;
import dev.voronka.rules.whatif.WhatIfReport.Load;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a changed book would have decided otherwise. */
class WhatIfTest {

    private static final Judging JUDGING =
            Desk.judging(Clock.fixed(Instant.parse("2031-01-15T20:00:00Z"), Desk.MOSCOW));

    private static final RuleBook SCORES = Desk.book(Map.of("score.drl", """
            package voronka.score
            rule "Крупный" when Lead(budget >= 1000000) then score.add(40, "крупный", "fit"); end
            rule "Малый" when Lead(budget < 10000) then score.add(-25, "мало"); end
            rule "Всем" when Lead(budget >= 0) then score.add(20, "всем"); end
            """));

    private static final RuleBook OTHER_SCORES = Desk.book(Map.of("score.drl", """
            package voronka.score
            rule "Крупный" when Lead(budget >= 1000000) then score.add(60, "крупный", "fit"); end
            rule "Срочный" when Lead(answers["deadline"] == "month") then score.add(15, "срочно"); end
            rule "Всем" when Lead(budget >= 0) then score.add(20, "всем"); end
            """));

    private static RuleBook routes(String... rules) {
        return Desk.book(Map.of("route.drl", "package voronka.route\n" + String.join("\n", rules)));
    }

    private static final String REGION =
            "rule \"Регион\" when Card($r : region) $who : Candidate(territories contains $r) then"
                    + " route.prefer($who.id(), 20, \"регион\"); end";

    private static WhatIfReport replayed(RuleBook before, RuleBook after, List<LoggedDecision> decisions) {
        return WhatIf.of(before, after, JUDGING).replay(decisions.stream());
    }

    private static LeadFacts lead(long budget) {
        return Desk.lead(budget, Map.of());
    }

    // Leads

    @Test
    void other_scores_and_verdicts_are_counted_with_the_rules_that_make_them() {
        var stored = new Stored(SCORES)
                .judged(lead(2_000_000), lead(5_000), Desk.lead(50_000, Map.of("deadline", "month")), lead(50_000));

        var report = replayed(SCORES, OTHER_SCORES, stored.all());

        assertThat(report.counts(Ruling.QUALIFY)).isEqualTo(new Counts(4, 3, 0, 0, 0, 0, 0, 0, 0));
        assertThat(report.counts()).isEqualTo(report.counts(Ruling.QUALIFY));
        assertThat(report.text(Texts.RUSSIAN))
                .contains("вместо книги " + SCORES.version() + " — книга " + OTHER_SCORES.version())
                .contains("Решений: 4, с 23.11.2026 по 23.11.2026 (Europe/Moscow).")
                .contains("Иначе вышло бы: 3 (75,0\u00A0%).")
                .contains("не моделируется")
                .contains("Оценка лидов: решений 4, иначе 3 (75,0\u00A0%)")
                .contains("Баллов больше: 3, меньше: 0; в среднем +15,0; от 0 до +25")
                .containsPattern("\\+10…\\+24 +2\n")
                .contains("не наш клиент ⇒ поддерживаем связь: 1\n")
                .containsPattern("«Крупный» +1 +1 +1\n")
                .containsPattern("«Малый» +1 +0 +−1\n")
                .containsPattern("«Срочный» +0 +1 +\\+1\n")
                .doesNotContain("«Всем»")
                // Another verdict first, then by how much.
                .containsSubsequence(
                        "20, не наш клиент ⇒ 35, поддерживаем связь\n      +\u00A0«Срочный» +15\n",
                        "−5, не наш клиент ⇒ 20, не наш клиент\n      −\u00A0«Малый» −25\n",
                        "60, продаём ⇒ 80, продаём\n      «Крупный» +40 ⇒ +60\n");
        assertThat(report.text(Locale.ENGLISH))
                .contains("Scoring of leads: 4 decisions, 3 differently (75.0\u00A0%)")
                .contains("is not simulated");
    }

    @Test
    void a_date_is_as_far_away_as_it_was_on_the_day_of_the_decision_where_the_company_is() {
        var near =
                "package voronka.score\nrule \"Скоро\" when Lead(answers[\"visitOn\"] != null, answers[\"visitOn\"] <= %d)"
                        + " then score.add(30, \"скоро\"); end";
        var weekBefore = Desk.book(Map.of("s.drl", near.formatted(7)));
        var sixDaysBefore = Desk.book(Map.of("s.drl", near.formatted(6)));
        // One o'clock on the 23rd in Moscow, and still the 22nd in London.
        var stored = new Stored(weekBefore)
                .at(Instant.parse("2026-11-22T22:00:00Z"))
                .judged(Desk.lead(0, Map.of("visitOn", LocalDate.of(2026, 11, 30))))
                .at(Instant.parse("2026-11-24T07:00:00Z"))
                .judged(Desk.lead(0, Map.of("visitOn", LocalDate.of(2026, 11, 30))));

        assertThat(replayed(weekBefore, weekBefore, stored.all()).counts())
                .isEqualTo(new Counts(2, 0, 0, 0, 0, 0, 0, 0, 0));

        var report = replayed(weekBefore, sixDaysBefore, stored.all());

        assertThat(report.counts()).isEqualTo(new Counts(2, 1, 0, 0, 0, 0, 0, 0, 0));
        assertThat(report.text(Texts.RUSSIAN))
                .contains("23.11.2026 01:00")
                .contains("30, поддерживаем связь ⇒ 0, не наш клиент");
    }

    @Test
    void without_a_book_before_what_was_decided_then_counts() {
        var stored = new Stored(SCORES).judged(lead(2_000_000), lead(50_000));

        var report = WhatIf.of(OTHER_SCORES, JUDGING).replay(stored.all().stream());

        assertThat(report.counts()).isEqualTo(new Counts(2, 1, 0, 0, 0, 0, 0, 0, 0));
        assertThat(report.before()).isEmpty();
        assertThat(report.text(Texts.RUSSIAN)).contains("вместо того, что решили тогда, — книга ");
    }

    @Test
    void what_a_book_does_not_decide_the_plain_default_does() {
        var stored = new Stored(SCORES).judged(Desk.lead(2_000_000, Map.of("authority", "self")));

        var report = replayed(SCORES, routes(REGION), stored.all());

        assertThat(report.text(Locale.ENGLISH))
                .contains("60, qualified ⇒ 50, qualified")
                .contains("Routing: there were no decisions of this kind");
    }

    // Routing

    @Test
    void an_employee_stays_where_rules_leave_the_router_the_same_choice() {
        // Anna is ranked higher, but it was Olga's turn among the two whom the rule prefers.
        var stored = new Stored(routes(REGION))
                .given(
                        "olga",
                        question("msk", 0, candidate("oleg"), candidate("anna", "msk"), candidate("olga", "msk")));
        var otherWords = routes(REGION.replace("20", "35").replace("\"регион\"", "\"его регион\""));

        var report = replayed(routes(REGION), otherWords, stored.all());

        assertThat(report.counts()).isEqualTo(new Counts(1, 0, 1, 0, 0, 0, 0, 0, 0));
        assertThat(report.loads()).containsExactly(Map.entry("olga", new Load(1, 1)));
        assertThat(report.text(Texts.RUSSIAN)).contains("по другим правилам или с другими словами: 1.");
    }

    @Test
    void a_card_goes_to_whom_other_rules_choose_and_loads_are_counted_over_all_cards() {
        Candidate[] three = {candidate("oleg"), candidate("anna", "msk"), candidate("olga", "msk")};
        var stored = new Stored(routes(REGION))
                .given("olga", question("msk", 0, three))
                .given("anna", question("msk", 5_000_000, three))
                .given("oleg", question("", 0, three))
                .given("oleg", question("", 5_000_000, three));
        var veto =
                "rule \"Не Ольге\" when $who : Candidate(id == \"olga\") then route.veto($who.id(), \"стажёр\"); end";
        var force = "rule \"Крупное — Анне\" when Card(amount >= 1000000) $who : Candidate(id == \"anna\") then"
                + " route.force($who.id(), \"крупное\"); end";

        var report = replayed(routes(REGION), routes(REGION, veto, force), stored.all());

        // Olga's card goes to Anna; of Oleg's the large one does; all are still chosen by their turn in the third.
        assertThat(report.counts(Ruling.ROUTE).changed()).isEqualTo(2);
        assertThat(report.loads())
                .containsExactly(
                        Map.entry("anna", new Load(1, 3)),
                        Map.entry("oleg", new Load(2, 1)),
                        Map.entry("olga", new Load(1, 0)));
        assertThat(report.text(Texts.RUSSIAN))
                .contains("olga ⇒ anna: 1\n")
                .contains("oleg ⇒ anna: 1\n")
                .containsPattern("anna +1 +3 +\\+2\n")
                .containsPattern("olga +1 +0 +−1\n")
                .containsPattern("«Не Ольге» +0 +4 +\\+4\n");
    }

    @Test
    void a_queue_somebody_who_was_no_candidate_and_nobody_are_said_as_such() {
        var stored = new Stored(routes(REGION)).given("anna", question("msk", 0, candidate("anna", "msk")));

        assertThat(after(stored, "rule \"Q\" when Card() then route.queue(\"юг\", \"т\"); end"))
                .isEqualTo("anna ⇒ очередь «юг»");
        assertThat(after(stored, "rule \"F\" when Card() then route.force(\"petr\", \"т\"); end"))
                .isEqualTo("anna ⇒ petr — не был среди кандидатов");
        assertThat(after(stored, "rule \"V\" when $w : Candidate() then route.veto($w.id(), \"т\"); end"))
                .isEqualTo("anna ⇒ взять некому");
        assertThat(after(
                        stored,
                        "rule \"F\" when Card() then route.force(\"anna\", \"т\"); route.veto(\"anna\", \"т\"); end"))
                .isEqualTo("anna ⇒ взять некому");
    }

    private static String after(Stored stored, String rule) {
        var report = replayed(routes(REGION), routes(rule), stored.all());
        return new Wording(Texts.RUSSIAN, Desk.MOSCOW)
                .change(report.tally(Ruling.ROUTE).changed().get(0));
    }

    @Test
    void who_was_forced_though_no_candidate_keeps_the_card_while_rules_force_the_same() {
        var force = "rule \"F\" when Card() then route.force(\"petr\", \"т\"); end";
        var stored = new Stored(routes(force)).given("petr", question("msk", 0, candidate("anna", "msk")));

        var same = replayed(routes(force), routes(force.replace("\"т\"", "\"другое\"")), stored.all());

        assertThat(same.counts()).isEqualTo(new Counts(1, 0, 1, 0, 0, 0, 0, 0, 0));
        assertThat(same.loads()).containsExactly(Map.entry("petr", new Load(1, 1)));
    }

    @Test
    void a_queue_keeps_its_employee_unless_that_one_is_vetoed_or_vetoes_fall_away() {
        var queue = "rule \"Q\" when Card() then route.queue(\"юг\", \"т\"); end";
        var veto = "rule \"V\" when Card() then route.veto(\"%s\", \"т\"); end";
        var stored = new Stored(routes(queue, veto.formatted("oleg")))
                .given("petr", question("msk", 0, candidate("anna", "msk")));
        var before = routes(queue, veto.formatted("oleg"));

        var more = replayed(
                before,
                routes(queue, veto.formatted("oleg"), veto.formatted("igor").replace("\"V\"", "\"W\"")),
                stored.all());
        var his = replayed(
                before,
                routes(queue, veto.formatted("oleg"), veto.formatted("petr").replace("\"V\"", "\"W\"")),
                stored.all());
        var less = replayed(before, routes(queue), stored.all());

        assertThat(more.counts().changed()).isZero();
        assertThat(his.counts().changed()).isEqualTo(1);
        assertThat(less.counts().changed()).isEqualTo(1);
    }

    @Test
    void a_card_of_a_third_book_is_compared_between_the_two() {
        var stored = new Stored(routes(REGION.replace("20", "-20")))
                .given("oleg", question("msk", 0, candidate("oleg"), candidate("anna", "msk")));

        var report = replayed(routes(REGION), routes(REGION, REGION.replace("Регион", "Ещё")), stored.all());

        assertThat(report.counts()).isEqualTo(new Counts(1, 0, 1, 0, 0, 0, 0, 0, 0));
        assertThat(report.loads()).containsExactly(Map.entry("anna", new Load(1, 1)));
    }

    @Test
    void more_than_two_hundred_candidates_are_cut_and_marked() {
        var many = IntStream.range(0, 250)
                .mapToObj(i -> candidate("e" + i, i == 249 ? "msk" : ""))
                .toArray(Candidate[]::new);
        var before = routes("rule \"R\" when Card() then route.prefer(\"e0\", 1, \"т\"); end");
        var stored = new Stored(before).given("e0", question("msk", 0, many));

        var report = replayed(before, routes(REGION), stored.all());

        assertThat(report.counts().cut()).isEqualTo(1);
        // The one beyond the two hundredth is not seen; all others are equal.
        assertThat(report.loads()).containsExactly(Map.entry("e0", new Load(1, 1)));
        assertThat(report.text(Texts.RUSSIAN)).contains("Кандидатов больше 200: 1.");
    }

    // Rungs and approvals

    @Test
    void escalations_that_would_go_to_others_are_counted_by_whom() {
        var before = Desk.book(Map.of("e.drl", """
                package voronka.escalate
                rule "Глава" when Overdue(hoursLate >= 1) then escalate.notify("HEAD", "поздно"); end
                rule "Владелец" when Overdue(hoursLate >= 1) then escalate.notify("OWNER", "поздно"); end
                """));
        var after = Desk.book(Map.of("e.drl", """
                package voronka.escalate
                rule "Глава" when Overdue(hoursLate >= 1, hoursLate < 20) then escalate.notify("HEAD", "срок вышел"); end
                rule "Директор" when Overdue(hoursLate >= 20) then escalate.raise("DIRECTOR", "поздно"); end
                rule "Отнять" when Overdue(hoursLate >= 20) then escalate.reassign("STAGE", "поздно"); end
                rule "Владелец" when Overdue(hoursLate >= 1) then escalate.notify("OWNER", "поздно"); end
                """));
        var stored = new Stored(before).escalated(late("anna", 3), late("anna", 30));

        var report = replayed(before, after, stored.all());

        // In the first only the words differ; in the second Anna is still told, though by name.
        assertThat(report.counts(Ruling.ESCALATE)).isEqualTo(new Counts(2, 1, 1, 0, 0, 0, 0, 0, 0));
        assertThat(report.text(Texts.RUSSIAN))
                .contains(
                        "сказать: руководитель продаж, сказать: кто ведёт карточку, отметка в карточке ⇒ сказать: кто"
                                + " ведёт карточку, задача: директор по продажам, передать: роль стадии, отметка в карточке: 1\n")
                .containsPattern("сказать: руководитель продаж +2 +1 +−1\n")
                .containsPattern("сказать: кто ведёт карточку +2 +2\n")
                .containsPattern("задача: директор по продажам +0 +1 +\\+1\n");
    }

    @Test
    void approvers_that_come_and_go_are_counted_by_role() {
        var before = Desk.book(Map.of("a.drl", """
                package voronka.approve
                rule "Директор" when Request(amount > 3000000) then approve.require("DIRECTOR", "сумма"); end
                """));
        var after = Desk.book(Map.of("a.drl", """
                package voronka.approve
                rule "Финансы" salience 5 when Request(amount > 1000000) then approve.require("CFO", "сумма"); end
                rule "Директор" when Request(amount > 5000000) then approve.require("DIRECTOR", "сумма"); end
                """));
        var stored = new Stored(before).required(asked(500_000), asked(2_000_000), asked(4_000_000), asked(9_000_000));

        var report = replayed(before, after, stored.all());

        assertThat(report.counts(Ruling.APPROVE)).isEqualTo(new Counts(4, 3, 0, 0, 0, 0, 0, 0, 0));
        assertThat(report.text(Texts.RUSSIAN))
                .contains("никто ⇒ финансовый директор: 1\n")
                .contains("директор по продажам ⇒ финансовый директор: 1\n")
                .contains("директор по продажам ⇒ финансовый директор → директор по продажам: 1\n")
                .containsPattern("финансовый директор +0 +3 +\\+3\n")
                .containsPattern("директор по продажам +2 +1 +−1\n");
    }

    private static Asked asked(long roubles) {
        return Asked.of("deal", null, Money.roubles(roubles), Map.of());
    }

    // What cannot be said

    @Test
    void facts_of_an_older_form_are_replayed_and_marked() {
        var stored = new Stored(SCORES)
                .line(
                        "qualify",
                        "{\"budget\":2000000,\"source\":\"\"}",
                        "{\"contributions\":[],\"engagement\":0,\"fit\":0,\"missing\":[],\"score\":60,\"stops\":[],\"verdict\":\"QUALIFIED\"}");

        var report = WhatIf.of(OTHER_SCORES, JUDGING).replay(stored.all().stream());

        assertThat(report.counts()).isEqualTo(new Counts(1, 1, 0, 0, 0, 0, 1, 0, 0));
        assertThat(report.text(Texts.RUSSIAN))
                .contains("Факты старого образца: 1.")
                .contains("[факты старого образца]\n      60, продаём ⇒ 80, продаём");
    }

    @Test
    void what_cannot_be_read_any_more_is_counted_and_listed() {
        var stored = new Stored(SCORES)
                .line("qualify", "[]", "{}")
                .line("route", "[1]", "{}")
                .line("qualify", "{\"budget\":5}", "{}")
                .line("оплата", "{}", "{}");

        var between = replayed(SCORES, SCORES, stored.all());
        var then = WhatIf.of(SCORES, JUDGING).replay(stored.all().stream());

        assertThat(between.counts()).isEqualTo(new Counts(4, 0, 0, 0, 3, 0, 3, 0, 1));
        assertThat(then.counts().notReplayed()).isEqualTo(4);
        assertThat(between.text(Texts.RUSSIAN))
                .contains("Не повторено: 3.")
                .contains("не повторено\n    факты не читаются")
                .contains("вид «оплата» книга не решает");
        assertThat(then.text(Locale.ENGLISH)).contains("cannot be read, and there is no book before");
    }

    @Test
    void a_rule_that_fails_or_is_stopped_fails_its_decision_and_the_replay_goes_on() {
        var throwing = RuleBook.trusted(
                Map.of(
                        "s.drl",
                        "package voronka.score\nrule \"Бросает\" when Lead(budget > 1000000) then Integer.parseInt(\"x\"); end\n"));
        var stored = new Stored(SCORES).judged(lead(2_000_000), lead(500));

        var failed = replayed(SCORES, throwing, stored.all());
        var stopped = WhatIf.of(OTHER_SCORES, JUDGING.limits(new Limits(1, Duration.ofSeconds(5))))
                .replay(stored.all().stream());

        assertThat(failed.counts()).isEqualTo(new Counts(2, 1, 0, 1, 0, 0, 0, 0, 0));
        assertThat(failed.text(Texts.RUSSIAN))
                .contains("Правило завершилось ошибкой или остановлено: 1.")
                .contains("книга " + throwing.version() + ": A rule of kind score failed: \"Бросает\" threw");
        assertThat(stopped.counts()).isEqualTo(new Counts(2, 1, 0, 1, 0, 0, 0, 0, 0));
        assertThat(stopped.text(Locale.ENGLISH)).contains("they fired 1 times");
    }

    @Test
    void a_decision_that_its_own_book_does_not_reproduce_is_told() {
        var stored = new Stored(SCORES).judged(lead(2_000_000));
        var facts = stored.last().facts(LeadFacts.class).orElseThrow();
        var ruling = new Ruling(
                Ruling.QUALIFY, SCORES.version(), facts, stored.last().fired());
        stored.kept("incoming-lead", new Qualification(61, Qualification.Verdict.QUALIFIED, List.of()).ruled(ruling));

        var report = replayed(SCORES, SCORES, stored.all());

        assertThat(report.counts()).isEqualTo(new Counts(2, 0, 0, 0, 0, 1, 0, 0, 0));
        assertThat(report.text(Texts.RUSSIAN))
                .contains("Не воспроизведено: 1.")
                .contains("прежняя книга решает теперь иначе, чем решила тогда: 60, продаём");
        // Another book's decision is not expected to be reproduced.
        assertThat(replayed(OTHER_SCORES, SCORES, stored.all()).counts().notReproduced())
                .isZero();
    }

    // How much is shown

    @Test
    void a_report_shows_as_many_cases_as_wanted_and_keeps_no_more() {
        var stored = new Stored(SCORES);
        IntStream.range(0, 30).forEach(i -> stored.judged(lead(i % 2 == 0 ? 5_000 : 2_000_000)));

        var report = WhatIf.of(SCORES, OTHER_SCORES, JUDGING).showing(3).replay(stored.all().stream());

        assertThat(report.counts().changed()).isEqualTo(30);
        assertThat(report.tally(Ruling.QUALIFY).changed())
                .extracting(Replayed::decision)
                .containsExactly(
                        stored.all().get(0), stored.all().get(2), stored.all().get(4));
        assertThat(report.text(Texts.RUSSIAN)).contains("Самые заметные, 3 из 30:");
        assertThatThrownBy(() -> WhatIf.of(SCORES, JUDGING).showing(-1)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void no_decisions_and_no_changes_are_said_plainly() {
        assertThat(WhatIf.of(SCORES, JUDGING).replay(Stream.of()).text(Texts.RUSSIAN))
                .contains("Решений нет: сравнивать нечего.");
        assertThat(replayed(SCORES, SCORES, new Stored(SCORES).judged(lead(1)).all())
                        .text(Texts.RUSSIAN))
                .contains("книга " + SCORES.version() + " повторяет сама себя")
                .contains("Ни одно решение не вышло бы иначе.");
    }

    @Test
    void bands_meet_without_gaps() {
        for (var points = -200L; points <= 200; points++) {
            var band = Band.of(points);
            assertThat(band.range()).isEqualTo(Band.of(points).range());
            assertThat(points == 0).isEqualTo(band == Band.NONE);
            assertThat(points > 0).isEqualTo(band.compareTo(Band.NONE) > 0);
        }
        assertThat(List.of(
                        Band.of(-50).range(),
                        Band.of(-49).range(),
                        Band.of(24).range(),
                        Band.of(25).range()))
                .containsExactly("≤ −50", "−49…−25", "+10…+24", "+25…+49");
    }
}
