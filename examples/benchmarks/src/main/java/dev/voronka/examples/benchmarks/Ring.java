package dev.voronka.examples.benchmarks;

import dev.voronka.Code;
import dev.voronka.Effect;
import dev.voronka.FailGroup;
import dev.voronka.Guard;
import dev.voronka.Header;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.Texts;
import dev.voronka.WorkingTime;

/** A process that can be walked for ever: six stages in a ring, each row with two guards, a data change, an effect. */
final class Ring {

    enum Stage implements dev.voronka.Stage {
        AA,
        BB,
        CC,
        DD,
        EE,
        FF,
        SUCCESS,
        LOST_PRICE,
        LOST_SILENT,
        LOST_UNFIT
    }

    sealed interface Trigger extends dev.voronka.Trigger {}

    @Code("step")
    record Step(int by) implements Trigger {}

    @Code("win")
    record Win() implements Trigger {}

    record Data(int steps, String title, String note) {
        Data stepped(Step step) {
            return new Data(steps + step.by(), title, note);
        }
    }

    private static final int FOR_EVER = Integer.MAX_VALUE;
    private static final Guard<Data, Object> HAS_TITLE =
            Guard.onData("has-title", d -> !d.title().isBlank());
    private static final Guard<Data, Step> GOES_ON =
            Guard.of("goes-on", s -> s.trigger().by() > 0);

    static final SalesProcess<Trigger, Data> PROCESS = process();

    private Ring() {}

    private static SalesProcess<Trigger, Data> process() {
        var builder = SalesProcess.named("ring", Stage.class, Trigger.class, Data.class)
                .texts(Texts.codesThemselves())
                .header(d -> Header.of(d.title()))
                .startsIn(Stage.AA)
                .mainPath(Stage.AA, Stage.BB, Stage.CC, Stage.DD, Stage.EE, Stage.FF, Stage.SUCCESS)
                .succeedsIn(Stage.SUCCESS)
                .failsIn(FailGroup.OTHER, Stage.LOST_PRICE, Stage.LOST_SILENT, Stage.LOST_UNFIT);
        for (var i = 0; i < 6; i++) {
            var next = Stage.values()[(i + 1) % 6];
            var isLast = i == 5;
            builder.stage(Stage.values()[i], s -> {
                s.ownedBy(Role.REP)
                        .within(WorkingTime.workingDays(3))
                        .mayFail(Stage.LOST_PRICE, Stage.LOST_SILENT, Stage.LOST_UNFIT)
                        .on(Step.class)
                        .when(HAS_TITLE, GOES_ON)
                        .atMost(FOR_EVER)
                        .set(Data::stepped)
                        .emit(m -> Effect.tellOwner("stepped", m.data().steps()))
                        .goTo(next);
                return isLast ? s.on(Win.class).goTo(Stage.SUCCESS) : s;
            });
        }
        return builder.build();
    }
}
