package dev.voronka.bitrix;

import dev.voronka.SalesProcess;
import dev.voronka.bitrix.client.BitrixClient;
import dev.voronka.bitrix.mapping.BoundMapping;
import dev.voronka.bitrix.mapping.Mapping;
import dev.voronka.bitrix.provision.Provisioning;
import dev.voronka.bitrix.simulator.Plan;
import dev.voronka.bitrix.simulator.Portal;
import dev.voronka.department.Department;
import dev.voronka.store.JacksonCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.BooleanSupplier;

/** A simulated portal that keeps cards, provisioned by plan and apply. */
final class StorePortal implements AutoCloseable {

    /** A clock that is set by hand. */
    static final class Watch extends Clock {
        private Instant now = Instant.parse("2026-11-23T07:00:00Z");
        private BooleanSupplier moment = () -> false;
        private Runnable happening = () -> {};

        /** Lets something happen once, when somebody looks at the clock in a certain moment. */
        void onTick(BooleanSupplier when, Runnable what) {
            moment = when;
            happening = what;
        }

        synchronized void forward(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            if (moment.getAsBoolean()) {
                moment = () -> false;
                happening.run();
            }
            synchronized (this) {
                return now;
            }
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

    final Watch clock = new Watch();
    final Portal portal;
    final BoundMapping mapping;

    StorePortal(Path folder, String file, SalesProcess<?, ?>... processes) {
        this(folder, file, Department.of(processes).build());
    }

    StorePortal(Path folder, String file, Department department) {
        try {
            portal = Portal.builder().clock(clock).plan(Plan.ENTERPRISE).build().start();
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        portal.setup().user("Анна", "Орлова", "продавец");
        portal.setup().user("Борис", "Ким", "продавец");
        portal.setup().user("Вера", "Лунина", "руководитель продаж");
        var wanted = Mapping.parse(file, "mapping", department);
        var provisioning = Provisioning.by(client(), "example.bitrix24.ru", wanted, folder.resolve("lock.yml"));
        provisioning.apply(provisioning.plan().hash());
        if (!provisioning.verify().isEmpty()) {
            throw new IllegalStateException("a second plan is not empty: " + provisioning.plan());
        }
        mapping = provisioning.bound();
    }

    BitrixClient client() {
        return BitrixClient.webhook(portal.webhook())
                .clock(clock)
                .sleeper(clock::forward)
                .build();
    }

    BitrixStore store(String node) {
        return store(node, CardSearch.MOST);
    }

    BitrixStore store(String node, int most) {
        return BitrixStore.on(client(), mapping, node, new JacksonCodec(), clock, most);
    }

    @Override
    public void close() {
        portal.close();
    }
}
