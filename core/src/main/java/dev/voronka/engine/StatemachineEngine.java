package dev.voronka.engine;

import dev.voronka.Row;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import org.jspecify.annotations.Nullable;
import org.springframework.statemachine.StateMachineContext;
import org.springframework.statemachine.support.DefaultStateMachineContext;

/**
 * Executes a process on Spring Statemachine. Its own answer tells neither whether it moved nor what crashed, so what the
 * guards were asked and said decides, and a machine that came to another place than that is an error, never a result.
 */
final class StatemachineEngine<D> implements Engine<D> {

    /** How many idle machines are kept, 25 KB each; a run that finds none builds its own. */
    static final int MOST_IDLE = 64;

    private final SalesProcess<?, D> process;
    private final StatemachineModel<D> model;
    private final Map<String, StateMachineContext<String, String>> places = new HashMap<>();

    /** A machine is not thread-safe, so a run has one for itself. The last one used comes first: it is warm. */
    private final BlockingDeque<StatemachineModel.Machine> idle = new LinkedBlockingDeque<>(MOST_IDLE);

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
        var pooled = idle.pollFirst();
        var machine = pooled == null ? model.machine() : pooled;
        var firing = new Firing<>(event, judge);
        var sound = false;
        try {
            var run = fire(place, machine, firing);
            sound = machine.isSound();
            return run;
        } finally {
            firing.forget();
            if (sound) {
                // full: the machine is left to the garbage collector; it has no timers, so it need not be stopped
                idle.offerFirst(machine);
            }
        }
    }

    private Run<D> fire(
            StateMachineContext<String, String> place, StatemachineModel.Machine machine, Firing<D> firing) {
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
        var run = firing.told();
        var to = run.branch() == null ? null : run.branch().to();
        if (!firing.fits(row(place, firing)) || !(to == null ? from : to.name()).equals(machine.place())) {
            throw broken(from, machine, firing);
        }
        return run;
    }

    private @Nullable Row<D> row(StateMachineContext<String, String> place, Firing<D> firing) {
        return process.row(Stage.coded(place.getState()), firing.getPayload()).orElse(null);
    }

    private IllegalStateException broken(String from, StatemachineModel.Machine machine, Firing<D> firing) {
        return new IllegalStateException(
                "Process " + process.code() + ": Spring Statemachine did not run "
                        + firing.getPayload() + " in " + from + " as it is defined, and came to " + machine.place()
                        + " (" + firing
                        + "). No branch is taken; the machine is thrown away. If it happens again, look for a hook that makes"
                        + " Reactor change threads, or use Engines.TABLE.",
                firing.failure());
    }

    /** How many machines wait for a run. */
    int idle() {
        return idle.size();
    }
}
