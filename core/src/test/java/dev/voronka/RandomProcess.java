package dev.voronka;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sound processes that nobody has thought of: made by the builder, so that they have common rows, counted loops and
 * reopenings like real ones. The same random numbers give the same process. Their guards look at {@link Data#n()} only,
 * and some crash for some numbers.
 */
public final class RandomProcess {

    /** The stages; a process uses some of them. */
    public enum Place implements Stage {
        S01,
        S02,
        S03,
        S04,
        S05,
        S06,
        S07,
        S08,
        S09,
        S10,
        S11,
        S12
    }

    /** What can happen beside the common triggers. Each process uses all. */
    public sealed interface Trigger extends dev.voronka.Trigger {}

    @Code("call")
    record Call() implements Trigger {}

    @Code("write")
    record Write() implements Trigger {}

    @Code("meet")
    record Meet() implements Trigger {}

    @Code("offer")
    record Offer() implements Trigger {}

    @Code("haggle")
    record Haggle() implements Trigger {}

    @Code("sign")
    record Sign() implements Trigger {}

    @Code("deliver")
    record Deliver() implements Trigger {}

    @Code("drop")
    record Drop() implements Trigger {}

    /** What a card holds. */
    public record Data(int n) {}

    private static final List<Trigger> OWN = List.of(
            new Call(), new Write(), new Meet(), new Offer(), new Haggle(), new Sign(), new Deliver(), new Drop());

    private static final int FAILS = 3;

    private final Random random;
    private final List<Place> active;
    private final Place success;
    private final List<Place> fails;
    private final List<Place> declared;
    private int guards;

    private RandomProcess(Random random) {
        this.random = random;
        var shuffled = new ArrayList<>(List.of(Place.values()));
        Collections.shuffle(shuffled, random);
        var actives = 1 + random.nextInt(shuffled.size() - FAILS - 1);
        this.active = List.copyOf(shuffled.subList(0, actives));
        this.success = shuffled.get(actives);
        this.fails = List.copyOf(shuffled.subList(actives + 1, actives + 1 + FAILS));
        this.declared =
                shuffled.subList(0, actives + 1 + FAILS).stream().sorted().toList();
    }

    /** A process of 5 to 12 stages. */
    public static SalesProcess<Trigger, Data> of(Random random) {
        return new RandomProcess(random).build();
    }

    /** One of each trigger that such a process may be sent: its own, the common ones, a fail for each of its fails. */
    public static List<dev.voronka.Trigger> triggers(SalesProcess<Trigger, Data> process) {
        var fails = process.stages().stream()
                .filter(s -> s.kind() == StageKind.FAIL)
                .map(s -> new CommonTrigger.Fail(s.stage(), "no longer wanted"));
        var others = Stream.of(
                new CommonTrigger.Proceed(),
                new CommonTrigger.Reopen(),
                new CommonTrigger.Resume(),
                new CommonTrigger.Hold(Instant.parse("2030-01-01T00:00:00Z")),
                new CommonTrigger.Reassign("somebody"),
                new CommonTrigger.Amend(Map.of()));
        return Stream.of(OWN.stream(), fails, others)
                .<dev.voronka.Trigger>flatMap(s -> s)
                .toList();
    }

    /** The rows, one a line, to read when a test has failed. */
    public static String told(SalesProcess<Trigger, Data> process) {
        return process.rows().stream()
                .map(r -> r.from().name() + " " + r.event() + " " + r.guards() + " -> "
                        + r.branches().stream()
                                .map(b -> (b.guard() == null ? "" : b.guard() + ": ")
                                        + b.target().map(Stage::name).orElse("stay"))
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("\n"));
    }

    private SalesProcess<Trigger, Data> build() {
        var builder = new SalesProcessBuilder<>("random", declared, Place.class, Trigger.class, Data.class)
                .texts(Texts.codesThemselves())
                .header(d -> Header.of("number " + d.n()))
                .startsIn(active.get(0))
                .mainPath(Stream.concat(active.stream(), Stream.of(success)).toArray(Place[]::new))
                .succeedsIn(success)
                .failsIn(FailGroup.OTHER, fails.toArray(Place[]::new));
        var own = ownRows();
        var mayFail = mayFail();
        for (var stage : active) {
            builder.stage(stage, s -> describe(s, own.get(stage), mayFail.get(stage)));
        }
        for (var fail : fails) {
            if (random.nextBoolean()) {
                builder.reopensInto(pick(active), fail);
            }
        }
        return builder.build();
    }

    /** Which triggers each stage has a row for. Every trigger has one somewhere, or the process would be unsound. */
    private Map<Place, Set<Trigger>> ownRows() {
        var rows = new LinkedHashMap<Place, Set<Trigger>>();
        var unused = new LinkedHashSet<>(OWN);
        for (var stage : active) {
            var some = new ArrayList<>(OWN);
            Collections.shuffle(some, random);
            rows.put(stage, new LinkedHashSet<>(some.subList(0, 1 + random.nextInt(OWN.size()))));
            unused.removeAll(rows.get(stage));
        }
        unused.forEach(t -> rows.get(pick(active)).add(t));
        return rows;
    }

    private Map<Place, Set<Place>> mayFail() {
        var all = new LinkedHashMap<Place, Set<Place>>();
        active.forEach(stage -> all.put(stage, new LinkedHashSet<>(Set.of(pick(fails)))));
        fails.forEach(fail -> all.get(pick(active)).add(fail));
        return all;
    }

    private StageBuilder<Place, Trigger, Data> describe(
            StageBuilder<Place, Trigger, Data> stage, Set<Trigger> triggers, Set<Place> mayFail) {
        stage.ownedBy(Role.REP).within(WorkingTime.workingDays(1 + random.nextInt(5)));
        for (var fail : mayFail) {
            if (random.nextBoolean()) {
                stage.mayFail(fail);
            } else {
                stage.mayFailWhen(fail, guard());
            }
        }
        if (random.nextInt(5) == 0) {
            stage.proceedsTo(pick(declared));
        }
        var isForward = true;
        for (var trigger : triggers) {
            row(stage, trigger, isForward);
            isForward = false;
        }
        return stage;
    }

    private void row(StageBuilder<Place, Trigger, Data> stage, Trigger trigger, boolean isForward) {
        var row = stage.on(trigger.getClass());
        for (var i = random.nextInt(3); i > 0; i--) {
            row.when(guard());
        }
        if (random.nextBoolean()) {
            var factor = 1 + random.nextInt(9);
            row.set(d -> new Data(d.n() * factor + 1));
        }
        if (random.nextInt(4) == 0) {
            row.atMost(1 + random.nextInt(3));
        }
        var last = random.nextInt(4);
        var forward = isForward ? random.nextInt(last + 1) : -1;
        row.choose(choice -> {
            for (var i = 0; i < last; i++) {
                if (i != forward && random.nextInt(4) == 0) {
                    choice.whenStay(guard());
                } else {
                    choice.when(guard(), i == forward ? next(stage.stage) : anywhere(stage.stage));
                }
            }
            return last != forward && random.nextInt(4) == 0
                    ? choice.otherwiseStay()
                    : choice.otherwise(last == forward ? next(stage.stage) : anywhere(stage.stage));
        });
    }

    /** The next stage of the main path, which keeps every stage reachable and every way open to the success. */
    private Place next(Place stage) {
        var here = active.indexOf(stage);
        return here + 1 < active.size() ? active.get(here + 1) : success;
    }

    private Place anywhere(Place from) {
        return random.nextInt(6) == 0 ? from : pick(declared);
    }

    private Guard<Data, Object> guard() {
        var code = "guard-" + ++guards;
        var modulus = 2 + random.nextInt(5);
        var rest = random.nextInt(modulus);
        var above = random.nextBoolean();
        var crashes = random.nextInt(4) == 0;
        var crashAt = random.nextInt(7);
        var crash = crash(code);
        return Guard.onData(code, data -> {
            if (crashes && Math.floorMod(data.n(), 7) == crashAt) {
                if (crash instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) crash;
            }
            var is = Math.floorMod(data.n(), modulus);
            return above ? is >= rest : is == rest;
        });
    }

    /** Always the same one for one guard, so that two engines can be seen to hand on the same. */
    private Throwable crash(String code) {
        return switch (random.nextInt(5)) {
            case 0 -> new AssertionError(code);
            case 1 -> new StackOverflowError(code);
            case 2 -> new ArithmeticException(code);
            default -> new IllegalStateException(code);
        };
    }

    private <X> X pick(List<X> from) {
        return from.get(random.nextInt(from.size()));
    }
}
