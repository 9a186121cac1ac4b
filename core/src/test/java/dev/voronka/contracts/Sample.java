package dev.voronka.contracts;

import static dev.voronka.WorkingTime.workingDays;

import dev.voronka.Code;
import dev.voronka.CustomField;
import dev.voronka.FailGroup;
import dev.voronka.Header;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.Texts;

/** Two tiny processes whose cards are stored by the contract. */
final class Sample {

    enum Place implements Stage {
        NEW,
        DONE,
        DROPPED,
        REFUSED,
        STALE
    }

    sealed interface Trigger extends dev.voronka.Trigger {}

    @Code("go")
    record Go(String why) implements Trigger {}

    private Sample() {}

    static SalesProcess<Trigger, String> named(String code) {
        return SalesProcess.named(code, Place.class, Trigger.class, String.class)
                .texts(Texts.codesThemselves())
                .header(Header::of)
                .startsIn(Place.NEW)
                .mainPath(Place.NEW, Place.DONE)
                .field(CustomField.text("segment"))
                .field(CustomField.of("budget", CustomField.Type.NUMBER))
                .stage(
                        Place.NEW,
                        s -> s.ownedBy(Role.REP)
                                .within(workingDays(1))
                                .mayFail(Place.DROPPED, Place.REFUSED, Place.STALE)
                                .on(Go.class)
                                .goTo(Place.DONE))
                .succeedsIn(Place.DONE)
                .failsIn(FailGroup.OTHER, Place.DROPPED, Place.REFUSED, Place.STALE)
                .build();
    }
}
