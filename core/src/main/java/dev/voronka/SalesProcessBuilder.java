package dev.voronka;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes a process; {@link #build()} proves it sound. Not thread-safe.
 *
 * @param <E> the process's stages
 * @param <T> the process's triggers
 * @param <D> the data of its cards
 */
public final class SalesProcessBuilder<E extends Enum<E> & Stage, T extends Trigger, D> {

    /** Where a reopened card comes to. */
    record Reopening<D>(Stage fail, Stage into, UnaryOperator<D> change) {}

    /** A fail with its group. */
    record Failing(Stage stage, FailGroup group) {}

    final String code;
    final List<E> declared;
    /** Triggers that only switched-off parts speak of. */
    final Set<Class<? extends Trigger>> dormant = new HashSet<>();

    final Class<T> triggers;
    final Class<D> data;
    final List<Stage> initial = new ArrayList<>();
    final List<Stage> successes = new ArrayList<>();
    final List<Failing> failings = new ArrayList<>();
    final List<Reopening<D>> reopenings = new ArrayList<>();
    final List<Stage> mainPath = new ArrayList<>();
    final List<StageBuilder<E, T, D>> stages = new ArrayList<>();
    final List<CustomField> fields = new ArrayList<>();
    final Map<Role, Function<Card<D>, @Nullable String>> holders = new LinkedHashMap<>();

    @Nullable
    Function<? super D, Header> header;

    Texts texts;
    private int version = 1;

    SalesProcessBuilder(String code, List<E> declared, Class<E> stages, Class<T> triggers, Class<D> data) {
        Names.requireLower("process", code);
        this.code = code;
        this.declared = new ArrayList<>(declared);
        this.triggers = triggers;
        this.data = data;
        this.texts = Texts.beside(stages, code);
    }

    /** The version of the definition, 1 if not said; recorded with each move. */
    public SalesProcessBuilder<E, T, D> version(int number) {
        version = number;
        return this;
    }

    /** Other texts than those in {@code <code>.properties} beside the stages. */
    public SalesProcessBuilder<E, T, D> texts(Texts others) {
        texts = others;
        return this;
    }

    /** What a card can be found by, computed from its data at each move. */
    public SalesProcessBuilder<E, T, D> header(Function<? super D, Header> of) {
        header = of;
        return this;
    }

    /** A customer's own field. */
    public SalesProcessBuilder<E, T, D> field(CustomField field) {
        fields.add(field);
        return this;
    }

    /** Who holds a role on one card by what the card says: the employee's id, null for nobody. */
    public SalesProcessBuilder<E, T, D> held(Role role, Function<Card<D>, @Nullable String> by) {
        holders.put(role, by);
        return this;
    }

    /** Where cards are opened. */
    public SalesProcessBuilder<E, T, D> startsIn(E stage) {
        initial.add(stage);
        return this;
    }

    /** The way that a successful card usually takes, from the first stage to the success. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the stages are only copied
    public final SalesProcessBuilder<E, T, D> mainPath(E... path) {
        mainPath.addAll(Arrays.asList(path));
        return this;
    }

    /** What the process says about one stage. */
    public SalesProcessBuilder<E, T, D> stage(
            E stage, Function<StageBuilder<E, T, D>, StageBuilder<E, T, D>> description) {
        stages.add(description.apply(new StageBuilder<>(stage)));
        return this;
    }

    /** Switches a stage on that is shipped switched off. */
    public SalesProcessBuilder<E, T, D> switchOn(E stage) {
        stages.stream().filter(s -> s.stage.is(stage)).forEach(s -> s.switchedOff = false);
        return this;
    }

    /** The good end. */
    public SalesProcessBuilder<E, T, D> succeedsIn(E stage) {
        successes.add(stage);
        return this;
    }

    /** Bad ends, with the group by which loss reports count them. */
    @SafeVarargs
    public final SalesProcessBuilder<E, T, D> failsIn(FailGroup group, E... fails) {
        for (var fail : fails) {
            failings.add(new Failing(fail, group));
        }
        return this;
    }

    /** Fails from which the owner's head may bring a card back, and where it comes to then. */
    @SafeVarargs
    public final SalesProcessBuilder<E, T, D> reopensInto(E stage, E... fails) {
        return reopensInto(stage, UnaryOperator.identity(), fails);
    }

    /** The same, with what changes in the data then: a date that is over, for instance, is cleared. */
    @SafeVarargs
    public final SalesProcessBuilder<E, T, D> reopensInto(E stage, UnaryOperator<D> change, E... fails) {
        for (var fail : fails) {
            reopenings.add(new Reopening<>(fail, stage, change));
        }
        return this;
    }

    /**
     * Proves the definition sound and finishes it.
     *
     * @throws UnsoundProcess with every problem at once
     */
    public SalesProcess<T, D> build() {
        leaveOutWhatIsOff();
        var problems = new Soundness<>(this).problems();
        if (!problems.isEmpty()) {
            throw new UnsoundProcess(code, problems);
        }
        var specs = new LinkedHashMap<String, StageSpec<D>>();
        var rows = new LinkedHashMap<String, Map<String, Row<D>>>();
        var described = new LinkedHashMap<String, StageBuilder<E, T, D>>();
        stages.forEach(s -> described.put(s.stage.name(), s));
        var loops = new Loops(mainPath, edges());
        for (var stage : declared) {
            var builder = described.get(stage.name());
            specs.put(stage.name(), spec(stage, builder));
            rows.put(stage.name(), rowsOf(stage, builder, loops));
        }
        var custom = new LinkedHashMap<String, CustomField>();
        fields.forEach(f -> custom.put(f.code(), f));
        return new SalesProcess<>(
                code,
                version,
                data,
                triggers,
                Objects.requireNonNull(header),
                initial.get(0),
                mainPath,
                specs,
                rows,
                holders,
                custom,
                texts);
    }

    /** Takes stages that are shipped switched off out, with the rows that belong to them. */
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
            stage.rows.replaceAll(r ->
                    r.leading(r.branches().stream().map(b -> redirected(b, off)).toList()));
        }
    }

    private static boolean isDormant(StageBuilder.Written<?> row, Set<String> off) {
        var with = row.onlyWith();
        var without = row.onlyWithout();
        return (with != null && off.contains(with.name())) || (without != null && !off.contains(without.name()));
    }

    private static <D> Branch<D> redirected(Branch<D> branch, Map<String, @Nullable Stage> off) {
        var to = branch.to();
        while (to != null && off.get(to.name()) != null) {
            to = off.get(to.name());
        }
        return new Branch<>(branch.guard(), branch.steps(), to, branch.loops());
    }

    private @Nullable Stage next(Stage stage) {
        var at = mainPath.indexOf(stage);
        return at < 0 || at + 1 >= mainPath.size() ? null : mainPath.get(at + 1);
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
    List<StageBuilder<E, T, D>> active() {
        return stages.stream().filter(s -> !kindOf(s.stage).isEnd()).toList();
    }

    StageKind kindOf(Stage stage) {
        if (successes.contains(stage)) {
            return StageKind.SUCCESS;
        }
        if (failings.stream().anyMatch(f -> f.stage().is(stage))) {
            return StageKind.FAIL;
        }
        return initial.contains(stage) ? StageKind.INITIAL : StageKind.ACTIVE;
    }

    private StageSpec<D> spec(E stage, @Nullable StageBuilder<E, T, D> builder) {
        var group = failings.stream()
                .filter(f -> f.stage().is(stage))
                .map(Failing::group)
                .findFirst();
        var into = reopenings.stream()
                .filter(r -> r.fail().is(stage))
                .map(r -> r.into())
                .findFirst();
        return new StageSpec<>(
                stage,
                kindOf(stage),
                builder == null ? null : builder.ownedBy,
                builder == null ? null : builder.within,
                builder == null ? List.of() : builder.timers,
                builder != null && builder.waits,
                builder == null ? null : builder.probability,
                group.orElse(null),
                into.orElse(null));
    }

    private Map<String, Row<D>> rowsOf(E stage, @Nullable StageBuilder<E, T, D> builder, Loops loops) {
        var rows = new LinkedHashMap<String, Row<D>>();
        if (builder != null) {
            builder.rows.forEach(w -> {
                var row = loops.marked(own(stage, w, builder.timers));
                rows.put(row.event(), row);
            });
            if (!kindOf(stage).isEnd()) {
                CommonRows.<D>ofActive(stage, builder.fails, builder.proceedsTo)
                        .forEach(row -> rows.put(row.event(), loops.marked(row)));
            }
        }
        reopenings.stream()
                .filter(r -> r.fail().is(stage))
                .map(r -> CommonRows.reopen(stage, r.into(), r.change()))
                .forEach(row -> rows.put(row.event(), row));
        return rows;
    }

    private static <D> Row<D> own(Stage stage, StageBuilder.Written<D> w, List<TimerSpec<D>> timers) {
        var trigger = Codes.of(w.trigger());
        var guards = new ArrayList<Guard<D, Object>>();
        guards.add(CommonRows.notOnHold());
        guards.addAll(w.guards());
        return new Row<>(
                stage,
                trigger,
                trigger,
                w.trigger(),
                false,
                w.by(),
                w.byProgram() || timers.stream().anyMatch(t -> t.trigger().equals(trigger)),
                w.consults(),
                guards,
                w.steps(),
                w.limit() == null ? 0 : w.limit(),
                w.branches(),
                w.reported() != null ? w.reported() : reportableByItself(w.trigger()));
    }

    /** A record without components says all by its name, so a drag in the CRM can stand for it. */
    private static @Nullable Function<Fields, ? extends Trigger> reportableByItself(Class<? extends Trigger> trigger) {
        if (trigger.getRecordComponents() == null || trigger.getRecordComponents().length > 0) {
            return null;
        }
        var only = Bare.of(trigger);
        return fields -> only;
    }
}
