package dev.voronka.process.proposal;

import static dev.voronka.process.proposal.Proposals.ANNA;
import static dev.voronka.process.proposal.Proposals.EGOR;
import static dev.voronka.process.proposal.Proposals.FEDOR;
import static dev.voronka.process.proposal.Proposals.FRIDAY;
import static dev.voronka.process.proposal.Proposals.IGOR;
import static dev.voronka.process.proposal.Proposals.REQUEST;
import static dev.voronka.process.proposal.Proposals.agreed;
import static dev.voronka.process.proposal.Proposals.december;
import static dev.voronka.process.proposal.Proposals.november;
import static dev.voronka.process.proposal.Proposals.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.CommonTrigger.Amend;
import dev.voronka.ContactRef;
import dev.voronka.Effect;
import dev.voronka.Fields;
import dev.voronka.Money;
import dev.voronka.Role;
import dev.voronka.process.proposal.Proposal.AcceptByClient;
import dev.voronka.process.proposal.Proposal.Approve;
import dev.voronka.process.proposal.Proposal.CloseRisk;
import dev.voronka.process.proposal.Proposal.CommentDraft;
import dev.voronka.process.proposal.Proposal.FinishDiscussion;
import dev.voronka.process.proposal.Proposal.Rework;
import dev.voronka.process.proposal.Proposal.Send;
import dev.voronka.process.proposal.Proposal.Stage;
import dev.voronka.process.proposal.Proposal.StartDrafting;
import dev.voronka.process.proposal.Proposal.SubmitVersion;
import dev.voronka.process.proposal.ProposalData.Decision;
import dev.voronka.process.proposal.ProposalData.Line;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From the request over the draft to what is said about it inside the company. */
class ProposalTest {

    private final Proposals on = new Proposals();

    // Запрос

    @Test
    void a_request_is_due_in_four_working_hours() {
        on.isDue(on.isNew(), november(23, 15, 0)); // lunch does not count
    }

    @Test
    void a_complete_request_goes_into_drafting_and_its_owner_gets_a_task_for_the_clients_day() {
        var card = on.take(on.isNew(), new StartDrafting(), ANNA);

        assertThat(card.stage()).isEqualTo(Stage.DRAFTING);
        on.said(card, "task Owner[]: Подготовьте предложение: Серверная для завода");
        assertThat(on.bed.lastEffects(card))
                .filteredOn(Effect.Task.class::isInstance)
                .extracting(e -> ((Effect.Task) e).due())
                .containsExactly(december(12, 0, 0).toInstant());
    }

    @Test
    void a_request_without_requirements_or_specification_is_not_worked_on() {
        var empty = ProposalData.of("Серверная", "", ContactRef.NONE, "", List.of(" "), LocalDate.of(2026, 12, 11));

        assertThat(on.refused(on.bed.open(empty, ANNA), new StartDrafting(), ANNA, "requirements-are-attached"))
                .isEqualTo("нет ни требований, ни технического задания");

        assertThat(on.inDrafting(empty.specification("tz.pdf")).stage()).isEqualTo(Stage.DRAFTING);
    }

    @Test
    void a_request_whose_day_is_over_or_unknown_is_not_worked_on() {
        var over = ProposalData.of("С", "", ContactRef.NONE, "", List.of("есть"), LocalDate.of(2026, 11, 22));
        var unknown = ProposalData.of("С", "", ContactRef.NONE, "", List.of("есть"), null);
        var today = ProposalData.of("С", "", ContactRef.NONE, "", List.of("есть"), LocalDate.of(2026, 11, 23));

        assertThat(on.refused(on.bed.open(over, ANNA), new StartDrafting(), ANNA, "due-is-in-future"))
                .isEqualTo("срок, к которому ждёт клиент, не назван или прошёл");
        on.refused(on.bed.open(unknown, ANNA), new StartDrafting(), ANNA, "due-is-in-future");
        assertThat(on.inDrafting(today).stage()).isEqualTo(Stage.DRAFTING);
    }

    @Test
    void a_request_can_be_found_by_its_company_and_direction_and_has_no_amount_yet() {
        var header = on.isNew().header();

        assertThat(header.title()).isEqualTo("Серверная для завода");
        assertThat(header.company()).isEqualTo("plant-9");
        assertThat(header.direction()).isEqualTo("it");
        assertThat(header.contacts()).containsExactly(ContactRef.of("c4"));
        assertThat(header.amount()).isNull();
        assertThat(on.isNew().data().price()).isEqualTo(Money.roubles(0));
    }

    // Разработка предложения

    @Test
    void a_draft_is_due_in_three_working_days() {
        on.isDue(on.inDrafting(), november(26, 10, 0));
    }

    @Test
    void a_complete_version_is_kept_with_its_margin_and_those_who_must_speak_are_asked() {
        var card = on.inDiscussion();

        assertThat(card.stage()).isEqualTo(Stage.DISCUSSION);
        assertThat(card.data().versions()).singleElement().satisfies(v -> {
            assertThat(v.n()).isEqualTo(1);
            assertThat(v.margin()).isEqualTo(new BigDecimal("20.00"));
            assertThat(v.validUntil()).isEqualTo(FRIDAY);
            assertThat(v.fileHash()).isEqualTo("f1");
            assertThat(v.author()).isEqualTo("anna");
            assertThat(v.at()).isEqualTo(november(23, 10, 0).toInstant());
        });
        assertThat(card.data().price()).isEqualTo(Money.roubles(1_000_000));
        assertThat(card.data().cost()).isEqualTo(Money.roubles(800_000));
        assertThat(card.header().amount()).isEqualTo(Money.roubles(1_000_000));
        on.said(
                card,
                "task Holder[role=ENGINEER]: Обсудите предложение «Серверная для завода», версия 1",
                "task Holder[role=FINANCE]: Обсудите предложение «Серверная для завода», версия 1");
    }

    @Test
    void a_version_tells_all_that_is_missing_at_once() {
        var empty = new SubmitVersion(List.of(Line.of(" ")), null, Money.roubles(0), " ", "", null, "");

        assertThat(on.refused(on.inDrafting(), empty, ANNA, "version-is-complete"))
                .isEqualTo("не заполнено: состав, себестоимость, цена, сроки, условия оплаты, срок действия");
    }

    @Test
    void a_version_without_lines_or_with_a_negative_cost_is_not_complete() {
        var wrong = new SubmitVersion(List.of(), Money.roubles(-1), Money.roubles(1), "6 недель", "аванс", FRIDAY, "");

        assertThat(on.refused(on.inDrafting(), wrong, ANNA, "version-is-complete"))
                .isEqualTo("не заполнено: состав, себестоимость");
    }

    @Test
    void a_version_is_calculated_in_one_currency() {
        var mixed = new SubmitVersion(
                version().lines(), new Money(1, "USD"), Money.roubles(1), "6 недель", "аванс", FRIDAY, "");

        assertThat(on.refused(on.inDrafting(), mixed, ANNA, "money-is-comparable"))
                .isEqualTo("себестоимость и цена в разных валютах");
    }

    @Test
    void a_version_that_is_no_longer_valid_is_not_submitted_but_one_for_today_is() {
        assertThat(on.refused(on.inDrafting(), validUntil(22), ANNA, "validity-is-ahead"))
                .isEqualTo("срок действия предложения прошёл");

        assertThat(on.inDiscussion(validUntil(23)).stage()).isEqualTo(Stage.DISCUSSION);
    }

    private static SubmitVersion validUntil(int november) {
        var v = version();
        return new SubmitVersion(
                v.lines(), v.cost(), v.price(), v.dates(), v.paymentTerms(), LocalDate.of(2026, 11, november), "");
    }

    @Test
    void a_version_that_a_program_submits_is_the_owners() {
        var card = on.take(on.inDrafting(), version(), Actor.system("calculator"));

        assertThat(card.data().current().author()).isEqualTo("anna");
    }

    @Test
    void a_version_can_be_filled_in_in_the_crm() {
        var filled = SubmitVersion.from(Fields.of(Map.of(
                "lines", "Стойка\nМонтаж",
                "cost", "800 000",
                "price", "1000000,50",
                "dates", "6 недель",
                "paymentTerms", "аванс 50 %",
                "validUntil", "2026-12-04",
                "fileHash", "f1")));
        var unreadable =
                SubmitVersion.from(Fields.of(Map.of("cost", "много", "price", "0.001", "validUntil", "скоро")));

        assertThat(filled)
                .isEqualTo(new SubmitVersion(
                        version().lines(),
                        Money.roubles(800_000),
                        new Money(100_000_050, "RUB"),
                        "6 недель",
                        "аванс 50 %",
                        FRIDAY,
                        "f1"));
        assertThat(unreadable).isEqualTo(new SubmitVersion(List.of(), null, null, "", "", null, ""));
    }

    @Test
    void what_is_said_in_the_crm_goes_with_the_drag() {
        var said = Fields.of(Map.of("comment", "мало строк"));

        assertThat(Rework.from(said)).isEqualTo(new Rework("мало строк"));
        assertThat(Approve.from(said)).isEqualTo(new Approve("мало строк"));
        assertThat(AcceptByClient.from(said)).isEqualTo(new AcceptByClient("мало строк"));
        assertThat(Rework.from(Fields.of(Map.of())).why()).isEmpty();
    }

    // Внутреннее обсуждение

    @Test
    void a_discussion_is_due_in_a_working_day() {
        on.isDue(on.inDiscussion(), november(24, 10, 0));
    }

    @Test
    void a_discussion_is_over_when_all_who_must_have_spoken() {
        var card = on.inDiscussion();
        assertThat(on.refused(card, new FinishDiscussion(), ANNA, "required-roles-have-spoken"))
                .isEqualTo("не высказались: инженер, финансовая служба");
        on.take(card, agreed(), EGOR);
        assertThat(on.refused(card, new FinishDiscussion(), ANNA, "required-roles-have-spoken"))
                .isEqualTo("не высказались: финансовая служба");
        on.take(card, agreed(), FEDOR);

        assertThat(on.take(card, new FinishDiscussion(), ANNA).stage()).isEqualTo(Stage.APPROVAL);
    }

    @Test
    void a_company_says_itself_who_must_speak() {
        var card = on.take(on.inDrafting(REQUEST.toBeDiscussedBy(Role.LEGAL)), version(), ANNA);

        assertThat(on.refused(card, new FinishDiscussion(), ANNA, "required-roles-have-spoken"))
                .isEqualTo("не высказались: юрист");
    }

    @Test
    void what_is_said_is_kept_with_who_said_it() {
        var card = on.take(on.inDiscussion(), new CommentDraft(" Годится ", Decision.AGREED), EGOR);

        assertThat(card.data().discussion()).singleElement().satisfies(r -> {
            assertThat(r.n()).isEqualTo(1);
            assertThat(r.user()).isEqualTo("egor");
            assertThat(r.roles()).isEqualTo(Set.of(Role.ENGINEER));
            assertThat(r.version()).isEqualTo(1);
            assertThat(r.text()).isEqualTo("Годится");
            assertThat(r.decision()).isEqualTo(Decision.AGREED);
            assertThat(r.at()).isEqualTo(november(23, 10, 0).toInstant());
        });
        on.said(card);
    }

    @Test
    void saying_nothing_is_not_speaking() {
        assertThat(on.refused(on.inDiscussion(), new CommentDraft(" ", Decision.AGREED), EGOR, "comment-is-told"))
                .isEqualTo("не сказано, что вы думаете");
    }

    @Test
    void an_open_risk_stops_the_discussion_and_the_owner_is_told() {
        var card = on.inDiscussion();
        on.take(card, agreed(), FEDOR);
        on.take(card, new CommentDraft("Нет стоек на складе", Decision.RISK), EGOR);

        on.said(card, "tell Owner[]: Риск в предложении «Серверная для завода»: Нет стоек на складе");
        assertThat(on.refused(card, new FinishDiscussion(), ANNA, "risks-are-closed"))
                .isEqualTo("не закрыты риски: Нет стоек на складе");

        var closed = on.take(card, new CloseRisk(2, "Заказали у другого"), ANNA);
        assertThat(closed.data().discussion().get(1).closed()).isEqualTo("Заказали у другого");
        assertThat(closed.data().discussion().get(1).closedBy()).isEqualTo("anna");
        assertThat(on.take(card, new FinishDiscussion(), ANNA).stage()).isEqualTo(Stage.APPROVAL);
    }

    @Test
    void only_an_open_risk_is_closed_and_with_words() {
        var card = on.inDiscussion();
        on.take(card, agreed(), FEDOR);
        on.take(card, new CommentDraft("Нет стоек на складе", Decision.RISK), EGOR);

        assertThat(on.refused(card, new CloseRisk(1, "Договорились"), ANNA, "risk-is-open"))
                .isEqualTo("такого открытого риска нет");
        assertThat(on.refused(card, new CloseRisk(2, " "), ANNA, "closing-is-told"))
                .isEqualTo("не сказано, как закрыт риск");
        on.take(card, new CloseRisk(2, "Договорились"), ANNA);
        on.refused(card, new CloseRisk(2, "Договорились"), ANNA, "risk-is-open");
    }

    @Test
    void a_version_that_does_not_convince_is_written_anew_and_discussed_anew() {
        var card = on.inDiscussion();
        on.take(card, agreed(), EGOR);
        on.take(card, agreed(), FEDOR);

        var back = on.take(card, new Rework("Нет резервного питания"), EGOR);
        on.said(card, "task Owner[]: Доработайте предложение «Серверная для завода»: Нет резервного питания");
        assertThat(back.stage()).isEqualTo(Stage.DRAFTING);

        var again = on.take(card, version(), ANNA);
        assertThat(again.data().versions()).hasSize(2);
        on.refused(card, new FinishDiscussion(), ANNA, "required-roles-have-spoken");
        on.take(card, agreed(), EGOR);
        on.take(card, agreed(), FEDOR);
        assertThat(on.take(card, new FinishDiscussion(), ANNA).stage()).isEqualTo(Stage.APPROVAL);
    }

    @Test
    void a_version_is_not_sent_back_without_a_word() {
        assertThat(on.refused(on.inDiscussion(), new Rework(" "), EGOR, "rework-is-reasoned"))
                .isEqualTo("не сказано, что доработать");
        on.refused(on.inApproval(), new Rework(""), IGOR, "rework-is-reasoned");
    }

    @Test
    void a_proposal_is_sent_back_five_times_at_most_in_discussion_and_approval_together() {
        var card = on.inDiscussion();
        for (var i = 0; i < 4; i++) {
            on.take(card, new Rework("ещё раз"), EGOR);
            on.take(card, version(), ANNA);
        }
        on.discussed(card);
        on.take(card, new Rework("ещё раз"), IGOR);
        on.take(card, version(), ANNA);

        assertThat(on.refused(card, new Rework("ещё раз"), EGOR, "at-most")).isEqualTo("не больше 5 раз");
    }

    // The whole way

    @Test
    void a_proposal_goes_from_the_request_to_a_frozen_price() {
        var card = on.inApproval();
        on.take(card, new Approve("Хорошая цена"), IGOR);
        on.take(card, new Send("электронная почта"), ANNA);
        on.take(card, new AcceptByClient("Берём"), ANNA);

        var won = on.take(card, new Proposal.FixFinalPrice(), ANNA);

        assertThat(won.stage()).isEqualTo(Stage.SUCCESS);
        assertThat(won.data().price()).isEqualTo(Money.roubles(1_000_000));
        assertThat(won.data().rounds()).isEmpty();
        assertThat(won.due()).isEmpty();
    }

    @Test
    void an_amended_card_without_a_version_crashes_nothing() {
        var card = on.inDiscussion();
        on.take(card, new Amend(REQUEST.toBeDiscussedBy()), ANNA);

        var sent = on.take(card, new FinishDiscussion(), ANNA);

        assertThat(sent.stage()).isEqualTo(Stage.APPROVAL);
    }
}
