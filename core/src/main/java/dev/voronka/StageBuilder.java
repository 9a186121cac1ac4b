package dev.voronka;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Writes what a process says about one stage.
 *
 * @param <E> the process's stages
 * @param <T> the process's triggers
 * @param <D> the data of its cards
 */
public final class StageBuilder<E extends Stage, T extends Trigger, D> {

    final E stage;
    final Sketch<D> sketch;

    StageBuilder(E stage) {
        this.stage = stage;
        this.sketch = new Sketch<>(stage);
    }

    /** Who works in this stage. */
    public StageBuilder<E, T, D> ownedBy(Role role) {
        sketch.ownedBy = role;
        return this;
    }

    /** How long a card should stay here at most. */
    public StageBuilder<E, T, D> within(WorkingTime time) {
        sketch.within = When.after(time);
        return this;
    }

    /** By when a card should leave. */
    public StageBuilder<E, T, D> within(When<? super D> moment) {
        sketch.within = moment;
        return this;
    }

    /** The probability of winning from here, in per cent. It must not fall along the main path. */
    public StageBuilder<E, T, D> probability(int perCent) {
        sketch.probability = perCent;
        return this;
    }

    /** The fails that a person may choose here by {@link CommonTrigger.Fail}. */
    @SafeVarargs
    public final StageBuilder<E, T, D> mayFail(E... stages) {
        for (var fail : stages) {
            sketch.fails.add(new Sketch.FailOption<>(fail, List.of()));
        }
        return this;
    }

    /** A fail that a person may choose here if something holds. */
    @SafeVarargs
    public final StageBuilder<E, T, D> mayFailWhen(E fail, Guard<? super D, ? super CommonTrigger.Fail>... guards) {
        var all = new ArrayList<Guard<D, Object>>();
        for (var guard : guards) {
            all.add(RowBuilder.widened(guard));
        }
        sketch.fails.add(new Sketch.FailOption<>(fail, all));
        return this;
    }

    /** Waits here for another card to end; a link of the department opens and ends the wait. */
    public StageBuilder<E, T, D> waits() {
        sketch.waits = true;
        return this;
    }

    /**
     * Is shipped switched off: no card comes here unless an overlay switches it on. Rows that lead here lead to the next
     * stage of the main path instead.
     */
    public StageBuilder<E, T, D> switchedOff() {
        sketch.switchedOff = true;
        sketch.optional = true;
        return this;
    }

    /** Was called so before: cards, histories and counts stored under these names are this stage's. */
    public StageBuilder<E, T, D> formerly(String... names) {
        sketch.formerly.addAll(List.of(names));
        return this;
    }

    /** Is left by the common trigger {@link CommonTrigger.Proceed}. */
    public StageBuilder<E, T, D> proceedsTo(E next) {
        sketch.proceedsTo = next;
        return this;
    }

    /** A timer: fires the trigger at that moment, once a visit. Only programs may fire it then. */
    public StageBuilder<E, T, D> fires(Supplier<? extends T> trigger, When<? super D> moment) {
        sketch.timers.add(new TimerSpec<>(named(trigger.get().getClass()), trigger, moment));
        return this;
    }

    /** The stored name of a trigger; while it has none, its class name, so that the proof can speak of it. */
    static String named(Class<?> trigger) {
        var code = Codes.find(trigger);
        return code == null ? trigger.getSimpleName() : code;
    }

    /** Begins the row of a trigger. */
    public <X extends T> RowBuilder<E, T, D, X> on(Class<X> trigger) {
        return new RowBuilder<>(this, trigger);
    }

    StageBuilder<E, T, D> row(Sketch.Written<D> written) {
        sketch.rows.add(written);
        return this;
    }
}
