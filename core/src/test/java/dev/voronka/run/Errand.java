package dev.voronka.run;

import static dev.voronka.WorkingTime.workingHours;

import dev.voronka.Code;
import dev.voronka.FailGroup;
import dev.voronka.Guard;
import dev.voronka.Header;
import dev.voronka.Money;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.Texts;
import dev.voronka.When;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** A tiny process with every kind of deadline: counted from the entry, following a date, beside a timer. */
final class Errand {

    enum Stage implements dev.voronka.Stage {
        OPEN,
        DATED,
        TIMED,
        DONE,
        LOST,
        HOPELESS,
        FORGOTTEN
    }

    sealed interface Trigger extends dev.voronka.Trigger {}

    @Code("name-date")
    record NameDate() implements Trigger {}

    @Code("begin-timed")
    record BeginTimed() implements Trigger {}

    @Code("finish")
    record Finish() implements Trigger {}

    @Code("nudge")
    record Nudge() implements Trigger {}

    @Code("time-is-up")
    record TimeIsUp() implements Trigger {}

    /** A card; {@code by} is null while nobody has named a date. */
    record Data(
            String title,
            @Nullable ZonedDateTime by,
            boolean hopeless,
            @Nullable String direction) {
        Data by(ZonedDateTime date) {
            return new Data(title, date, hopeless, direction);
        }
    }

    static final Guard<Data, Object> IS_HOPELESS = Guard.onData("errand-is-hopeless", Data::hopeless);

    static final SalesProcess<Trigger, Data> PROCESS = SalesProcess.named(
                    "errand", Stage.class, Trigger.class, Data.class)
            .texts(Texts.codesThemselves())
            .header(d -> Header.of(d.title()).amount(Money.roubles(500)).direction(d.direction()))
            .startsIn(Stage.OPEN)
            .mainPath(Stage.OPEN, Stage.DATED, Stage.DONE)
            .stage(
                    Stage.OPEN,
                    s -> s.ownedBy(Role.REP)
                            .within(workingHours(10))
                            .mayFail(Stage.LOST, Stage.FORGOTTEN)
                            .mayFailWhen(Stage.HOPELESS, IS_HOPELESS)
                            .on(NameDate.class)
                            .goTo(Stage.DATED)
                            .on(BeginTimed.class)
                            .goTo(Stage.TIMED))
            .stage(
                    Stage.DATED,
                    s -> s.ownedBy(Role.REP)
                            .within(When.at(Data::by))
                            .mayFail(Stage.LOST)
                            .on(Finish.class)
                            .goTo(Stage.DONE))
            .stage(
                    Stage.TIMED,
                    s -> s.ownedBy(Role.REP)
                            .within(workingHours(2))
                            .mayFail(Stage.LOST)
                            .fires(Nudge::new, When.after(workingHours(2)))
                            .on(Nudge.class)
                            .stay()
                            .fires(TimeIsUp::new, When.after(workingHours(7)))
                            .on(TimeIsUp.class)
                            .goTo(Stage.DONE))
            .succeedsIn(Stage.DONE)
            .failsIn(FailGroup.OTHER, Stage.LOST, Stage.HOPELESS, Stage.FORGOTTEN)
            .reopensInto(Stage.OPEN, Stage.LOST)
            .build();

    static final Directory PEOPLE = Directory.of(
            Employee.of("dir", Role.DIRECTOR),
            Employee.of("boss", Role.HEAD).under("dir"),
            Employee.of("anna", Role.REP).under("boss"),
            Employee.of("boris", Role.REP).under("boss"));

    private Errand() {}
}
