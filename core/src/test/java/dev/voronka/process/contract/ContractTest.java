package dev.voronka.process.contract;

import static dev.voronka.process.contract.Contract.Stage.APPROVAL;
import static dev.voronka.process.contract.Contract.Stage.EXPIRED;
import static dev.voronka.process.contract.Contract.Stage.PROTOCOL;
import static dev.voronka.process.contract.Contract.Stage.SECURITY_STOP;
import static dev.voronka.process.contract.Contract.Stage.SUCCESS;
import static dev.voronka.process.contract.Contracts.CEO;
import static dev.voronka.process.contract.Contracts.COLLEAGUE;
import static dev.voronka.process.contract.Contracts.DRAFT;
import static dev.voronka.process.contract.Contracts.FILE;
import static dev.voronka.process.contract.Contracts.GUARD;
import static dev.voronka.process.contract.Contracts.MILLION;
import static dev.voronka.process.contract.Contracts.SELLER;
import static dev.voronka.process.contract.Contracts.TERMS;
import static dev.voronka.process.contract.Contracts.THEM;
import static dev.voronka.process.contract.Contracts.TODAY;
import static dev.voronka.process.contract.Contracts.US;
import static dev.voronka.process.contract.Contracts.december;
import static dev.voronka.process.contract.Contracts.draftReady;
import static dev.voronka.process.contract.Contracts.file;
import static dev.voronka.process.contract.Contracts.november;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.Fields;
import dev.voronka.InvalidInput;
import dev.voronka.Money;
import dev.voronka.Stage;
import dev.voronka.process.contract.Contract.DraftReady;
import dev.voronka.process.contract.Contract.ExtendValidity;
import dev.voronka.process.contract.Contract.ProtocolReady;
import dev.voronka.process.contract.Contract.StopBySecurity;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A contract from its draft to the approvers, and after it is signed. */
class ContractTest {

    private final Contracts on = new Contracts();

    static Stream<Stage> openStages() {
        return Contract.PROCESS.stages().stream().filter(s -> !s.kind().isEnd()).map(s -> s.stage());
    }

    // New contract

    @Test
    void a_contract_goes_from_its_draft_to_both_signatures() {
        var card = on.signed();

        assertThat(card.stage()).isEqualTo(SUCCESS);
        assertThat(card.data().signedOn()).isEqualTo(TODAY);
        assertThat(card.data().number()).isEqualTo("17/26");
        on.said(card, "comment: Договор № 17/26 подписан сторонами 23.11.2026");
    }

    @Test
    void what_the_parent_knows_of_a_contract_can_be_found_on_its_card() {
        var card = on.newContract(DRAFT.direction("it"));

        assertThat(card.header().title()).isEqualTo("Поставка станка");
        assertThat(card.header().amount()).isEqualTo(MILLION);
        assertThat(card.header().direction()).isEqualTo("it");
        assertThat(card.header().company()).isEqualTo("7801");
        on.isDue(card, november(25, 10, 0));
    }

    @Test
    void a_ready_draft_becomes_the_first_version_with_hash_and_author() {
        var card = on.inProtocol();

        assertThat(card.stage()).isEqualTo(PROTOCOL);
        assertThat(card.data().versions())
                .containsExactly(new Version(
                        1, "file-1", FILE.hash(), "e17", november(23, 10, 0).toInstant()));
        on.isDue(card, november(25, 10, 0));
        on.said(
                card,
                "task Owner[]: Составьте протокол к договору «Поставка станка»: предмет, цена, сроки, права и обязанности, ответственность");
    }

    @Test
    void a_template_is_a_version_too_and_its_hash_follows_what_fills_it() {
        var million = on.take(on.newContract(), DraftReady.of("1", Document.template("Поставка")), SELLER);
        var more = on.take(
                on.newContract(DRAFT.amount(Money.roubles(2))),
                DraftReady.of("1", Document.template("Поставка")),
                SELLER);

        assertThat(million.data().template()).isEqualTo("Поставка");
        assertThat(million.data().versions().get(0).hash())
                .hasSize(64)
                .isNotEqualTo(more.data().versions().get(0).hash());
    }

    @Test
    void the_draft_may_bring_parties_and_amount_itself() {
        var card = on.newContract(ContractData.of(Kind.PURCHASE, "Сталь", null, null));

        var drafted = on.take(card, new DraftReady("9", List.of(US, THEM), MILLION, FILE), SELLER);

        assertThat(drafted.data().parties()).containsExactly(US, THEM);
        assertThat(drafted.header().amount()).isEqualTo(MILLION);
    }

    @Test
    void a_draft_needs_both_parties_with_their_requisites() {
        var card = on.newContract(DRAFT.parties(new Party(Side.OURS, " ", "123", "")));

        assertThat(on.refused(card, draftReady(), SELLER, "parties-are-complete"))
                .isEqualTo("не заполнены стороны: контрагент, наше название, наш ИНН, наши реквизиты");
    }

    @ParameterizedTest
    @EnumSource(names = {"SALES", "PRELIMINARY", "PURCHASE"})
    void a_contract_about_money_needs_an_amount(Kind kind) {
        var unknown = on.newContract(ContractData.of(kind, "Сталь", null, null).parties(US, THEM));
        var nothing = on.newContract(
                ContractData.of(kind, "Сталь", null, MILLION.none()).parties(US, THEM));

        on.refused(unknown, draftReady(), SELLER, "amount-is-given");
        assertThat(on.refused(nothing, draftReady(), SELLER, "amount-is-given")).isEqualTo("не указана сумма договора");
    }

    @ParameterizedTest
    @EnumSource(names = {"PARTNER", "OTHER"})
    void a_framework_contract_may_leave_the_amount_open(Kind kind) {
        var card =
                on.newContract(ContractData.of(kind, "Партнёрство", null, null).parties(US, THEM));

        assertThat(on.take(card, draftReady(), SELLER).stage()).isEqualTo(PROTOCOL);
        var less = on.newContract(
                ContractData.of(kind, "П", null, Money.roubles(-1)).parties(US, THEM));
        on.refused(less, draftReady(), SELLER, "amount-is-given");
    }

    @Test
    void a_draft_needs_a_template_or_a_file() {
        assertThat(on.refused(on.newContract(), DraftReady.of("1", Document.NONE), SELLER, "document-is-attached"))
                .isEqualTo("нет ни шаблона, ни файла договора");
    }

    @Test
    void a_file_needs_its_hash() {
        var card = on.newContract();

        assertThat(on.refused(card, DraftReady.of("1", Document.file("f", "12ab")), SELLER, "file-has-a-hash"))
                .isEqualTo("к файлу нужна контрольная сумма SHA-256");
    }

    @Test
    void a_drag_in_the_crm_brings_the_draft() {
        var row =
                Contract.PROCESS.row(Contract.Stage.NEW_CONTRACT, "draft-ready").orElseThrow();

        var reported = row.report(Fields.of(Map.of("number", "17/26", "file", "file-1", "hash", FILE.hash())));

        assertThat(reported).contains(draftReady());
    }

    // Protocol

    @Test
    void a_ready_protocol_asks_all_approvers_side_by_side() {
        var card = on.inApproval();

        assertThat(card.stage()).isEqualTo(APPROVAL);
        assertThat(card.data().terms()).isEqualTo(TERMS);
        assertThat(on.waitingFor(card)).containsExactly("LEGAL", "FINANCE", "SECURITY", "HEAD");
        assertThat(on.saidItself(card))
                .containsExactly(
                        "task Holder[role=LEGAL]: Согласуйте договор «Поставка станка», версия 1 (юрист, всегда)",
                        "task Holder[role=FINANCE]: Согласуйте договор «Поставка станка», версия 1 (финансовая служба, всегда)",
                        "task Holder[role=SECURITY]: Согласуйте договор «Поставка станка», версия 1 (служба безопасности, всегда)",
                        "task Holder[role=HEAD]: Согласуйте договор «Поставка станка», версия 1 (руководитель продаж, всегда)");
        on.isDue(card, november(24, 10, 0));
    }

    @Test
    void a_protocol_names_every_essential_term_that_is_missing() {
        var card = on.inProtocol();

        assertThat(on.refused(card, new ProtocolReady(Terms.NONE), SELLER, "terms-are-complete"))
                .isEqualTo(
                        "не описаны существенные условия: предмет, цена, сроки, права и обязанности, ответственность");
        assertThat(on.refused(card, new ProtocolReady(TERMS.liability(" ")), SELLER, "terms-are-complete"))
                .isEqualTo("не описаны существенные условия: ответственность");
    }

    @Test
    void a_contract_whose_term_is_over_is_not_approved() {
        var card = on.inProtocol();

        assertThat(on.refused(card, new ProtocolReady(TERMS.until(TODAY.minusDays(1))), SELLER, "term-ends-in-future"))
                .isEqualTo("срок договора уже закончился");
        assertThat(on.take(card, new ProtocolReady(TERMS.until(null)), SELLER).stage())
                .isEqualTo(APPROVAL);
    }

    @Test
    void a_protocol_may_bring_a_new_text() {
        var card = on.take(on.inProtocol(), new ProtocolReady(TERMS, file(2)), COLLEAGUE);

        assertThat(card.data().version()).isEqualTo(2);
        assertThat(card.data().versions().get(1).author()).isEqualTo("e18");
    }

    @Test
    void a_drag_in_the_crm_brings_the_terms() {
        var row = Contract.PROCESS.row(PROTOCOL, "protocol-ready").orElseThrow();
        var fields = Map.of(
                "subject", TERMS.subject(),
                "price", TERMS.price(),
                "dates", TERMS.dates(),
                "rights", TERMS.rights(),
                "liability", TERMS.liability(),
                "until", "31.12.2027");

        assertThat(row.report(Fields.of(fields))).contains(new ProtocolReady(TERMS));
        assertThat(row.report(Fields.of(Map.of("until", "2027-12-31"))))
                .contains(new ProtocolReady(Terms.NONE.until(LocalDate.of(2027, 12, 31))));
        assertThatThrownBy(() -> row.report(Fields.of(Map.of("until", "завтра"))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("until");
    }

    // Security and validity, in every stage

    @ParameterizedTest
    @MethodSource("openStages")
    void security_stops_a_contract_whenever_it_wants(Stage stage) {
        var card = on.in(stage);

        var stopped = on.take(card, new StopBySecurity("Фирма-однодневка"), GUARD);

        assertThat(stopped.stage()).isEqualTo(SECURITY_STOP);
        assertThat(on.saidItself(card))
                .containsExactly(
                        "tell Owner[]: Служба безопасности остановила договор «Поставка станка»: Фирма-однодневка",
                        "tell Holder[role=HEAD]: Служба безопасности остановила договор «Поставка станка»: Фирма-однодневка");
    }

    @ParameterizedTest
    @MethodSource("openStages")
    void only_security_stops_a_contract_and_says_why(Stage stage) {
        var card = on.in(stage);

        assertThat(on.refused(card, new StopBySecurity("Не нравится"), CEO, "actor-has-the-right"))
                .isEqualTo("это может только: служба безопасности");
        assertThat(on.refused(card, new StopBySecurity(" "), GUARD, "stop-is-reasoned"))
                .isEqualTo("не сказано, почему служба безопасности против");
    }

    @ParameterizedTest
    @MethodSource("openStages")
    void a_draft_that_is_no_longer_valid_expires_at_the_end_of_its_last_day(Stage stage) {
        var card = on.in(stage);
        on.take(card, new ExtendValidity(LocalDate.of(2026, 11, 30)), SELLER);

        on.bed.at(november(30, 23, 59));
        assertThat(on.stage(card)).isEqualTo(stage);

        on.bed.at(december(1, 0, 0));
        assertThat(on.stage(card)).isEqualTo(EXPIRED);
        on.said(card, "tell Owner[]: Срок действия проекта договора «Поставка станка» истёк");
    }

    @ParameterizedTest
    @MethodSource("openStages")
    void a_draft_is_given_more_time_but_not_in_the_past(Stage stage) {
        var card = on.in(stage);
        on.take(card, new ExtendValidity(TODAY), SELLER);

        assertThat(on.refused(card, new ExtendValidity(TODAY.minusDays(1)), SELLER, "validity-is-ahead"))
                .isEqualTo("новый срок уже прошёл");

        on.take(card, new ExtendValidity(TODAY.plusDays(1)), SELLER);
        on.bed.at(november(24, 12, 0));
        assertThat(on.stage(card)).isEqualTo(stage);
    }

    // Success

    @Test
    void the_owner_is_reminded_before_the_term_of_a_signed_contract_ends() {
        var card = on.signed();

        on.bed.at(december(1, 0, 0).plusYears(1));
        assertThat(on.rang(card, "term-ends-soon")).isZero();

        on.bed.at(december(2, 0, 0).plusYears(1));
        assertThat(on.rang(card, "term-ends-soon")).isEqualTo(1);
        assertThat(on.stage(card)).isEqualTo(SUCCESS);
        on.said(card, "tell Owner[]: Договор «Поставка станка» действует до 31.12.2027: решите, продлевать ли его");
    }

    @Test
    void nobody_is_reminded_of_a_term_that_is_over_or_has_no_end() {
        var over = on.signed();
        on.bed.at(december(31, 23, 59).plusYears(1).plusMinutes(1));

        assertThat(on.rang(over, "term-ends-soon")).isZero();
        assertThat(on.bed.funnel.attempts(over.id()))
                .singleElement()
                .satisfies(a -> assertThat(a.reasons()).extracting("guard").containsExactly("term-is-still-ahead"));
    }

    @Test
    void a_contract_tells_nobody_of_persons_in_logs() {
        assertThat(on.signed().data().toString()).doesNotContain("Станков").contains("SALES");
    }
}
