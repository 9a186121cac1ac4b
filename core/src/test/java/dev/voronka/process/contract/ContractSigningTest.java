package dev.voronka.process.contract;

import static dev.voronka.process.contract.Contract.Stage.APPROVAL;
import static dev.voronka.process.contract.Contract.Stage.EXPIRED;
import static dev.voronka.process.contract.Contract.Stage.NEW_CONTRACT;
import static dev.voronka.process.contract.Contract.Stage.PROTOCOL;
import static dev.voronka.process.contract.Contract.Stage.SECURITY_STOP;
import static dev.voronka.process.contract.Contract.Stage.SIGNING;
import static dev.voronka.process.contract.Contract.Stage.SUCCESS;
import static dev.voronka.process.contract.Contracts.DRAFT;
import static dev.voronka.process.contract.Contracts.FINANCIER;
import static dev.voronka.process.contract.Contracts.FIVE_MILLION;
import static dev.voronka.process.contract.Contracts.GUARD;
import static dev.voronka.process.contract.Contracts.LAWYER;
import static dev.voronka.process.contract.Contracts.SELLER;
import static dev.voronka.process.contract.Contracts.TERMS;
import static dev.voronka.process.contract.Contracts.TODAY;
import static dev.voronka.process.contract.Contracts.december;
import static dev.voronka.process.contract.Contracts.disagreement;
import static dev.voronka.process.contract.Contracts.november;
import static dev.voronka.process.contract.Contracts.ourSignature;
import static dev.voronka.process.contract.Contracts.theirSignature;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Card;
import dev.voronka.CommonTrigger.Amend;
import dev.voronka.Fields;
import dev.voronka.Outcome;
import dev.voronka.process.contract.Contract.DraftReady;
import dev.voronka.process.contract.Contract.ExtendValidity;
import dev.voronka.process.contract.Contract.ProtocolReady;
import dev.voronka.process.contract.Contract.Rework;
import dev.voronka.process.contract.Contract.SendToSigning;
import dev.voronka.process.contract.Contract.Sign;
import dev.voronka.process.contract.Contract.StopBySecurity;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How both sides sign: out of the approval, as shipped, or in a stage of its own. */
class ContractSigningTest {

    private final Contracts on = new Contracts();
    private final Contracts switched =
            new Contracts(Contract.describe().switchOn(SIGNING).build());

    // Out of the approval

    @Test
    void one_signature_waits_for_the_other() {
        var card = on.approved();

        on.take(card, theirSignature(), SELLER);
        assertThat(on.stage(card)).isEqualTo(APPROVAL);
        on.said(card, "tell Owner[]: Договор «Поставка станка» ждёт подписи: наша сторона");

        assertThat(on.take(card, ourSignature(), SELLER).stage()).isEqualTo(SUCCESS);
    }

    @Test
    void a_contract_is_of_the_day_of_the_later_signature() {
        var card = on.approved();
        on.take(card, ourSignature(), SELLER);
        assertThat(on.saidItself(card))
                .containsExactly("tell Owner[]: Договор «Поставка станка» ждёт подписи: контрагент");
        on.bed.at(november(26, 12, 0));

        var signed = on.take(card, new Sign(Side.THEIRS, "Станков С. С.", "устав", null, TODAY.plusDays(2)), SELLER);

        assertThat(signed.data().signedOn()).isEqualTo(TODAY.plusDays(2));
    }

    @Test
    void a_contract_is_not_signed_before_all_have_approved() {
        var card = on.approvedBy(on.inApproval(), LAWYER, FINANCIER);

        assertThat(on.refused(card, ourSignature(), SELLER, "approvals-are-given"))
                .isEqualTo("не согласовали: служба безопасности, руководитель продаж");
    }

    @Test
    void what_was_changed_past_the_approvers_is_not_signed() {
        var card = on.approved();
        on.take(card, new Amend(card.data().amount(FIVE_MILLION)), SELLER);

        on.refused(card, ourSignature(), SELLER, "approved-text-is-current");
    }

    @Test
    void a_contract_without_a_number_is_not_signed() {
        var card = on.newContract(DRAFT);
        on.take(card, DraftReady.of("", Contracts.FILE), SELLER);
        on.take(card, new ProtocolReady(TERMS), SELLER);
        on.approvedBy(card, LAWYER, FINANCIER, GUARD, Contracts.HEAD);

        assertThat(on.refused(card, ourSignature(), SELLER, "number-is-given")).isEqualTo("не указан номер договора");

        on.take(card, new Amend(on.bed.now(card).data().number("18/26")), SELLER);
        assertThat(on.take(card, ourSignature(), SELLER).data().signatures()).hasSize(1);
    }

    @Test
    void who_signs_is_named_and_has_a_document_that_is_valid_on_that_day() {
        var card = on.approved();

        assertThat(on.refused(card, Sign.of(Side.OURS, " ", "устав"), SELLER, "signatory-is-named"))
                .isEqualTo("не указан подписавший");
        on.refused(card, Sign.of(Side.OURS, "Воротов", " "), SELLER, "authority-is-valid");
        assertThat(on.refused(
                        card,
                        new Sign(Side.OURS, "Воротов", "доверенность", TODAY.minusDays(1), null),
                        SELLER,
                        "authority-is-valid"))
                .isEqualTo("нет документа о полномочиях, действующего на дату подписи");
        assertThat(on.take(card, new Sign(Side.OURS, "Воротов", "доверенность", TODAY, null), SELLER)
                        .data()
                        .isSignedBy(Side.OURS))
                .isTrue();
    }

    @Test
    void a_signature_is_dated_from_the_day_of_the_version_until_today() {
        var card = on.approved();

        on.refused(
                card, new Sign(Side.OURS, "Воротов", "устав", null, TODAY.plusDays(1)), SELLER, "signature-date-fits");
        assertThat(on.refused(
                        card,
                        new Sign(Side.OURS, "Воротов", "устав", null, TODAY.minusDays(1)),
                        SELLER,
                        "signature-date-fits"))
                .isEqualTo("дата подписи в будущем или раньше текущей версии договора");
    }

    @Test
    void nobody_signs_twice() {
        var card = on.take(on.approved(), ourSignature(), SELLER);

        assertThat(on.refused(card, ourSignature(), SELLER, "side-has-not-signed"))
                .isEqualTo("эта сторона уже подписала");
    }

    @Test
    void a_drag_to_success_is_the_signature_of_the_other_side() {
        var row = Contract.PROCESS.row(APPROVAL, "sign").orElseThrow();

        assertThat(row.report(Fields.of(
                        Map.of("signatory", "Станков", "authority", "доверенность", "authorityUntil", "31.12.2026"))))
                .contains(new Sign(Side.THEIRS, "Станков", "доверенность", java.time.LocalDate.of(2026, 12, 31), null));
    }

    // In a stage of its own

    @Test
    void as_shipped_there_is_no_stage_for_signing() {
        assertThat(Contract.PROCESS.stage("SIGNING")).isEmpty();
        assertThat(on.bed.fire(on.approved(), new SendToSigning(), SELLER)).isInstanceOf(Outcome.NotExpected.class);
    }

    @Test
    void with_the_stage_switched_on_an_approved_contract_is_sent_to_be_signed() {
        var card = switched.approved();
        assertThat(switched.bed.fire(card, ourSignature(), SELLER)).isInstanceOf(Outcome.NotExpected.class);

        switched.take(card, new SendToSigning(), SELLER);

        assertThat(switched.stage(card)).isEqualTo(SIGNING);
        switched.isDue(card, november(30, 10, 0));
        switched.take(card, ourSignature(), SELLER);
        assertThat(switched.stage(card)).isEqualTo(SIGNING);
        assertThat(switched.take(card, theirSignature(), SELLER).stage()).isEqualTo(SUCCESS);
    }

    @Test
    void a_contract_that_is_not_approved_is_not_sent_to_be_signed() {
        var card = switched.inApproval();

        switched.refused(card, new SendToSigning(), SELLER, "approvals-are-given");
        switched.approvedBy(card, LAWYER, FINANCIER, GUARD, Contracts.HEAD);
        switched.take(card, new Amend(switched.bed.now(card).data().amount(FIVE_MILLION)), SELLER);
        switched.refused(card, new SendToSigning(), SELLER, "approved-text-is-current");
    }

    @Test
    void a_contract_that_waits_for_signatures_may_still_go_back_be_stopped_or_expire() {
        var disputed = switched.take(inSigning(), disagreement("5.1"), SELLER);
        var reworked = switched.take(inSigning(), new Rework("Другой предмет"), SELLER);
        var stopped = switched.take(inSigning(), new StopBySecurity("Фирма-однодневка"), GUARD);
        var expired = switched.take(inSigning(), new ExtendValidity(TODAY), SELLER);
        switched.bed.at(december(1, 0, 0));

        assertThat(disputed.stage()).isEqualTo(PROTOCOL);
        assertThat(reworked.stage()).isEqualTo(NEW_CONTRACT);
        assertThat(stopped.stage()).isEqualTo(SECURITY_STOP);
        assertThat(switched.stage(expired)).isEqualTo(EXPIRED);
    }

    private Card<ContractData> inSigning() {
        return switched.take(switched.approved(), new SendToSigning(), SELLER);
    }
}
