package dev.voronka.engine;

import dev.voronka.Stage;

/**
 * Executes the rows of one process: finds the row of an event, asks the judge and takes a branch. Thread-safe; keeps
 * nothing of one run for the next.
 *
 * @param <D> the data of the cards
 */
public interface Engine<D> {

    /**
     * Runs one event.
     *
     * @param from where the card is
     * @param event what happened, by {@link dev.voronka.SalesProcess#eventOf}
     * @param judge answers for this card; must not call the engine again
     * @throws IllegalArgumentException if the process has no such stage
     */
    Run<D> run(Stage from, String event, Judge<D> judge);
}
