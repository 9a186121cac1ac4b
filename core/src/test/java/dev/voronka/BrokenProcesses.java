package dev.voronka;

import static dev.voronka.FailGroup.OTHER;
import static dev.voronka.FailGroup.PRICE;
import static dev.voronka.FailGroup.TIMING;
import static dev.voronka.Step.asking;
import static dev.voronka.Step.holdUntil;
import static dev.voronka.When.after;
import static dev.voronka.WorkingTime.workingDays;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Small definitions that cannot be meant, one for each kind of problem, and one with all of them. */
final class BrokenProcesses {

    enum Place implements Stage {
        NEW,
        WORK,
        WON,
        TOO_DEAR,
        TOO_LATE,
        GONE
    }

    enum Odd implements Stage {
        NEW,
        halfWay,
        WON,
        LOST,
        GONE
    }

    enum Nowhere implements Stage {}

    sealed interface Event extends Trigger permits Take, Win {}

    sealed interface Wide extends Trigger permits Take, Win, Never {}

    sealed interface Unrecorded extends Trigger permits Take, Win, NoRecord {}

    sealed interface Uncoded extends Trigger permits Take, Win, NoCode {}

    sealed interface Shouted extends Trigger permits Take, Win, BadCode {}

    sealed interface Occupied extends Trigger permits Take, Win, TakenCode {}

    sealed interface Doubled extends Trigger permits Take, Win, WinAgain {}

    sealed interface HalfOpen extends Trigger permits Take, Win, Open {}

    sealed interface Everything extends Trigger
            permits Take, Win, Formerly, Never, NoRecord, NoCode, BadCode, TakenCode, WinAgain, Open {}

    non-sealed interface Open extends HalfOpen, Everything {}

    @Code("take")
    record Take() implements Event, Wide, Unrecorded, Uncoded, Shouted, Occupied, Doubled, HalfOpen, Everything {}

    @Code("win")
    record Win() implements Event, Wide, Unrecorded, Uncoded, Shouted, Occupied, Doubled, HalfOpen, Everything {}

    @Code(
            value = "present",
            formerly = {"take", "Fail", "ended", "ended"})
    record Formerly() implements Everything {}

    @Code("never")
    record Never() implements Wide, Everything {}

    @Code("no-record")
    static final class NoRecord implements Unrecorded, Everything {}

    record NoCode() implements Uncoded, Everything {}

    @Code("Bad!")
    record BadCode() implements Shouted, Everything {}

    @Code("fail")
    record TakenCode() implements Occupied, Everything {}

    @Code("win")
    record WinAgain() implements Doubled, Everything {}

    @Code("behind")
    record BehindOpen() implements Open {}

    interface Oracle extends Port<String, String> {}

    private static final Guard<String, Object> IS_LONG = Guard.onData("is-long", d -> d.length() > 10);
    private static final Guard<String, Object> IS_VERY_LONG = Guard.onData("is-long", d -> d.length() > 100);
    private static final Guard<String, Object> NOT_TOO_OFTEN = Guard.onData("at-most", d -> d.length() < 5);

    private BrokenProcesses() {}

    /** A definition for each kind of problem, by its kind. */
    static Map<String, SalesProcessBuilder<?, ?, ?>> byKind() {
        var broken = new TreeMap<String, SalesProcessBuilder<?, ?, ?>>();
        broken.put("no-header", ended(described(begun(named(Event.class)))));
        broken.put("not-one-initial", sound().startsIn(Place.WORK));
        broken.put("not-one-success", sound().succeedsIn(Place.WON));
        broken.put("two-meanings", sound().failsIn(TIMING, Place.GONE));
        broken.put("stage-twice", sound().stage(Place.WORK, BrokenProcesses::work));
        broken.put("undescribed-stage", ended(begun(headed()).stage(Place.NEW, BrokenProcesses::fresh)));
        broken.put("way-out-of-end", sound().stage(Place.GONE, BrokenProcesses::fresh));
        broken.put("wait-without-branches", working(s -> work(s).waits()));
        broken.put("row-of-interface", working(s -> work(s).on(Event.class).goTo(Place.WON)));
        broken.put("second-row", working(s -> work(s).on(Win.class).goTo(Place.GONE)));
        broken.put("bad-limit", working(s -> work(s).on(Take.class).atMost(0).stay()));
        broken.put("not-a-fail", working(s -> work(s).mayFail(Place.NEW)));
        broken.put("fail-twice", working(s -> work(s).mayFail(Place.GONE)));
        broken.put("bad-reopening", sound().reopensInto(Place.NEW, Place.WON).reopensInto(Place.WON, Place.GONE));
        broken.put("reopening-twice", sound().reopensInto(Place.NEW, Place.GONE).reopensInto(Place.WORK, Place.GONE));
        broken.put("timer-without-row", working(s -> work(s).fires(Take::new, after(workingDays(2)))));
        broken.put(
                "timer-twice",
                working(s -> work(s).fires(Win::new, after(workingDays(2))).fires(Win::new, after(workingDays(3)))));
        broken.put("no-way-to-success", working(s -> ready(s).on(Win.class).goTo(Place.NEW)));
        broken.put("no-exit", working(BrokenProcesses::ready));
        broken.put("bad-probability", working(s -> work(s).probability(101)));
        broken.put(
                "guard-code-twice",
                working(s -> work(s).on(Take.class).when(IS_LONG, IS_VERY_LONG).stay()));
        broken.put(
                "guard-code-taken",
                working(s -> work(s).on(Take.class).when(NOT_TOO_OFTEN).stay()));
        broken.put("field-twice", sound().field(CustomField.text("budget")).field(CustomField.text("budget")));
        broken.put("triggers-not-sealed", also(HalfOpen.class, BehindOpen.class));
        broken.put("trigger-not-a-record", also(Unrecorded.class, NoRecord.class));
        broken.put("no-code", also(Uncoded.class, NoCode.class));
        broken.put("bad-trigger-code", also(Shouted.class, BadCode.class));
        broken.put("code-taken", also(Occupied.class, TakenCode.class));
        broken.put("code-twice", also(Doubled.class, WinAgain.class));
        broken.put("unused-trigger", ended(described(begun(named(Wide.class)))).header(Header::of));
        broken.put("main-path-ends", onPath(Place.NEW, Place.WORK));
        broken.put("main-path-twice", onPath(Place.NEW, Place.WORK, Place.WORK, Place.WON));
        broken.put("main-path-gap", onPath(Place.NEW, Place.WON));
        broken.put(
                "no-owner",
                working(s -> s.within(workingDays(1))
                        .mayFail(Place.GONE)
                        .on(Win.class)
                        .goTo(Place.WON)));
        broken.put(
                "no-deadline",
                working(s ->
                        s.ownedBy(Role.REP).mayFail(Place.GONE).on(Win.class).goTo(Place.WON)));
        broken.put(
                "no-way-to-fail",
                working(s ->
                        s.ownedBy(Role.REP).within(workingDays(1)).on(Win.class).goTo(Place.WON)));
        broken.put(
                "asked-twice",
                working(s -> work(s).on(Take.class)
                        .ask(Oracle.class, Situation::data)
                        .choose(c -> c.when(IS_LONG, asking(Oracle.class, Situation::data, String::concat), Place.WON)
                                .otherwiseStay())));
        broken.put(
                "hold-without-stage",
                working(s -> work(s).on(Take.class)
                        .choose(c -> c.whenStay(IS_LONG, holdUntil(d -> Instant.EPOCH))
                                .otherwise(holdUntil(d -> Instant.EPOCH), Place.WON))));
        broken.put(
                "falling-probability",
                ended(begun(headed())
                        .stage(Place.NEW, s -> fresh(s).probability(50))
                        .stage(Place.WORK, s -> work(s).probability(40))));
        broken.put(
                "missing-text",
                working(s -> work(s).on(Take.class)
                                .by(Role.own("FRIEND"))
                                .when(IS_LONG)
                                .stay())
                        .field(CustomField.text("budget"))
                        .texts(brokenTexts()));
        broken.put("bad-text", sound().texts(brokenTexts()));
        broken.put("unreachable-stage", unreachable());
        broken.put("too-few-fails", tooFewFails());
        broken.put("way-to-nowhere", sound().stage(Place.GONE, StageBuilder::switchedOff));
        broken.put("bad-former-name", working(s -> work(s).formerly("at work")));
        broken.put("former-name-taken", working(s -> work(s).formerly("NEW")));
        broken.put("former-name-twice", working(s -> work(s).formerly("WAS", "WAS")));
        broken.put("bad-stage-code", odd().failsIn(OTHER, Odd.GONE));
        return broken;
    }

    /** Every kind of problem in one definition. */
    static SalesProcessBuilder<Odd, Everything, String> allAtOnce() {
        return SalesProcess.named("deal", Odd.class, Everything.class, String.class)
                .texts(brokenTexts())
                .field(CustomField.text("budget"))
                .field(CustomField.text("budget"))
                .startsIn(Odd.NEW)
                .startsIn(Odd.WON)
                .mainPath(Odd.NEW, Odd.halfWay, Odd.halfWay)
                .stage(
                        Odd.NEW,
                        s -> s.probability(50)
                                .waits()
                                .mayFail(Odd.WON, Odd.WON, Odd.LOST)
                                .on(Take.class)
                                .atMost(0)
                                .when(IS_LONG, IS_VERY_LONG, NOT_TOO_OFTEN)
                                .ask(Oracle.class, Situation::data)
                                .choose(c -> c.whenStay(IS_LONG, holdUntil(d -> Instant.EPOCH))
                                        .otherwise(asking(Oracle.class, Situation::data, String::concat), Odd.NEW))
                                .on(Take.class)
                                .stay()
                                .on(Open.class)
                                .stay()
                                .fires(Win::new, after(workingDays(1)))
                                .fires(Win::new, after(workingDays(2))))
                .stage(Odd.halfWay, s -> s.probability(-1).formerly("WON"))
                .stage(Odd.halfWay, s -> s)
                .stage(Odd.LOST, StageBuilder::switchedOff)
                .stage(Odd.WON, s -> s.ownedBy(Role.REP).on(BehindOpen.class).stay())
                .succeedsIn(Odd.WON)
                .succeedsIn(Odd.WON)
                .failsIn(PRICE, Odd.WON)
                .reopensInto(Odd.NEW, Odd.GONE)
                .reopensInto(Odd.WON, Odd.GONE);
    }

    static SalesProcessBuilder<Place, Event, String> sound() {
        return ended(described(begun(headed())));
    }

    /** A process whose stage WORK is described so. */
    static SalesProcessBuilder<Place, Event, String> working(UnaryOperator<StageBuilder<Place, Event, String>> work) {
        return ended(begun(headed()).stage(Place.NEW, BrokenProcesses::fresh).stage(Place.WORK, work));
    }

    static Texts brokenTexts() {
        return Texts.beside(BrokenProcesses.class, "/soundness/broken");
    }

    private static SalesProcessBuilder<Place, Event, String> onPath(Place... path) {
        return ended(described(headed().startsIn(Place.NEW))).mainPath(path);
    }

    /** A process with these triggers, of which the third one has a row in NEW. */
    private static <T extends Trigger> SalesProcessBuilder<Place, T, String> also(
            Class<T> triggers, Class<? extends T> third) {
        return ended(begun(named(triggers).header(Header::of))
                .stage(Place.NEW, s -> fresh(s).on(third).stay())
                .stage(Place.WORK, BrokenProcesses::work));
    }

    private static SalesProcessBuilder<?, ?, ?> unreachable() {
        return headed().startsIn(Place.NEW)
                .mainPath(Place.NEW, Place.WON)
                .stage(Place.NEW, s -> ready(s).on(Win.class).goTo(Place.WON))
                .stage(Place.WORK, s -> ready(s).on(Take.class).goTo(Place.WON))
                .succeedsIn(Place.WON)
                .failsIn(OTHER, Place.TOO_DEAR, Place.TOO_LATE, Place.GONE);
    }

    private static SalesProcessBuilder<?, ?, ?> tooFewFails() {
        return headed().startsIn(Place.NEW)
                .mainPath(Place.NEW, Place.WORK, Place.TOO_DEAR, Place.TOO_LATE, Place.WON)
                .stage(Place.NEW, s -> going(s, Take.class, Place.WORK).mayFail(Place.GONE))
                .stage(Place.WORK, s -> going(s, Take.class, Place.TOO_DEAR).mayFail(Place.GONE))
                .stage(Place.TOO_DEAR, s -> going(s, Take.class, Place.TOO_LATE).mayFail(Place.GONE))
                .stage(Place.TOO_LATE, s -> going(s, Win.class, Place.WON).mayFail(Place.GONE))
                .succeedsIn(Place.WON)
                .failsIn(OTHER, Place.GONE);
    }

    private static SalesProcessBuilder<Odd, Event, String> odd() {
        return SalesProcess.named("deal", Odd.class, Event.class, String.class)
                .texts(Texts.codesThemselves())
                .header(Header::of)
                .startsIn(Odd.NEW)
                .mainPath(Odd.NEW, Odd.WON)
                .stage(
                        Odd.NEW,
                        s -> s.ownedBy(Role.REP)
                                .within(workingDays(1))
                                .mayFail(Odd.halfWay, Odd.LOST, Odd.GONE)
                                .on(Take.class)
                                .stay()
                                .on(Win.class)
                                .goTo(Odd.WON))
                .succeedsIn(Odd.WON)
                .failsIn(PRICE, Odd.halfWay, Odd.LOST);
    }

    private static SalesProcessBuilder<Place, Event, String> headed() {
        return named(Event.class).header(Header::of);
    }

    private static <T extends Trigger> SalesProcessBuilder<Place, T, String> named(Class<T> triggers) {
        return SalesProcess.named("deal", Place.class, triggers, String.class).texts(Texts.codesThemselves());
    }

    private static <T extends Trigger> SalesProcessBuilder<Place, T, String> begun(
            SalesProcessBuilder<Place, T, String> process) {
        return process.startsIn(Place.NEW).mainPath(Place.NEW, Place.WORK, Place.WON);
    }

    private static <T extends Trigger> SalesProcessBuilder<Place, T, String> described(
            SalesProcessBuilder<Place, T, String> process) {
        return process.stage(Place.NEW, BrokenProcesses::fresh).stage(Place.WORK, BrokenProcesses::work);
    }

    private static <T extends Trigger> SalesProcessBuilder<Place, T, String> ended(
            SalesProcessBuilder<Place, T, String> process) {
        return process.succeedsIn(Place.WON)
                .failsIn(PRICE, Place.TOO_DEAR)
                .failsIn(TIMING, Place.TOO_LATE)
                .failsIn(OTHER, Place.GONE);
    }

    private static <T extends Trigger> StageBuilder<Place, T, String> fresh(StageBuilder<Place, T, String> stage) {
        return going(stage, Take.class, Place.WORK).mayFail(Place.TOO_DEAR, Place.TOO_LATE, Place.GONE);
    }

    private static <T extends Trigger> StageBuilder<Place, T, String> work(StageBuilder<Place, T, String> stage) {
        return going(stage, Win.class, Place.WON).mayFail(Place.GONE);
    }

    private static StageBuilder<Place, Event, String> ready(StageBuilder<Place, Event, String> stage) {
        return stage.ownedBy(Role.REP).within(workingDays(1)).mayFail(Place.TOO_DEAR, Place.TOO_LATE, Place.GONE);
    }

    @SuppressWarnings("unchecked") // Take and Win belong to every interface of triggers here
    private static <T extends Trigger> StageBuilder<Place, T, String> going(
            StageBuilder<Place, T, String> stage, Class<? extends Trigger> trigger, Place to) {
        return stage.ownedBy(Role.REP)
                .within(workingDays(1))
                .on((Class<T>) trigger)
                .goTo(to);
    }
}
