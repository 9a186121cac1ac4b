package dev.voronka;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
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

    private final Blueprint<T, D> blueprint;
    private final Set<String> switchedOn = new HashSet<>();

    SalesProcessBuilder(String code, List<E> declared, Class<E> stages, Class<T> triggers, Class<D> data) {
        Names.requireLower("process", code);
        this.blueprint = new Blueprint<>(code, triggers, data, Texts.beside(stages, code));
        this.blueprint.declared.addAll(declared);
    }

    /** The version of the definition, 1 if not said; recorded with each move. */
    public SalesProcessBuilder<E, T, D> version(int number) {
        blueprint.version = number;
        return this;
    }

    /** Other texts than those in {@code <code>.properties} beside the stages. */
    public SalesProcessBuilder<E, T, D> texts(Texts others) {
        blueprint.texts = others;
        return this;
    }

    /** What a card can be found by, computed from its data at each move. */
    public SalesProcessBuilder<E, T, D> header(Function<? super D, Header> of) {
        blueprint.header = of;
        return this;
    }

    /** A customer's own field. */
    public SalesProcessBuilder<E, T, D> field(CustomField field) {
        blueprint.fields.add(field);
        return this;
    }

    /** Who holds a role on one card by what the card says: the employee's id, null for nobody. */
    public SalesProcessBuilder<E, T, D> held(Role role, Function<Card<D>, @Nullable String> by) {
        blueprint.holders.put(role, by);
        return this;
    }

    /** Where cards are opened. */
    public SalesProcessBuilder<E, T, D> startsIn(E stage) {
        blueprint.initial.add(stage);
        return this;
    }

    /** The way that a successful card usually takes, from the first stage to the success. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the stages are only copied
    public final SalesProcessBuilder<E, T, D> mainPath(E... path) {
        blueprint.mainPath.addAll(Arrays.asList(path));
        return this;
    }

    /** What the process says about one stage. */
    public SalesProcessBuilder<E, T, D> stage(
            E stage, Function<StageBuilder<E, T, D>, StageBuilder<E, T, D>> description) {
        blueprint.stages.add(description.apply(new StageBuilder<>(stage)).sketch);
        return this;
    }

    /** The good end. */
    public SalesProcessBuilder<E, T, D> succeedsIn(E stage) {
        blueprint.successes.add(stage);
        return this;
    }

    /** Bad ends, with the group by which loss reports count them. */
    @SafeVarargs
    public final SalesProcessBuilder<E, T, D> failsIn(FailGroup group, E... fails) {
        for (var fail : fails) {
            blueprint.failings.add(new Blueprint.Failing(fail, group));
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
            blueprint.reopenings.add(new Blueprint.Reopening<>(fail, stage, change));
        }
        return this;
    }

    /** Switches a stage on that is shipped {@link StageBuilder#switchedOff() switched off}. */
    public SalesProcessBuilder<E, T, D> switchOn(E stage) {
        switchedOn.add(stage.name());
        return this;
    }

    /**
     * Proves the definition sound and finishes it.
     *
     * @throws UnsoundProcess with every problem at once
     */
    public SalesProcess<T, D> build() {
        var written = blueprint.copy();
        written.stages.stream().filter(s -> switchedOn.contains(s.stage.name())).forEach(s -> s.switchedOff = false);
        return SalesProcess.proven(written);
    }
}
