package dev.voronka.process.incominglead;

import static dev.voronka.process.incominglead.Leads.ANNA;
import static dev.voronka.process.incominglead.Leads.BORIS;
import static dev.voronka.process.incominglead.Leads.DMITRY;
import static dev.voronka.process.incominglead.Leads.FORM;
import static dev.voronka.process.incominglead.Leads.IGOR;
import static dev.voronka.process.incominglead.Leads.POLINA;
import static dev.voronka.process.incominglead.Leads.VERA;
import static dev.voronka.process.incominglead.Leads.eager;
import static dev.voronka.process.incominglead.Leads.monday;
import static dev.voronka.process.incominglead.Leads.november;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CommonTrigger;
import dev.voronka.CommonTrigger.Fail;
import dev.voronka.CommonTrigger.Reassign;
import dev.voronka.CommonTrigger.Reopen;
import dev.voronka.Reason;
import dev.voronka.Role;
import dev.voronka.decision.Assignment;
import dev.voronka.decision.Router;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.incominglead.IncomingLead.Accept;
import dev.voronka.process.incominglead.IncomingLead.AcceptanceTimedOut;
import dev.voronka.process.incominglead.IncomingLead.Decline;
import dev.voronka.process.incominglead.IncomingLead.ReturnToQualification;
import dev.voronka.process.incominglead.IncomingLead.Stage;
import dev.voronka.process.incominglead.IncomingLead.SubmitQuestionnaire;
import dev.voronka.run.Voronka;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a lead is offered to sellers: accepting, declining, letting it pass, the head, sending it back. */
class IncomingLeadRoutingTest {

    private static final Decline BUSY = new Decline("занят другой сделкой");

    private final Leads leads = new Leads();

    private static Fail noNeed() {
        return new Fail(Stage.NO_NEED, "передумал");
    }

    // Взять

    @Test
    void the_seller_who_is_asked_takes_the_lead_and_the_client_is_told() {
        var lead = leads.inRouting();

        var won = leads.bed.fire(lead, new Accept(), ANNA).orThrow();

        assertThat(won.stage()).isEqualTo(Stage.SUCCESS);
        assertThat(won.owner()).isEqualTo("anna");
        assertThat(won.due()).isEmpty();
        assertThat(leads.bed.lastMessages(lead))
                .contains("write client-7: Ваш менеджер уже работает над запросом и свяжется с вами");
    }

    @Test
    void a_seller_who_is_not_asked_does_not_take_decline_or_return_the_lead() {
        var lead = leads.inRouting();

        var said = leads.refused(lead, new Accept(), BORIS, "actor-is-asked");
        leads.refused(lead, BUSY, BORIS, "actor-is-asked");
        leads.refused(lead, new ReturnToQualification("не наш"), BORIS, "actor-is-asked");

        assertThat(said).containsExactly("лид предложен другому сотруднику");
    }

    @Test
    void a_seller_who_has_gone_on_leave_since_the_offer_does_not_take_it() {
        var leave = LocalDate.of(2026, 11, 30);
        var department = new Leads(Directory.of(
                Employee.of("polina", Role.QUALIFIER),
                Leads.seller("igor"),
                Leads.seller("anna").away(leave, leave).under("igor")));
        department.bed.clock.set(november(27, 17, 50).toInstant());
        var lead = department.inRouting();
        department.bed.clock.set(november(30, 9, 5).toInstant());

        var said = department.refused(lead, new Accept(), ANNA, "seller-is-at-work");

        assertThat(said).containsExactly("продавец отсутствует или уволен");
    }

    @Test
    void a_seller_who_was_given_the_lead_by_hand_takes_it_only_with_the_skill() {
        var lead = leads.inRouting();
        leads.bed.fire(lead, new Reassign("dina"), IGOR).orThrow();

        var said = leads.refused(lead, new Accept(), Actor.employee("dina"), "seller-has-the-skill");

        assertThat(said).containsExactly("продавец не ведёт это направление");
    }

    @Test
    void a_company_without_a_directory_has_its_own_router_and_checks_no_skill() {
        Router always = request -> new Assignment("anna", false, List.of(), null);
        var own = new Leads(Voronka.builder().port(Router.class, always));

        var won = own.accepted(own.inRouting());

        assertThat(won.stage()).isEqualTo(Stage.SUCCESS);
    }

    // Отказаться

    @Test
    void a_lead_that_is_declined_goes_to_the_next_seller_with_a_new_half_hour() {
        var lead = leads.inRouting();
        leads.bed.later(Duration.ofMinutes(20));

        var offered = leads.bed.fire(lead, BUSY, ANNA).orThrow();

        assertThat(offered.stage()).isEqualTo(Stage.ROUTING);
        assertThat(offered.owner()).isEqualTo("boris");
        assertThat(leads.due(lead)).isEqualTo(monday(10, 50));
        assertThat(leads.explained(lead))
                .isEqualTo("boris taken, gleb not-best, vera not-best, anna had-it, dina no-skill");
        assertThat(leads.bed.lastMessages(lead))
                .contains("tell Employee[id=boris]: Вам лид: Сигнализация на склад. Возьмите его в течение 30 минут");
    }

    @Test
    void who_declines_says_why() {
        var lead = leads.inRouting();

        var said = leads.refused(lead, new Decline(""), ANNA, "decline-is-reasoned");

        assertThat(said).containsExactly("не сказано, почему отказ");
    }

    @Test
    void after_three_sellers_the_head_has_the_lead_though_a_fourth_one_could_take_it() {
        var lead = leads.inRouting();

        var offered = List.of(
                leads.bed.now(lead).owner(),
                leads.letPass(lead, 1).owner(),
                leads.letPass(lead, 1).owner());
        var withHead = leads.letPass(lead, 1);

        assertThat(offered).containsExactly("anna", "boris", "gleb");
        assertThat(withHead.stage()).isEqualTo(Stage.ROUTING);
        assertThat(withHead.owner()).isEqualTo("igor");
        assertThat(withHead.data().withHead()).isTrue();
        assertThat(leads.bed.lastMessages(lead))
                .contains("tell Employee[id=igor]: Лид никто не взял: Сигнализация на склад");
    }

    @Test
    void the_head_takes_a_lead_without_having_the_skill() {
        var lead = leads.withTheHead();

        var won = leads.bed.fire(lead, new Accept(), IGOR).orThrow();

        assertThat(won.stage()).isEqualTo(Stage.SUCCESS);
    }

    @Test
    void the_head_does_not_decline_a_lead() {
        var lead = leads.withTheHead();

        var said = leads.refused(lead, BUSY, IGOR, "head-does-not-have-it");

        assertThat(said).containsExactly("лид уже у руководителя");
    }

    @Test
    void a_lead_comes_to_its_head_also_when_he_is_away_and_there_is_no_director() {
        var today = LocalDate.of(2026, 11, 23);
        var department = new Leads(Directory.of(
                Employee.of("polina", Role.QUALIFIER),
                Leads.seller("anna"),
                Leads.seller("boris"),
                Leads.seller("vera"),
                Employee.of("igor", Role.HEAD).away(today, today)));

        var lead = department.withTheHead();

        assertThat(lead.owner()).isEqualTo("igor");
    }

    @Test
    void a_seller_to_whom_the_lead_was_given_by_hand_and_who_declines_is_not_offered_it_again() {
        var two = new Leads(Directory.of(
                Employee.of("polina", Role.QUALIFIER),
                Leads.seller("anna"),
                Leads.seller("boris"),
                Employee.of("igor", Role.HEAD)));
        var lead = two.inRouting();
        two.bed.fire(lead, new Reassign("boris"), IGOR).orThrow();

        var declined = two.bed.fire(lead, BUSY, BORIS).orThrow();

        assertThat(declined.owner()).isEqualTo("igor");
        assertThat(declined.data().offeredTo()).containsExactly("anna", "boris");
        assertThat(two.explained(lead)).isEqualTo("anna had-it, boris had-it");
    }

    @Test
    void a_seller_to_whom_the_lead_was_given_by_hand_counts_as_one_of_the_three() {
        var lead = leads.inRouting();
        leads.bed.fire(lead, new Reassign("boris"), IGOR).orThrow();
        var third = leads.bed.at(leads.due(lead));

        var withHead = leads.declined(lead);

        assertThat(third).isEqualTo(1);
        assertThat(withHead.owner()).isEqualTo("igor");
        assertThat(withHead.data().offeredTo()).containsExactly("anna", "boris", "gleb");
    }

    // Время вышло

    @Test
    void three_sellers_let_the_time_pass_and_the_head_has_it_without_a_clock() {
        var lead = leads.inRouting();
        var owners = new ArrayList<String>();
        for (var moment : List.of(monday(10, 30), monday(11, 0), monday(11, 30))) {
            assertThat(leads.bed.at(moment.minusSeconds(1))).isZero();
            assertThat(leads.bed.at(moment)).isEqualTo(1);
            owners.add(leads.bed.now(lead).owner());
        }

        leads.bed.at(monday(12, 0));

        assertThat(owners).containsExactly("boris", "gleb", "igor");
        assertThat(leads.bed.now(lead).owner()).isEqualTo("igor");
        assertThat(leads.bed.now(lead).stage()).isEqualTo(Stage.ROUTING);
        assertThat(leads.bed.funnel.attempts(lead.id())).singleElement().satisfies(attempt -> {
            assertThat(attempt.trigger()).isEqualTo("acceptance-timed-out");
            assertThat(attempt.reasons()).containsExactly(Reason.of("head-does-not-have-it"));
        });
    }

    @Test
    void the_half_hour_is_working_time() {
        leads.bed.clock.set(monday(12, 45).toInstant());

        var lead = leads.inRouting();

        assertThat(leads.due(lead)).isEqualTo(monday(14, 15));
        assertThat(leads.bed.at(monday(14, 14))).isZero();
        assertThat(leads.bed.at(monday(14, 15))).isEqualTo(1);
    }

    @Test
    void only_the_clock_says_that_time_is_up_and_a_person_who_does_is_noted() {
        var lead = leads.inRouting();

        var said = leads.refused(lead, new AcceptanceTimedOut(), IGOR, "only-the-clock");

        assertThat(said).containsExactly("об этом сообщает только таймер");
        assertThat(leads.bed.funnel.attempts(lead.id()))
                .singleElement()
                .satisfies(a -> assertThat(a.actor()).isEqualTo(IGOR));
    }

    @Test
    void time_that_is_up_on_a_lead_that_was_taken_changes_nothing() {
        var lead = leads.accepted(leads.inRouting());

        assertThat(leads.bed.later(Duration.ofDays(10))).isZero();

        assertThat(leads.bed.now(lead)).isEqualTo(lead);
    }

    // Вернуть

    @Test
    void a_seller_sends_a_lead_back_and_a_qualifier_is_told_why() {
        var lead = leads.inRouting();

        var back = leads.bed
                .fire(lead, new ReturnToQualification("бюджета нет"), ANNA)
                .orThrow();

        assertThat(back.stage()).isEqualTo(Stage.QUALIFICATION);
        assertThat(back.owner()).isEqualTo("polina");
        assertThat(back.data().returnedBecause()).isEqualTo("бюджета нет");
        assertThat(back.data().offeredTo()).isEmpty();
        assertThat(leads.due(lead)).isEqualTo(november(24, 10, 0));
        assertThat(leads.bed.lastMessages(lead)).contains("task Employee[id=polina]: Продавец вернул лид: бюджета нет");
    }

    @Test
    void who_sends_a_lead_back_says_why() {
        var lead = leads.inRouting();

        var said = leads.refused(lead, new ReturnToQualification(" "), ANNA, "return-is-reasoned");

        assertThat(said).containsExactly("не сказано, почему лид возвращён");
    }

    @Test
    void a_lead_is_sent_back_twice_and_not_a_third_time() {
        var lead = leads.inRouting();
        leads.qualified(leads.returned(lead));
        leads.qualified(leads.returned(lead));

        var said = leads.refused(lead, new ReturnToQualification("снова нет"), leads.owner(lead), "at-most");

        assertThat(said).containsExactly("не больше 2 раз");
    }

    @Test
    void a_lead_that_the_head_sends_back_is_offered_to_sellers_as_if_for_the_first_time() {
        var lead = leads.withTheHead();

        leads.qualified(leads.returned(lead));

        assertThat(leads.bed.now(lead).owner()).isEqualTo("vera");
        assertThat(leads.bed.now(lead).data().withHead()).isFalse();
        assertThat(leads.explained(lead))
                .isEqualTo("vera taken, anna not-best, boris not-best, gleb not-best, dina no-skill");
    }

    @Test
    void a_lead_that_the_head_has_lost_and_that_is_reopened_is_offered_to_sellers_as_if_for_the_first_time() {
        var lead = reopened(leads.withTheHead());

        leads.qualified(lead);

        assertThat(leads.bed.now(lead).owner()).isEqualTo("vera");
        assertThat(leads.bed.now(lead).data().withHead()).isFalse();
        assertThat(leads.bed.now(lead).data().offeredTo()).containsExactly("vera");
        assertThat(leads.declined(lead).owner()).isEqualTo("anna");
    }

    @Test
    void a_reopened_lead_that_is_let_through_by_hand_is_offered_to_sellers_as_if_for_the_first_time() {
        var lead = reopened(leads.withTheHead());

        var offered = leads.bed
                .fire(lead, new IncomingLead.OverrideScore("вернулся сам"), Leads.LIDIA)
                .orThrow();

        assertThat(offered.data().withHead()).isFalse();
        assertThat(offered.data().offeredTo()).containsExactly("vera");
    }

    private Card<LeadData> reopened(Card<LeadData> lead) {
        leads.bed.fire(lead, noNeed(), leads.owner(lead)).orThrow();
        return leads.bed.fire(lead, new Reopen(), DMITRY).orThrow();
    }

    @Test
    void a_seller_to_whom_the_head_hands_the_lead_may_decline_it_and_the_head_gets_it_back() {
        var lead = leads.withTheHead();
        leads.bed.fire(lead, new Reassign("boris"), IGOR).orThrow();

        var again = leads.declined(leads.bed.now(lead));

        assertThat(again.owner()).isEqualTo("igor");
    }

    // Пределы

    @Test
    void a_lead_is_declined_fifteen_times_and_not_a_sixteenth() {
        var lead = leads.withTheHead();
        leads.letPass(leads.qualified(leads.returned(lead)), 3);
        leads.letPass(leads.qualified(leads.returned(lead)), 3);
        leads.letPass(leads.qualified(reopened(lead)), 3);
        leads.letPass(leads.qualified(reopened(lead)), 3);
        asIfNobodyHadHadIt(lead);

        var said = leads.refused(lead, BUSY, leads.owner(lead), "at-most");

        assertThat(said).containsExactly("не больше 15 раз");
    }

    /** The limit can only be met by amending what the lead remembers of its offers. */
    private Card<LeadData> asIfNobodyHadHadIt(Card<LeadData> lead) {
        var forgetful = leads.bed.now(lead).data().offeredToNobody();
        return leads.bed.fire(lead, new CommonTrigger.Amend(forgetful), DMITRY).orThrow();
    }

    @Test
    void time_is_up_fifteen_times_and_the_sixteenth_is_noted_and_leaves_the_lead_where_it_is() {
        var lead = leads.inRouting();
        letTimePass(lead);
        letTimePass(leads.qualified(leads.returned(lead)));
        letTimePass(leads.qualified(leads.returned(lead)));
        letTimePass(leads.qualified(reopened(lead)));
        letTimePass(leads.qualified(reopened(lead)));
        var last = asIfNobodyHadHadIt(lead);

        var done = leads.bed.at(leads.due(last));

        assertThat(done).isEqualTo(1);
        assertThat(leads.bed.now(lead).owner()).isEqualTo(last.owner());
        assertThat(leads.bed.funnel.attempts(lead.id())).singleElement().satisfies(attempt -> {
            assertThat(attempt.trigger()).isEqualTo("acceptance-timed-out");
            assertThat(attempt.reasons()).containsExactly(new Reason("at-most", List.of("15")));
        });
        assertThat(leads.bed.later(Duration.ofDays(10))).isZero();
    }

    private void letTimePass(Card<LeadData> lead) {
        for (var i = 0; i < 3; i++) {
            assertThat(leads.bed.at(leads.due(lead))).isEqualTo(1);
        }
        assertThat(leads.bed.now(lead).owner()).isEqualTo("igor");
    }

    @Test
    void a_questionnaire_cannot_be_handed_in_while_the_lead_is_offered() {
        var lead = leads.inRouting();

        var outcome = leads.bed.fire(lead, new SubmitQuestionnaire(eager()), POLINA);

        assertThat(outcome.isTaken()).isFalse();
        assertThat(outcome.message()).contains("expected only in QUALIFICATION");
        assertThat(leads.bed.now(lead)).isEqualTo(lead);
    }

    @Test
    void nothing_more_happens_to_a_lead_that_was_taken() {
        var lead = leads.accepted(leads.inRouting());

        assertThat(leads.bed.fire(lead, new Accept(), VERA).isTaken()).isFalse();
        assertThat(leads.bed.fire(lead, noNeed(), FORM).isTaken()).isFalse();
        assertThat(leads.bed.fire(lead, new Reopen(), DMITRY).isTaken()).isFalse();

        assertThat(leads.bed.now(lead)).isEqualTo(lead);
    }
}
