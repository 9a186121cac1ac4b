package dev.voronka;

import dev.voronka.Alteration.AddFail;
import dev.voronka.Alteration.AddField;
import dev.voronka.Alteration.AddStage;
import dev.voronka.Alteration.Deadline;
import dev.voronka.Alteration.Limit;
import dev.voronka.Alteration.OwnedBy;
import dev.voronka.Alteration.RemoveFail;
import dev.voronka.Alteration.Rename;
import dev.voronka.Alteration.Reorder;
import dev.voronka.Alteration.Require;
import dev.voronka.Alteration.Retitle;
import dev.voronka.Alteration.SwitchOff;
import dev.voronka.Alteration.SwitchOn;
import dev.voronka.Alteration.Version;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Alters a blueprint and gathers what cannot be done; whether the rest is sound is the business of the proof. */
final class Altering<T extends Trigger, D> {

    /** Texts that alterations may say although the process has none yet. */
    private static final List<String> OPEN_TEXTS = List.of("data.", "role.");

    private final Blueprint<T, D> process;
    private final Problems problems;
    private final Map<String, Title> titles = new LinkedHashMap<>();
    private final Set<String> announced = new HashSet<>();

    Altering(Blueprint<T, D> process, Problems problems) {
        this.process = process;
        this.problems = problems;
    }

    void alter(List<Alteration> all) {
        for (var alteration : all) {
            if (alteration instanceof AddStage added) {
                announced.add(added.code());
            } else if (alteration instanceof AddFail added) {
                announced.add(added.code());
            }
        }
        var added = new ArrayDeque<>(inOrder(all));
        all.stream().sorted(Comparator.comparingInt(Altering::turn)).forEach(a -> {
            var next = a instanceof AddStage ? added.poll() : a;
            if (next != null) {
                alter(next);
            }
        });
        process.texts = process.texts.with(titles);
    }

    /** Stages to be added, each behind the one behind which it comes; a circle of them is a problem. */
    private List<AddStage> inOrder(List<Alteration> all) {
        var left = new ArrayList<AddStage>();
        all.stream().filter(AddStage.class::isInstance).forEach(a -> left.add((AddStage) a));
        var ordered = new ArrayList<AddStage>();
        while (!left.isEmpty()) {
            var next = left.stream()
                    .filter(a -> left.stream()
                            .noneMatch(o -> !o.equals(a) && o.code().equals(a.after())))
                    .findFirst()
                    .orElse(null);
            if (next == null) {
                left.forEach(a -> problems.add(
                        "not-on-the-way",
                        a.code() + " cannot come behind " + a.after()
                                + ", which itself comes behind it; put one of them behind a stage of the main path."));
                break;
            }
            left.remove(next);
            ordered.add(next);
        }
        return ordered;
    }

    /** What others build on comes first: what is on, then what there is, then what is said about it. */
    private static int turn(Alteration alteration) {
        if (alteration instanceof SwitchOn || alteration instanceof SwitchOff) {
            return 0;
        }
        if (alteration instanceof AddStage) {
            return 1;
        }
        if (alteration instanceof AddFail) {
            return 2;
        }
        if (alteration instanceof RemoveFail || alteration instanceof AddField) {
            return 3;
        }
        return alteration instanceof Reorder ? 5 : 4;
    }

    private void alter(Alteration alteration) {
        if (alteration instanceof SwitchOn on) {
            described(on.stage(), "switched on").ifPresent(s -> s.switchedOff = false);
        } else if (alteration instanceof SwitchOff off) {
            switchOff(off.stage());
        } else if (alteration instanceof AddStage added) {
            addStage(added);
        } else if (alteration instanceof AddFail added) {
            addFail(added);
        } else if (alteration instanceof RemoveFail removed) {
            removeFail(removed.code());
        } else if (alteration instanceof AddField added) {
            process.fields.add(added.field());
            title("field." + added.field().code(), added.title());
        } else if (alteration instanceof Rename renamed) {
            stage(renamed.stage()).ifPresent(s -> title("stage." + s.name(), renamed.title()));
        } else if (alteration instanceof Retitle retitled) {
            retitle(retitled);
        } else if (alteration instanceof Require required) {
            require(required);
        } else if (alteration instanceof Deadline deadline) {
            described(deadline.stage(), "given a deadline").ifPresent(s -> s.within = When.after(deadline.within()));
        } else if (alteration instanceof OwnedBy owned) {
            described(owned.stage(), "given an owner").ifPresent(s -> s.ownedBy = owned.role());
        } else if (alteration instanceof Limit limit) {
            limit(limit);
        } else if (alteration instanceof Reorder order) {
            reorder(order.stages());
        } else if (alteration instanceof Version version) {
            process.version = version.number();
        }
    }

    private void switchOff(String name) {
        var found = described(name, "switched off");
        if (found.isEmpty()) {
            return;
        }
        var sketch = found.get();
        if (process.initial.stream().anyMatch(sketch.stage::is)) {
            problems.add(
                    "cannot-switch-off",
                    name
                            + " is where cards are opened, so it cannot be switched off; rename it if its title is wrong.");
        } else if (sketch.waits && !sketch.optional) {
            problems.add(
                    "cannot-switch-off",
                    name
                            + " waits for another card, which would go on without anybody waiting for it; this process was not made to work without that stage.");
        } else {
            sketch.switchedOff = true;
        }
    }

    private void addStage(AddStage added) {
        if (isTaken(added.code())) {
            return;
        }
        title("stage." + added.code(), added.title());
        var after = stage(added.after(), "behind which " + added.code() + " would come");
        var next = after.map(process::next).orElse(null);
        if (after.isEmpty() || next == null) {
            after.ifPresent(a -> problems.add(
                    "not-on-the-way",
                    added.code() + " cannot come behind " + a.name()
                            + ", which no stage of the main path follows; take one of: "
                            + String.join(
                                    ", ",
                                    process.places().subList(0, process.places().size() - 1)) + "."));
            return;
        }
        var before = process.sketch(after.get().name()).orElseThrow();
        var stage = Stage.coded(added.code());
        var sketch = new Sketch<D>(stage);
        sketch.ownedBy = added.ownedBy() == null ? before.ownedBy : added.ownedBy();
        sketch.within = added.within() == null ? null : When.after(added.within());
        sketch.proceedsTo = next;
        sketch.fails.addAll(before.fails);
        leadTo(stage, before);
        process.declared.add(placeOf(after.get(), process.declared) + 1, stage);
        process.mainPath.add(placeOf(after.get(), process.mainPath) + 1, stage);
        process.stages.add(process.stages.indexOf(before) + 1, sketch);
    }

    /** Leads the ways that follow the main path from one stage to another one that will come between. */
    private void leadTo(Stage between, Sketch<D> before) {
        before.rows.replaceAll(row -> {
            var ahead = ahead(before.stage, row);
            return row.leading(row.branches().stream()
                    .map(b -> b.to() != null && ahead.contains(b.to().name()) ? b.leading(between) : b)
                    .toList());
        });
        if (before.proceedsTo != null && ahead(before.stage, null).contains(before.proceedsTo.name())) {
            before.proceedsTo = between;
        }
    }

    /** The next stage on the main path and, if that is off while a row is in, the ones behind it. */
    private Set<String> ahead(Stage from, Sketch.@Nullable Written<D> row) {
        var off = new HashSet<>(process.off());
        if (row != null && row.onlyWithout() != null) {
            off.add(row.onlyWithout().name());
        }
        if (row != null && row.onlyWith() != null) {
            off.remove(row.onlyWith().name());
        }
        var ahead = new LinkedHashSet<String>();
        var next = process.next(from);
        while (next != null) {
            ahead.add(next.name());
            next = off.contains(next.name()) ? process.next(next) : null;
        }
        return ahead;
    }

    private static int placeOf(Stage stage, List<Stage> among) {
        return among.stream().map(Stage::name).toList().indexOf(stage.name());
    }

    private void addFail(AddFail added) {
        if (isTaken(added.code())) {
            return;
        }
        title("stage." + added.code(), added.title());
        var fail = Stage.coded(added.code());
        process.declared.add(fail);
        process.failings.add(new Blueprint.Failing(fail, added.group()));
        added.stages()
                .forEach(s -> described(s, "given the fail " + added.code())
                        .ifPresent(sketch -> sketch.fails.add(new Sketch.FailOption<>(fail, List.of()))));
    }

    private void removeFail(String code) {
        var fail = stage(code);
        if (fail.isEmpty()) {
            return;
        }
        if (process.kindOf(fail.get()) != StageKind.FAIL) {
            problems.add("not-a-fail", code + " is no fail, so it cannot be removed as one; a stage is switched off.");
            return;
        }
        process.declared.removeIf(fail.get()::is);
        process.failings.removeIf(f -> f.stage().is(fail.get()));
        process.reopenings.removeIf(r -> r.fail().is(fail.get()));
        process.stages.removeIf(s -> s.stage.is(fail.get()));
        process.stages.forEach(s -> s.fails.removeIf(f -> f.stage().is(fail.get())));
    }

    private boolean isTaken(String code) {
        var taken = process.stage(code).isPresent();
        if (taken) {
            problems.add(
                    "stage-taken",
                    "there is a stage " + code + " already"
                            + (process.off().contains(code)
                                    ? ", which is off; switch it on."
                                    : "; take another code, or rename that one."));
        }
        return taken;
    }

    private void retitle(Retitle retitled) {
        var code = retitled.text();
        var known = Stream.concat(process.texts.codes().stream(), Texts.standard().codes().stream())
                .toList();
        if (!known.contains(code) && OPEN_TEXTS.stream().noneMatch(code::startsWith)) {
            problems.add("unknown-text", "there is no text \"" + code + "\"; " + Nearest.told(code, known));
            return;
        }
        title(code, retitled.title());
    }

    private void title(String code, Title title) {
        if (title == null || title.ru().isBlank()) {
            problems.add("no-title", "\"" + code + "\" is given no title; give it one in Russian, English or both.");
            return;
        }
        titles.put(code, title);
    }

    private void require(Require required) {
        var custom = process.fields.stream().map(CustomField::code).toList();
        var parts = Requirement.parts(process.data).toList();
        var known = Stream.concat(custom.stream(), parts.stream().map(p -> p.getName()))
                .toList();
        for (var field : required.fields()) {
            if (!known.contains(field)) {
                problems.add(
                        "unknown-field",
                        "the field \"" + field + "\" that " + required.stage() + " would require is not there; "
                                + Nearest.told(field, known));
            } else if (!custom.contains(field)
                    && parts.stream()
                            .anyMatch(p ->
                                    p.getName().equals(field) && p.getType().isPrimitive())) {
                problems.add(
                        "never-empty",
                        "the field \"" + field + "\" that " + required.stage()
                                + " would require is never empty, so requiring it changes nothing; leave it out.");
            }
        }
        described(required.stage(), "given required fields")
                .ifPresent(s -> required.fields().stream()
                        .filter(f -> known.contains(f) && !s.required.contains(f))
                        .forEach(s.required::add));
    }

    private void limit(Limit limit) {
        var where = limit.stage() == null
                ? process.stages
                : described(limit.stage(), "given a limit").map(List::of).orElse(null);
        if (where == null) {
            return;
        }
        var known = new LinkedHashSet<String>();
        where.forEach(s -> s.rows.forEach(r -> known.add(StageBuilder.named(r.trigger()))));
        if (!known.contains(limit.trigger())) {
            problems.add(
                    "unknown-trigger",
                    "the trigger \"" + limit.trigger() + "\" has no row "
                            + (limit.stage() == null ? "in any stage" : "in " + limit.stage()) + " to be limited; "
                            + Nearest.told(limit.trigger(), known));
        }
        where.forEach(s -> s.rows.replaceAll(
                r -> StageBuilder.named(r.trigger()).equals(limit.trigger()) ? r.atMost(limit.times()) : r));
    }

    private void reorder(List<String> names) {
        Problems.twice(names.stream())
                .forEach(
                        n -> problems.add("ordered-twice", n + " is twice in the order of stages; leave it out once."));
        var order = names.stream().distinct().map(this::stage).toList();
        if (order.stream().allMatch(Optional::isPresent)) {
            var stages = order.stream().map(Optional::get).toList();
            reorder(process.declared, stages);
            reorder(process.mainPath, stages);
        }
    }

    /** Those in the order take each other's places; the rest stays where it is. */
    private static void reorder(List<Stage> all, List<Stage> order) {
        var moved = order.stream()
                .filter(o -> all.stream().anyMatch(o::is))
                .toList()
                .iterator();
        var names = order.stream().map(Stage::name).collect(Collectors.toSet());
        all.replaceAll(s -> names.contains(s.name()) ? moved.next() : s);
    }

    private Optional<Stage> stage(String name) {
        return stage(name, "which an alteration names");
    }

    private Optional<Stage> stage(String name, String what) {
        var found = process.stage(name);
        if (found.isEmpty() && !announced.contains(name)) {
            problems.add(
                    "unknown-stage",
                    "the stage " + name + ", " + what + ", is not there; " + Nearest.told(name, names()));
        }
        return found;
    }

    private Collection<String> names() {
        return process.declared.stream().map(Stage::name).toList();
    }

    /** What is said about a stage in which people work. */
    private Optional<Sketch<D>> described(String name, String done) {
        var stage = stage(name);
        if (stage.isPresent() && process.kindOf(stage.get()).isEnd()) {
            problems.add(
                    "nobody-works-there",
                    name + " is an end, where nobody works, so it cannot be " + done
                            + (process.kindOf(stage.get()) == StageKind.FAIL && done.equals("switched off")
                                    ? "; remove it as a fail."
                                    : "."));
            return Optional.empty();
        }
        return stage.flatMap(s -> process.sketch(s.name()));
    }

    /** What required fields ask of the definition as it will be: a way forward that could be closed. */
    static <D> void checkRequired(Blueprint<?, D> switched, Problems problems) {
        for (var sketch : switched.stages) {
            var ways = new ArrayList<@Nullable Stage>();
            ways.add(sketch.proceedsTo);
            sketch.rows.stream()
                    .filter(r -> !r.isFact(sketch.timers))
                    .forEach(r -> r.branches().forEach(b -> ways.add(b.to())));
            if (!sketch.required.isEmpty()
                    && ways.stream().filter(Objects::nonNull).noneMatch(to -> switched.isForward(sketch.stage, to))) {
                problems.add(
                        "nothing-to-require",
                        sketch.stage.name()
                                + " is left forward only by what the clock or another card reports, which no empty field can stop; require "
                                + String.join(", ", sketch.required) + " in an earlier stage.");
            }
        }
    }
}
