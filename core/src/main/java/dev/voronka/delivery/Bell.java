package dev.voronka.delivery;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Wakes the threads of one handler. One that is rung between a look and a wait is not missed. Thread-safe. */
final class Bell {

    private long rung;

    synchronized void ring() {
        rung++;
        notifyAll();
    }

    synchronized long rung() {
        return rung;
    }

    /** Waits until it was rung more often than heard so far, but not longer than this. */
    synchronized void await(long heard, Duration atMost) throws InterruptedException {
        var end = System.nanoTime() + atMost.toNanos();
        while (rung == heard) {
            var left = end - System.nanoTime();
            if (left <= 0) {
                return;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }
}
