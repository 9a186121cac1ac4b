package dev.voronka.boot;

import dev.voronka.run.Voronka;
import java.util.Locale;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * How the voronka is, for Spring Boot's health page: down if it does not work, up otherwise; what somebody should look at
 * is among the details.
 */
final class VoronkaHealth implements HealthIndicator {

    private final Voronka voronka;

    VoronkaHealth(Voronka voronka) {
        this.voronka = voronka;
    }

    @Override
    public Health health() {
        var found = voronka.health();
        var told = found.status() == dev.voronka.run.Health.Status.DOWN ? Health.down() : Health.up();
        if (found.roundTrip() != null) {
            told.withDetail("roundTrip", found.roundTrip().toString());
        }
        if (found.overdueFor() != null) {
            told.withDetail("overdueFor", found.overdueFor().toString());
        }
        if (found.sweepLag() != null) {
            told.withDetail("sweepLag", found.sweepLag().toString());
        }
        return told.withDetail("waiting", found.waiting())
                .withDetail("dead", found.dead())
                .withDetail("quarantined", found.quarantined())
                .withDetail("provisionalYears", found.provisionalYears())
                .withDetail("problems", found.problems(Locale.ENGLISH))
                .build();
    }
}
