package dev.voronka.department;

import static dev.voronka.WorkingTime.workingDays;

import dev.voronka.CardId;
import dev.voronka.Code;
import dev.voronka.FailGroup;
import dev.voronka.Guard;
import dev.voronka.Header;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.Texts;

/** Two tiny processes to be linked: an order, which waits for a task, and the task. */
final class Shop {

    enum Place implements Stage {
        NEW,
        WAIT,
        AFTER,
        DONE,
        DROPPED,
        REFUSED,
        STALE
    }

    enum Step implements Stage {
        OPEN,
        CHECK,
        READY,
        CANCELLED,
        BROKEN,
        LATE
    }

    sealed interface Trigger extends dev.voronka.Trigger {}

    @Code("begin")
    record Begin() implements Trigger {}

    @Code("ask")
    record Ask(String what) implements Trigger {}

    @Code("won")
    record Won(CardId task) implements Trigger {}

    @Code("lost")
    record Lost(CardId task) implements Trigger {}

    @Code("back")
    record Back() implements Trigger {}

    @Code("report")
    record Report(CardId task) implements Trigger {}

    @Code("finish")
    record Finish() implements Trigger {}

    sealed interface Work extends dev.voronka.Trigger {}

    @Code("show")
    record Show() implements Work {}

    @Code("complete")
    record Complete() implements Work {}

    @Code("break")
    record Break() implements Work {}

    @Code("again")
    record Again() implements Work {}

    record Data(String title, boolean ready) {}

    static final SalesProcess<Trigger, Data> ORDER = SalesProcess.named("order", Place.class, Trigger.class, Data.class)
            .texts(Texts.codesThemselves())
            .header(d -> Header.of(d.title()))
            .startsIn(Place.NEW)
            .mainPath(Place.NEW, Place.WAIT, Place.AFTER, Place.DONE)
            .stage(
                    Place.NEW,
                    s -> s.ownedBy(Role.REP)
                            .within(workingDays(1))
                            .mayFail(Place.DROPPED, Place.STALE)
                            .on(Begin.class)
                            .goTo(Place.WAIT)
                            .on(Ask.class)
                            .stay()
                            .on(Report.class)
                            .stay())
            .stage(
                    Place.WAIT,
                    s -> s.ownedBy(Role.REP)
                            .within(workingDays(5))
                            .waits()
                            .mayFail(Place.DROPPED)
                            .on(Won.class)
                            .when(Guard.onData("order-is-ready", Data::ready))
                            .goTo(Place.AFTER)
                            .on(Lost.class)
                            .goTo(Place.REFUSED)
                            .on(Back.class)
                            .goTo(Place.NEW))
            .stage(
                    Place.AFTER,
                    s -> s.ownedBy(Role.REP)
                            .within(workingDays(1))
                            .mayFail(Place.DROPPED)
                            .on(Ask.class)
                            .stay()
                            .on(Finish.class)
                            .goTo(Place.DONE))
            .stage(Place.DONE, s -> s.on(Report.class).stay())
            .succeedsIn(Place.DONE)
            .failsIn(FailGroup.OTHER, Place.DROPPED, Place.REFUSED, Place.STALE)
            .build();

    static final SalesProcess<Work, String> TASK = SalesProcess.named("task", Step.class, Work.class, String.class)
            .texts(Texts.codesThemselves())
            .header(Header::of)
            .startsIn(Step.OPEN)
            .mainPath(Step.OPEN, Step.READY)
            .stage(
                    Step.OPEN,
                    s -> s.ownedBy(Role.REP)
                            .within(workingDays(1))
                            .mayFail(Step.CANCELLED, Step.LATE)
                            .on(Show.class)
                            .goTo(Step.CHECK)
                            .on(Complete.class)
                            .goTo(Step.READY)
                            .on(Break.class)
                            .goTo(Step.BROKEN)
                            .on(Again.class)
                            .stay())
            .stage(
                    Step.CHECK,
                    s -> s.ownedBy(Role.REP)
                            .within(workingDays(1))
                            .mayFail(Step.LATE)
                            .on(Complete.class)
                            .goTo(Step.READY))
            .succeedsIn(Step.READY)
            .failsIn(FailGroup.OTHER, Step.CANCELLED, Step.BROKEN, Step.LATE)
            .build();

    private Shop() {}

    /** Both, linked by the wait of the order; a task that is open when the order waits no more is closed. */
    static DepartmentBuilder linked() {
        return Department.of(ORDER, TASK)
                .texts(Texts.codesThemselves())
                .when(ORDER)
                .enters(Place.WAIT)
                .open(TASK, o -> "make " + o.data().title())
                .andWait(won -> new Won(won.id()), lost -> new Lost(lost.id()))
                .closing(Step.CANCELLED, Step.LATE)
                .and();
    }
}
