package dev.voronka.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.voronka.store.Daily;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is to be done daily is done by one node of all. */
class ClusterRunTest {

    private static final Duration POLL = Duration.ofMillis(50);

    /** A clock that several threads look at. */
    private static final class HandClock extends Clock {
        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T07:00:00Z"));

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
            return this;
        }
    }

    @TestFactory
    Stream<DynamicTest> one_of_two_nodes_does_it_once_a_day() {
        return Databases.tried().stream()
                .map(kind -> DynamicTest.dynamicTest("on " + kind, () -> {
                    try (var source = kind.database()) {
                        JdbcCardStore.on(source);
                        var clock = new HandClock();
                        var done = new AtomicInteger();
                        var daily = List.of(new Daily(
                                "voronka-test", LocalTime.of(4, 0), ZoneId.of("Europe/Moscow"), done::incrementAndGet));
                        var first = new ClusterRun(source, daily, clock, POLL);
                        var second = new ClusterRun(source, daily, clock, POLL);
                        first.start();
                        second.start();

                        for (var day = 1; day <= 3; day++) {
                            var wanted = day;
                            clock.now.updateAndGet(t -> t.plus(Duration.ofDays(1)));
                            await().atMost(Duration.ofSeconds(60)).until(() -> done.get() >= wanted);
                        }

                        first.stop();
                        second.stop();
                        assertThat(done).hasValue(3);
                    }
                }));
    }
}
