package dev.voronka.process.contract;

import static dev.voronka.process.contract.Contracts.COLLEAGUE;
import static dev.voronka.process.contract.Contracts.HEAD;
import static dev.voronka.process.contract.Contracts.SELLER;
import static dev.voronka.process.contract.Contracts.actorOf;
import static dev.voronka.process.contract.Contracts.december;
import static dev.voronka.process.contract.Contracts.disagreement;
import static dev.voronka.process.contract.Contracts.triggerOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.CommonTrigger.Amend;
import dev.voronka.CommonTrigger.Fail;
import dev.voronka.CommonTrigger.Hold;
import dev.voronka.CommonTrigger.Reassign;
import dev.voronka.CommonTrigger.Reopen;
import dev.voronka.CommonTrigger.Resume;
import dev.voronka.Money;
import dev.voronka.Outcome;
import dev.voronka.Row;
import dev.voronka.Stage;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can happen to a contract in every stage: it fails, is put aside, handed over, amended. */
class ContractCommonTest {

    private final Contracts on = new Contracts();

    static Stream<Named<Row<ContractData>>> ownRows() {
        return rows(r -> !r.common() && !r.from().is(Contract.Stage.SUCCESS));
    }

    /** The fails that a person may choose whatever has happened. */
    static Stream<Named<Row<ContractData>>> plainFails() {
        return rows(r -> r.payload() == Fail.class && r.guards().size() == 1);
    }

    static Stream<Named<Stage>> openStages() {
        return Contract.PROCESS.stages().stream()
                .filter(s -> !s.kind().isEnd())
                .map(s -> Named.of(s.stage().name(), s.stage()));
    }

    @ParameterizedTest
    @MethodSource("plainFails")
    void a_contract_fails_with_a_reason_and_for_good(Row<ContractData> row) {
        var card = on.in(row.from());
        var fail = row.branches().get(0).to();

        var failed = on.take(card, new Fail(fail, "Клиент передумал"), SELLER);

        assertThat(failed.stage()).isEqualTo(fail);
        assertThat(failed.failure().comment()).isEqualTo("Клиент передумал");
        assertThat(on.tookTasksBack(card)).isTrue();
        assertThat(on.bed.fire(card, new Reopen(), HEAD)).isInstanceOf(Outcome.NotExpected.class);
    }

    @ParameterizedTest
    @MethodSource("plainFails")
    void a_contract_does_not_fail_without_a_word(Row<ContractData> row) {
        var card = on.in(row.from());

        on.refused(card, new Fail(row.branches().get(0).to(), " "), SELLER, "comment-is-filled");
    }

    @ParameterizedTest
    @MethodSource("openStages")
    void a_contract_is_put_aside_and_taken_up_again(Stage stage) {
        var card = on.in(stage);

        assertThat(on.take(card, new Hold(december(22, 10, 0).toInstant()), SELLER)
                        .isOnHold())
                .isTrue();

        var resumed = on.take(card, new Resume(), SELLER);
        assertThat(resumed.stage()).isEqualTo(stage);
        assertThat(resumed.due()).isEqualTo(card.due());
    }

    @ParameterizedTest
    @MethodSource("openStages")
    void a_contract_is_put_aside_only_until_a_moment_that_is_still_to_come(Stage stage) {
        on.refused(on.in(stage), new Hold(on.bed.clock.instant()), SELLER, "hold-ends-in-future");
    }

    @ParameterizedTest
    @MethodSource("openStages")
    void a_contract_that_was_not_put_aside_is_not_taken_up_again(Stage stage) {
        on.refused(on.in(stage), new Resume(), SELLER, "card-is-on-hold");
    }

    @ParameterizedTest
    @MethodSource("ownRows")
    void a_contract_that_is_put_aside_goes_nowhere(Row<ContractData> row) {
        var card = in(row);
        on.take(card, new Hold(december(22, 10, 0).toInstant()), SELLER);

        assertThat(on.refused(card, triggerOf(row), actorOf(row), "card-is-not-on-hold"))
                .isEqualTo("карточка отложена");
    }

    @ParameterizedTest
    @MethodSource("openStages")
    void a_contract_is_handed_over_and_its_new_owner_is_told(Stage stage) {
        var card = on.in(stage);

        var handed = on.take(card, new Reassign(COLLEAGUE.id()), HEAD);

        assertThat(handed.owner()).isEqualTo("e18");
        on.said(card, "tell Employee[id=e18]: Вам передана карточка: Поставка станка");
    }

    @ParameterizedTest
    @MethodSource("openStages")
    void what_a_contract_says_is_amended_without_moving_it(Stage stage) {
        var card = on.in(stage);

        var amended = on.take(card, new Amend(card.data().amount(Money.roubles(7))), SELLER);

        assertThat(amended.header().amount()).isEqualTo(Money.roubles(7));
        assertThat(amended.visit()).isEqualTo(card.visit());
    }

    @Test
    void a_signed_contract_is_left_by_nothing() {
        var card = on.signed();

        assertThat(on.bed.fire(card, disagreement("5.1"), SELLER)).isInstanceOf(Outcome.NotExpected.class);
        assertThat(on.bed.fire(card, new Reopen(), HEAD)).isInstanceOf(Outcome.NotExpected.class);
    }

    private dev.voronka.Card<ContractData> in(Row<ContractData> row) {
        return switch (row.event()) {
            case "sign" -> on.approved();
            case "settle-clause" -> on.take(on.inApproval(), disagreement("5.1"), SELLER);
            default -> on.in(row.from());
        };
    }

    private static Stream<Named<Row<ContractData>>> rows(Predicate<Row<ContractData>> which) {
        return Contract.PROCESS.rows().stream()
                .filter(which)
                .map(r -> Named.of(r.from().name() + "/" + r.event(), r));
    }
}
