package dev.voronka;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Proves a definition: what processes.md, section 12, asks of it. Every guard is taken as possible; what a guard really
 * allows is the business of tests.
 */
final class Soundness<E extends Enum<E> & Stage, T extends Trigger, D> {

    private static final int LEAST_FAILS = 3;

    private final SalesProcessBuilder<E, T, D> process;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Set<String>> edges;
    private final Map<String, Set<String>> edgesWithFails;

    Soundness(SalesProcessBuilder<E, T, D> process) {
        this.process = process;
        this.edges = process.edges();
        this.edgesWithFails = new LinkedHashMap<>();
        edges.forEach((from, to) -> edgesWithFails.put(from, new LinkedHashSet<>(to)));
        process.stages.forEach(s -> s.fails.forEach(f -> edgesWithFails
                .computeIfAbsent(s.stage.name(), n -> new HashSet<>())
                .add(f.stage().name())));
    }

    List<Problem> problems() {
        ends();
        stages();
        triggers();
        rows();
        fails();
        timers();
        reachability();
        mainPath();
        guards();
        fields();
        texts();
        return problems.stream().distinct().toList();
    }

    private void ends() {
        if (process.header == null) {
            add("no-header", "say what a card can be found by: .header(d -> Header.of(…)).");
        }
        if (process.initial.size() != 1) {
            add("not-one-initial", "exactly one startsIn(…) is needed, but there are " + named(process.initial) + ".");
        }
        if (process.successes.size() != 1) {
            add(
                    "not-one-success",
                    "exactly one succeedsIn(…) is needed, but there are " + named(process.successes) + ".");
        }
        if (process.failings.size() < LEAST_FAILS) {
            add(
                    "too-few-fails",
                    "at least " + LEAST_FAILS + " fails are needed, so that losses can be told apart, but there are "
                            + named(process.failings.stream()
                                    .map(SalesProcessBuilder.Failing::stage)
                                    .toList()) + ".");
        }
        twice(Stream.of(
                                process.initial.stream().distinct(),
                                process.successes.stream().distinct(),
                                process.failings.stream().map(SalesProcessBuilder.Failing::stage))
                        .flatMap(all -> all.map(Stage::name)))
                .forEach(
                        name -> add(
                                "two-meanings",
                                name
                                        + " is said to be more than one of: start, success, fail of one group; leave one of startsIn, succeedsIn, failsIn for it."));
    }

    private void stages() {
        process.declared.stream()
                .filter(s -> !Names.isUpper(s.name()))
                .forEach(s -> add(
                        "bad-stage-code",
                        "the stage " + s.name() + " does not match [A-Z][A-Z0-9_]{1,39}; rename it."));
        twice(process.stages.stream().map(s -> s.stage.name()))
                .forEach(name -> add("stage-twice", name + " is described by two .stage(…); put both into one."));
        var described = process.stages.stream().map(s -> s.stage.name()).toList();
        for (var stage : process.declared) {
            var isEnd = process.kindOf(stage).isEnd();
            if (!isEnd && !described.contains(stage.name())) {
                add(
                        "undescribed-stage",
                        stage.name() + " is neither an end nor described; add .stage(" + stage.name()
                                + ", …), or name it in succeedsIn or failsIn.");
            }
            if (isEnd && described.contains(stage.name())) {
                add(
                        "way-out-of-end",
                        stage.name()
                                + " is an end, so it cannot be described by .stage(…); delete that. An end is left only by reopensInto.");
            }
        }
        for (var stage : active()) {
            if (stage.ownedBy == null) {
                add("no-owner", stage.stage.name() + " needs .ownedBy(role): somebody must work there.");
            }
            if (stage.within == null) {
                add("no-deadline", stage.stage.name() + " needs .within(…): a card must not rest there for ever.");
            }
            if (stage.rows.isEmpty() && stage.proceedsTo == null) {
                add("no-exit", stage.stage.name() + " has no row of its own: add .on(…) or .proceedsTo(…).");
            }
            if (stage.waits && !hasTwoWaysOut(stage)) {
                add(
                        "wait-without-branches",
                        stage.stage.name()
                                + " waits for another card, so it needs a row for its success and a row for its fail that lead to different stages.");
            }
        }
    }

    private boolean hasTwoWaysOut(StageBuilder<E, T, D> stage) {
        var ways = edges.getOrDefault(stage.stage.name(), Set.of());
        return stage.rows.size() >= 2 && ways.size() >= 2;
    }

    private void triggers() {
        var classes = triggerClasses();
        open(process.triggers)
                .distinct()
                .forEach(type -> add(
                        "triggers-not-sealed",
                        type.getSimpleName() + " must be a sealed interface, so that all its triggers are known."));
        var byCode = new HashMap<String, String>();
        for (var type : classes) {
            var code = Codes.find(type);
            if (!type.isRecord()) {
                add("trigger-not-a-record", type.getSimpleName() + " must be a record, so that it can be stored.");
            }
            if (code == null) {
                add("no-code", type.getSimpleName() + " needs @Code(\"…\"): its stored name.");
            } else if (!Names.isLower(code)) {
                add(
                        "bad-trigger-code",
                        "the code \"" + code + "\" of " + type.getSimpleName()
                                + " does not match [a-z][a-z0-9-]{1,39}; take another one.");
            } else if (commonCodes().contains(code)) {
                add(
                        "code-taken",
                        "the code \"" + code + "\" of " + type.getSimpleName()
                                + " belongs to a common trigger; take another one.");
            } else {
                var other = byCode.put(code, type.getSimpleName());
                if (other != null) {
                    add(
                            "code-twice",
                            "the code \"" + code + "\" is given to both " + other + " and " + type.getSimpleName()
                                    + "; give each its own.");
                }
            }
            if (process.stages.stream()
                    .noneMatch(s -> s.rows.stream().anyMatch(r -> r.trigger().equals(type)))) {
                add(
                        "unused-trigger",
                        type.getSimpleName() + " is declared, but no stage has a row for it; add .on("
                                + type.getSimpleName() + ".class) or delete it.");
            }
        }
    }

    private void rows() {
        for (var stage : process.stages) {
            var name = stage.stage.name();
            twice(stage.rows.stream().map(StageBuilder.Written::trigger))
                    .forEach(t -> add(
                            "second-row",
                            name + " has two rows for " + t.getSimpleName()
                                    + "; write alternatives as branches of one .choose(…)."));
            for (var row : stage.rows) {
                var where = name + "/" + row.trigger().getSimpleName();
                if (row.trigger().isInterface()) {
                    add("row-of-interface", where + ": a row is for one record; write one for each of its records.");
                }
                if (row.limit() != null && row.limit() < 1) {
                    add(
                            "bad-limit",
                            where + ": .atMost(" + row.limit()
                                    + ") would never let a card through; give 1 or more, or delete the row.");
                }
                askedTwice(row)
                        .forEach(p -> add(
                                "asked-twice",
                                where + " asks " + p.getSimpleName()
                                        + " twice on one way, and the answers could not be told apart; ask once."));
                for (var branch : row.branches()) {
                    var to = branch.to();
                    if (branch.steps().stream().anyMatch(Step.HoldUntil.class::isInstance)
                            && (to == null || process.kindOf(to).isEnd())) {
                        add(
                                "hold-without-stage",
                                where + (to == null ? " stays in its visit" : " leads to the end " + to.name())
                                        + ", so holdUntil has no stage to hold in; lead the branch to a stage where work goes on.");
                    }
                }
            }
        }
    }

    /** The ports that one way through the row, its own steps and those of one branch, asks more than once. */
    private static <D> Set<Class<?>> askedTwice(StageBuilder.Written<D> row) {
        var again = new LinkedHashSet<Class<?>>();
        for (var branch : row.branches()) {
            again.addAll(twice(Stream.concat(
                    row.consults().stream().map(Consult::port),
                    Stream.concat(row.steps().stream(), branch.steps().stream()).<Class<?>>mapMulti((s, found) -> {
                        if (s instanceof Step.Ask<?, ?> ask) {
                            found.accept(ask.port());
                        }
                    }))));
        }
        return again;
    }

    private void fails() {
        for (var stage : process.stages) {
            var name = stage.stage.name();
            stage.fails.stream()
                    .filter(f -> process.kindOf(f.stage()) != StageKind.FAIL)
                    .forEach(f -> add(
                            "not-a-fail",
                            name + " may fail in " + f.stage().name() + ", which no failsIn(…) names; add it there."));
            twice(stage.fails.stream().map(f -> f.stage().name()))
                    .forEach(f -> add("fail-twice", name + " names the fail " + f + " twice; delete one."));
        }
        for (var reopening : process.reopenings) {
            if (process.kindOf(reopening.fail()) != StageKind.FAIL
                    || process.kindOf(reopening.into()).isEnd()) {
                add(
                        "bad-reopening",
                        reopening.fail().name() + " cannot be reopened into "
                                + reopening.into().name()
                                + ": reopensInto(stage, fails) leads from fails to a stage that is no end.");
            }
        }
        twice(process.reopenings.stream().map(r -> r.fail().name()))
                .forEach(f -> add("reopening-twice", f + " is named by reopensInto twice; leave one."));
    }

    private void timers() {
        for (var stage : process.stages) {
            for (var timer : stage.timers) {
                if (stage.rows.stream().noneMatch(r -> timer.trigger().equals(StageBuilder.named(r.trigger())))) {
                    add(
                            "timer-without-row",
                            stage.stage.name() + " has a timer that fires " + timer.trigger()
                                    + ", but no row for it; add .on(…).");
                }
            }
            twice(stage.timers.stream().map(TimerSpec::trigger))
                    .forEach(t -> add(
                            "timer-twice",
                            stage.stage.name() + " has two timers that fire " + t + "; give each its own trigger."));
        }
    }

    private void reachability() {
        if (process.initial.isEmpty()) {
            return;
        }
        var reached = Loops.reachable(process.initial.get(0).name(), withReopenings());
        for (var stage : process.declared) {
            if (!reached.contains(stage.name())) {
                add(
                        "unreachable-stage",
                        "no card can ever come to " + stage.name() + "; lead a row there or delete it.");
            }
        }
        for (var stage : active()) {
            var ahead = Loops.reachable(stage.stage.name(), edgesWithFails);
            if (!process.successes.isEmpty() && process.successes.stream().noneMatch(s -> ahead.contains(s.name()))) {
                add(
                        "no-way-to-success",
                        "from " + stage.stage.name()
                                + " no rows lead to the success any more; add .on(…) that leads on.");
            }
            if (!process.failings.isEmpty()
                    && process.failings.stream()
                            .noneMatch(f -> ahead.contains(f.stage().name()))) {
                add("no-way-to-fail", "from " + stage.stage.name() + " no fail can be reached; add .mayFail(…).");
            }
        }
    }

    private Map<String, Set<String>> withReopenings() {
        var all = new LinkedHashMap<String, Set<String>>();
        edgesWithFails.forEach((from, to) -> all.put(from, new LinkedHashSet<>(to)));
        process.reopenings.forEach(r -> all.computeIfAbsent(r.fail().name(), n -> new HashSet<>())
                .add(r.into().name()));
        return all;
    }

    private void mainPath() {
        var path = process.mainPath;
        var from = path.isEmpty() ? null : path.get(0);
        var to = path.isEmpty() ? null : path.get(path.size() - 1);
        if (from == null || to == null || !process.initial.contains(from) || !process.successes.contains(to)) {
            add(
                    "main-path-ends",
                    "mainPath must begin where the process starts and end in its success, but is " + named(path)
                            + "; write .mainPath(start, …, success).");
        }
        twice(path.stream().map(Stage::name))
                .forEach(s -> add("main-path-twice", s + " is on mainPath twice; leave it out once."));
        for (var i = 1; i < path.size(); i++) {
            var step = path.get(i - 1).name();
            if (!edges.getOrDefault(step, Set.of()).contains(path.get(i).name())) {
                add(
                        "main-path-gap",
                        "mainPath says " + step + " leads to " + path.get(i).name()
                                + ", but no row does; add the row or correct mainPath.");
            }
        }
        probabilities();
    }

    private void probabilities() {
        for (var stage : process.stages) {
            var given = stage.probability;
            if (given != null && (given < 0 || given > 100)) {
                add("bad-probability", stage.stage.name() + " has probability " + given + "; give 0 to 100.");
            }
        }
        @Nullable Integer before = null;
        for (var stage : process.mainPath) {
            for (var described : process.stages) {
                var now = described.probability;
                if (!described.stage.is(stage) || now == null) {
                    continue;
                }
                if (before != null && now < before) {
                    add(
                            "falling-probability",
                            stage.name() + " has probability " + now + " after " + before
                                    + "; along mainPath it must not fall, so correct one of them.");
                }
                before = now;
            }
        }
    }

    private void guards() {
        var byCode = new HashMap<String, Guard<?, ?>>();
        var clashing = new LinkedHashSet<String>();
        allGuards().forEach(g -> {
            var other = byCode.putIfAbsent(g.code(), g);
            if (other != null && other != g) {
                clashing.add(g.code());
            }
        });
        clashing.forEach(c -> add(
                "guard-code-twice",
                "two different guards are called \"" + c
                        + "\", and a refusal could not tell which one said no; rename one."));
        byCode.keySet().stream()
                .filter(c -> Texts.standard().find("guard." + c, Locale.ENGLISH).isPresent())
                .sorted()
                .forEach(c -> add(
                        "guard-code-taken",
                        "the code \"" + c + "\" of a guard belongs to voronka's own refusals; take another one."));
    }

    private void fields() {
        twice(process.fields.stream().map(CustomField::code))
                .forEach(c -> add("field-twice", "two custom fields have the code \"" + c + "\"; rename one."));
    }

    private void texts() {
        var needed = new LinkedHashSet<String>();
        needed.add("process");
        process.declared.forEach(s -> needed.add("stage." + s.name()));
        triggerClasses().stream().map(Codes::find).filter(Objects::nonNull).forEach(c -> needed.add("trigger." + c));
        allGuards().forEach(g -> needed.add("guard." + g.code()));
        process.fields.forEach(f -> needed.add("field." + f.code()));
        Stream.of(
                        process.holders.keySet().stream(),
                        process.stages.stream().map(s -> s.ownedBy).filter(Objects::nonNull),
                        process.stages.stream().flatMap(s -> s.rows.stream()).flatMap(r -> r.by().stream()))
                .flatMap(Function.identity())
                .forEach(r -> needed.add("role." + r.code()));
        needed.addAll(process.texts.codes());
        for (var language : Texts.languages()) {
            needed.stream()
                    .filter(c -> process.texts.lacks(c, language)
                            || process.texts
                                    .find(c, language)
                                    .filter(Predicate.not(String::isBlank))
                                    .isEmpty())
                    .forEach(c -> add(
                            "missing-text",
                            "\"" + c + "\" has no text in "
                                    + (language.equals(Texts.RUSSIAN) ? "Russian" : "English")
                                    + "; add it to " + process.texts.file(language) + "."));
            process.texts.codes().stream()
                    .filter(c -> process.texts.isTorn(c, language))
                    .forEach(
                            c -> add(
                                    "bad-text",
                                    "\"" + c + "\" in " + process.texts.file(language)
                                            + " is no MessageFormat pattern; close its braces, and write an apostrophe twice."));
        }
    }

    private List<StageBuilder<E, T, D>> active() {
        return process.stages.stream()
                .filter(s -> !process.kindOf(s.stage).isEnd())
                .toList();
    }

    private Stream<Guard<D, Object>> allGuards() {
        return process.stages.stream()
                .flatMap(s -> Stream.concat(
                        s.fails.stream().flatMap(f -> f.guards().stream()),
                        s.rows.stream()
                                .flatMap(r -> Stream.concat(
                                        r.guards().stream(),
                                        r.branches().stream().map(Branch::guard).filter(Objects::nonNull)))));
    }

    /** All known triggers: what the sealed interface permits and, where it is not sealed, what has a row. */
    private List<Class<?>> triggerClasses() {
        Stream<Class<?>> inRows =
                process.stages.stream().flatMap(s -> s.rows.stream()).map(StageBuilder.Written::trigger);
        return Stream.concat(permitted(process.triggers), inRows.filter(Predicate.not(Class::isInterface)))
                .distinct()
                .toList();
    }

    /** The classes behind a sealed interface; sealed interfaces between are passed through. */
    private static Stream<Class<?>> permitted(Class<?> type) {
        var direct = type.getPermittedSubclasses();
        return direct == null
                ? Stream.empty()
                : Arrays.stream(direct).flatMap(c -> c.isInterface() ? permitted(c) : Stream.of(c));
    }

    /** The interfaces that anybody could implement, this one and those behind it. */
    private static Stream<Class<?>> open(Class<?> type) {
        var direct = type.getPermittedSubclasses();
        return direct == null
                ? Stream.of(type)
                : Arrays.stream(direct).filter(Class::isInterface).flatMap(Soundness::open);
    }

    private static Set<String> commonCodes() {
        var codes = new HashSet<String>(Set.of("open", Alarm.DEADLINE));
        for (var type : CommonTrigger.class.getPermittedSubclasses()) {
            codes.add(Codes.of(type));
        }
        return codes;
    }

    private static <X> Set<X> twice(Stream<X> all) {
        var seen = new HashSet<X>();
        var again = new LinkedHashSet<X>();
        all.forEach(n -> {
            if (!seen.add(n)) {
                again.add(n);
            }
        });
        return again;
    }

    private static String named(List<Stage> stages) {
        return stages.isEmpty()
                ? "none"
                : String.join(", ", stages.stream().map(Stage::name).toList());
    }

    private void add(String kind, String text) {
        problems.add(new Problem(kind, text));
    }
}
