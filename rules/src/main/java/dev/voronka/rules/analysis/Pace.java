package dev.voronka.rules.analysis;

import java.time.Duration;

/** How long an analysis may take. */
final class Pace {

    private final long end;
    private boolean over;

    Pace(Duration limit) {
        this.end = System.nanoTime() + limit.toNanos();
    }

    /** Whether it is time to stop; once true it stays so. */
    boolean isOver() {
        over = over || System.nanoTime() - end > 0;
        return over;
    }

    boolean wasStopped() {
        return over;
    }
}
