package dev.voronka.process.correctiveaction;

import static dev.voronka.process.correctiveaction.Actions.DIRECTOR;
import static dev.voronka.process.correctiveaction.Actions.HEAD;
import static dev.voronka.process.correctiveaction.Actions.OTHER_HEAD;
import static dev.voronka.process.correctiveaction.Actions.QUALITY;
import static dev.voronka.process.correctiveaction.Actions.RULE;
import static dev.voronka.process.correctiveaction.Actions.SELLER;
import static dev.voronka.process.correctiveaction.Actions.TEN_TO_FOUR;
import static dev.voronka.process.correctiveaction.Actions.TRAINING;
import static dev.voronka.process.correctiveaction.Actions.day;
import static dev.voronka.process.correctiveaction.Actions.december;
import static dev.voronka.process.correctiveaction.Actions.plan;
import static dev.voronka.process.correctiveaction.CorrectiveAction.Stage.DEVELOPMENT;
import static dev.voronka.process.correctiveaction.CorrectiveAction.Stage.IMPLEMENTATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.Effect;
import dev.voronka.Fields;
import dev.voronka.Role;
import dev.voronka.approval.ApprovalLine;
import dev.voronka.approval.ApprovalSheet.Status;
import dev.voronka.approval.ApprovalStep;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.process.correctiveaction.CorrectiveAction.Approve;
import dev.voronka.process.correctiveaction.CorrectiveAction.DelegateApprovals;
import dev.voronka.process.correctiveaction.CorrectiveAction.Reject;
import dev.voronka.process.correctiveaction.CorrectiveAction.SubmitPlan;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who approves a plan of measures. */
class CorrectiveActionApprovalTest {

    private static final Approve YES = new Approve("");
    private static final DelegateApprovals TO_SELLER = new DelegateApprovals("e17", day(11, 23), day(11, 27));

    private final Actions on = new Actions();
    private final List<ApprovalPolicy.Asked> asked = new ArrayList<>();

    /** First the head, then a named director. */
    private final Actions twoSteps = new Actions(question -> {
        asked.add(question);
        return new ApprovalPolicy.Required(List.of(
                ApprovalStep.all(ApprovalLine.of(Role.HEAD, "always").lookingAt("measures")),
                ApprovalStep.all(ApprovalLine.of(Role.DIRECTOR, "limit").by("e1"))));
    });

    @Test
    void a_submitted_plan_waits_for_the_head() {
        var card = on.submitted();

        assertThat(card.stage()).isEqualTo(DEVELOPMENT);
        assertThat(card.data().plan().approval().requester()).isEqualTo("e5");
        assertThat(on.told(card)).containsExactly("task Holder[role=HEAD]: Утвердите план мер: Проигрыши по цене");
    }

    @Test
    void an_approved_plan_gives_each_measure_to_its_owner_with_its_date() {
        var card = on.running();

        assertThat(card.stage()).isEqualTo(IMPLEMENTATION);
        assertThat(on.effects(card))
                .contains(
                        Effect.task("e17", december(2, 0, 0).toInstant(), "corrective-action.measure", RULE.what()),
                        Effect.task("e2", december(5, 0, 0).toInstant(), "corrective-action.measure", TRAINING.what()));
    }

    @Test
    void approvers_come_one_after_another_and_the_rules_know_how_bad_it_is() {
        var card = twoSteps.submitted();
        assertThat(asked)
                .containsOnly(ApprovalPolicy.Asked.of(
                        "corrective-action", null, null, Map.of("severity", BigDecimal.valueOf(2))));
        twoSteps.refused(card, YES, DIRECTOR, "approver-is-asked");

        var half = twoSteps.take(card, new Approve("Хорошо"), HEAD);

        assertThat(half.stage()).isEqualTo(DEVELOPMENT);
        assertThat(half.data().plan().approval().status()).isEqualTo(Status.OPEN);
        assertThat(twoSteps.told(card)).containsExactly("task Employee[id=e1]: Утвердите план мер: Проигрыши по цене");
        assertThat(twoSteps.take(card, YES, DIRECTOR).stage()).isEqualTo(IMPLEMENTATION);
    }

    @Test
    void who_is_not_asked_neither_approves_nor_rejects() {
        var card = on.submitted();

        assertThat(on.refused(card, YES, SELLER, "approver-is-asked"))
                .isEqualTo("сейчас ваше согласование не требуется");
        on.refused(card, new Reject("Нет"), SELLER, "approver-is-asked");
        on.refused(on.analysed(), YES, HEAD, "approver-is-asked");
    }

    @Test
    void nobody_approves_a_plan_of_his_own() {
        var card = on.take(on.analysed(), plan(RULE), HEAD);

        assertThat(on.refused(card, YES, HEAD, "not-own-request")).isEqualTo("решать по собственному плану нельзя");
        on.refused(card, new Reject("Нет"), HEAD, "not-own-request");
        on.refused(card, TO_SELLER, HEAD, "not-own-request");

        assertThat(on.take(card, YES, OTHER_HEAD).stage()).isEqualTo(IMPLEMENTATION);
    }

    @Test
    void what_a_program_plans_is_requested_by_the_owner() {
        var card = on.take(on.analysed(), plan(RULE), Actor.system("import"));

        assertThat(card.data().plan().approval().requester()).isEqualTo("e5");
    }

    @Test
    void a_plan_whose_date_has_come_is_not_approved() {
        var card = on.submitted();
        on.bed.at(december(1, 10, 0));

        assertThat(on.refused(card, YES, HEAD, "due-dates-still-hold"))
                .isEqualTo("срок наступил раньше утверждения, меры: 1");
    }

    @Test
    void a_rejection_is_explained_and_the_plan_comes_back() {
        var card = on.submitted();
        assertThat(on.refused(card, new Reject(" "), HEAD, "rejection-is-explained"))
                .isEqualTo("не сказано, почему план отклонён");

        var rejected = on.take(card, new Reject("Мало мер"), HEAD);

        assertThat(rejected.stage()).isEqualTo(DEVELOPMENT);
        assertThat(rejected.data().plan().approval().isRejected()).isTrue();
        on.said(card, "task Owner[]: План мер «Проигрыши по цене» отклонён: Мало мер");
        on.refused(card, YES, HEAD, "approver-is-asked");
        on.take(card, plan(RULE, TRAINING), QUALITY);
        assertThat(on.take(card, YES, HEAD).stage()).isEqualTo(IMPLEMENTATION);
    }

    @Test
    void a_new_version_asks_again_only_those_whose_part_has_changed() {
        var card = twoSteps.submitted();
        twoSteps.take(card, YES, HEAD);

        var otherGoal = new Goal(Actions.METRIC, BigDecimal.TEN, BigDecimal.ONE, 30);
        var sameMeasures = twoSteps.take(card, new SubmitPlan(List.of(RULE, TRAINING), otherGoal), QUALITY);
        assertThat(sameMeasures.data().plan().approval().waitingFor())
                .extracting(ApprovalLine::role)
                .containsExactly(Role.DIRECTOR);

        var otherMeasures = twoSteps.take(card, new SubmitPlan(List.of(RULE), TEN_TO_FOUR), QUALITY);
        assertThat(otherMeasures.data().plan().approval().waitingFor())
                .extracting(ApprovalLine::role)
                .containsExactly(Role.HEAD);
    }

    @Test
    void a_plan_that_somebody_else_submits_is_approved_anew() {
        var card = twoSteps.submitted();
        twoSteps.take(card, YES, HEAD);

        var again = twoSteps.take(card, plan(RULE, TRAINING), SELLER);

        assertThat(again.data().plan().approval().requester()).isEqualTo("e17");
        assertThat(again.data().plan().approval().lines()).allMatch(ApprovalLine::isOpen);
    }

    // Delegation

    @Test
    void an_approver_lets_a_colleague_approve_for_some_days() {
        var card = on.take(on.submitted(), TO_SELLER, HEAD);
        assertThat(on.told(card))
                .containsExactly(
                        "tell Employee[id=e17]: Согласования по «Проигрыши по цене» за вами с 23.11.2026 по 27.11.2026");

        on.bed.at(december(1, 0, 0).minusDays(3)); // the 28th has begun in Moscow
        on.refused(card, YES, SELLER, "approver-is-asked");
        on.bed.clock.set(december(1, 0, 0).minusDays(3).minusSeconds(1).toInstant());

        assertThat(on.take(card, YES, SELLER).stage()).isEqualTo(IMPLEMENTATION);
        var verdict = on.now(card).data().plan().approval().lines().get(0).verdict();
        assertThat(verdict.by()).isEqualTo("e17");
        assertThat(verdict.insteadOf()).isEqualTo("e2");
    }

    @Test
    void who_stands_in_is_asked_too_when_the_plan_changes() {
        var card = on.take(on.submitted(), TO_SELLER, HEAD);

        on.take(card, plan(RULE), QUALITY);

        assertThat(on.told(card))
                .containsExactly(
                        "task Holder[role=HEAD]: Утвердите план мер: Проигрыши по цене",
                        "task Employee[id=e17]: Утвердите план мер: Проигрыши по цене");
    }

    @Test
    void who_stands_in_for_a_named_approver_is_asked_when_the_turn_comes() {
        var card = twoSteps.take(twoSteps.submitted(), TO_SELLER, DIRECTOR);

        twoSteps.take(card, YES, HEAD);

        assertThat(twoSteps.told(card))
                .containsExactly(
                        "task Employee[id=e1]: Утвердите план мер: Проигрыши по цене",
                        "task Employee[id=e17]: Утвердите план мер: Проигрыши по цене");
        assertThat(twoSteps.take(card, YES, SELLER).stage()).isEqualTo(IMPLEMENTATION);
    }

    @Test
    void only_an_approver_hands_approvals_over() {
        assertThat(on.refused(on.submitted(), TO_SELLER, OTHER_SELLER, "actor-is-an-approver"))
                .contains("согласует этот план");
        on.refused(on.analysed(), TO_SELLER, HEAD, "actor-is-an-approver");
    }

    @Test
    void approvals_go_to_somebody_else_who_does_not_ask_for_them() {
        var card = on.submitted();

        assertThat(on.refused(card, new DelegateApprovals("e5", day(11, 23), day(11, 27)), HEAD, "delegate-is-another"))
                .contains("не себе");
        on.refused(card, new DelegateApprovals("e2", day(11, 23), day(11, 27)), HEAD, "delegate-is-another");
    }

    @Test
    void approvals_go_to_somebody_who_is_at_work_then() {
        var card = on.submitted();

        assertThat(on.refused(
                        card, new DelegateApprovals("e99", day(11, 23), day(11, 27)), HEAD, "delegate-is-at-work"))
                .contains("неизвестен");
        on.refused(card, new DelegateApprovals("e8", day(11, 25), day(11, 27)), HEAD, "delegate-is-at-work");
        on.take(card, new DelegateApprovals("e8", day(11, 26), day(11, 27)), HEAD);
        on.take(card, new DelegateApprovals("e8", day(11, 1), day(11, 27)), HEAD);
    }

    @Test
    void the_days_of_a_delegation_are_in_order_and_not_over() {
        var card = on.submitted();

        assertThat(on.refused(card, new DelegateApprovals("e17", day(11, 27), day(11, 26)), HEAD, "days-are-in-order"))
                .isEqualTo("последний день раньше первого");
        assertThat(on.refused(
                        card, new DelegateApprovals("e17", day(11, 20), day(11, 22)), HEAD, "delegation-is-not-over"))
                .isEqualTo("последний день уже прошёл");
        on.take(card, new DelegateApprovals("e17", day(11, 20), day(11, 23)), HEAD);
    }

    @Test
    void an_approval_in_the_crm_is_read_with_its_comment() {
        assertThat(Approve.from(Fields.of(Map.of("comment", "Хорошо")))).isEqualTo(new Approve("Хорошо"));
        assertThat(Approve.from(Fields.of(Map.of()))).isEqualTo(YES);
    }

    private static final Actor OTHER_SELLER = Actor.employee("e18", Role.REP);
}
