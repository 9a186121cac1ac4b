package dev.voronka.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.InvalidInput;
import dev.voronka.Role;
import dev.voronka.Texts;
import dev.voronka.decision.Assignment.Way;
import dev.voronka.decision.Assignment.Why;
import dev.voronka.decision.RoutingRequest.About;
import dev.voronka.decision.RoutingRules.Advice;
import dev.voronka.decision.RoutingRules.Question;
import dev.voronka.decision.RoutingRules.Say;
import dev.voronka.people.Employee;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What rules say about who gets a card, and what becomes of it. */
class RoutingRulesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final Employee ANNA = Employee.of("anna", Role.REP);
    private static final Employee BORIS = Employee.of("boris", Role.REP);
    private static final Employee VERA = Employee.of("vera", Role.REP);
    private static final Employee IGOR = Employee.of("igor", Role.HEAD);

    private final Desk desk = Desk.of(ANNA, BORIS, VERA, IGOR);

    private static Say prefer(String who, int points) {
        return new Say(who, points, false, "знает отрасль", "Отрасль");
    }

    private static Say veto(String who) {
        return new Say(who, 0, true, "жалоба клиента", "Жалобы");
    }

    private static Say named(String who) {
        return new Say(who, 0, false, "ключевой клиент", "Ключевые");
    }

    private static RoutingRules says(@Nullable Say force, @Nullable Say queue, Say... says) {
        return q -> new Advice(List.of(says), force, queue, null);
    }

    private Assignment given(RoutingRules rules) {
        return desk.gives(desk.node().ruledBy(rules), desk.request());
    }

    @Test
    void rules_are_told_of_the_card_and_of_those_who_have_passed_the_filter_best_first() {
        var asked = new ArrayList<Question>();
        desk.staff = List.of(
                ANNA.skilled("alarms").team("north").in("ru.msk").capacity(9), VERA.skilled("alarms"), BORIS, IGOR);
        desk.load.put("anna", 2);
        var about = new About("security", "ROUTING", "", "yandex", new BigDecimal("150000"));
        RoutingRules rules = q -> {
            asked.add(q);
            return Advice.NOTHING;
        };

        desk.gives(
                desk.node().ruledBy(rules),
                desk.request().skill("alarms").territory("ru.msk").score(71).about(about));

        var anna = new RoutingRules.Candidate(
                "anna", "north", java.util.Set.of("alarms"), java.util.Set.of("ru.msk"), 2, 9);
        var vera = new RoutingRules.Candidate("vera", "", java.util.Set.of("alarms"), java.util.Set.of(), 0, 0);
        assertThat(asked)
                .containsExactly(new Question(
                        "incoming-lead",
                        "security",
                        "ROUTING",
                        "REP",
                        "alarms",
                        "ru.msk",
                        "yandex",
                        new BigDecimal("150000"),
                        71,
                        List.of(anna, vera)));
    }

    @Test
    void rules_are_told_of_two_hundred_people_at_most() {
        var told = new ArrayList<Integer>();
        desk.staff = IntStream.range(0, 300)
                .mapToObj(i -> Employee.of("s" + i, Role.REP))
                .toList();

        given(q -> {
            told.add(q.candidates().size());
            return Advice.NOTHING;
        });

        assertThat(told).containsExactly(200);
    }

    @Test
    void whom_rules_prefer_gets_the_card_and_nobody_loses_a_turn_by_that() {
        var preferred = given(says(null, null, prefer("vera", 5), prefer("boris", 3), prefer("vera", 5)));
        var plain = given(RoutingRules.NONE);

        assertThat(preferred.employee()).isEqualTo("vera");
        assertThat(preferred.considered())
                .extracting(Assignment.Considered::employee)
                .containsExactly("vera", "boris", "anna");
        assertThat(preferred.explain(Texts.RUSSIAN))
                .contains("правило «Отрасль» предпочитает vera (+5): знает отрасль")
                .contains("boris: другой подходит лучше: его предпочитают правила; открытых карточек: 0");
        assertThat(plain.employee()).isEqualTo("anna");
    }

    @Test
    void those_whom_rules_prefer_alike_take_turns() {
        var rules = says(null, null, prefer("vera", 5), prefer("anna", 5));

        var turns = List.of(
                given(rules).employee(),
                given(RoutingRules.NONE).employee(),
                given(rules).employee(),
                given(RoutingRules.NONE).employee(),
                given(rules).employee());

        assertThat(turns).containsExactly("anna", "anna", "vera", "boris", "anna");
    }

    @Test
    void of_whom_rules_speak_badly_is_last_but_may_get_the_card() {
        desk.staff = List.of(ANNA, BORIS.away(TODAY, TODAY), IGOR);

        assertThat(given(says(null, null, prefer("anna", -50))).employee()).isEqualTo("anna");
    }

    @Test
    void whom_rules_veto_is_passed_over_and_the_rule_is_named() {
        var got = given(says(null, null, veto("anna")));

        assertThat(got.employee()).isEqualTo("boris");
        assertThat(got.explain(Texts.RUSSIAN))
                .contains("правило «Жалобы» не даёт карточку anna: жалоба клиента")
                .contains("anna: запрещено правилом «Жалобы»: жалоба клиента; открытых карточек: 0");
    }

    @Test
    void if_rules_veto_everybody_the_card_overflows_and_never_to_whom_they_veto() {
        desk.staff = List.of(ANNA, IGOR, Employee.of("olga", Role.HEAD));

        var got = given(says(null, null, veto("anna"), veto("igor")));

        assertThat(got.employee()).isEqualTo("olga");
        assertThat(got.overflowed()).isTrue();
        desk.staff = List.of(ANNA, IGOR);
        assertThatThrownBy(() -> given(says(null, null, veto("anna"), veto("igor"))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("whom rules veto: [igor]");
    }

    @Test
    void whom_rules_force_gets_the_card_whatever_his_role_and_nobody_loses_a_turn() {
        var forced = given(says(named("igor"), null, prefer("vera", 100)));

        assertThat(forced.employee()).isEqualTo("igor");
        assertThat(forced.way()).isEqualTo(Way.FORCED);
        assertThat(forced.overflowed()).isFalse();
        assertThat(forced.considered().subList(1, 4))
                .extracting(Assignment.Considered::why)
                .containsOnly(Why.NOT_NAMED);
        assertThat(given(RoutingRules.NONE).employee()).isEqualTo("anna");
    }

    @Test
    void whom_rules_force_but_who_is_away_or_vetoed_or_unknown_does_not_get_the_card_a_head_does() {
        desk.staff = List.of(
                ANNA,
                BORIS.away(TODAY, TODAY),
                VERA,
                Employee.of("gleb", Role.REP).left(),
                IGOR);

        var away = given(says(named("boris"), null));
        var vetoed = given(says(named("anna"), null, veto("anna")));
        var gone = given(says(named("gleb"), null));
        var unknown = given(says(named("никто"), null));

        assertThat(List.of(away, vetoed, gone, unknown)).allSatisfy(a -> {
            assertThat(a.employee()).isEqualTo("igor");
            assertThat(a.overflowed()).isTrue();
        });
        assertThat(away.explain(Texts.RUSSIAN))
                .contains("правило «Ключевые» отдаёт карточку boris: ключевой клиент — не учтено: отсутствует по"
                        + " 24.11.2026");
        assertThat(unknown.heard()).extracting(Assignment.Heard::ignored).containsExactly(Why.UNKNOWN);
        assertThat(unknown.explain(Texts.RUSSIAN))
                .contains("правило «Ключевые» отдаёт карточку никто: ключевой клиент — не учтено: не известен или"
                        + " здесь не работает");
    }

    @Test
    void preferences_for_people_who_cannot_take_the_card_are_left_out_and_it_is_said_why() {
        desk.staff = List.of(ANNA, BORIS.away(TODAY, TODAY), IGOR);

        var got = given(says(null, null, prefer("boris", 9), prefer("igor", 9), prefer("ivan", 9), veto("ivan")));

        assertThat(got.employee()).isEqualTo("anna");
        assertThat(got.heard())
                .extracting(Assignment.Heard::ignored)
                .containsExactly(Why.AWAY, Why.OTHER_ROLE, Why.UNKNOWN, Why.UNKNOWN);
    }

    @Test
    void a_queue_that_rules_name_is_a_roster_or_a_team_and_its_people_take_turns() {
        desk.staff = List.of(
                ANNA.team("vip"),
                BORIS,
                VERA.team("vip"),
                Employee.of("gleb", Role.ENGINEER).team("vip"),
                IGOR);
        var rules = says(null, named("vip"));

        var turns = List.of(
                given(rules).employee(),
                given(rules).employee(),
                given(rules).employee(),
                given(rules).employee());
        var roster = desk.node()
                .roster("vip", DutyRoster.daily(Desk.MOSCOW, TODAY, List.of("boris")))
                .ruledBy(rules)
                .answer(desk.request());

        assertThat(turns).containsExactly("anna", "gleb", "vera", "anna");
        assertThat(roster.employee()).isEqualTo("boris");
        assertThat(roster.way()).isEqualTo(Way.QUEUE);
        assertThat(roster.considered())
                .extracting(Assignment.Considered::why)
                .containsExactly(Why.TAKEN, Why.NOT_NAMED, Why.NOT_NAMED);
    }

    @Test
    void a_queue_that_nobody_knows_or_in_which_nobody_can_take_the_card_overflows() {
        desk.staff = List.of(ANNA, BORIS.team("vip").away(TODAY, TODAY), IGOR);

        var unknown = given(says(null, named("вип")));
        var away = given(says(null, named("vip")));

        assertThat(unknown.employee()).isEqualTo("igor");
        assertThat(unknown.heard()).extracting(Assignment.Heard::ignored).containsExactly(Why.UNKNOWN);
        assertThat(away.employee()).isEqualTo("igor");
        assertThat(away.considered().get(0).why()).isEqualTo(Why.AWAY);
    }

    @Test
    void the_ruling_goes_with_the_answer_and_can_be_taken_off() {
        var ruling = new Ruling(Ruling.ROUTE, "book-1", "facts", List.of());

        var got = given(q -> new Advice(List.of(veto("anna")), null, null, ruling));

        assertThat(got.ruling()).contains(ruling);
        assertThat(got.withoutRuling().ruling()).isEmpty();
        assertThat(got.withoutRuling().heard()).isEqualTo(got.heard());
        assertThat(got.withoutRuling()).isEqualTo(got.ruled(null));
    }
}
