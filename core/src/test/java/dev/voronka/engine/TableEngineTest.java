package dev.voronka.engine;

import dev.voronka.SalesProcess;
import dev.voronka.contracts.EngineContract;

/** The contract of engines, kept by the table. */
class TableEngineTest extends EngineContract {

    @Override
    protected <D> Engine<D> engine(SalesProcess<?, D> process) {
        return new TableEngine<>(process);
    }
}
