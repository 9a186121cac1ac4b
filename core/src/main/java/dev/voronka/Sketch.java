package dev.voronka;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a {@link Blueprint} says about one stage. Not thread-safe. */
final class Sketch<D> {

    /** A fail that the stage allows, with what must hold for it. */
    record FailOption<D>(Stage stage, List<Guard<D, Object>> guards) {}

    /** A row as written, before it is known which branches loop. */
    record Written<D>(
            Class<? extends Trigger> trigger,
            List<Role> by,
            boolean byProgram,
            @Nullable Stage onlyWith,
            @Nullable Stage onlyWithout,
            List<Consult<D>> consults,
            List<Guard<D, Object>> guards,
            List<Step<D, Object>> steps,
            @Nullable Integer limit,
            List<Branch<D>> branches,
            @Nullable Function<Fields, ? extends Trigger> reported) {

        Written<D> leading(List<Branch<D>> elsewhere) {
            return new Written<>(
                    trigger, by, byProgram, onlyWith, onlyWithout, consults, guards, steps, limit, elsewhere, reported);
        }

        Written<D> atMost(int times) {
            return new Written<>(
                    trigger, by, byProgram, onlyWith, onlyWithout, consults, guards, steps, times, branches, reported);
        }

        /** Whether its trigger is a fact that a timer of the stage, a linked card or another program reports. */
        boolean isFact(List<TimerSpec<D>> timers) {
            var code = StageBuilder.named(trigger);
            return byProgram || timers.stream().anyMatch(t -> t.trigger().equals(code));
        }
    }

    final Stage stage;

    @Nullable
    Role ownedBy;

    @Nullable
    When<? super D> within;

    @Nullable
    Integer probability;

    @Nullable
    Stage proceedsTo;

    boolean waits;
    boolean switchedOff;
    /** Whether the author has foreseen that the stage may be off. */
    boolean optional;
    /** Codes of the fields without which the stage is not left forward. */
    final List<String> required = new ArrayList<>();

    /** Names under which cards of the stage were stored before. */
    final List<String> formerly = new ArrayList<>();

    final List<FailOption<D>> fails = new ArrayList<>();
    final List<Written<D>> rows = new ArrayList<>();
    final List<TimerSpec<D>> timers = new ArrayList<>();

    Sketch(Stage stage) {
        this.stage = stage;
    }

    Sketch<D> copy() {
        var copy = new Sketch<D>(stage);
        copy.ownedBy = ownedBy;
        copy.within = within;
        copy.probability = probability;
        copy.proceedsTo = proceedsTo;
        copy.waits = waits;
        copy.switchedOff = switchedOff;
        copy.optional = optional;
        copy.required.addAll(required);
        copy.formerly.addAll(formerly);
        copy.fails.addAll(fails);
        copy.rows.addAll(rows);
        copy.timers.addAll(timers);
        return copy;
    }
}
