package dev.voronka.department;

import static dev.voronka.department.Shop.ORDER;
import static dev.voronka.department.Shop.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voronka.Message;
import dev.voronka.Problem;
import dev.voronka.Texts;
import dev.voronka.customise.Overlay;
import dev.voronka.department.Shop.Ask;
import dev.voronka.department.Shop.Data;
import dev.voronka.department.Shop.Finish;
import dev.voronka.department.Shop.Place;
import dev.voronka.department.Shop.Report;
import dev.voronka.department.Shop.Step;
import dev.voronka.process.contract.Contract;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LinkProofTest {

    private static final Message NOTED = Message.of("noted");

    @Test
    void a_process_that_is_there_twice_is_a_problem() {
        refused(
                Department.of(TASK, TASK)::build,
                "The department has 1 problem:\n  process-twice: two processes have the code task; leave one out.");
    }

    @Test
    void a_link_that_opens_a_card_of_a_process_outside_is_a_problem() {
        refused(
                Department.of(TASK)
                        .when(TASK)
                        .enters(Step.READY)
                        .open(ORDER, t -> new Data(t.data(), true))
                        .and()::build,
                "The department has 1 problem:\n  unknown-process: a link speaks of process order, which is not in the"
                        + " department; name it in Department.of(…).");
    }

    @Test
    void a_link_that_waits_for_a_stage_of_another_process_is_a_problem() {
        refused(
                Department.of(TASK).when(TASK).enters(Place.WAIT).note(t -> NOTED)::build,
                "The department has 1 problem:\n  no-such-stage: the link task:WAIT>note waits for stage WAIT, which"
                        + " task does not have; it has OPEN, CHECK, READY, CANCELLED, BROKEN, LATE.");
    }

    @Test
    void a_link_that_waits_for_a_trigger_whose_rows_an_overlay_took_is_a_problem() {
        var department =
                Shop.linked().when(ORDER).takes(Finish.class).note(o -> NOTED).build();
        var shorter = Overlay.of("order").switchOff("AFTER").apply(ORDER);

        refused(
                () -> department.with(shorter),
                "The department has 1 problem:\n  no-such-trigger: the link order:finish>note waits for trigger finish,"
                        + " for which order has no row; link another trigger, or add the row.");
    }

    @Test
    void two_links_that_could_not_be_told_apart_are_a_problem() {
        refused(
                Department.of(TASK)
                        .when(TASK)
                        .enters(Step.READY)
                        .note(t -> NOTED)
                        .when(TASK)
                        .enters(Step.READY)
                        .note(t -> NOTED)::build,
                "The department has 1 problem:\n  link-twice: two links are called task:READY>note and could not be told"
                        + " apart; put them into one, or give them different conditions.");
    }

    @Test
    void a_wait_that_no_link_ends_is_a_problem() {
        refused(
                Department.of(ORDER, TASK)::build,
                "The department has 1 problem:\n  wait-without-link: order waits in WAIT for another card, but no link"
                        + " opens one; add .open(…).andWait(won, lost).");
    }

    @Test
    void a_child_that_could_not_be_closed_everywhere_is_a_problem() {
        refused(
                Shop.linked()
                        .when(ORDER)
                        .takes(Ask.class)
                        .open(TASK, (o, asked) -> asked.what())
                        .closing(Step.CANCELLED, Step.BROKEN)
                        .and()::build,
                "The department has 1 problem:\n  closing-is-refused: the link order:ask>task closes its child in"
                        + " CANCELLED or BROKEN, but task in CHECK may refuse that; name a fail that this stage allows"
                        + " without a condition.");
    }

    @Test
    void cards_that_would_open_cards_for_ever_are_a_problem() {
        refused(
                Shop.linked()
                        .when(TASK)
                        .enters(Step.READY)
                        .open(ORDER, t -> new Data(t.data(), true))
                        .and()::build,
                "The department has 1 problem:\n  endless-circle: cards could open cards for ever: order → task → order;"
                        + " give one of these links .after(…) or .toDepth(…).");
    }

    @Test
    void a_circle_with_a_depth_is_no_problem() {
        var department = Shop.linked()
                .when(TASK)
                .enters(Step.READY)
                .toDepth(2)
                .open(ORDER, t -> new Data(t.data(), true))
                .and()
                .build();

        assertThat(department.links()).extracting(Link::code).containsExactly("order:WAIT>task", "task:READY>order");
    }

    @Test
    void a_condition_that_nobody_could_read_is_a_problem_in_each_language() {
        var unread = Condition.<String>named("is-odd", t -> true);

        refused(
                Department.of(TASK).when(TASK).enters(Step.READY).onlyIf(unread).note(t -> NOTED)::build,
                "The department has 2 problems:"
                        + "\n  missing-text: \"condition.is-odd\" has no text in Russian;"
                        + " add it to the texts that the department is given by .texts(…)."
                        + "\n  missing-text: \"condition.is-odd\" has no text in English;"
                        + " add it to the texts that the department is given by .texts(…).");
    }

    @Test
    void all_problems_are_told_at_once() {
        var unread = Condition.<String>named("is-odd", t -> true);
        var shorter = Overlay.of("order").switchOff("AFTER").apply(ORDER);
        var unsound = refusal(Department.of(TASK, shorter, TASK)
                .when(TASK)
                .enters(Place.WAIT)
                .onlyIf(unread)
                .open(Contract.PROCESS, t -> null)
                .and()
                .when(shorter)
                .takes(Finish.class)
                .note(o -> NOTED)
                .when(shorter)
                .takes(Finish.class)
                .note(o -> NOTED)
                .when(TASK)
                .enters(Step.READY)
                .open(TASK, t -> t.data())
                .closing(Step.BROKEN)
                .and()::build);

        assertThat(unsound.problems())
                .extracting(Problem::kind)
                .containsExactly(
                        "process-twice",
                        "unknown-process",
                        "no-such-stage",
                        "no-such-trigger",
                        "no-such-trigger",
                        "link-twice",
                        "wait-without-link",
                        "closing-is-refused",
                        "closing-is-refused",
                        "endless-circle",
                        "missing-text",
                        "missing-text");
        assertThat(unsound).hasMessageStartingWith("The department has 12 problems:\n  process-twice: ");
    }

    @Test
    void a_process_without_a_stage_that_a_link_needs_is_refused_and_the_link_is_named() {
        var department = Shop.linked()
                .when(ORDER)
                .enters(Place.AFTER)
                .open(TASK, o -> "pack")
                .tell(t -> new Report(t.id()))
                .and()
                .build();
        var shorter = Overlay.of("order").switchOff("AFTER").apply(ORDER);

        refused(
                () -> department.with(shorter),
                "The department has 1 problem:\n  no-such-stage: the link order:AFTER>task waits for stage AFTER, which"
                        + " order does not have; it has NEW, WAIT, DONE, DROPPED, REFUSED, STALE.");
        assertThat(department.processes()).contains(ORDER);
    }

    @Test
    void the_ten_processes_and_their_links_are_sound_also_with_an_overlay_that_takes_nothing_away() {
        var signing = Overlay.of("contract").switchOn("SIGNING").apply(Contract.PROCESS);

        var department = Department.standard().with(signing);

        assertThat(department.processes()).hasSize(10).contains(signing);
        assertThat(department.links())
                .extracting(Link::code)
                .isEqualTo(
                        Department.standard().links().stream().map(Link::code).toList());
    }

    @Test
    void a_condition_is_read_in_the_words_that_the_department_is_given() {
        var department = Department.of(TASK).texts(Texts.codesThemselves()).build();

        assertThat(department.condition("is-odd", Texts.RUSSIAN)).isEqualTo("condition.is-odd");
    }

    private static void refused(Supplier<Department> built, String message) {
        assertThat(refusal(built)).hasMessage(message);
    }

    private static UnsoundDepartment refusal(Supplier<Department> built) {
        return catchThrowableOfType(UnsoundDepartment.class, built::get);
    }
}
