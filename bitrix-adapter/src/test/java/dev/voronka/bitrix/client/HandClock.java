package dev.voronka.bitrix.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A clock moved by hand, and a sleeper that moves it. */
final class HandClock extends Clock implements Sleeper {

    static final Instant BEGIN = Instant.parse("2026-11-28T09:00:00Z");

    final List<Duration> slept = new CopyOnWriteArrayList<>();

    private final AtomicReference<Instant> now = new AtomicReference<>(BEGIN);

    @Override
    public void sleep(Duration time) {
        slept.add(time);
        now.updateAndGet(instant -> instant.plus(time));
    }

    void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    Duration passed() {
        return Duration.between(BEGIN, instant());
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("A hand clock has one zone.");
    }
}
