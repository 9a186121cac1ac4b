package dev.voronka.decision;

import dev.voronka.InvalidInput;
import dev.voronka.calendar.Calendars;
import dev.voronka.decision.Assignment.Way;
import dev.voronka.decision.Assignment.Why;
import dev.voronka.decision.Sieve.Judged;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Who gets a card that nobody can take, by the request's overflow policy. Heads are behind every policy. */
final class Spill {

    private static final Duration A_MOMENT = Duration.ofNanos(1);

    /** Who gets it and how he or she was found. */
    record Found(String employee, Way way) {}

    private final RoutingRequest request;
    private final Directory directory;
    private final Calendars calendars;
    private final Sieve sieve;
    private final Predicate<String> vetoed;

    Spill(RoutingRequest request, Directory directory, Calendars calendars, Sieve sieve, Predicate<String> vetoed) {
        this.request = request;
        this.directory = directory;
        this.calendars = calendars;
        this.sieve = sieve;
        this.vetoed = vetoed;
    }

    /**
     * Finds somebody.
     *
     * @param unable those with the role, with what hinders them
     * @param onDuty those on duty by the roster of the policy
     * @throws InvalidInput if nobody at all is there: the directory is incomplete, or rules veto everybody
     */
    Found found(List<Judged> unable, List<String> onDuty) {
        var policy = request.otherwise() == null ? Overflow.heads() : request.otherwise();
        var found = switch (policy.kind()) {
            case HEADS -> Optional.<Found>empty();
            case DUTY -> duty(onDuty);
            case FIRST_BACK -> firstBack(unable);
        };
        return found.orElseGet(this::head);
    }

    private Optional<Found> duty(List<String> onDuty) {
        return onDuty.stream()
                .flatMap(id -> directory.find(id).stream())
                .filter(Employee::active)
                .filter(e -> !sieve.isAway(e) && !hadIt(e) && !vetoed.test(e.id()))
                .findFirst()
                .map(e -> new Found(e.id(), Way.DUTY));
    }

    private record Back(String employee, Instant at) {}

    private Optional<Found> firstBack(List<Judged> unable) {
        return unable.stream()
                .filter(j -> j.why() == Why.AWAY || j.why() == Why.OFF_HOURS)
                .filter(j -> !Sieve.isFull(j) && !vetoed.test(j.id()))
                .flatMap(j -> back(j.employee()).stream())
                .min(Comparator.comparing(Back::at).thenComparing(Back::employee))
                .map(b -> new Found(b.employee(), Way.FIRST_BACK));
    }

    /** When somebody is at work again; empty if that is out of the calendar's reach. */
    private Optional<Back> back(Employee employee) {
        var calendar = calendars.of(employee.id());
        var at = request.at();
        try {
            // Each absence is passed once at most.
            for (var i = 0; i <= employee.absences().size(); i++) {
                var opening = calendar.plus(at, A_MOMENT).minus(A_MOMENT);
                var day = opening.atZone(calendar.zone()).toLocalDate();
                if (!employee.isAwayOn(day)) {
                    return Optional.of(new Back(employee.id(), opening));
                }
                at = Sieve.lastDayAway(employee, day)
                        .plusDays(1)
                        .atStartOfDay(calendar.zone())
                        .toInstant();
            }
            return Optional.empty();
        } catch (InvalidInput | java.time.DateTimeException outOfReach) {
            return Optional.empty();
        }
    }

    /** The first head at work who has not had it; if all are away, the first of them, who will find it. */
    private Found head() {
        var heads = request.overflow().stream()
                .flatMap(role -> directory.with(role).stream())
                .filter(e -> !vetoed.test(e.id()))
                .toList();
        var fresh = heads.stream().filter(e -> !hadIt(e)).toList();
        return Stream.of(present(fresh), fresh, present(heads), heads)
                .flatMap(List::stream)
                .findFirst()
                .map(e -> new Found(e.id(), Way.HEAD))
                .orElseThrow(() -> new InvalidInput("Nobody can get this card: the directory has no active "
                        + request.role() + " who can take it and nobody with one of the overflow roles "
                        + request.overflow() + vetoes()
                        + ". Add them: Voronka.builder().people(Directory.of(…))."));
    }

    private String vetoes() {
        var none = new ArrayList<String>();
        request.overflow().stream()
                .flatMap(role -> directory.with(role).stream())
                .map(Employee::id)
                .filter(vetoed)
                .distinct()
                .forEach(none::add);
        return none.isEmpty() ? "" : " but those whom rules veto: " + none;
    }

    private List<Employee> present(List<Employee> heads) {
        return heads.stream().filter(e -> !sieve.isAway(e)).toList();
    }

    private boolean hadIt(Employee employee) {
        return request.excluded().contains(employee.id());
    }
}
