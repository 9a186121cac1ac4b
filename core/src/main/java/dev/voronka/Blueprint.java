package dev.voronka;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A definition as it is written, its stages known by name, so that it can be altered and proven again. Written by {@link
 * SalesProcessBuilder}, kept by {@link SalesProcess}. Not thread-safe: what is kept is copied before it is changed.
 */
final class Blueprint<T extends Trigger, D> {

    /** Where a reopened card comes to. */
    record Reopening<D>(Stage fail, Stage into, UnaryOperator<D> change) {}

    /** A fail with its group. */
    record Failing(Stage stage, FailGroup group) {}

    final String code;
    final Class<T> triggers;
    final Class<D> data;
    final List<Stage> declared = new ArrayList<>();
    /** Triggers that only switched-off parts speak of. */
    final Set<Class<? extends Trigger>> dormant = new HashSet<>();

    final List<Stage> initial = new ArrayList<>();
    final List<Stage> successes = new ArrayList<>();
    final List<Failing> failings = new ArrayList<>();
    final List<Reopening<D>> reopenings = new ArrayList<>();
    final List<Stage> mainPath = new ArrayList<>();
    final List<Sketch<D>> stages = new ArrayList<>();
    final List<CustomField> fields = new ArrayList<>();
    final Map<Role, Function<Card<D>, @Nullable String>> holders = new LinkedHashMap<>();

    @Nullable
    Function<? super D, Header> header;

    Texts texts;
    int version = 1;

    Blueprint(String code, Class<T> triggers, Class<D> data, Texts texts) {
        this.code = code;
        this.triggers = triggers;
        this.data = data;
        this.texts = texts;
    }

    Blueprint<T, D> copy() {
        var copy = new Blueprint<>(code, triggers, data, texts);
        copy.declared.addAll(declared);
        copy.dormant.addAll(dormant);
        copy.initial.addAll(initial);
        copy.successes.addAll(successes);
        copy.failings.addAll(failings);
        copy.reopenings.addAll(reopenings);
        copy.mainPath.addAll(mainPath);
        stages.forEach(s -> copy.stages.add(s.copy()));
        copy.fields.addAll(fields);
        copy.holders.putAll(holders);
        copy.header = header;
        copy.version = version;
        return copy;
    }

    /** The same without the stages that are switched off and the rows that belong to them: what is to be proven. */
    Blueprint<T, D> asSwitched() {
        var copy = copy();
        copy.leaveOutWhatIsOff();
        return copy;
    }

    private void leaveOutWhatIsOff() {
        var off = new LinkedHashMap<String, @Nullable Stage>();
        stages.stream().filter(s -> s.switchedOff).forEach(s -> off.put(s.stage.name(), next(s.stage)));
        stages.stream()
                .filter(s -> off.containsKey(s.stage.name()))
                .flatMap(s -> s.rows.stream())
                .forEach(r -> dormant.add(r.trigger()));
        declared.removeIf(s -> off.containsKey(s.name()));
        mainPath.removeIf(s -> off.containsKey(s.name()));
        stages.removeIf(s -> off.containsKey(s.stage.name()));
        for (var stage : stages) {
            stage.rows.stream().filter(r -> isDormant(r, off.keySet())).forEach(r -> dormant.add(r.trigger()));
            stage.rows.removeIf(r -> isDormant(r, off.keySet()));
            stage.rows.replaceAll(r -> r.leading(r.branches().stream()
                    .map(b -> b.leading(redirected(b.to(), off)))
                    .toList()));
            stage.proceedsTo = redirected(stage.proceedsTo, off);
        }
        reopenings.replaceAll(
                r -> new Reopening<>(r.fail(), Objects.requireNonNull(redirected(r.into(), off)), r.change()));
    }

    /** Whether a row is out while these stages are off. */
    static boolean isDormant(Sketch.Written<?> row, Set<String> off) {
        var with = row.onlyWith();
        var without = row.onlyWithout();
        return (with != null && off.contains(with.name())) || (without != null && !off.contains(without.name()));
    }

    private static @Nullable Stage redirected(@Nullable Stage to, Map<String, @Nullable Stage> off) {
        var on = to;
        while (on != null && off.get(on.name()) != null) {
            on = off.get(on.name());
        }
        return on;
    }

    /** The stage after this one on the main path, switched on or not; null behind the last one and beside the path. */
    @Nullable
    Stage next(Stage stage) {
        var at = places().indexOf(stage.name());
        return at < 0 || at + 1 >= mainPath.size() ? null : mainPath.get(at + 1);
    }

    /** Names of the main path. */
    List<String> places() {
        return mainPath.stream().map(Stage::name).toList();
    }

    /** Names of the stages that are switched off. */
    Set<String> off() {
        return stages.stream()
                .filter(s -> s.switchedOff)
                .map(s -> s.stage.name())
                .collect(Collectors.toSet());
    }

    Optional<Stage> stage(String name) {
        return declared.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    Optional<Sketch<D>> sketch(String name) {
        return stages.stream().filter(s -> s.stage.name().equals(name)).findFirst();
    }

    /** Where the process's own rows lead, ends included, stays and fails by hand excluded. */
    Map<String, Set<String>> edges() {
        var edges = new LinkedHashMap<String, Set<String>>();
        for (var stage : stages) {
            var targets = edges.computeIfAbsent(stage.stage.name(), n -> new HashSet<>());
            stage.rows.stream()
                    .flatMap(r -> r.branches().stream())
                    .map(Branch::to)
                    .filter(Objects::nonNull)
                    .forEach(to -> targets.add(to.name()));
            if (stage.proceedsTo != null) {
                targets.add(stage.proceedsTo.name());
            }
        }
        return edges;
    }

    /** The stages described that are no ends. */
    List<Sketch<D>> active() {
        return stages.stream().filter(s -> !kindOf(s.stage).isEnd()).toList();
    }

    StageKind kindOf(Stage stage) {
        if (successes.stream().anyMatch(stage::is)) {
            return StageKind.SUCCESS;
        }
        if (failings.stream().anyMatch(f -> f.stage().is(stage))) {
            return StageKind.FAIL;
        }
        return initial.stream().anyMatch(stage::is) ? StageKind.INITIAL : StageKind.ACTIVE;
    }

    /** Whether this way leaves the stage, neither into a fail nor back along the main path. */
    boolean isForward(Stage from, @Nullable Stage to) {
        if (to == null || to.is(from) || kindOf(to) == StageKind.FAIL) {
            return false;
        }
        var places = places();
        var there = places.indexOf(to.name());
        return there < 0 || there > places.indexOf(from.name());
    }
}
