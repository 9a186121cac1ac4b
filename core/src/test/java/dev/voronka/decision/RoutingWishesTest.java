package dev.voronka.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.InvalidInput;
import dev.voronka.Role;
import dev.voronka.Texts;
import dev.voronka.decision.Assignment.Way;
import dev.voronka.decision.Assignment.Why;
import dev.voronka.decision.RoutingRequest.Strategy;
import dev.voronka.people.Employee;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a request may wish for, who gets a card that nobody can take, and how all that is explained. */
class RoutingWishesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    private static Employee seller(String id) {
        return Employee.of(id, Role.REP);
    }

    private static final Employee IGOR = Employee.of("igor", Role.HEAD);

    private static String told(Assignment assignment) {
        return String.join(
                ", ",
                assignment.considered().stream()
                        .map(c -> c.employee() + " " + c.why().code())
                        .toList());
    }

    // Территория

    @Test
    void whose_territory_fits_most_closely_gets_the_card() {
        var desk = Desk.of(
                seller("anna").in("ru"),
                seller("boris").in("ru.msk", "ru.spb"),
                seller("vera").in("ru.msk.sao"),
                seller("gleb").in("ru.mskov"),
                seller("dina"));

        var sao = desk.gives(desk.request().territory("ru.msk.sao"));
        var moscow = desk.gives(desk.request().territory("ru.msk"));
        var tver = desk.gives(desk.request().territory("ru.tver"));
        var abroad = desk.gives(desk.request().territory("kz"));

        assertThat(told(sao))
                .isEqualTo("vera taken, boris not-best, anna not-best, dina not-best, gleb other-territory");
        assertThat(moscow.employee()).isEqualTo("boris");
        assertThat(tver.employee()).isEqualTo("anna");
        assertThat(abroad.employee()).isEqualTo("dina");
    }

    @Test
    void people_of_one_territory_take_turns_whatever_comes_from_others_between() {
        var desk = Desk.of(
                seller("anna").in("ru.msk"),
                seller("boris").in("ru.spb"),
                seller("vera").in("ru.msk"));

        var moscow = List.of(
                desk.gives(desk.request().territory("ru.msk")).employee(),
                desk.gives(desk.request().territory("ru.spb")).employee(),
                desk.gives(desk.request().territory("ru.msk")).employee(),
                desk.gives(desk.request().territory("ru.spb")).employee(),
                desk.gives(desk.request().territory("ru.msk")).employee());

        assertThat(moscow).containsExactly("anna", "boris", "vera", "boris", "anna");
    }

    // Постоянный ответственный, навыки, баллы, команда

    @Test
    void who_had_the_company_before_gets_it_if_able_and_nobody_loses_a_turn_by_that() {
        var desk = Desk.of(seller("anna"), seller("boris").capacity(1), seller("vera"));

        var first = desk.gives(desk.request());
        var again = desk.gives(desk.request().lastOwner("boris"));
        var full = desk.gives(desk.request().lastOwner("boris"));

        assertThat(first.employee()).isEqualTo("anna");
        assertThat(again.employee()).isEqualTo("boris");
        assertThat(again.ringStep()).isEmpty();
        assertThat(again.explain(Texts.RUSSIAN))
                .contains("anna: другой подходит лучше: он уже вёл эту компанию; открытых карточек: 1");
        assertThat(full.employee()).isEqualTo("vera");
    }

    @Test
    void skills_that_must_be_leave_people_out_and_skills_that_are_wished_for_put_people_first() {
        var desk = Desk.of(
                seller("anna").skilled("alarms"), seller("boris").skilled("alarms", "english", "tenders"),
                seller("vera").skilled("alarms", "english"), seller("gleb").skilled("english", "tenders"));

        var got = desk.gives(desk.request().skill("alarms").preferring("english", "tenders"));

        assertThat(told(got)).isEqualTo("boris taken, vera not-best, anna not-best, gleb no-skill");
    }

    @Test
    void leads_go_to_those_who_get_leads_of_their_score() {
        var desk = Desk.of(
                seller("anna").scores(70, 100),
                seller("boris").scores(0, 69),
                seller("vera").scores(70, 100));

        var scores = List.of(80, 20, 100, 69, 70).stream()
                .map(s -> desk.gives(desk.request().score(s)).employee())
                .toList();

        assertThat(scores).containsExactly("anna", "boris", "vera", "boris", "anna");
    }

    @Test
    void only_the_team_that_is_asked_gets_the_card() {
        var desk = Desk.of(seller("anna").team("north"), seller("boris").team("south"), seller("vera"));

        assertThat(told(desk.gives(desk.request().inTeam("south"))))
                .isEqualTo("boris taken, anna other-team, vera other-team");
    }

    // Нагрузка и пределы

    @Test
    void a_card_that_only_waits_counts_less_than_one_that_is_worked_on() {
        var desk = Desk.of(seller("anna").capacity(10), seller("boris").capacity(10));
        desk.loadByStage.put("anna", Map.of("NEGOTIATION", 2, "WAITING", 1));
        desk.loadByStage.put("boris", Map.of("WAITING", 4));
        var request = desk.request().strategy(Strategy.LEAST_LOADED);

        var plain = desk.node().answer(request);
        var weighed = desk.node().answer(request.weighing(Map.of("NEGOTIATION", 3, "WAITING", 0)));
        var full = desk.node().answer(request.weighing(Map.of("NEGOTIATION", 5)));

        assertThat(plain.employee()).isEqualTo("anna");
        assertThat(weighed.employee()).isEqualTo("boris");
        assertThat(told(full)).isEqualTo("boris taken, anna full");
    }

    @Test
    void a_limit_by_day_begins_again_the_next_day_and_a_limit_by_month_does_not() {
        var desk = Desk.of(seller("anna").perDay(2).perMonth(3), IGOR);

        var today = desk.gives(desk.request(), 3);
        desk.now = desk.now.plus(Duration.ofDays(1));
        var tomorrow = desk.gives(desk.request(), 2);
        var why = desk.node().answer(desk.request()).explain(Texts.RUSSIAN);
        desk.now = Instant.parse("2026-11-30T21:00:00Z");
        var nextMonth = desk.gives(desk.request(), 1);

        assertThat(today).containsExactly("anna", "anna", "igor");
        assertThat(tomorrow).containsExactly("anna", "igor");
        assertThat(why).contains("anna: получил за месяц 3 из 3; открытых карточек: 3");
        assertThat(nextMonth).containsExactly("anna");
    }

    @Test
    void two_nodes_cannot_both_give_somebody_the_last_card_of_the_day() {
        var desk = Desk.of(seller("anna").perDay(1), IGOR);
        var one = desk.node().answer(desk.request().lastOwner("anna"));
        var other = desk.node().answer(desk.request().lastOwner("anna"));

        assertThat(desk.writes(one)).isTrue();
        assertThat(desk.writes(other)).isFalse();
        assertThat(desk.gives(desk.request()).employee()).isEqualTo("igor");
    }

    @Test
    void who_is_filled_up_by_another_node_while_a_card_is_routed_does_not_get_it() {
        var desk = Desk.of(seller("anna").capacity(1), IGOR);
        var other = desk.node().answer(desk.request());
        desk.beforeRing = () -> {
            desk.beforeRing = () -> {};
            assertThat(desk.writes(other)).isTrue();
        };

        assertThat(desk.gives(desk.request()).employee()).isEqualTo("igor");
    }

    @Test
    void a_count_that_another_node_moves_on_while_a_card_is_routed_is_noticed_when_it_is_written() {
        var desk = Desk.of(seller("anna").perDay(1), IGOR);
        var other = desk.node().answer(desk.request());
        desk.beforeRing = () -> {
            if (desk.ringsAsked == 2) {
                desk.beforeRing = () -> {};
                assertThat(desk.writes(other)).isTrue();
            }
        };
        desk.ringsAsked = 0;
        var late = desk.node().answer(desk.request());

        assertThat(desk.writes(late)).isFalse();
        assertThat(desk.gives(desk.request()).employee()).isEqualTo("igor");
    }

    @Test
    void a_node_whose_clock_is_behind_counts_for_the_day_that_others_have_begun() {
        var desk = Desk.of(seller("anna").perDay(2), IGOR);
        desk.now = Instant.parse("2026-11-24T21:00:01Z");
        desk.gives(desk.request());
        desk.now = Instant.parse("2026-11-24T20:59:59Z");
        desk.gives(desk.request());
        desk.now = Instant.parse("2026-11-24T21:00:02Z");

        assertThat(desk.gives(desk.request()).employee()).isEqualTo("igor");
    }

    // Дежурство и рабочее время

    @Test
    void who_is_on_duty_at_that_moment_gets_the_card() {
        var desk = Desk.of(seller("anna"), seller("boris"), seller("vera"));
        var node = desk.node()
                .roster("evening", DutyRoster.daily(Desk.MOSCOW, TODAY, List.of("boris", "anna")))
                .roster("nobody", DutyRoster.of(List.of()));

        var today = desk.gives(node, desk.request().onDuty("evening"));
        desk.now = desk.now.plus(Duration.ofDays(1));
        var tomorrow = desk.gives(node, desk.request().onDuty("evening"));

        assertThat(told(today)).isEqualTo("boris taken, anna off-duty, vera off-duty");
        assertThat(tomorrow.employee()).isEqualTo("anna");
        assertThatThrownBy(() -> node.answer(desk.request().onDuty("night")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContainingAll("\"night\"", "[evening, nobody]", "DirectoryRouter.roster");
    }

    @Test
    void shifts_may_overlap_and_a_rota_goes_round_by_weeks() {
        var shifts = DutyRoster.of(List.of(
                new DutyRoster.Shift("anna", Desk.NOON, Desk.NOON.plusSeconds(7200)),
                new DutyRoster.Shift("boris", Desk.NOON.plusSeconds(3600), Desk.NOON.plusSeconds(9000))));
        var rota = DutyRoster.weekly(Desk.MOSCOW, TODAY, List.of("anna", "boris"));

        assertThat(shifts.onDuty(Desk.NOON.minusSeconds(1))).isEmpty();
        assertThat(shifts.onDuty(Desk.NOON.plusSeconds(3600))).containsExactly("anna", "boris");
        assertThat(shifts.onDuty(Desk.NOON.plusSeconds(7200))).containsExactly("boris");
        assertThat(rota.onDuty(Desk.NOON.minus(Duration.ofDays(1)))).isEmpty();
        assertThat(rota.onDuty(Desk.NOON.plus(Duration.ofDays(6)))).containsExactly("anna");
        assertThat(rota.onDuty(Desk.NOON.plus(Duration.ofDays(7)))).containsExactly("boris");
        assertThat(rota.onDuty(Desk.NOON.plus(Duration.ofDays(14)))).containsExactly("anna");
        assertThatThrownBy(() -> DutyRoster.daily(Desk.MOSCOW, TODAY, List.of()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("0 people");
    }

    @Test
    void in_working_hours_only_who_works_at_this_hour_gets_the_card() {
        var desk = Desk.of(seller("anna"), IGOR);
        desk.now = Instant.parse("2026-11-24T18:30:00Z");

        var evening = desk.node().answer(desk.request().inWorkingHours());

        assertThat(evening.overflowed()).isTrue();
        assertThat(told(evening)).isEqualTo("anna off-hours");
        assertThat(desk.node().answer(desk.request()).employee()).isEqualTo("anna");
    }

    // Никто не может

    @Test
    void what_nobody_can_take_goes_to_who_is_on_duty_or_else_to_a_head() {
        var desk = Desk.of(seller("anna").capacity(1), seller("boris").away(TODAY, TODAY), IGOR, seller("vera"));
        desk.load.put("anna", 1);
        var node = desk.node()
                .roster(
                        "full",
                        DutyRoster.of(List.of(
                                new DutyRoster.Shift("boris", Desk.NOON, Desk.NOON.plusSeconds(60)),
                                new DutyRoster.Shift("anna", Desk.NOON, Desk.NOON.plusSeconds(60)))));
        var request = desk.request().excluding(List.of("vera")).otherwise(Overflow.duty("full"));

        var onDuty = node.answer(request);
        desk.now = Desk.NOON.plusSeconds(60);
        var nobodyOnDuty = node.answer(desk.request().excluding(List.of("vera")).otherwise(Overflow.duty("full")));

        assertThat(onDuty.employee()).isEqualTo("anna");
        assertThat(onDuty.way()).isEqualTo(Way.DUTY);
        assertThat(onDuty.overflowed()).isTrue();
        assertThat(nobodyOnDuty.employee()).isEqualTo("igor");
        assertThat(nobodyOnDuty.way()).isEqualTo(Way.HEAD);
        assertThatThrownBy(() -> Overflow.duty(" ")).isInstanceOf(InvalidInput.class);
    }

    @Test
    void what_nobody_can_take_now_waits_with_the_one_who_is_at_work_again_first() {
        var friday = LocalDate.of(2026, 11, 27);
        var desk = Desk.of(
                seller("anna").away(friday, friday.plusDays(3)),
                seller("boris"),
                seller("vera").capacity(1),
                IGOR);
        desk.load.put("vera", 1);
        desk.now = Instant.parse("2026-11-27T18:30:00Z");
        var request = desk.request().inWorkingHours().otherwise(Overflow.firstBack());

        var got = desk.node().answer(request);
        var without = desk.node().answer(request.excluding(List.of("boris")));

        assertThat(got.employee()).isEqualTo("boris");
        assertThat(got.way()).isEqualTo(Way.FIRST_BACK);
        assertThat(got.explain(Texts.RUSSIAN).get(0))
                .isEqualTo("boris: взять карточку сейчас не может никто, этот выйдет на работу первым");
        assertThat(without.employee()).isEqualTo("anna");
    }

    @Test
    void an_absence_without_end_is_no_first_day_back() {
        var desk = Desk.of(seller("anna").away(TODAY, LocalDate.MAX), IGOR);

        var got = desk.node().answer(desk.request().otherwise(Overflow.firstBack()));

        assertThat(got.employee()).isEqualTo("igor");
        assertThat(got.considered().get(0).why()).isEqualTo(Why.AWAY);
    }

    @Test
    void a_head_who_has_had_the_card_gets_it_only_if_there_is_no_other() {
        var desk = Desk.of(Employee.of("igor", Role.HEAD, Role.REP), Employee.of("dmitry", Role.DIRECTOR));

        var got = desk.node().answer(desk.request().excluding(List.of("igor")));
        var all = desk.node().answer(desk.request().excluding(List.of("igor", "dmitry")));

        assertThat(got.employee()).isEqualTo("dmitry");
        assertThat(all.employee()).isEqualTo("igor");
    }

    // Нескольким сразу

    @Test
    void a_card_may_be_offered_to_several_of_the_best_at_once() {
        var desk = Desk.of(
                seller("anna"), seller("boris"), seller("vera"), seller("gleb").away(TODAY, TODAY));

        var got = desk.gives(desk.request().offeredTo(2));
        var all = desk.gives(desk.request().offeredTo(9));

        assertThat(got.offeredTo()).containsExactly("anna", "boris");
        assertThat(got.explain(Locale.ENGLISH)).contains("offered at once to anna, boris; who accepts first has it");
        assertThat(all.offeredTo()).containsExactly("boris", "vera", "anna");
        assertThat(desk.gives(desk.request()).offeredTo()).containsExactly("vera");
        assertThatThrownBy(() -> desk.request().offeredTo(0)).isInstanceOf(InvalidInput.class);
    }

    // Настройка и объяснение

    @Test
    void a_company_says_its_own_strategy_over_every_request() {
        var desk = Desk.of(seller("anna").weight(3), seller("boris"));
        var node = desk.node().asking(r -> r.strategy(Strategy.WEIGHTED)).asking(r -> r.offeredTo(2));

        var turns = List.of(1, 2, 3, 4).stream()
                .map(i -> desk.gives(node, desk.request()).employee())
                .toList();

        assertThat(turns).containsExactly("anna", "boris", "anna", "anna");
        assertThat(node.answer(desk.request()).offered()).hasSize(2);
    }

    @Test
    void the_explanation_says_in_russian_and_english_who_got_it_and_why_each_other_did_not() {
        var desk = Desk.of(
                seller("anna").skilled("alarms"),
                seller("boris").skilled("alarms").capacity(1),
                seller("gleb"),
                seller("vera").skilled("alarms").away(TODAY, TODAY.plusDays(2)),
                seller("dina").skilled("alarms"));
        desk.load.put("boris", 1);

        var got = desk.gives(desk.request().skill("alarms"));

        assertThat(got.explain(Texts.RUSSIAN))
                .containsExactly(
                        "anna: лучший из тех, кто мог взять карточку (всего 2)",
                        "anna: назначен; открытых карточек: 0",
                        "dina: другой подходит лучше: сейчас его очередь; открытых карточек: 0",
                        "boris: загружен полностью: 1 из 1; открытых карточек: 1",
                        "gleb: не продаёт «alarms»; открытых карточек: 0",
                        "vera: отсутствует по 26.11.2026; открытых карточек: 0");
        assertThat(got.explain(Locale.ENGLISH))
                .startsWith("anna: the best of those who could take it (2 in all)")
                .contains("vera: is away until 26.11.2026; open cards: 0");
    }

    @Test
    void every_reason_and_every_way_has_a_text_in_both_languages() {
        for (var why : Why.values()) {
            for (var way : Way.values()) {
                var assignment = new Assignment(
                        "anna",
                        false,
                        List.of(
                                new Assignment.Considered("anna", why, 1),
                                new Assignment.Considered("boris", why, 1, List.of("@@x", "2"))),
                        null,
                        List.of(),
                        List.of(),
                        List.of(new Assignment.Heard(
                                "Правило", Assignment.Heard.Kind.PREFER, "anna", 5, "@всегда", why)),
                        way,
                        null);
                assertThat(assignment.explain(Texts.RUSSIAN)).hasSize(4).noneMatch(l -> l.contains("{"));
                assertThat(assignment.explain(Locale.ENGLISH)).hasSize(4).noneMatch(l -> l.contains("{"));
            }
        }
    }

    @Test
    void what_an_employee_cannot_be_is_refused_with_what_to_write() {
        assertThatThrownBy(() -> seller("anna").weight(0)).hasMessageContaining("must be 1 to 100");
        assertThatThrownBy(() -> seller("anna").perDay(-1)).hasMessageContaining("limit by day of employee anna is -1");
        assertThatThrownBy(() -> seller("anna").in("ru..msk")).hasMessageContaining("such as ru.msk");
        assertThatThrownBy(() -> seller("anna").scores(9, 1)).hasMessageContaining("9 to 1");
        assertThatThrownBy(() -> Desk.of().request().weighing(Map.of("NEW", -1)))
                .hasMessageContaining("NEW cannot weigh -1");
    }
}
