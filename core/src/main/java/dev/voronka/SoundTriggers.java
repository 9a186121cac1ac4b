package dev.voronka;

import static dev.voronka.Problems.twice;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Proves what a definition says about triggers: their rows, guards, timers and texts. */
final class SoundTriggers<T extends Trigger, D> {

    private final Blueprint<T, D> process;
    private final Problems problems;

    SoundTriggers(Blueprint<T, D> process, Problems problems) {
        this.process = process;
        this.problems = problems;
    }

    void triggers() {
        var classes = triggerClasses();
        open(process.triggers)
                .distinct()
                .forEach(type -> problems.add(
                        "triggers-not-sealed",
                        type.getSimpleName() + " must be a sealed interface, so that all its triggers are known."));
        var byCode = new HashMap<String, String>();
        for (var type : classes) {
            var code = Codes.find(type);
            if (!type.isRecord()) {
                problems.add(
                        "trigger-not-a-record", type.getSimpleName() + " must be a record, so that it can be stored.");
            }
            if (code == null) {
                problems.add("no-code", type.getSimpleName() + " needs @Code(\"…\"): its stored name.");
            } else if (!Names.isLower(code)) {
                problems.add(
                        "bad-trigger-code",
                        "the code \"" + code + "\" of " + type.getSimpleName()
                                + " does not match [a-z][a-z0-9-]{1,39}; take another one.");
            } else if (commonCodes().contains(code)) {
                problems.add(
                        "code-taken",
                        "the code \"" + code + "\" of " + type.getSimpleName()
                                + " belongs to a common trigger; take another one.");
            } else {
                var other = byCode.put(code, type.getSimpleName());
                if (other != null) {
                    problems.add(
                            "code-twice",
                            "the code \"" + code + "\" is given to both " + other + " and " + type.getSimpleName()
                                    + "; give each its own.");
                }
            }
            if (!process.dormant.contains(type)
                    && process.stages.stream()
                            .noneMatch(s ->
                                    s.rows.stream().anyMatch(r -> r.trigger().equals(type)))) {
                problems.add(
                        "unused-trigger",
                        type.getSimpleName() + " is declared, but no stage has a row for it; add .on("
                                + type.getSimpleName() + ".class) or delete it.");
            }
        }
    }

    void rows() {
        for (var stage : process.stages) {
            var name = stage.stage.name();
            twice(stage.rows.stream().map(Sketch.Written::trigger))
                    .forEach(t -> problems.add(
                            "second-row",
                            name + " has two rows for " + t.getSimpleName()
                                    + "; write alternatives as branches of one .choose(…)."));
            for (var row : stage.rows) {
                var where = name + "/" + row.trigger().getSimpleName();
                if (row.trigger().isInterface()) {
                    problems.add(
                            "row-of-interface",
                            where + ": a row is for one record; write one for each of its records.");
                }
                if (row.limit() != null && row.limit() < 1) {
                    problems.add(
                            "bad-limit",
                            where + ": .atMost(" + row.limit()
                                    + ") would never let a card through; give 1 or more, or delete the row.");
                }
                askedTwice(row)
                        .forEach(p -> problems.add(
                                "asked-twice",
                                where + " asks " + p.getSimpleName()
                                        + " twice on one way, and the answers could not be told apart; ask once."));
                for (var branch : row.branches()) {
                    var to = branch.to();
                    if (branch.steps().stream().anyMatch(Step.HoldUntil.class::isInstance)
                            && (to == null || process.kindOf(to).isEnd())) {
                        problems.add(
                                "hold-without-stage",
                                where + (to == null ? " stays in its visit" : " leads to the end " + to.name())
                                        + ", so holdUntil has no stage to hold in; lead the branch to a stage where work goes on.");
                    }
                }
            }
        }
    }

    /** The ports that one way through the row, its own steps and those of one branch, asks more than once. */
    private static <D> Set<Class<?>> askedTwice(Sketch.Written<D> row) {
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

    void timers() {
        for (var stage : process.stages) {
            for (var timer : stage.timers) {
                if (stage.rows.stream().noneMatch(r -> timer.trigger().equals(StageBuilder.named(r.trigger())))) {
                    problems.add(
                            "timer-without-row",
                            stage.stage.name() + " has a timer that fires " + timer.trigger()
                                    + ", but no row for it; add .on(…).");
                }
            }
            twice(stage.timers.stream().map(TimerSpec::trigger))
                    .forEach(t -> problems.add(
                            "timer-twice",
                            stage.stage.name() + " has two timers that fire " + t + "; give each its own trigger."));
        }
    }

    void guards() {
        var byCode = new HashMap<String, Guard<?, ?>>();
        var clashing = new LinkedHashSet<String>();
        allGuards().forEach(g -> {
            var other = byCode.putIfAbsent(g.code(), g);
            if (other != null && other != g) {
                clashing.add(g.code());
            }
        });
        clashing.forEach(c -> problems.add(
                "guard-code-twice",
                "two different guards are called \"" + c
                        + "\", and a refusal could not tell which one said no; rename one."));
        byCode.keySet().stream()
                .filter(c -> Texts.standard().find("guard." + c, Locale.ENGLISH).isPresent())
                .sorted()
                .forEach(c -> problems.add(
                        "guard-code-taken",
                        "the code \"" + c + "\" of a guard belongs to voronka's own refusals; take another one."));
    }

    void texts() {
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
                    .forEach(c -> problems.add(
                            "missing-text",
                            "\"" + c + "\" has no text in "
                                    + (language.equals(Texts.RUSSIAN) ? "Russian" : "English")
                                    + "; add it to " + process.texts.file(language) + "."));
            process.texts.codes().stream()
                    .filter(c -> process.texts.isTorn(c, language))
                    .forEach(
                            c -> problems.add(
                                    "bad-text",
                                    "\"" + c + "\" in " + process.texts.file(language)
                                            + " is no MessageFormat pattern; close its braces, and write an apostrophe twice."));
        }
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
        return triggerClasses(process);
    }

    /** All known triggers of a definition. */
    static List<Class<?>> triggerClasses(Blueprint<?, ?> process) {
        Stream<Class<?>> inRows =
                process.stages.stream().flatMap(s -> s.rows.stream()).map(r -> r.trigger());
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
                : Arrays.stream(direct).filter(Class::isInterface).flatMap(SoundTriggers::open);
    }

    static Set<String> commonCodes() {
        var codes = new HashSet<String>(Set.of(
                "open",
                Codes.of(Remapped.class),
                Codes.of(Forced.class),
                Codes.of(PersonErased.class),
                Alarm.DEADLINE));
        for (var type : CommonTrigger.class.getPermittedSubclasses()) {
            codes.add(Codes.of(type));
        }
        return codes;
    }
}
