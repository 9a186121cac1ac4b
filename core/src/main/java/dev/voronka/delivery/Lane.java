package dev.voronka.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/** One thread's way of working through what waits for one handler, in batches that suit how fast that is. */
final class Lane {

    /** What a batch should take: short beside a lease, long beside a commit. */
    private static final long SHORT = Duration.ofMillis(250).toNanos();

    private static final long LONG = Duration.ofSeconds(1).toNanos();

    private static final int FIRST = 32;

    private final Deliveries deliveries;
    private final String code;
    private final LongSupplier nanos;

    /** A receiver that takes many at once is not given fewer, however slow it is. */
    private final int least;

    private int limit;
    private int carried;
    private boolean wasFull;

    Lane(Deliveries deliveries, String code) {
        this(deliveries, code, System::nanoTime);
    }

    Lane(Deliveries deliveries, String code, LongSupplier nanos) {
        this.deliveries = deliveries;
        this.code = code;
        this.nanos = nanos;
        this.least = Math.max(
                1, Math.min(deliveries.atOnce(code), deliveries.settings().batch()));
        this.limit = Math.max(least, Math.min(FIRST, deliveries.settings().batch()));
    }

    /** Carries one batch out; returns how many parcels it had. */
    int round(Instant asOf, Watch watch) {
        carried = 0;
        var before = nanos.getAsLong();
        var round = deliveries.round(code, asOf, limit, watch);
        if (round == null) {
            return 0;
        }
        carried = round.carried();
        var taken = round.taken();
        wasFull = taken == limit;
        var took = nanos.getAsLong() - before;
        if (wasFull && took < SHORT) {
            limit = Math.min(2 * limit, deliveries.settings().batch());
        } else if (took > LONG) {
            limit = Math.max(least, (int) (limit * LONG / took));
        }
        return taken;
    }

    int carried() {
        return carried;
    }

    boolean wasFull() {
        return wasFull;
    }
}
