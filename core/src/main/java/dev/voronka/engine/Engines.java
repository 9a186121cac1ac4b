package dev.voronka.engine;

import dev.voronka.SalesProcess;

/** Which engine executes the processes. Both do the same; they differ in speed and in what stands behind them. */
public enum Engines {
    /** Spring Statemachine 4.0.2: the customer's choice and the default. */
    SPRING_STATEMACHINE {
        @Override
        public <D> Engine<D> compile(SalesProcess<?, D> process) {
            return new StatemachineEngine<>(process);
        }
    },
    /** A plain table of the same rows: for bulk work, simulation and hosts that want no Spring. */
    TABLE {
        @Override
        public <D> Engine<D> compile(SalesProcess<?, D> process) {
            return new TableEngine<>(process);
        }
    };

    /** Makes an engine for one process. */
    public abstract <D> Engine<D> compile(SalesProcess<?, D> process);
}
