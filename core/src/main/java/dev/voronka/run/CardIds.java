package dev.voronka.run;

import dev.voronka.CardId;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;

/** Makes UUIDs of version 7 (RFC 9562): the time in milliseconds, a counter that keeps the order within one, noise. */
final class CardIds implements Supplier<CardId> {

    private static final int COUNTER_BITS = 12;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private long last;

    CardIds(Clock clock) {
        this.clock = clock;
    }

    @Override
    public CardId get() {
        var low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        var tick = tick();
        var high = ((tick >>> COUNTER_BITS) << 16) | 0x7000L | (tick & 0xFFF);
        return new CardId(new UUID(high, low));
    }

    /** Milliseconds and counter in one number that only grows, also when the clock is set back. */
    private synchronized long tick() {
        last = Math.max(last + 1, clock.millis() << COUNTER_BITS);
        return last;
    }
}
