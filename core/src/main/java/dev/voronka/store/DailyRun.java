package dev.voronka.store;

/** Does what is to be done daily, from its start until it is stopped. Thread-safe. */
public interface DailyRun {

    /** Begins; a second time does nothing. */
    void start();

    /** Ends, and waits for what is being done, for a minute at most; a second time does nothing. */
    void stop();
}
