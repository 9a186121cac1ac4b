package dev.voronka.readme;

import dev.voronka.Role;
import dev.voronka.decision.DutyRoster;
import dev.voronka.decision.Overflow;
import dev.voronka.decision.RoutingRequest.Strategy;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.run.Voronka;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** The lines that docs/routing.md shows. */
final class RoutingLines {

    private RoutingLines() {}

    static Voronka run(ZoneId moscow, LocalDate monday) {
        // spotless:off
        // readme:begin
        var people = Directory.of(
                Employee.of("anna", Role.REP).skilled("alarms").in("ru.msk").weight(3).capacity(20).perDay(8),
                Employee.of("boris", Role.REP).skilled("alarms").in("ru").scores(0, 69).perMonth(100),
                Employee.of("vera", Role.REP).skilled("alarms", "english"),
                Employee.of("igor", Role.HEAD));

        var voronka = Voronka.builder()
                .people(people)
                .routing(router -> router
                        .roster("evening", DutyRoster.weekly(moscow, monday, List.of("vera", "boris")))
                        .asking(r -> !r.role().equals(Role.REP) ? r : r
                                .strategy(Strategy.WEIGHTED)               // or ROUND_ROBIN, LEAST_LOADED
                                .preferring("english")
                                .inWorkingHours()
                                .weighing(Map.of("ROUTING", 2))
                                .otherwise(Overflow.duty("evening"))))
                .build();
        // readme:end
        // spotless:on
        return voronka;
    }
}
