package dev.voronka.process.proposal;

import static dev.voronka.process.proposal.Proposals.ANNA;
import static dev.voronka.process.proposal.Proposals.DMITRY;
import static dev.voronka.process.proposal.Proposals.IGOR;
import static dev.voronka.process.proposal.Proposals.OLGA;
import static dev.voronka.process.proposal.Proposals.actorOf;
import static dev.voronka.process.proposal.Proposals.december;
import static dev.voronka.process.proposal.Proposals.triggerOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.CommonTrigger.Amend;
import dev.voronka.CommonTrigger.Fail;
import dev.voronka.CommonTrigger.Hold;
import dev.voronka.CommonTrigger.Reassign;
import dev.voronka.CommonTrigger.Reopen;
import dev.voronka.CommonTrigger.Resume;
import dev.voronka.FailGroup;
import dev.voronka.Money;
import dev.voronka.Outcome;
import dev.voronka.Row;
import dev.voronka.Stage;
import dev.voronka.process.proposal.Proposal.GiveConsent;
import dev.voronka.process.proposal.Proposal.WithdrawConsent;
import java.time.Duration;
import java.time.LocalDate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What can happen to a proposal in every stage: it fails, is put aside, handed over, amended, opened again. */
class ProposalOnEveryStageTest {

    private final Proposals on = new Proposals();

    static Stream<Named<Row<ProposalData>>> ownRows() {
        return rows(r -> !r.common());
    }

    static Stream<Named<Row<ProposalData>>> fails() {
        return rows(r -> r.payload() == Fail.class);
    }

    static Stream<Named<Row<ProposalData>>> reopenings() {
        return rows(r -> r.payload() == Reopen.class);
    }

    static Stream<Named<Stage>> openStages() {
        return Proposal.PROCESS.stages().stream()
                .filter(s -> !s.kind().isEnd())
                .map(s -> Named.of(s.stage().name(), s.stage()));
    }

    // Провалить

    @ParameterizedTest
    @MethodSource("fails")
    void a_proposal_fails_with_a_reason_and_its_open_tasks_are_taken_back(Row<ProposalData> row) {
        var fail = failOf(row);
        var card = on.readyToFail(row.from(), fail);
        assertThat(on.refused(card, new Fail(fail, " "), ANNA, "comment-is-filled"))
                .isEqualTo("не заполнен комментарий");

        var failed = on.take(card, new Fail(fail, "Стройку отменили"), ANNA);

        assertThat(failed.stage()).isEqualTo(fail);
        assertThat(failed.failure().comment()).isEqualTo("Стройку отменили");
        assertThat(failed.due()).isEmpty();
        assertThat(on.tookTasksBack(card)).isTrue();
        assertThat(on.bed.later(Duration.ofDays(30))).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "REJECTED_PRICE, PRICE",
        "REJECTED_SCOPE, FIT",
        "COMPETITOR, COMPETITOR",
        "NO_ANSWER, NO_RESPONSE",
        "NOT_APPROVED, INTERNAL",
        "BELOW_FLOOR, INTERNAL",
        "EXPIRED, TIMING"
    })
    void a_loss_is_counted_in_its_group(Proposal.Stage fail, FailGroup group) {
        assertThat(on.failed(fail).failure().group()).isEqualTo(group);
    }

    @ParameterizedTest
    @CsvSource({
        "NEW, REJECTED_PRICE",
        "DRAFTING, NO_ANSWER",
        "APPROVAL, REJECTED_PRICE",
        "AT_CLIENT, NOT_APPROVED",
        "AT_CLIENT, EXPIRED",
        "REBIDDING, EXPIRED"
    })
    void a_proposal_does_not_fail_in_a_way_that_its_stage_does_not_know(Proposal.Stage stage, Proposal.Stage fail) {
        var card = on.in(stage);

        assertThat(on.bed.fire(card, new Fail(fail, "Так вышло"), ANNA)).isInstanceOf(Outcome.NotExpected.class);
        assertThat(on.bed.now(card)).isEqualTo(card);
    }

    // Отложить

    @ParameterizedTest
    @MethodSource("openStages")
    void a_proposal_is_put_aside_and_taken_up_again(Stage stage) {
        var card = on.in(stage);
        on.refused(card, new Hold(on.bed.clock.instant()), ANNA, "hold-ends-in-future");
        on.refused(card, new Resume(), ANNA, "card-is-on-hold");

        assertThat(on.take(card, new Hold(december(1, 10, 0).toInstant()), ANNA).isOnHold())
                .isTrue();

        var resumed = on.take(card, new Resume(), ANNA);
        assertThat(resumed.isOnHold()).isFalse();
        assertThat(resumed.stage()).isEqualTo(stage);
        assertThat(resumed.due()).isEqualTo(card.due());
    }

    @ParameterizedTest
    @MethodSource("ownRows")
    void a_proposal_that_is_put_aside_goes_nowhere(Row<ProposalData> row) {
        var card = on.readyFor(row);
        on.take(card, new Hold(december(1, 10, 0).toInstant()), ANNA);

        assertThat(on.refused(card, triggerOf(row), actorOf(row), "card-is-not-on-hold"))
                .isEqualTo("карточка отложена");
    }

    @Test
    void a_version_that_is_no_longer_valid_expires_when_the_hold_is_over() {
        var card = on.sent();
        on.take(card, new Hold(december(7, 10, 0).toInstant()), ANNA);
        assertThat(on.bed.at(december(7, 9, 59))).isZero();

        on.bed.at(december(7, 10, 0));

        assertThat(on.stage(card)).isEqualTo(Proposal.Stage.EXPIRED);
    }

    // Передать, исправить, согласие

    @ParameterizedTest
    @MethodSource("openStages")
    void a_proposal_is_handed_over_and_its_new_owner_is_told(Stage stage) {
        var card = on.in(stage);

        var handed = on.take(card, new Reassign("boris"), IGOR);

        assertThat(handed.owner()).isEqualTo("boris");
        assertThat(handed.stage()).isEqualTo(stage);
        on.said(card, "tell Employee[id=boris]: Вам передана карточка: Серверная для завода");
    }

    @ParameterizedTest
    @MethodSource("openStages")
    void what_a_proposal_says_is_amended_without_moving_it(Stage stage) {
        var card = on.in(stage);
        var better = card.data().specification("tz.pdf");

        var amended = on.take(card, new Amend(better), ANNA);

        assertThat(amended.data()).isEqualTo(better);
        assertThat(amended.stage()).isEqualTo(stage);
        assertThat(amended.visit()).isEqualTo(card.visit());
    }

    @ParameterizedTest
    @MethodSource("openStages")
    void a_client_forbids_us_to_write_and_allows_it_again(Stage stage) {
        var card = on.in(stage);

        assertThat(on.take(card, new WithdrawConsent(), ANNA).data().consentWithdrawn())
                .isTrue();
        assertThat(on.take(card, new GiveConsent(), ANNA).data().consentWithdrawn())
                .isFalse();
        assertThat(on.stage(card)).isEqualTo(stage);
    }

    @Test
    void a_validity_that_is_amended_moves_the_day_on_which_the_proposal_expires() {
        var card = on.sent();
        var later = on.data(card)
                .countered(Proposals.wants(950_000), on.bed.clock.instant())
                .priceOffered(
                        new Proposal.OfferPrice(Money.roubles(1_000_000), LocalDate.of(2026, 12, 11), ""),
                        "anna",
                        on.bed.clock.instant());
        on.take(card, new Amend(later), ANNA);

        assertThat(on.bed.at(december(5, 0, 0))).isZero();
        assertThat(on.bed.at(december(12, 0, 0))).isEqualTo(1);
        assertThat(on.stage(card)).isEqualTo(Proposal.Stage.EXPIRED);
    }

    // Открыть снова

    @ParameterizedTest
    @MethodSource("reopenings")
    void a_proposal_without_an_answer_or_out_of_date_is_drafted_again(Row<ProposalData> row) {
        var card = on.failed(row.from());

        var reopened = on.take(card, new Reopen(), IGOR);

        assertThat(reopened.stage()).isEqualTo(Proposal.Stage.DRAFTING);
        assertThat(reopened.failure()).isNull();
        assertThat(reopened.data().sent()).isNull();
        assertThat(reopened.data().clientDecision()).isNull();
        assertThat(reopened.data().versions()).isEqualTo(card.data().versions());
    }

    @ParameterizedTest
    @MethodSource("reopenings")
    void nobody_but_the_owners_head_or_a_director_opens_a_proposal_again(Row<ProposalData> row) {
        var card = on.failed(row.from());

        on.refused(card, new Reopen(), ANNA, "actor-has-the-right");
        assertThat(on.refused(card, new Reopen(), OLGA, "actor-heads-the-owner"))
                .isEqualTo("это может только руководитель ответственного");
        assertThat(on.take(card, new Reopen(), DMITRY).stage()).isEqualTo(Proposal.Stage.DRAFTING);
    }

    @Test
    void a_proposal_is_opened_again_within_ninety_days() {
        var card = on.failed(Proposal.Stage.NO_ANSWER);
        on.bed.clock.advance(Duration.ofDays(90).plusSeconds(1));
        on.refused(card, new Reopen(), IGOR, "failed-not-long-ago");

        on.bed.clock.advance(Duration.ofSeconds(-1));
        assertThat(on.take(card, new Reopen(), IGOR).stage()).isEqualTo(Proposal.Stage.DRAFTING);
    }

    @Test
    void a_proposal_is_opened_again_twice_at_most() {
        var card = on.failed(Proposal.Stage.NO_ANSWER);
        for (var i = 0; i < 2; i++) {
            on.take(card, new Reopen(), IGOR);
            on.sent(on.redrafted(card, Proposals.version()));
            on.take(card, new Fail(Proposal.Stage.NO_ANSWER, "Снова молчит"), ANNA);
        }

        assertThat(on.refused(card, new Reopen(), IGOR, "at-most")).isEqualTo("не больше 2 раз");
    }

    @ParameterizedTest
    @EnumSource(names = {"REJECTED_PRICE", "REJECTED_SCOPE", "COMPETITOR", "NOT_APPROVED", "BELOW_FLOOR"})
    void a_fail_that_is_final_is_not_opened_again(Proposal.Stage fail) {
        var card = on.failed(fail);

        assertThat(on.bed.fire(card, new Reopen(), DMITRY)).isInstanceOf(Outcome.NotExpected.class);
    }

    private static Stream<Named<Row<ProposalData>>> rows(Predicate<Row<ProposalData>> which) {
        return Proposal.PROCESS.rows().stream()
                .filter(which)
                .map(r -> Named.of(r.from().name() + "/" + r.event(), r));
    }

    private static Stage failOf(Row<ProposalData> row) {
        return row.branches().get(0).to();
    }
}
