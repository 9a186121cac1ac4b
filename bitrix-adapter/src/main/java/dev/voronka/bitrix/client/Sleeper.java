package dev.voronka.bitrix.client;

import java.time.Duration;

/** How the client waits. Tests give one that moves their clock. */
@FunctionalInterface
public interface Sleeper {

    /**
     * Returns after that time.
     *
     * @throws InterruptedException if the thread was told to stop
     */
    void sleep(Duration time) throws InterruptedException;

    /** Waits by the clock on the wall. */
    static Sleeper real() {
        return time -> Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);
    }
}
