package dev.voronka.engine;

import dev.voronka.Row;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.statemachine.StateMachineContext;
import org.springframework.statemachine.support.DefaultStateMachineContext;

/**
 * Executes a process on Spring Statemachine. Its own answer tells neither whether it moved nor what crashed, so what
 * the guards were asked and said decides, and a machine that came to another place is an error, never a result.
 */
final class StatemachineEngine<D> implements Engine<D> {

    /** How many idle machines are kept, 25 KB each. */
    static final int MOST_IDLE = 64;

    private final SalesProcess<?, D> process;
    private final StatemachineModel<D> model;
    private final Map<String, StateMachineContext<String, String>> places = new HashMap<>();

    /** A machine is not thread-safe, so a run has one for itself. No lock: a stack overflow could leave it locked. */
    private final AtomicReferenceArray<StatemachineModel.@Nullable Machine> idle =
            new AtomicReferenceArray<>(MOST_IDLE);

    StatemachineEngine(SalesProcess<?, D> process) {
        this.process = process;
        this.model = new StatemachineModel<>(process);
        for (var spec : process.stages()) {
            var name = spec.stage().name();
            places.put(name, new DefaultStateMachineContext<>(name, null, null, null));
        }
    }

    @Override
    public Run<D> run(Stage from, String event, Judge<D> judge) {
        var place = places.get(from.name());
        if (place == null) {
            // a reset to a state that it does not know would leave the machine in the last card's
            throw new IllegalArgumentException("unknown stage " + from.name());
        }
        var machine = takeMachine();
        var firing = new Firing<>(event, judge);
        var sound = false;
        try {
            var run = fire(place, process.row(from, event).orElse(null), machine, firing);
            sound = machine.isSound();
            return run;
        } finally {
            firing.forget();
            if (sound) {
                giveBack(machine);
            }
        }
    }

    private Run<D> fire(
            StateMachineContext<String, String> place,
            @Nullable Row<D> row,
            StatemachineModel.Machine machine,
            Firing<D> firing) {
        var from = place.getState();
        if (!machine.reset(place)) {
            throw broken(from, machine, firing);
        }
        try {
            machine.send(firing);
        } catch (Throwable thrown) {
            firing.failed(thrown);
        }
        firing.surfaceCrash();
        if (!firing.fits(row, from, machine.place())) {
            throw broken(from, machine, firing);
        }
        return firing.told();
    }

    private StatemachineModel.Machine takeMachine() {
        for (var i = 0; i < MOST_IDLE; i++) {
            var machine = idle.get(i) == null ? null : idle.getAndSet(i, null);
            if (machine != null) {
                return machine;
            }
        }
        return model.machine();
    }

    private void giveBack(StatemachineModel.Machine machine) {
        for (var i = 0; i < MOST_IDLE; i++) {
            if (idle.compareAndSet(i, null, machine)) {
                return;
            }
        }
        // all places are full: it is left to the garbage collector, and need not be stopped, as it has no timers
    }

    private IllegalStateException broken(String from, StatemachineModel.Machine machine, Firing<D> firing) {
        return new IllegalStateException(
                "Process " + process.code() + ": Spring Statemachine did not run " + firing.getPayload() + " in " + from
                        + " as it is defined, and came to " + machine.place() + " (" + firing + "). No branch is taken;"
                        + " the machine is thrown away. If it happens again, look for a hook that makes Reactor change"
                        + " threads, or use Engines.TABLE.",
                firing.failure());
    }

    /** How many machines wait for a run. */
    int idle() {
        return (int)
                IntStream.range(0, MOST_IDLE).filter(i -> idle.get(i) != null).count();
    }
}
