package dev.voronka.process.partner;

import static dev.voronka.process.partner.Partner.Stage.NEW;
import static dev.voronka.process.partner.Partner.Stage.REFUSED;
import static dev.voronka.process.partner.Partners.DMITRY;
import static dev.voronka.process.partner.Partners.IGOR;
import static dev.voronka.process.partner.Partners.OLGA;
import static dev.voronka.process.partner.Partners.VIKA;
import static dev.voronka.process.partner.Partners.actorOf;
import static dev.voronka.process.partner.Partners.inDays;
import static dev.voronka.process.partner.Partners.profile;
import static dev.voronka.process.partner.Partners.triggerOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Card;
import dev.voronka.CommonTrigger.Amend;
import dev.voronka.CommonTrigger.Fail;
import dev.voronka.CommonTrigger.Hold;
import dev.voronka.CommonTrigger.Reassign;
import dev.voronka.CommonTrigger.Reopen;
import dev.voronka.CommonTrigger.Resume;
import dev.voronka.Effect;
import dev.voronka.FailGroup;
import dev.voronka.FailReason;
import dev.voronka.Outcome;
import dev.voronka.Row;
import dev.voronka.Stage;
import dev.voronka.process.partner.Partner.CheckConflict;
import dev.voronka.process.partner.Partner.Data;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What can happen to a partner in every stage: it fails, is put aside, handed over, amended, opened again. */
class PartnerCommonTest {

    private final Partners partners = new Partners();

    static Stream<Named<Row<Data>>> ownRows() {
        return rows(r -> !r.common() && !r.from().name().equals("SUCCESS"));
    }

    static Stream<Named<Row<Data>>> fails() {
        return rows(r -> r.payload() == Fail.class);
    }

    static Stream<Named<Stage>> openStages() {
        return Partner.PROCESS.stages().stream()
                .filter(s -> !s.kind().isEnd())
                .map(s -> Named.of(s.stage().name(), s.stage()));
    }

    private static Stream<Named<Row<Data>>> rows(Predicate<Row<Data>> which) {
        return Partner.PROCESS.rows().stream()
                .filter(which)
                .map(r -> Named.of(r.from().name() + "/" + r.event(), r));
    }

    // Провалить

    @ParameterizedTest
    @MethodSource("fails")
    void a_partner_fails_with_a_reason_and_its_open_tasks_are_taken_back(Row<Data> row) {
        var fail = row.branches().get(0).target().orElseThrow();
        var card = mayFail(partners.in(row.from()), fail);

        assertThat(partners.refused(card, new Fail(fail, " "), VIKA, "comment-is-filled"))
                .isEqualTo("не заполнен комментарий");
        var failed = partners.take(card, new Fail(fail, "Так вышло"), VIKA);

        assertThat(failed.stage()).isEqualTo(fail);
        assertThat(failed.failure().comment()).isEqualTo("Так вышло");
        assertThat(partners.ownEffects(card)).contains(new Effect.CancelTasks());
        assertThat(partners.bed.later(Duration.ofDays(200))).isZero();
    }

    /** The partner once the fail's own condition holds. */
    private Card<Data> mayFail(Card<Data> card, Stage fail) {
        switch ((Partner.Stage) fail) {
            case LOW_SCORE -> partners.rated(card, 1);
            case CONFLICT -> partners.take(card, new CheckConflict("Родня"), VIKA);
            case OBLIGATIONS_BROKEN -> {
                var overdue = Obligation.of("Открыть склад", Partners.TODAY.minusDays(1));
                partners.take(card, new Amend(card.data().obliged(List.of(overdue))), VIKA);
            }
            default -> {}
        }
        return partners.bed.now(card);
    }

    @ParameterizedTest
    @CsvSource({
        "NEW, REFUSED, OTHER",
        "EVALUATION, LOW_SCORE, FIT",
        "CONTRACT, TERMS_NOT_AGREED, LEGAL",
        "CONTRACT, CONFLICT, LEGAL",
        "OBLIGATIONS, OBLIGATIONS_BROKEN, OTHER"
    })
    void each_fail_counts_in_its_group(Partner.Stage stage, Partner.Stage fail, FailGroup group) {
        var card = mayFail(partners.in(stage), fail);

        var failed = partners.take(card, new Fail(fail, "Так вышло"), VIKA);

        assertThat(failed.failure()).isEqualTo(new FailReason(fail, group, "Так вышло", partners.bed.clock.instant()));
    }

    @ParameterizedTest
    @CsvSource({"NEW, LOW_SCORE", "NEW, CONFLICT", "EVALUATION, TERMS_NOT_AGREED", "CONTRACT, OBLIGATIONS_BROKEN"})
    void a_partner_does_not_fail_in_a_way_that_its_stage_does_not_know(Partner.Stage stage, Partner.Stage fail) {
        var card = partners.in(stage);

        assertThat(partners.bed.fire(card, new Fail(fail, "Так вышло"), VIKA)).isInstanceOf(Outcome.NotExpected.class);
    }

    // Отложить

    @ParameterizedTest
    @MethodSource("openStages")
    void a_partner_is_put_aside_and_taken_up_again(Stage stage) {
        var card = partners.in(stage);

        assertThat(partners.take(card, new Hold(inDays(3).toInstant()), VIKA).isOnHold())
                .isTrue();
        var resumed = partners.take(card, new Resume(), VIKA);

        assertThat(resumed.isOnHold()).isFalse();
        assertThat(resumed.stage()).isEqualTo(stage);
        assertThat(resumed.due()).isEqualTo(card.due());
    }

    @ParameterizedTest
    @MethodSource("openStages")
    void a_partner_is_put_aside_for_the_future_only_and_taken_up_only_from_a_hold(Stage stage) {
        var card = partners.in(stage);

        assertThat(partners.refused(card, new Hold(partners.bed.clock.instant()), VIKA, "hold-ends-in-future"))
                .isEqualTo("отложить можно только на будущее");
        assertThat(partners.refused(card, new Resume(), VIKA, "card-is-on-hold"))
                .isEqualTo("карточка не отложена");
    }

    @ParameterizedTest
    @MethodSource("ownRows")
    void a_partner_that_is_put_aside_goes_nowhere(Row<Data> row) {
        var card = ready(row);
        partners.take(card, new Hold(partners.bed.clock.instant().plusSeconds(60)), VIKA);

        assertThat(partners.refused(card, triggerOf(row), actorOf(row), "card-is-not-on-hold"))
                .isEqualTo("карточка отложена");
    }

    /** A card that would take this row if it were not put aside. */
    private Card<Data> ready(Row<Data> row) {
        var card = partners.in(row.from());
        switch (row.event()) {
            case "complete-scorecard" -> partners.evaluated(card, 5);
            case "activate" -> partners.take(card, new Partner.MeetObligation(Obligation.FIRST_DEAL, "счёт 12"), VIKA);
            case "obligation-missed" -> mayFail(card, Partner.Stage.OBLIGATIONS_BROKEN);
            default -> {}
        }
        return partners.bed.now(card);
    }

    // Передать, исправить

    @ParameterizedTest
    @MethodSource("openStages")
    void a_partner_is_handed_over_and_its_new_owner_is_told(Stage stage) {
        var card = partners.in(stage);

        var handed = partners.take(card, new Reassign("gleb"), IGOR);

        assertThat(handed.owner()).isEqualTo("gleb");
        assertThat(handed.stage()).isEqualTo(stage);
        assertThat(partners.told(card)).containsExactly("tell Employee[id=gleb]: Вам передана карточка: Север");
    }

    @ParameterizedTest
    @MethodSource("openStages")
    void what_a_partner_says_is_amended_without_moving_it(Stage stage) {
        var card = partners.in(stage);
        var better = card.data().margin(new BigDecimal("12.5")).direction("doors");

        var amended = partners.take(card, new Amend(better), VIKA);

        assertThat(amended.data()).isEqualTo(better);
        assertThat(amended.header().direction()).isEqualTo("doors");
        assertThat(amended.stage()).isEqualTo(stage);
        assertThat(amended.visit()).isEqualTo(card.visit());
    }

    // Открыть снова

    private Card<Data> refusedBy(Partner.Stage stage) {
        return partners.take(partners.in(stage), new Fail(REFUSED, "Передумали"), VIKA);
    }

    @ParameterizedTest
    @CsvSource({"NEW", "EVALUATION", "CONTRACT", "OBLIGATIONS"})
    void a_partner_that_refused_begins_anew_with_the_profile_that_is_known(Partner.Stage stage) {
        var card = refusedBy(stage);

        var back = partners.take(card, new Reopen(), IGOR);

        assertThat(back.stage()).isEqualTo(NEW);
        assertThat(back.failure()).isNull();
        assertThat(back.data().type()).isEqualTo(card.data().type());
        assertThat(back.data().contract()).isNull();
        assertThat(back.data().obligations()).isEmpty();
        assertThat(back.data().scorecard()).isEqualTo(Scorecard.standard());
        assertThat(partners.take(card, profile(), VIKA).stage()).isEqualTo(Partner.Stage.EVALUATION);
    }

    @Test
    void only_the_owners_head_or_the_director_opens_a_partner_again() {
        var card = refusedBy(Partner.Stage.EVALUATION);

        partners.refused(card, new Reopen(), VIKA, "actor-has-the-right");
        assertThat(partners.refused(card, new Reopen(), OLGA, "actor-heads-the-owner"))
                .isEqualTo("это может только руководитель ответственного");

        assertThat(partners.take(card, new Reopen(), DMITRY).stage()).isEqualTo(NEW);
    }

    @Test
    void a_partner_is_opened_again_within_ninety_days() {
        var card = refusedBy(Partner.Stage.NEW);
        partners.bed.at(inDays(90).plusSeconds(1));

        partners.refused(card, new Reopen(), IGOR, "failed-not-long-ago");

        partners.bed.at(inDays(90));
        assertThat(partners.take(card, new Reopen(), IGOR).stage()).isEqualTo(NEW);
    }

    @Test
    void a_partner_is_opened_again_twice_at_most() {
        var card = refusedBy(Partner.Stage.NEW);
        for (var i = 0; i < 2; i++) {
            partners.take(card, new Reopen(), IGOR);
            partners.take(card, new Fail(REFUSED, "Снова передумали"), VIKA);
        }

        assertThat(partners.refused(card, new Reopen(), IGOR, "at-most")).isEqualTo("не больше 2 раз");
    }

    @ParameterizedTest
    @CsvSource({"EVALUATION, LOW_SCORE", "CONTRACT, TERMS_NOT_AGREED", "CONTRACT, CONFLICT"})
    void other_fails_are_final(Partner.Stage stage, Partner.Stage fail) {
        var card = partners.take(mayFail(partners.in(stage), fail), new Fail(fail, "Так вышло"), VIKA);

        assertThat(partners.bed.fire(card, new Reopen(), DMITRY)).isInstanceOf(Outcome.NotExpected.class);
    }
}
