package dev.voronka.process.proposal;

import static dev.voronka.approval.Answer.APPROVED;
import static dev.voronka.approval.Answer.REJECTED;
import static dev.voronka.process.proposal.Proposals.ANNA;
import static dev.voronka.process.proposal.Proposals.BORIS;
import static dev.voronka.process.proposal.Proposals.DMITRY;
import static dev.voronka.process.proposal.Proposals.EGOR;
import static dev.voronka.process.proposal.Proposals.FEDOR;
import static dev.voronka.process.proposal.Proposals.IGOR;
import static dev.voronka.process.proposal.Proposals.OLGA;
import static dev.voronka.process.proposal.Proposals.november;
import static dev.voronka.process.proposal.Proposals.version;
import static dev.voronka.process.proposal.Proposals.versionAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.CommonTrigger.Reassign;
import dev.voronka.CommonTrigger.Reopen;
import dev.voronka.Money;
import dev.voronka.Role;
import dev.voronka.approval.ApprovalLine;
import dev.voronka.approval.ApprovalStep;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.process.proposal.Proposal.Approve;
import dev.voronka.process.proposal.Proposal.DelegateApprovals;
import dev.voronka.process.proposal.Proposal.Reject;
import dev.voronka.process.proposal.Proposal.Rework;
import dev.voronka.process.proposal.Proposal.Stage;
import dev.voronka.process.proposal.Proposal.SubmitVersion;
import dev.voronka.run.Voronka;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who must approve a version, who may, and what becomes of it then. */
class ProposalApprovalTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    private final Proposals on = new Proposals();

    @Test
    void an_approval_is_due_in_a_working_day_and_the_head_gets_a_task() {
        var card = on.inApproval();

        on.isDue(card, november(24, 10, 0));
        on.said(
                card,
                "task Holder[role=HEAD]: Согласуйте предложение «Серверная для завода», версия 1: цена 1000000.00 RUB,"
                        + " маржа 20.00 % (всегда)");
    }

    @Test
    void an_approved_version_goes_to_the_client_and_its_owner_is_to_send_it() {
        var card = on.take(on.inApproval(), new Approve("Хорошо"), IGOR);

        assertThat(card.stage()).isEqualTo(Stage.AT_CLIENT);
        assertThat(card.data().approvals().lines()).singleElement().satisfies(l -> {
            assertThat(l.verdict().by()).isEqualTo("igor");
            assertThat(l.verdict().comment()).isEqualTo("Хорошо");
            assertThat(l.verdict().answer()).isEqualTo(APPROVED);
        });
        on.said(card, "task Owner[]: Отправьте клиенту предложение «Серверная для завода», версия 1");
    }

    @Test
    void a_proposal_above_three_million_roubles_goes_from_the_head_to_the_director() {
        var three = new Proposals().inApproval(versionAt(3_000_000));
        assertThat(three.data().approvals().lines())
                .extracting(ApprovalLine::role)
                .containsExactly(Role.HEAD);

        var card = on.inApproval(versionAt(3_000_001));
        on.refused(card, new Approve(""), DMITRY, "approver-is-asked");
        var half = on.take(card, new Approve(""), IGOR);
        assertThat(half.stage()).isEqualTo(Stage.APPROVAL);
        on.said(
                card,
                "task Holder[role=DIRECTOR]: Согласуйте предложение «Серверная для завода», версия 1: цена 3000001.00"
                        + " RUB, маржа 73.33 % (по сумме)");

        assertThat(on.take(card, new Approve(""), DMITRY).stage()).isEqualTo(Stage.AT_CLIENT);
    }

    @Test
    void a_margin_below_the_floor_needs_the_directors_exception() {
        var card = on.inApproval(versionAt(940_000));
        assertThat(on.take(card, new Approve(""), IGOR).stage()).isEqualTo(Stage.APPROVAL);
        on.said(
                card,
                "task Holder[role=DIRECTOR]: Согласуйте предложение «Серверная для завода», версия 1: цена 940000.00"
                        + " RUB, маржа 14.89 % (превышен предел)");

        assertThat(on.take(card, new Approve("Нужен этот клиент"), DMITRY).stage())
                .isEqualTo(Stage.AT_CLIENT);
    }

    @Test
    void a_margin_that_is_only_told_as_the_floor_is_below_it() {
        var told = new SubmitVersion(
                version().lines(),
                new Money(85_000_001, "RUB"),
                Money.roubles(1_000_000),
                "6 недель",
                "аванс",
                Proposals.FRIDAY,
                "");
        var card = on.inApproval(told);
        assertThat(card.data().margin()).isEqualTo(new BigDecimal("15.00"));

        assertThat(on.take(card, new Approve(""), IGOR).stage()).isEqualTo(Stage.APPROVAL);
        assertThat(on.take(card, new Approve(""), DMITRY).stage()).isEqualTo(Stage.AT_CLIENT);
    }

    @Test
    void a_margin_at_the_floor_needs_no_exception() {
        var atFloor = new SubmitVersion(
                version().lines(),
                Money.roubles(850_000),
                Money.roubles(1_000_000),
                "6 недель",
                "аванс",
                Proposals.FRIDAY,
                "");

        assertThat(on.take(on.inApproval(atFloor), new Approve(""), IGOR).stage())
                .isEqualTo(Stage.AT_CLIENT);
    }

    @Test
    void a_company_sets_its_own_floor() {
        var card = on.take(on.inDrafting(Proposals.REQUEST.marginFloor(new BigDecimal("25"))), version(), ANNA);
        on.discussed(card);

        assertThat(on.data(card).approvals().lines())
                .extracting(ApprovalLine::role)
                .containsExactly(Role.HEAD, Role.DIRECTOR);
    }

    @Test
    void a_version_below_the_floor_is_judged_even_if_the_rules_ask_nobody() {
        var own = withPolicy(asked -> new ApprovalPolicy.Required(List.of()));

        var held = own.inApproval();
        var below = own.inApproval(versionAt(900_000));

        assertThat(held.stage()).isEqualTo(Stage.AT_CLIENT);
        assertThat(below.stage()).isEqualTo(Stage.APPROVAL);
        assertThat(own.take(below, new Approve(""), DMITRY).stage()).isEqualTo(Stage.AT_CLIENT);
    }

    @Test
    void the_rules_hear_of_direction_price_and_margin() {
        var own = withPolicy(asked -> {
            assertThat(asked.process()).isEqualTo("proposal");
            assertThat(asked.direction()).isEqualTo("it");
            assertThat(asked.amount()).isEqualTo(Money.roubles(1_000_000));
            assertThat(asked.facts()).containsOnlyKeys("margin").containsValue(new BigDecimal("20.00"));
            return new ApprovalPolicy.Required(List.of(
                    ApprovalStep.all(ApprovalLine.of(Role.FINANCE, "always").by("fedor"))));
        });

        var card = own.inApproval();

        own.said(
                card,
                "task Employee[id=fedor]: Согласуйте предложение «Серверная для завода», версия 1: цена 1000000.00"
                        + " RUB, маржа 20.00 % (всегда)");
        assertThat(own.take(card, new Approve(""), FEDOR).stage()).isEqualTo(Stage.AT_CLIENT);
    }

    // Four eyes

    @Test
    void only_who_is_asked_approves_or_rejects() {
        var card = on.inApproval();

        assertThat(on.refused(card, new Approve(""), EGOR, "approver-is-asked"))
                .isEqualTo("сейчас согласования ждут не от вас");
        on.refused(card, new Reject("нет", true), EGOR, "approver-is-asked");
    }

    @Test
    void nobody_approves_what_he_or_she_has_written() {
        var card = on.discussed(on.take(on.inDrafting(), version(), IGOR));

        assertThat(on.refused(card, new Approve(""), IGOR, "not-own-request"))
                .isEqualTo("своё предложение согласует кто-то другой");
        assertThat(on.take(card, new Approve(""), OLGA).stage()).isEqualTo(Stage.AT_CLIENT);
    }

    @Test
    void nobody_approves_the_proposal_that_he_or_she_owns() {
        var card = on.inApproval();
        on.take(card, new Reassign("igor"), DMITRY);

        on.refused(card, new Approve(""), IGOR, "not-own-request");
    }

    // Rejections

    @Test
    void a_rejected_version_is_written_anew() {
        var card = on.take(on.inApproval(), new Reject("Дорого для них", false), IGOR);

        assertThat(card.stage()).isEqualTo(Stage.DRAFTING);
        on.said(card, "task Owner[]: Доработайте предложение «Серверная для завода»: Дорого для них");
        assertThat(card.data().approvals().lines())
                .extracting(l -> l.verdict().answer())
                .containsExactly(REJECTED);
        assertThat(on.redrafted(card, versionAt(990_000)).data().approvals().waitingFor())
                .hasSize(1);
    }

    @Test
    void a_version_rejected_for_good_ends_the_proposal() {
        var card = on.take(on.inApproval(), new Reject("Не наш профиль", true), IGOR);

        assertThat(card.stage()).isEqualTo(Stage.NOT_APPROVED);
        on.said(card, "tell Owner[]: Предложение «Серверная для завода» отклонено: Не наш профиль");
    }

    @Test
    void a_version_below_the_floor_rejected_for_good_ends_below_the_floor() {
        var card = on.inApproval(versionAt(900_000));

        assertThat(on.take(card, new Reject("Себе в убыток", true), IGOR).stage())
                .isEqualTo(Stage.BELOW_FLOOR);
    }

    @Test
    void nobody_rejects_without_a_word() {
        assertThat(on.refused(on.inApproval(), new Reject(" ", false), IGOR, "rejection-is-reasoned"))
                .isEqualTo("не сказано, почему отклонено");
    }

    @Test
    void a_proposal_is_rejected_five_times_at_most() {
        var card = on.inApproval();
        for (var i = 0; i < 5; i++) {
            on.redrafted(on.take(card, new Reject("ещё раз", false), IGOR), version());
        }

        assertThat(on.refused(card, new Reject("ещё раз", false), IGOR, "at-most"))
                .isEqualTo("не больше 5 раз");
    }

    @Test
    void one_no_does_not_reject_while_enough_others_can_say_yes() {
        var own = withPolicy(asked -> new ApprovalPolicy.Required(List.of(ApprovalStep.quorum(
                1, ApprovalLine.of(Role.HEAD, "always"), ApprovalLine.of(Role.FINANCE, "always")))));
        var card = own.inApproval();

        assertThat(own.take(card, new Reject("Нет", true), IGOR).stage()).isEqualTo(Stage.APPROVAL);
        own.said(card);
        assertThat(own.take(card, new Approve(""), FEDOR).stage()).isEqualTo(Stage.AT_CLIENT);
    }

    @Test
    void the_author_may_take_a_version_back_while_it_waits() {
        var card = on.take(on.inApproval(), new Rework("Нашли ошибку"), ANNA);

        assertThat(card.stage()).isEqualTo(Stage.DRAFTING);
    }

    // New versions

    @Test
    void a_new_version_asks_again_only_those_whose_part_has_changed() {
        var own = withPolicy(asked -> new ApprovalPolicy.Required(List.of(ApprovalStep.all(
                ApprovalLine.of(Role.ENGINEER, "always").lookingAt("scope"),
                ApprovalLine.of(Role.FINANCE, "always").lookingAt("price", "payment"),
                ApprovalLine.of(Role.HEAD, "always")))));
        var card = own.inApproval();
        own.take(card, new Approve(""), EGOR);
        own.take(card, new Approve(""), FEDOR);
        own.take(card, new Reject("Дорого", false), IGOR);

        own.redrafted(card, versionAt(990_000));

        assertThat(own.data(card).approvals().waitingFor())
                .extracting(ApprovalLine::role)
                .containsExactly(Role.FINANCE, Role.HEAD);
    }

    @Test
    void a_version_that_says_the_same_again_keeps_the_approvals_that_it_has() {
        var card = on.sent();
        on.take(card, Proposals.wants(900_000), ANNA);
        on.take(card, Proposals.price(900_000), ANNA);
        on.take(card, new Approve(""), IGOR);
        on.take(card, new Rework("Проверим расчёт"), ANNA);
        on.take(card, versionAt(900_000), ANNA);
        on.discussed(card);

        assertThat(on.data(card).approvals().waitingFor())
                .extracting(ApprovalLine::role)
                .containsExactly(Role.DIRECTOR);
    }

    @Test
    void who_has_approved_and_then_writes_a_version_is_not_counted_any_more() {
        var card = on.inApproval(versionAt(3_500_000));
        on.take(card, new Approve(""), IGOR);
        on.take(card, new Rework("Поправлю сам"), IGOR);
        on.discussed(on.take(card, versionAt(3_500_000), IGOR));

        assertThat(on.data(card).approvals().waitingFor())
                .extracting(ApprovalLine::role)
                .containsExactly(Role.HEAD);
        on.refused(card, new Approve(""), IGOR, "not-own-request");
    }

    @Test
    void what_was_fully_approved_before_goes_to_the_client_at_once() {
        var card = on.failed(Stage.NO_ANSWER);
        on.take(card, new Reopen(), IGOR);

        assertThat(on.redrafted(card, version()).stage()).isEqualTo(Stage.AT_CLIENT);
    }

    // Delegation

    @Test
    void an_approver_hands_the_approval_over_for_some_days() {
        var card = on.inApproval();

        on.take(card, new DelegateApprovals("boris", TODAY, TODAY.plusDays(1)), IGOR);

        on.said(
                card,
                "tell Employee[id=boris]: igor передаёт вам согласование предложения «Серверная для завода» с"
                        + " 23.11.2026 по 24.11.2026");
        on.bed.at(november(25, 10, 0));
        on.refused(card, new Approve(""), BORIS, "approver-is-asked");
        on.bed.clock.set(november(24, 18, 0).toInstant());
        var approved = on.take(card, new Approve(""), BORIS);
        assertThat(approved.stage()).isEqualTo(Stage.AT_CLIENT);
        assertThat(approved.data().approvals().lines().get(0).verdict().insteadOf())
                .isEqualTo("igor");
    }

    @Test
    void only_an_approver_hands_an_approval_over() {
        assertThat(on.refused(on.inApproval(), new DelegateApprovals("boris", TODAY, TODAY), EGOR, "approves-here"))
                .isEqualTo("вы не согласуете это предложение");
    }

    @Test
    void an_approver_named_by_id_hands_over_too() {
        var own = withPolicy(asked -> new ApprovalPolicy.Required(
                List.of(ApprovalStep.all(ApprovalLine.of(Role.FINANCE, "always").by("fedor")))));
        var card = own.inApproval();
        own.refused(
                card,
                new DelegateApprovals("boris", TODAY, TODAY),
                Actor.employee("another", Role.FINANCE),
                "approves-here");

        own.take(card, new DelegateApprovals("boris", TODAY, TODAY), FEDOR);

        assertThat(own.take(card, new Approve(""), BORIS).stage()).isEqualTo(Stage.AT_CLIENT);
    }

    @Test
    void an_approval_is_handed_over_to_another_who_is_at_work_and_for_days_that_are_not_over() {
        var card = on.inApproval();

        assertThat(on.refused(card, new DelegateApprovals("igor", TODAY, TODAY), IGOR, "delegate-is-another"))
                .isEqualTo("передать согласование самому себе нельзя");
        assertThat(on.refused(card, new DelegateApprovals("nobody", TODAY, TODAY), IGOR, "delegate-is-at-work"))
                .isEqualTo("этот сотрудник отсутствует или уволен");
        assertThat(on.refused(
                        card, new DelegateApprovals("boris", TODAY.plusDays(1), TODAY), IGOR, "delegation-dates-fit"))
                .isEqualTo("даты передачи перепутаны или прошли");
        on.refused(
                card,
                new DelegateApprovals("boris", TODAY.minusDays(2), TODAY.minusDays(1)),
                IGOR,
                "delegation-dates-fit");
    }

    private static Proposals withPolicy(ApprovalPolicy policy) {
        return new Proposals(Voronka.builder().port(ApprovalPolicy.class, policy));
    }
}
