package dev.voronka.process.contract;

import static dev.voronka.process.contract.Contract.Stage.APPROVAL;
import static dev.voronka.process.contract.Contract.Stage.NEW_CONTRACT;
import static dev.voronka.process.contract.Contract.Stage.PROTOCOL;
import static dev.voronka.process.contract.Contracts.CFO;
import static dev.voronka.process.contract.Contracts.FILE;
import static dev.voronka.process.contract.Contracts.FINANCIER;
import static dev.voronka.process.contract.Contracts.FIVE_MILLION;
import static dev.voronka.process.contract.Contracts.GUARD;
import static dev.voronka.process.contract.Contracts.HEAD;
import static dev.voronka.process.contract.Contracts.LAWYER;
import static dev.voronka.process.contract.Contracts.MILLION;
import static dev.voronka.process.contract.Contracts.SELLER;
import static dev.voronka.process.contract.Contracts.TERMS;
import static dev.voronka.process.contract.Contracts.THEM;
import static dev.voronka.process.contract.Contracts.TODAY;
import static dev.voronka.process.contract.Contracts.US;
import static dev.voronka.process.contract.Contracts.disagreement;
import static dev.voronka.process.contract.Contracts.draftReady;
import static dev.voronka.process.contract.Contracts.file;
import static dev.voronka.process.contract.Contracts.november;
import static dev.voronka.process.contract.Contracts.ourSignature;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.CommonTrigger.Fail;
import dev.voronka.Fields;
import dev.voronka.process.contract.Contract.DisagreementProtocol;
import dev.voronka.process.contract.Contract.DraftReady;
import dev.voronka.process.contract.Contract.ProtocolReady;
import dev.voronka.process.contract.Contract.Reject;
import dev.voronka.process.contract.Contract.Rework;
import dev.voronka.process.contract.Contract.SettleClause;
import dev.voronka.process.contract.Contract.SubmitVersion;
import dev.voronka.process.contract.ProtocolItem.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How a contract changes on its way: new versions, rework, protocols of disagreements. */
class ContractVersionsTest {

    private final Contracts on = new Contracts();

    // New versions

    @Test
    void a_new_price_asks_finance_and_the_head_again_but_not_the_lawyer() {
        var card = on.approved();

        on.take(card, new SubmitVersion(file(2), TERMS.price("Полмиллиона вперёд")), SELLER);

        assertThat(on.waitingFor(card)).containsExactly("FINANCE", "HEAD");
        assertThat(on.saidItself(card))
                .containsExactly(
                        "task Holder[role=FINANCE]: Согласуйте договор «Поставка станка», версия 2 (финансовая служба, всегда)",
                        "task Holder[role=HEAD]: Согласуйте договор «Поставка станка», версия 2 (руководитель продаж, всегда)");
        assertThat(on.approvedBy(card, FINANCIER, HEAD).data().sheet().isPositive())
                .isTrue();
    }

    @Test
    void a_new_liability_asks_the_lawyer_and_the_head_again() {
        var card = on.approved();

        on.take(card, new SubmitVersion(file(2), TERMS.liability("Без штрафов")), SELLER);

        assertThat(on.waitingFor(card)).containsExactly("LEGAL", "HEAD");
    }

    @Test
    void other_parties_ask_security_and_the_head_again() {
        var card = on.approved();
        var others = List.of(US, Party.theirs("ООО «Прочие»", "7809876543", "Псков"));

        on.take(card, new SubmitVersion(file(2), TERMS, others, null), SELLER);

        assertThat(on.waitingFor(card)).containsExactly("SECURITY", "HEAD");
    }

    @Test
    void a_new_file_with_the_same_terms_asks_only_those_who_look_at_everything() {
        var card = on.approved();

        on.take(card, new SubmitVersion(file(2), TERMS), SELLER);

        assertThat(on.waitingFor(card)).containsExactly("HEAD");
    }

    @Test
    void the_same_file_with_the_same_terms_asks_nobody_again() {
        var card = on.approved();

        on.take(card, new SubmitVersion(FILE, TERMS), SELLER);

        assertThat(on.bed.now(card).data().sheet().isPositive()).isTrue();
        on.said(card, "tell Owner[]: Договор «Поставка станка», версия 2, согласован всеми: можно подписывать");
    }

    @Test
    void a_new_version_that_costs_more_calls_in_the_financial_director() {
        var card = on.approved();

        on.take(card, new SubmitVersion(file(2), TERMS, List.of(), FIVE_MILLION), SELLER);

        assertThat(on.bed.now(card).header().amount()).isEqualTo(FIVE_MILLION);
        assertThat(on.waitingFor(card)).containsExactly("FINANCE", "HEAD");
        on.approvedBy(card, FINANCIER, HEAD);
        assertThat(on.waitingFor(card)).containsExactly("CFO");
        on.take(card, new SubmitVersion(file(3), TERMS, List.of(), MILLION), SELLER);
        on.approvedBy(card, FINANCIER, HEAD);
        on.refused(card, new Contract.Approve(""), CFO, "approver-is-asked");
        assertThat(on.bed.now(card).data().sheet().isPositive()).isTrue();
    }

    @Test
    void a_new_version_asks_again_who_said_no_and_begins_the_day_anew() {
        var card = on.take(on.inApproval(), new Reject("Дорого"), FINANCIER);
        on.bed.at(november(23, 16, 0));

        on.take(card, new SubmitVersion(file(2), TERMS), SELLER);

        assertThat(on.waitingFor(card)).containsExactly("LEGAL", "FINANCE", "SECURITY", "HEAD");
        on.isDue(card, november(24, 16, 0));
        assertThat(on.bed.now(card).data().approvals()).hasSize(1);
    }

    @Test
    void a_new_version_voids_signatures() {
        var card = on.take(on.approved(), ourSignature(), SELLER);

        on.take(card, new SubmitVersion(FILE, TERMS), SELLER);

        assertThat(on.bed.now(card).data().signatures()).isEmpty();
    }

    @Test
    void a_new_version_is_as_complete_as_the_first() {
        var card = on.inApproval();

        on.refused(card, new SubmitVersion(Document.NONE, TERMS), SELLER, "document-is-attached");
        on.refused(card, new SubmitVersion(Document.file("f", "1"), TERMS), SELLER, "file-has-a-hash");
        on.refused(card, new SubmitVersion(file(2), TERMS.price("")), SELLER, "terms-are-complete");
        on.refused(card, new SubmitVersion(file(2), TERMS.until(TODAY.minusDays(1))), SELLER, "term-ends-in-future");
        on.refused(card, new SubmitVersion(file(2), TERMS, List.of(THEM), null), SELLER, "parties-are-complete");
        on.refused(card, new SubmitVersion(file(2), TERMS, List.of(), MILLION.none()), SELLER, "amount-is-given");
    }

    // Rework

    @Test
    void a_contract_sent_back_is_drafted_anew_and_keeps_the_approvals_of_what_stays() {
        var card = on.approvedBy(on.inApproval(), LAWYER, GUARD);

        on.take(card, new Rework("Другая цена"), SELLER);
        assertThat(on.stage(card)).isEqualTo(NEW_CONTRACT);
        assertThat(on.saidItself(card))
                .containsExactly("task Owner[]: Доработайте договор «Поставка станка»: Другая цена");
        assertThat(on.tookTasksBack(card)).isTrue();

        on.take(card, DraftReady.of("", file(2)), SELLER);
        assertThat(on.bed.now(card).data().number()).isEqualTo("17/26");
        on.take(card, new ProtocolReady(TERMS.price("Дешевле")), SELLER);
        assertThat(on.bed.now(card).data().version()).isEqualTo(2);
        assertThat(on.waitingFor(card)).containsExactly("FINANCE", "HEAD");
    }

    @Test
    void a_contract_is_not_sent_back_without_a_word() {
        assertThat(on.refused(on.inApproval(), new Rework(" "), SELLER, "rework-is-reasoned"))
                .isEqualTo("не сказано, что доработать");
    }

    @Test
    void a_contract_is_sent_back_five_times_at_most() {
        var card = on.inApproval();
        for (var i = 0; i < 5; i++) {
            on.take(card, new Rework("Ещё раз"), SELLER);
            on.take(card, draftReady(), SELLER);
            on.take(card, new ProtocolReady(TERMS), SELLER);
        }

        assertThat(on.refused(card, new Rework("Ещё раз"), SELLER, "at-most")).isEqualTo("не больше 5 раз");
    }

    @Test
    void a_drag_back_in_the_crm_says_why() {
        var row = Contract.PROCESS.row(APPROVAL, "rework").orElseThrow();

        assertThat(row.report(Fields.of(Map.of("why", "Другая цена")))).contains(new Rework("Другая цена"));
    }

    // Protocols of disagreements

    @Test
    void a_protocol_of_disagreements_begins_the_next_round() {
        var card = on.take(on.approved(), ourSignature(), SELLER);

        on.take(card, disagreement("5.1"), SELLER);

        var data = on.bed.now(card).data();
        assertThat(on.stage(card)).isEqualTo(PROTOCOL);
        assertThat(data.round()).isEqualTo(2);
        assertThat(data.signatures()).isEmpty();
        assertThat(data.protocolItems())
                .containsExactly(new ProtocolItem("5.1", "0,1 % за день", "0,5 % за день", "", Status.OPEN));
        assertThat(on.tookTasksBack(card)).isTrue();
        assertThat(on.saidItself(card))
                .containsExactly(
                        "task Owner[]: Ответьте на протокол разногласий к договору «Поставка станка» (раунд 2), пункты: 5.1");
    }

    @Test
    void a_protocol_of_disagreements_names_clauses_and_what_the_other_side_wants() {
        var card = on.inApproval();

        on.refused(card, new DisagreementProtocol(List.of()), SELLER, "disagreements-are-told");
        on.refused(
                card,
                new DisagreementProtocol(List.of(ProtocolItem.of(" ", "", "иначе"))),
                SELLER,
                "disagreements-are-told");
        assertThat(on.refused(
                        card,
                        new DisagreementProtocol(List.of(ProtocolItem.of("5.1", "", " "))),
                        SELLER,
                        "disagreements-are-told"))
                .isEqualTo("в протоколе разногласий нет пунктов или формулировок контрагента");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"OURS|''|0,1 % за день", "THEIRS|''|0,5 % за день", "COMPROMISE|0,3 % за день|0,3 % за день"})
    void every_clause_is_answered(Status how, String wording, String agreed) {
        var card = on.take(on.inApproval(), disagreement("5.1"), SELLER);

        var settled = on.take(card, new SettleClause("5.1", how, wording), SELLER);

        var item = settled.data().protocolItems().get(0);
        assertThat(item.status()).isEqualTo(how);
        assertThat(item.agreed()).isEqualTo(agreed);
        assertThat(on.take(card, new ProtocolReady(TERMS), SELLER).stage()).isEqualTo(APPROVAL);
    }

    @Test
    void a_protocol_is_not_ready_while_a_clause_has_no_answer() {
        var card = on.take(on.inApproval(), disagreement("5.1"), SELLER);

        assertThat(on.refused(card, new ProtocolReady(TERMS), SELLER, "clauses-are-settled"))
                .isEqualTo("нет ответа по спорным пунктам: 5.1");
    }

    @Test
    void only_a_clause_in_dispute_is_answered_and_a_compromise_has_words() {
        var card = on.take(on.inApproval(), disagreement("5.1"), SELLER);

        assertThat(on.refused(card, new SettleClause("7.2", Status.OURS, ""), SELLER, "clause-is-in-dispute"))
                .isEqualTo("такого пункта нет в протоколе разногласий");
        on.refused(card, new SettleClause("5.1", Status.COMPROMISE, " "), SELLER, "settlement-is-worded");
        on.refused(card, new SettleClause("5.1", Status.OPEN, ""), SELLER, "settlement-is-worded");
    }

    @Test
    void a_clause_that_is_disputed_again_is_open_again_and_others_stay_answered() {
        var card = on.disagreedAndAnswered(on.inApproval(), 1);

        on.take(card, disagreement("6.4"), SELLER);
        assertThat(on.bed.now(card).data().openClauses()).containsExactly("6.4");

        on.take(card, new SettleClause("6.4", Status.THEIRS, ""), SELLER);
        on.take(card, new ProtocolReady(TERMS), SELLER);
        on.take(card, disagreement("5.1"), SELLER);
        assertThat(on.bed.now(card).data().openClauses()).containsExactly("5.1");
    }

    @Test
    void after_disagreements_only_what_has_changed_is_approved_again() {
        var card = on.approved();
        on.take(card, disagreement("5.1"), SELLER);
        on.take(card, new SettleClause("5.1", Status.THEIRS, ""), SELLER);

        on.take(card, new ProtocolReady(TERMS.liability("0,5 % за день"), file(2)), SELLER);

        assertThat(on.waitingFor(card)).containsExactly("LEGAL", "HEAD");
    }

    @Test
    void three_rounds_are_enough_and_the_head_hears_of_the_last() {
        var card = on.disagreedAndAnswered(on.inApproval(), 2);

        on.take(card, disagreement("5.1"), SELLER);
        on.said(
                card,
                "tell Holder[role=HEAD]: По договору «Поставка станка» все раунды переговоров использованы: решите, как быть дальше");
        on.take(card, new SettleClause("5.1", Status.OURS, ""), SELLER);
        on.take(card, new ProtocolReady(TERMS), SELLER);

        assertThat(on.refused(card, disagreement("5.1"), SELLER, "at-most")).isEqualTo("не больше 3 раз");
    }

    @ParameterizedTest
    @EnumSource(names = {"PROTOCOL", "APPROVAL"})
    void disagreements_are_a_deadlock_only_after_three_rounds(Contract.Stage stage) {
        var card = on.disagreedAndAnswered(on.inApproval(), 2);
        var deadlock = new Fail(Contract.Stage.DISAGREEMENT_DEADLOCK, "Не договорились");
        assertThat(on.refused(card, deadlock, SELLER, "rounds-are-used-up"))
                .isEqualTo("раунды переговоров ещё не исчерпаны: 3/3");

        on.take(card, disagreement("5.1"), SELLER);
        if (stage == APPROVAL) {
            on.take(card, new SettleClause("5.1", Status.OURS, ""), SELLER);
            on.take(card, new ProtocolReady(TERMS), SELLER);
        }

        assertThat(on.stage(card)).isEqualTo(stage);
        assertThat(on.take(card, deadlock, SELLER).stage()).isEqualTo(Contract.Stage.DISAGREEMENT_DEADLOCK);
    }
}
