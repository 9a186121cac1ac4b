package dev.voronka.process;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** A clock that is moved by hand. */
public final class MovableClock extends Clock {

    private volatile Instant now;

    public MovableClock(ZonedDateTime start) {
        this.now = start.toInstant();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread moves it, others read it
    public void advance(Duration by) {
        now = now.plus(by);
    }

    public void set(Instant to) {
        now = to;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
