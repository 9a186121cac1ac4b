package dev.voronka.process.contract;

import static dev.voronka.process.contract.Contract.Stage.APPROVAL;
import static dev.voronka.process.contract.Contract.Stage.REJECTED_INTERNAL;
import static dev.voronka.process.contract.Contract.Stage.SECURITY_STOP;
import static dev.voronka.process.contract.Contract.Stage.SUCCESS;
import static dev.voronka.process.contract.Contracts.CEO;
import static dev.voronka.process.contract.Contracts.CFO;
import static dev.voronka.process.contract.Contracts.DEPUTY;
import static dev.voronka.process.contract.Contracts.DRAFT;
import static dev.voronka.process.contract.Contracts.FINANCIER;
import static dev.voronka.process.contract.Contracts.FIVE_MILLION;
import static dev.voronka.process.contract.Contracts.GUARD;
import static dev.voronka.process.contract.Contracts.HEAD;
import static dev.voronka.process.contract.Contracts.LAWYER;
import static dev.voronka.process.contract.Contracts.MILLION;
import static dev.voronka.process.contract.Contracts.SELLER;
import static dev.voronka.process.contract.Contracts.TERMS;
import static dev.voronka.process.contract.Contracts.TODAY;
import static dev.voronka.process.contract.Contracts.TWELVE_MILLION;
import static dev.voronka.process.contract.Contracts.file;
import static dev.voronka.process.contract.Contracts.november;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.CommonTrigger.Amend;
import dev.voronka.CommonTrigger.Fail;
import dev.voronka.Role;
import dev.voronka.approval.Answer;
import dev.voronka.approval.ApprovalLine;
import dev.voronka.approval.ApprovalStep;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.process.Bed;
import dev.voronka.process.contract.Contract.Approve;
import dev.voronka.process.contract.Contract.DelegateApprovals;
import dev.voronka.process.contract.Contract.ProtocolReady;
import dev.voronka.process.contract.Contract.Reject;
import dev.voronka.process.contract.Contract.SubmitVersion;
import dev.voronka.run.Voronka;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who approves a contract, in which order, instead of whom, and what a no does. */
class ContractApprovalTest {

    private final Contracts on = new Contracts();

    // Approve

    @Test
    void an_approval_is_kept_with_role_user_version_and_comment() {
        var card = on.take(on.inApproval(), new Approve("Без замечаний"), LAWYER);

        assertThat(card.stage()).isEqualTo(APPROVAL);
        assertThat(card.data().approvals())
                .containsExactly(new Approval(
                        Role.LEGAL,
                        "e21",
                        1,
                        Answer.APPROVED,
                        "Без замечаний",
                        november(23, 10, 0).toInstant()));
        assertThat(on.waitingFor(card)).containsExactly("FINANCE", "SECURITY", "HEAD");
        assertThat(on.saidItself(card)).isEmpty();
    }

    @Test
    void once_all_have_approved_the_owner_hears_that_signatures_are_next() {
        var card = on.approved();

        assertThat(on.saidItself(card))
                .containsExactly(
                        "tell Owner[]: Договор «Поставка станка», версия 1, согласован всеми: можно подписывать");
        assertThat(card.due()).isEmpty();
    }

    @Test
    void who_is_not_asked_does_not_approve() {
        var card = on.inApproval();

        assertThat(on.refused(card, new Approve(""), CFO, "approver-is-asked"))
                .isEqualTo("ваше согласование сейчас не требуется");
        on.refused(card, new Reject("Дорого"), CFO, "approver-is-asked");
        on.approvedBy(card, LAWYER);
        on.refused(card, new Approve(""), LAWYER, "approver-is-asked");
    }

    @Test
    void nobody_approves_a_contract_that_he_or_she_sent_to_be_approved() {
        var card = on.take(on.inProtocol(), new ProtocolReady(TERMS), HEAD);

        assertThat(on.refused(card, new Approve(""), HEAD, "not-own-request"))
                .isEqualTo("нельзя согласовать договор, который сами внесли или отправили на согласование");
        on.refused(card, new Reject("Дорого"), HEAD, "not-own-request");
    }

    @Test
    void nobody_approves_a_version_that_he_or_she_wrote() {
        var card = on.take(on.inApproval(), new SubmitVersion(file(2), TERMS), LAWYER);

        on.refused(card, new Approve(""), LAWYER, "not-own-request");
        assertThat(on.take(card, new Approve(""), HEAD).data().approvals()).hasSize(1);
    }

    @Test
    void what_was_changed_past_the_approvers_is_not_approved() {
        var card = on.inApproval();
        on.take(card, new Amend(on.bed.now(card).data().amount(FIVE_MILLION)), SELLER);

        assertThat(on.refused(card, new Approve(""), LAWYER, "approved-text-is-current"))
                .isEqualTo("карточка изменена после отправки на согласование: внесите новую версию");
    }

    // Levels

    @Test
    void a_large_contract_goes_to_the_financial_director_once_the_others_have_approved() {
        var card = on.inApproval(FIVE_MILLION);
        on.refused(card, new Approve(""), CFO, "approver-is-asked");

        on.approvedBy(card, LAWYER, FINANCIER, GUARD);
        on.bed.at(november(23, 15, 0));
        on.approvedBy(card, HEAD);

        assertThat(on.waitingFor(card)).containsExactly("CFO");
        assertThat(on.saidItself(card))
                .containsExactly(
                        "task Holder[role=CFO]: Согласуйте договор «Поставка станка», версия 1 (финансовый директор, по сумме)");
        on.isDue(card, november(24, 15, 0));
        assertThat(on.approvedBy(card, CFO).data().sheet().isPositive()).isTrue();
    }

    @Test
    void a_very_large_contract_goes_to_the_general_director_last() {
        var card = on.approvedBy(on.inApproval(TWELVE_MILLION), LAWYER, FINANCIER, GUARD, HEAD);
        on.refused(card, new Approve(""), CEO, "approver-is-asked");

        on.approvedBy(card, CFO);

        assertThat(on.waitingFor(card)).containsExactly("CEO");
        assertThat(on.approvedBy(card, CEO).data().missingApprovals()).isEmpty();
    }

    @Test
    void a_contract_just_at_the_limit_needs_no_financial_director() {
        var card = on.inApproval(dev.voronka.Money.roubles(3_000_000));

        assertThat(on.approvedBy(card, LAWYER, FINANCIER, GUARD, HEAD)
                        .data()
                        .sheet()
                        .isPositive())
                .isTrue();
    }

    @Test
    void the_approval_rules_of_a_company_see_amount_direction_risk_and_round() {
        var asked = new ArrayList<ApprovalPolicy.Asked>();
        ApprovalPolicy policy = question -> {
            asked.add(question);
            return new ApprovalPolicy.Required(List.of(
                    ApprovalStep.all(ApprovalLine.of(Role.LEGAL, "always").by("e21"))));
        };
        var bed = new Bed<>(Contract.PROCESS, Voronka.builder().port(ApprovalPolicy.class, policy));
        var card = bed.open(DRAFT.direction("it").risk(70), SELLER);
        bed.fire(card, Contracts.draftReady(), SELLER).orThrow();

        bed.fire(card, new ProtocolReady(TERMS), SELLER).orThrow();

        assertThat(asked.get(0).process()).isEqualTo("contract");
        assertThat(asked.get(0).direction()).isEqualTo("it");
        assertThat(asked.get(0).amount()).isEqualTo(MILLION);
        assertThat(asked.get(0).facts()).hasToString("{risk=70, round=1}");
        assertThat(bed.lastMessages(card))
                .contains("task Employee[id=e21]: Согласуйте договор «Поставка станка», версия 1 (юрист, всегда)");
        bed.fire(card, new DelegateApprovals("e26", TODAY, TODAY), LAWYER).orThrow();
        assertThat(bed.fire(card, new Approve(""), DEPUTY)
                        .orThrow()
                        .data()
                        .sheet()
                        .isPositive())
                .isTrue();
    }

    @Test
    void a_contract_that_nobody_needs_to_approve_can_be_signed_at_once() {
        ApprovalPolicy nobody = question -> new ApprovalPolicy.Required(List.of());
        var bed = new Bed<>(Contract.PROCESS, Voronka.builder().port(ApprovalPolicy.class, nobody));
        var card = bed.open(DRAFT, SELLER);
        bed.fire(card, Contracts.draftReady(), SELLER).orThrow();
        bed.fire(card, new ProtocolReady(TERMS), SELLER).orThrow();

        bed.fire(card, Contracts.ourSignature(), SELLER).orThrow();

        assertThat(bed.fire(card, Contracts.theirSignature(), SELLER).orThrow().stage())
                .isEqualTo(SUCCESS);
    }

    // Deadlines

    @Test
    void the_head_hears_when_an_approver_is_late() {
        var card = on.inApproval();

        on.bed.at(november(24, 9, 59));
        assertThat(on.rang(card, "approval-late")).isZero();

        on.bed.at(november(24, 10, 0));
        assertThat(on.rang(card, "approval-late")).isEqualTo(1);
        on.said(card, "tell Holder[role=HEAD]: Согласование договора «Поставка станка» запаздывает");
    }

    @Test
    void the_owner_is_told_to_push_when_signatures_are_late() {
        var card = on.approved();

        on.bed.at(november(30, 9, 59));
        assertThat(on.rang(card, "signatures-late")).isZero();

        on.bed.at(november(30, 10, 0));
        assertThat(on.rang(card, "signatures-late")).isEqualTo(1);
        on.said(card, "task Owner[]: Договор «Поставка станка» согласован, но всё ещё не подписан: поторопите стороны");
    }

    // Reject

    @Test
    void a_no_goes_back_to_the_owner_with_its_reason() {
        var card = on.take(on.inApproval(), new Reject("Штраф слишком велик"), LAWYER);

        assertThat(card.stage()).isEqualTo(APPROVAL);
        assertThat(on.saidItself(card))
                .containsExactly("tell Owner[]: Договор «Поставка станка» отклонён: Штраф слишком велик");
        assertThat(card.data().approvals())
                .singleElement()
                .satisfies(a -> assertThat(a.verdict()).isEqualTo(Answer.REJECTED));
        on.refused(card, new Approve(""), FINANCIER, "approver-is-asked");
    }

    @Test
    void a_no_needs_a_reason() {
        assertThat(on.refused(on.inApproval(), new Reject(" "), LAWYER, "rejection-is-reasoned"))
                .isEqualTo("не сказано, почему договор отклонён");
    }

    @Test
    void a_no_of_security_stops_the_contract() {
        assertThat(on.take(on.inApproval(), new Reject("Фирма-однодневка"), GUARD)
                        .stage())
                .isEqualTo(SECURITY_STOP);
    }

    @Test
    void a_contract_is_not_approved_inside_only_if_somebody_inside_said_no() {
        var card = on.inApproval();

        assertThat(on.refused(card, new Fail(REJECTED_INTERNAL, "Не сошлись"), SELLER, "is-rejected-inside"))
                .isEqualTo("никто внутри компании договор не отклонил");

        on.take(card, new Reject("Дорого"), FINANCIER);
        assertThat(on.take(card, new Fail(REJECTED_INTERNAL, "Не сошлись"), SELLER)
                        .stage())
                .isEqualTo(REJECTED_INTERNAL);
    }

    // Delegation

    @Test
    void an_approver_hands_approvals_over_for_some_days() {
        var card = on.inApproval();

        on.take(card, new DelegateApprovals("e26", TODAY.plusDays(1), TODAY.plusDays(2)), LAWYER);

        assertThat(on.saidItself(card))
                .containsExactly(
                        "tell Employee[id=e26]: Вам передано согласование договора «Поставка станка» с 24.11.2026 по 25.11.2026");
        on.refused(card, new Approve(""), DEPUTY, "approver-is-asked");

        on.bed.at(november(24, 12, 0));
        var approved = on.take(card, new Approve(""), DEPUTY);
        assertThat(approved.data().approvals().get(0).user()).isEqualTo("e26");
        assertThat(approved.data().sheet().lines().get(0).verdict().insteadOf()).isEqualTo("e21");
    }

    @Test
    void a_deputy_does_not_approve_after_the_last_day() {
        var card = on.inApproval();
        on.take(card, new DelegateApprovals("e26", TODAY, TODAY), LAWYER);

        on.bed.at(november(24, 12, 0));

        on.refused(card, new Approve(""), DEPUTY, "approver-is-asked");
    }

    @Test
    void who_approves_nothing_here_has_nothing_to_hand_over() {
        assertThat(on.refused(on.inApproval(), new DelegateApprovals("e26", TODAY, TODAY), CEO, "actor-approves-here"))
                .isEqualTo("вы не согласуете этот договор");
    }

    @Test
    void approvals_are_handed_over_to_somebody_else() {
        on.refused(on.inApproval(), new DelegateApprovals("e21", TODAY, TODAY), LAWYER, "deputy-is-somebody-else");
    }

    @Test
    void a_deputy_must_be_at_work_on_the_first_day() {
        var card = on.inApproval();
        var away = LocalDate.of(2026, 12, 8);

        assertThat(on.refused(card, new DelegateApprovals("e26", away, away), LAWYER, "deputy-is-at-work"))
                .isEqualTo("заместитель не работает в это время");
        on.refused(card, new DelegateApprovals("e99", TODAY, TODAY), LAWYER, "deputy-is-at-work");
    }

    @Test
    void the_days_of_a_deputy_are_in_order_and_not_over() {
        var card = on.inApproval();

        on.refused(card, new DelegateApprovals("e26", TODAY.plusDays(1), TODAY), LAWYER, "delegation-dates-fit");
        assertThat(on.refused(
                        card,
                        new DelegateApprovals("e26", TODAY.minusDays(2), TODAY.minusDays(1)),
                        LAWYER,
                        "delegation-dates-fit"))
                .isEqualTo("даты передачи перепутаны или уже прошли");
    }
}
