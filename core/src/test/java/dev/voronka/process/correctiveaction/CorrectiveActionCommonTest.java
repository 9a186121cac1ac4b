package dev.voronka.process.correctiveaction;

import static dev.voronka.process.correctiveaction.Actions.DIRECTOR;
import static dev.voronka.process.correctiveaction.Actions.HEAD;
import static dev.voronka.process.correctiveaction.Actions.QUALITY;
import static dev.voronka.process.correctiveaction.Actions.actorOf;
import static dev.voronka.process.correctiveaction.Actions.triggerOf;
import static dev.voronka.process.correctiveaction.CorrectiveAction.Stage.CANCELLED;
import static dev.voronka.process.correctiveaction.CorrectiveAction.Stage.NOT_IMPLEMENTED;
import static dev.voronka.process.correctiveaction.CorrectiveAction.Stage.RISK_ACCEPTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.CommonTrigger.Amend;
import dev.voronka.CommonTrigger.Fail;
import dev.voronka.CommonTrigger.Hold;
import dev.voronka.CommonTrigger.Reassign;
import dev.voronka.CommonTrigger.Reopen;
import dev.voronka.CommonTrigger.Resume;
import dev.voronka.Effect;
import dev.voronka.Outcome;
import dev.voronka.Row;
import dev.voronka.Stage;
import dev.voronka.process.correctiveaction.CorrectiveAction.Data;
import dev.voronka.process.correctiveaction.CorrectiveAction.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can happen to a corrective action in every stage: it fails, is put aside, handed over, amended. */
class CorrectiveActionCommonTest {

    private final Actions on = new Actions();

    static Stream<Named<Row<Data>>> ownRows() {
        return rows(r -> !r.common()
                && !r.from().is(CorrectiveAction.Stage.SUCCESS)
                && !r.event().equals("plan-given-up"));
    }

    static Stream<Named<Row<Data>>> fails() {
        return rows(r -> r.payload() == Fail.class);
    }

    static Stream<Named<Row<Data>>> timers() {
        return rows(r -> r.clockOnly() && !r.event().equals("case-added"));
    }

    static Stream<Named<Stage>> openStages() {
        return CorrectiveAction.PROCESS.stages().stream()
                .filter(s -> !s.kind().isEnd())
                .map(s -> Named.of(s.stage().name(), s.stage()));
    }

    // Fails

    @ParameterizedTest
    @MethodSource("fails")
    void an_action_fails_with_a_reason_and_its_open_tasks_are_taken_back(Row<Data> row) {
        var card = on.in(row.from());
        var fail = row.branches().get(0).to();
        if (fail.is(NOT_IMPLEMENTED)) {
            on.bed.at(card.data().planEnd());
        }

        var failed = on.take(card, new Fail(fail, "Так решили"), HEAD);

        assertThat(failed.stage()).isEqualTo(fail);
        assertThat(failed.failure().comment()).isEqualTo("Так решили");
        assertThat(on.effects(card)).contains(new Effect.CancelTasks());
        assertThat(on.bed.later(Duration.ofDays(30))).isZero();
    }

    @ParameterizedTest
    @MethodSource("fails")
    void an_action_does_not_fail_without_a_word(Row<Data> row) {
        var card = on.in(row.from());
        if (row.event().equals("fail:NOT_IMPLEMENTED")) {
            on.bed.at(card.data().planEnd());
        }

        assertThat(on.refused(card, new Fail(row.branches().get(0).to(), " "), HEAD, "comment-is-filled"))
                .isEqualTo("не заполнен комментарий");
    }

    @ParameterizedTest
    @MethodSource("openStages")
    void only_a_head_or_a_director_accepts_the_risk(Stage stage) {
        var card = on.in(stage);
        var fail = new Fail(RISK_ACCEPTED, "Дешевле не чинить");

        assertThat(on.refused(card, fail, QUALITY, "head-accepts-the-risk"))
                .isEqualTo("принять риск может только руководитель или директор");

        assertThat(on.take(card, fail, DIRECTOR).stage()).isEqualTo(RISK_ACCEPTED);
    }

    @Test
    void a_failed_action_is_not_opened_again() {
        var card = on.take(on.opened(), new Fail(CANCELLED, "Ошибка"), QUALITY);

        assertThat(on.bed.fire(card, new Reopen(), DIRECTOR)).isInstanceOf(Outcome.NotExpected.class);
    }

    // Hold and resume

    @ParameterizedTest
    @MethodSource("openStages")
    void an_action_is_put_aside_and_taken_up_again(Stage stage) {
        var card = on.in(stage);

        assertThat(on.take(card, new Hold(inAMonth()), QUALITY).isOnHold()).isTrue();

        var resumed = on.take(card, new Resume(), QUALITY);
        assertThat(resumed.isOnHold()).isFalse();
        assertThat(resumed.stage()).isEqualTo(stage);
        assertThat(resumed.due()).isEqualTo(card.due());
    }

    @ParameterizedTest
    @MethodSource("openStages")
    void an_action_is_put_aside_only_until_a_moment_that_is_still_to_come(Stage stage) {
        on.refused(on.in(stage), new Hold(on.bed.clock.instant()), QUALITY, "hold-ends-in-future");
    }

    @ParameterizedTest
    @MethodSource("openStages")
    void an_action_that_was_not_put_aside_is_not_taken_up_again(Stage stage) {
        on.refused(on.in(stage), new Resume(), QUALITY, "card-is-on-hold");
    }

    @ParameterizedTest
    @MethodSource("ownRows")
    void an_action_that_is_put_aside_goes_nowhere(Row<Data> row) {
        var card = on.in(row.from());
        on.take(card, new Hold(inAMonth()), QUALITY);

        assertThat(on.refused(card, triggerOf(row), actorOf(row), "card-is-not-on-hold"))
                .isEqualTo("карточка отложена");
    }

    // Reassign and amend

    @ParameterizedTest
    @MethodSource("openStages")
    void an_action_is_handed_over_and_its_new_owner_is_told(Stage stage) {
        var card = on.in(stage);

        var handed = on.take(card, new Reassign("e3"), HEAD);

        assertThat(handed.owner()).isEqualTo("e3");
        assertThat(handed.stage()).isEqualTo(stage);
        on.said(card, "tell Employee[id=e3]: Вам передана карточка: Проигрыши по цене");
    }

    @ParameterizedTest
    @MethodSource("openStages")
    void what_an_action_says_is_amended_without_moving_it(Stage stage) {
        var card = on.in(stage);
        var d = card.data();

        var amended = on.take(
                card,
                new Amend(new Data(
                        d.origin(),
                        d.metric(),
                        d.title(),
                        d.cases(),
                        Severity.CRITICAL,
                        d.analysis(),
                        d.plan(),
                        d.proof())),
                QUALITY);

        assertThat(amended.data().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(amended.visit()).isEqualTo(card.visit());
    }

    // Timers

    @ParameterizedTest
    @MethodSource("timers")
    void nobody_but_the_clock_says_that_a_moment_has_come(Row<Data> row) {
        var card = row.from().is(CorrectiveAction.Stage.SUCCESS) ? on.succeeded() : on.in(row.from());

        assertThat(on.refused(card, triggerOf(row), HEAD, "only-the-clock"))
                .isEqualTo("об этом сообщает только таймер");
    }

    @Test
    void a_plan_that_is_put_aside_is_not_given_up_meanwhile() {
        var card = on.running();
        on.take(card, new Hold(inAMonth()), QUALITY);

        on.bed.at(Actions.december(20, 10, 0));

        assertThat(on.stage(card)).isEqualTo(CorrectiveAction.Stage.IMPLEMENTATION);
    }

    private Instant inAMonth() {
        return on.bed.clock.instant().plus(Duration.ofDays(30));
    }

    private static Stream<Named<Row<Data>>> rows(Predicate<Row<Data>> which) {
        return CorrectiveAction.PROCESS.rows().stream()
                .filter(which)
                .map(r -> Named.of(r.from().name() + "/" + r.event(), r));
    }
}
