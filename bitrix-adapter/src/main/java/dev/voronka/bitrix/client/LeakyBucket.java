package dev.voronka.bitrix.client;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;

/** The portal's bucket as seen from here, a share of it left to others. The only place that knows Bucket4j. */
final class LeakyBucket {

    private final Bucket bucket;

    /** @param sparePercent of the plan that is left to others who call the portal from the same address */
    LeakyBucket(Plan plan, int sparePercent, Clock clock) {
        var share = 100 - sparePercent;
        var capacity = Math.max(1, plan.burst() * share / 100);
        bucket = Bucket.builder()
                .withCustomTimePrecision(new ClockMeter(clock))
                .addLimit(limit ->
                        limit.capacity(capacity).refillGreedy((long) plan.perSecond() * share, Duration.ofSeconds(100)))
                .build();
    }

    /** Takes one and returns zero, or takes none and returns how long to wait for it. */
    Duration take() {
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
    }

    /** The portal says that it is full: others filled it. */
    void drain() {
        bucket.tryConsumeAsMuchAsPossible();
    }

    long room() {
        return Math.max(0, bucket.getAvailableTokens());
    }

    private record ClockMeter(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            var now = clock.instant();
            return Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
