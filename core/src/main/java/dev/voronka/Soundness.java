package dev.voronka;

import static dev.voronka.Problems.named;
import static dev.voronka.Problems.twice;

import java.util.Set;
import java.util.stream.Stream;

/**
 * Proves a definition: what processes.md, section 12, asks of it. Every guard is taken as possible; what a guard really
 * allows is the business of tests.
 */
final class Soundness<T extends Trigger, D> {

    private static final int LEAST_FAILS = 3;

    private final Blueprint<T, D> process;
    private final Problems problems;

    Soundness(Blueprint<T, D> process, Problems problems) {
        this.process = process;
        this.problems = problems;
    }

    void prove() {
        var triggers = new SoundTriggers<>(process, problems);
        var ways = new SoundWays<>(process, problems);
        ends();
        stages();
        triggers.triggers();
        triggers.rows();
        fails();
        triggers.timers();
        ways.nowhere();
        ways.reachability();
        ways.mainPath();
        triggers.guards();
        fields();
        triggers.texts();
    }

    private void ends() {
        if (process.header == null) {
            problems.add("no-header", "say what a card can be found by: .header(d -> Header.of(…)).");
        }
        if (process.initial.size() != 1) {
            problems.add(
                    "not-one-initial",
                    "exactly one startsIn(…) is needed, but there are " + named(process.initial) + ".");
        }
        if (process.successes.size() != 1) {
            problems.add(
                    "not-one-success",
                    "exactly one succeedsIn(…) is needed, but there are " + named(process.successes) + ".");
        }
        if (process.failings.size() < LEAST_FAILS) {
            problems.add(
                    "too-few-fails",
                    "at least " + LEAST_FAILS + " fails are needed, so that losses can be told apart, but there are "
                            + named(process.failings.stream()
                                    .map(Blueprint.Failing::stage)
                                    .toList()) + ".");
        }
        twice(Stream.of(
                                process.initial.stream().distinct(),
                                process.successes.stream().distinct(),
                                process.failings.stream().map(Blueprint.Failing::stage))
                        .flatMap(all -> all.map(Stage::name)))
                .forEach(
                        name -> problems.add(
                                "two-meanings",
                                name
                                        + " is said to be more than one of: start, success, fail of one group; leave one of startsIn, succeedsIn, failsIn for it."));
    }

    private void stages() {
        process.declared.stream()
                .filter(s -> !Names.isUpper(s.name()))
                .forEach(s -> problems.add(
                        "bad-stage-code",
                        "the stage " + s.name() + " does not match [A-Z][A-Z0-9_]{1,39}; rename it."));
        twice(process.stages.stream().map(s -> s.stage.name()))
                .forEach(name ->
                        problems.add("stage-twice", name + " is described by two .stage(…); put both into one."));
        var described = process.stages.stream().map(s -> s.stage.name()).toList();
        for (var stage : process.declared) {
            var isEnd = process.kindOf(stage).isEnd();
            if (!isEnd && !described.contains(stage.name())) {
                problems.add(
                        "undescribed-stage",
                        stage.name() + " is neither an end nor described; add .stage(" + stage.name()
                                + ", …), or name it in succeedsIn or failsIn.");
            }
        }
        process.stages.stream()
                .filter(s -> process.kindOf(s.stage).isEnd() && !isOnlyLookedBackOn(s))
                .forEach(
                        s -> problems.add(
                                "way-out-of-end",
                                s.stage.name()
                                        + " is an end, so of .stage(…) only timers and rows that .stay() make sense there; delete the rest. An end is left only by reopensInto."));
        for (var stage : process.active()) {
            if (stage.ownedBy == null) {
                problems.add("no-owner", stage.stage.name() + " needs .ownedBy(role): somebody must work there.");
            }
            if (stage.within == null) {
                problems.add(
                        "no-deadline", stage.stage.name() + " needs .within(…): a card must not rest there for ever.");
            }
            if (stage.rows.isEmpty() && stage.proceedsTo == null) {
                problems.add("no-exit", stage.stage.name() + " has no row of its own: add .on(…) or .proceedsTo(…).");
            }
            if (stage.waits && !hasTwoWaysOut(stage)) {
                problems.add(
                        "wait-without-branches",
                        stage.stage.name()
                                + " waits for another card, so it needs a row for its success and a row for its fail that lead to different stages.");
            }
        }
    }

    /** What an end may say: timers, and rows that stay there. */
    private boolean isOnlyLookedBackOn(Sketch<D> stage) {
        return stage.ownedBy == null
                && stage.within == null
                && stage.proceedsTo == null
                && stage.fails.isEmpty()
                && !stage.waits
                && stage.rows.stream().flatMap(r -> r.branches().stream()).allMatch(b -> b.to() == null);
    }

    private boolean hasTwoWaysOut(Sketch<D> stage) {
        var ways = process.edges().getOrDefault(stage.stage.name(), Set.of());
        return stage.rows.size() >= 2 && ways.size() >= 2;
    }

    private void fails() {
        for (var stage : process.stages) {
            var name = stage.stage.name();
            stage.fails.stream()
                    .filter(f -> process.kindOf(f.stage()) != StageKind.FAIL)
                    .forEach(f -> problems.add(
                            "not-a-fail",
                            name + " may fail in " + f.stage().name() + ", which no failsIn(…) names; add it there."));
            twice(stage.fails.stream().map(f -> f.stage().name()))
                    .forEach(f -> problems.add("fail-twice", name + " names the fail " + f + " twice; delete one."));
        }
        for (var reopening : process.reopenings) {
            if (process.kindOf(reopening.fail()) != StageKind.FAIL
                    || process.kindOf(reopening.into()).isEnd()) {
                problems.add(
                        "bad-reopening",
                        reopening.fail().name() + " cannot be reopened into "
                                + reopening.into().name()
                                + ": reopensInto(stage, fails) leads from fails to a stage that is no end.");
            }
        }
        twice(process.reopenings.stream().map(r -> r.fail().name()))
                .forEach(f -> problems.add("reopening-twice", f + " is named by reopensInto twice; leave one."));
    }

    private void fields() {
        twice(process.fields.stream().map(CustomField::code))
                .forEach(
                        c -> problems.add("field-twice", "two custom fields have the code \"" + c + "\"; rename one."));
    }
}
