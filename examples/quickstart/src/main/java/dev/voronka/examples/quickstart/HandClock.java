package dev.voronka.examples.quickstart;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** A clock that is moved by hand, so that a quarter passes in seconds. */
final class HandClock extends Clock {

    static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

    private Instant now;

    HandClock(ZonedDateTime start) {
        now = start.toInstant();
    }

    /** Moves on to a moment; never back. */
    void to(ZonedDateTime moment) {
        now = moment.toInstant().isAfter(now) ? moment.toInstant() : now;
    }

    ZonedDateTime inMoscow() {
        return now.atZone(MOSCOW);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return MOSCOW;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(now, zone);
    }
}
