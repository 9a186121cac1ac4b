package dev.voronka.decision;

import dev.voronka.calendar.Calendars;
import dev.voronka.decision.Assignment.Considered;
import dev.voronka.decision.Assignment.Why;
import dev.voronka.decision.RoutingRequest.Presence;
import dev.voronka.lookup.OpenCards;
import dev.voronka.people.Employee;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Who can take a card of one request, and what hinders the others. */
final class Sieve {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    /**
     * An employee and what hinders him or her.
     *
     * @param why {@link Why#TAKEN} if nothing does
     * @param args what fills the places of the reason's text
     * @param open how many open cards
     * @param load what they weigh
     */
    record Judged(Employee employee, Why why, List<String> args, int open, long load) {
        String id() {
            return employee.id();
        }

        boolean isAble() {
            return why == Why.TAKEN;
        }

        Considered considered() {
            return new Considered(id(), why, open, args);
        }

        Judged but(Why other, String... told) {
            return new Judged(employee, other, List.of(told), open, load);
        }
    }

    private final RoutingRequest request;
    private final OpenCards openCards;
    private final Limits limits;
    private final Calendars calendars;
    private final Set<String> onDuty;

    Sieve(RoutingRequest request, OpenCards openCards, Limits limits, Calendars calendars, Set<String> onDuty) {
        this.request = request;
        this.openCards = openCards;
        this.limits = limits;
        this.calendars = calendars;
        this.onDuty = onDuty;
    }

    /** What hinders somebody who has the role. */
    Judged judged(Employee employee) {
        var could = loaded(employee);
        if (hadIt(employee) || lacksSkill(employee)) {
            return hindered(could);
        }
        var team = request.team();
        if (team != null && !team.equals(employee.team())) {
            return could.but(Why.OTHER_TEAM, team);
        }
        var territory = request.territory();
        if (territory != null && employee.closeness(territory) < 0) {
            return could.but(Why.OTHER_TERRITORY, territory);
        }
        var score = request.score();
        var band = employee.scores();
        if (score != null && band != null && !band.contains(score)) {
            return could.but(Why.OTHER_SCORE, String.valueOf(band.from()), String.valueOf(band.to()));
        }
        var duty = request.duty();
        if (duty != null && !onDuty.contains(employee.id())) {
            return could.but(Why.OFF_DUTY, duty);
        }
        return hindered(could);
    }

    /** What hinders somebody whom a rule names, whatever his or her role, team, territory, scores and duty. */
    Judged named(Employee employee) {
        return hindered(loaded(employee));
    }

    /** The employee with what he or she has to do now. */
    Judged loaded(Employee employee) {
        var count = openCards.answer(new OpenCards.Asked(request.process(), employee.id()));
        var load = (long) count.cards();
        for (var stage : request.stageWeights().entrySet()) {
            load += count.byStage().getOrDefault(stage.getKey(), 0) * (stage.getValue() - 1L);
        }
        return new Judged(employee, Why.TAKEN, List.of(), count.cards(), load);
    }

    private Judged hindered(Judged could) {
        var employee = could.employee();
        if (hadIt(employee)) {
            return could.but(Why.HAD_IT);
        }
        if (lacksSkill(employee)) {
            return could.but(Why.NO_SKILL, Objects.requireNonNull(request.skill()));
        }
        var today = today(employee);
        if (employee.isAwayOn(today)) {
            return could.but(Why.AWAY, DAY.format(lastDayAway(employee, today)));
        }
        if (request.presence() == Presence.WORKING_HOURS
                && !calendars.of(employee.id()).isWorkingTime(request.at())) {
            return could.but(Why.OFF_HOURS);
        }
        if (isFull(could)) {
            return could.but(Why.FULL, String.valueOf(could.load()), String.valueOf(employee.capacity()));
        }
        if (employee.perDay() > 0) {
            var given = limits.thatDay(employee, today);
            if (given >= employee.perDay()) {
                return could.but(Why.DAY_LIMIT, String.valueOf(given), String.valueOf(employee.perDay()));
            }
        }
        if (employee.perMonth() > 0) {
            var given = limits.thatMonth(employee, today);
            if (given >= employee.perMonth()) {
                return could.but(Why.MONTH_LIMIT, String.valueOf(given), String.valueOf(employee.perMonth()));
            }
        }
        return could;
    }

    private boolean hadIt(Employee employee) {
        return request.excluded().contains(employee.id());
    }

    private boolean lacksSkill(Employee employee) {
        return request.skill() != null && !employee.skills().contains(request.skill());
    }

    static boolean isFull(Judged judged) {
        var capacity = judged.employee().capacity();
        return capacity > 0 && judged.load() >= capacity;
    }

    /** The date of the request where the employee works. */
    LocalDate today(Employee employee) {
        return request.at().atZone(calendars.of(employee.id()).zone()).toLocalDate();
    }

    boolean isAway(Employee employee) {
        return employee.isAwayOn(today(employee));
    }

    /** The last day of an absence, or of several that follow each other. */
    static LocalDate lastDayAway(Employee employee, LocalDate day) {
        var last = day;
        for (var absence : employee.absences().stream()
                .sorted(Comparator.comparing(Employee.Absence::from))
                .toList()) {
            var follows = last.isEqual(LocalDate.MAX) || !absence.from().isAfter(last.plusDays(1));
            if (follows && absence.to().isAfter(last)) {
                last = absence.to();
            }
        }
        return last;
    }
}
