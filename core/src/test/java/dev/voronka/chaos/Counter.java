package dev.voronka.chaos;

import static dev.voronka.WorkingTime.workingDays;

import dev.voronka.Code;
import dev.voronka.Effect;
import dev.voronka.FailGroup;
import dev.voronka.Header;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.Texts;

/** A process whose cards count: each move adds one and tells of it. */
final class Counter {

    enum Place implements Stage {
        OPEN,
        DONE,
        DROPPED,
        REFUSED,
        STALE
    }

    sealed interface Trigger extends dev.voronka.Trigger {}

    /** One more; {@code by} is unlike any other. */
    @Code("bump")
    record Bump(String by) implements Trigger {}

    @Code("finish")
    record Finish() implements Trigger {}

    /** What must be told of a bump. */
    @Code("bumped")
    record Bumped(String by, long count) implements Effect {}

    record Data(String title, long count) {}

    static final SalesProcess<Trigger, Data> PROCESS = SalesProcess.named(
                    "counter", Place.class, Trigger.class, Data.class)
            .texts(Texts.codesThemselves())
            .header(d -> Header.of(d.title()))
            .startsIn(Place.OPEN)
            .mainPath(Place.OPEN, Place.DONE)
            .stage(
                    Place.OPEN,
                    s -> s.ownedBy(Role.REP)
                            .within(workingDays(100))
                            .mayFail(Place.DROPPED, Place.REFUSED, Place.STALE)
                            .on(Bump.class)
                            .set((d, bump) -> new Data(d.title(), d.count() + 1))
                            .emit(m -> new Bumped(m.trigger().by(), m.data().count()))
                            .stay()
                            .on(Finish.class)
                            .goTo(Place.DONE))
            .succeedsIn(Place.DONE)
            .failsIn(FailGroup.OTHER, Place.DROPPED, Place.REFUSED, Place.STALE)
            .build();

    private Counter() {}
}
