package dev.voronka.deadline;

import static dev.voronka.WorkingTime.workingDays;
import static dev.voronka.WorkingTime.workingHours;

import dev.voronka.Alarm;
import dev.voronka.InvalidInput;
import dev.voronka.Stage;
import dev.voronka.Visit;
import dev.voronka.WorkingTime;
import dev.voronka.calendar.WorkingCalendar;
import dev.voronka.decision.Escalation.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When somebody is told that a deadline comes near or has passed, rung by rung. What is done then is the business of the
 * {@link dev.voronka.decision.Escalator}. An immutable value; each verb gives a longer ladder.
 *
 * <pre>{@code
 * Ladder.standard()
 *     .with("deal@services", Ladder.none().remindAt(80).breach().head(workingHours(2)))
 *     .with("meeting", Meeting.Stage.REPORT,
 *             Ladder.standard().fail(workingDays(5), Meeting.Stage.GOAL_NOT_REACHED, "отчёта нет"))
 * }</pre>
 *
 * <h2>Laws</h2>
 *
 * <ul>
 *   <li>Rungs are not stored: they follow from the visit, the ladder and the calendar. Stored is which of them went off,
 *       in {@link Visit#rung()}, so that each goes off once a visit. A rung below one that went off never goes off.
 *   <li>A rung is never due before the one below it.
 *   <li>On hold no rung is due. A hold moves a deadline that counts from the entry, and with it its rungs; time on hold
 *       counts neither as time spent nor as lateness.
 *   <li>A reminder by share of the time is for deadlines that count from the entry. A deadline that follows a date of
 *       the data has none: how long ago somebody put the date in says nothing. Nor has one a reminder that would come
 *       before the entry.
 *   <li>A new owner inherits the deadline and what went off: the client waits as before.
 * </ul>
 */
public final class Ladder {

    /** The code of the rung at the deadline, in logs and reports. */
    public static final String BREACH = "ladder.breach";

    /** Shares of the time after which the owner is reminded, in per cent. Source: a proposal. */
    private static final int[] REMINDERS = {50, 80};

    /** How long after the deadline the head gets something to do. Source: a proposal. */
    private static final WorkingTime HEAD_AFTER = workingHours(4);

    /** How long after the deadline the director is told. Source: a proposal. */
    private static final WorkingTime DIRECTOR_AFTER = workingDays(3);

    private static final String PREFIX = "ladder.";

    private static final Pattern PLACE = Pattern.compile("[a-z][a-z0-9-]*(@[a-z][a-z0-9-]*)?");

    private static final Ladder NONE = new Ladder(List.of(), Map.of());
    private static final Ladder STANDARD = NONE.remindAt(REMINDERS[0])
            .remindAt(REMINDERS[1])
            .breach()
            .head(HEAD_AFTER)
            .director(DIRECTOR_AFTER);

    /** When a rung is due. */
    public sealed interface Moment {

        /** Once so much of the working time between entry and deadline is spent, in per cent. */
        record Spent(int perCent) implements Moment {}

        /** So long before the deadline. */
        record Before(WorkingTime lead) implements Moment {}

        /** At the deadline. */
        record AtDeadline() implements Moment {}

        /** So long after the deadline. */
        record After(WorkingTime lag) implements Moment {}
    }

    /**
     * One rung.
     *
     * @param code the stored name, {@code ladder.…}, once a ladder
     * @param kind what it is meant for
     * @param when when it is due
     * @param fail the stored name of the fail into which it leads; empty for all other kinds
     * @param comment why it fails then; empty for all other kinds
     */
    public record Rung(String code, Kind kind, Moment when, String fail, String comment) {}

    /**
     * A rung and its moment in a visit.
     *
     * @param rung which
     * @param at when it is due
     */
    public record Due(Rung rung, Instant at) {}

    private final List<Rung> rungs;
    private final Map<String, Ladder> own;

    private Ladder(List<Rung> rungs, Map<String, Ladder> own) {
        this.rungs = rungs;
        this.own = own;
    }

    /** A ladder without rungs: nobody is told. */
    public static Ladder none() {
        return NONE;
    }

    /**
     * Reminders at 50 % and 80 % of the time, the breach, something to do for the head 4 working hours later, word to
     * the director 3 working days later. Nothing is reassigned or failed. Source: a proposal, to be set by each company.
     */
    public static Ladder standard() {
        return STANDARD;
    }

    /**
     * Reminds once so much of the time is spent.
     *
     * @param perCent 1 to 99
     */
    public Ladder remindAt(int perCent) {
        if (perCent < 1 || perCent > 99) {
            throw new InvalidInput("A reminder comes after 1 to 99 % of the time, but is to come after " + perCent
                    + " %. At the deadline itself it is breach().");
        }
        return plus("remind-" + perCent, Kind.REMINDER, new Moment.Spent(perCent), "", "");
    }

    /** Reminds so long before the deadline. */
    public Ladder remindBefore(WorkingTime lead) {
        return plus("remind-" + told(lead), Kind.REMINDER, new Moment.Before(lead), "", "");
    }

    /** Tells that the deadline has passed. */
    public Ladder breach() {
        return plus("breach", Kind.BREACH, new Moment.AtDeadline(), "", "");
    }

    /** Brings the head in so long after the deadline. */
    public Ladder head(WorkingTime lag) {
        return plus("head", Kind.HEAD, new Moment.After(lag), "", "");
    }

    /** Gives the card to somebody else so long after the deadline. */
    public Ladder reassign(WorkingTime lag) {
        return plus("reassign", Kind.REASSIGN, new Moment.After(lag), "", "");
    }

    /** Tells the director so long after the deadline. */
    public Ladder director(WorkingTime lag) {
        return plus("director", Kind.DIRECTOR, new Moment.After(lag), "", "");
    }

    /**
     * Gives the card up so long after the deadline. Only a ladder of one stage may do that, see {@link #with(String,
     * Stage, Ladder)}.
     *
     * @param fail one of the fails that a person may choose in that stage
     * @param comment why, in plain words
     */
    public Ladder fail(WorkingTime lag, Stage fail, String comment) {
        if (comment.isBlank()) {
            throw new InvalidInput(
                    "A card that fails by itself needs a comment that tells people why; this one is blank.");
        }
        return plus("fail", Kind.FAIL, new Moment.After(lag), fail.name(), comment);
    }

    private static String told(WorkingTime time) {
        return time.toString().replace(" ", "");
    }

    private Ladder plus(String name, Kind kind, Moment when, String fail, String comment) {
        if (!rungs.isEmpty() && order(rungs.get(rungs.size() - 1).when()) > order(when)) {
            throw new InvalidInput("The rung " + name + " would stand above "
                    + rungs.get(rungs.size() - 1).code()
                    + ", which is due later. Name reminders by rising share, then breach(), then what follows it.");
        }
        var again = rungs.stream()
                .filter(r -> r.kind() == kind && r.when().equals(when))
                .findFirst();
        if (again.isPresent()) {
            throw new InvalidInput("The ladder has the rung " + again.get().code() + " at the same moment already.");
        }
        var code = PREFIX + name;
        for (var i = 2; isTaken(code); i++) {
            code = PREFIX + name + "-" + i;
        }
        var more = new ArrayList<>(rungs);
        more.add(new Rung(code, kind, when, fail, comment));
        return new Ladder(List.copyOf(more), own);
    }

    private boolean isTaken(String code) {
        return rungs.stream().anyMatch(r -> r.code().equals(code));
    }

    /** Shares by their per cents, then leads, the deadline, what comes after it; amounts are compared by the calendar. */
    private static int order(Moment when) {
        if (when instanceof Moment.Spent spent) {
            return spent.perCent();
        }
        if (when instanceof Moment.Before) {
            return 100;
        }
        return when instanceof Moment.AtDeadline ? 101 : 102;
    }

    /**
     * The same, but cards of this process, or {@code process@direction}, have another ladder.
     *
     * @throws InvalidInput if the other ladder fails cards or has others within it
     */
    public Ladder with(String process, Ladder other) {
        if (other.rungs.stream().anyMatch(r -> r.kind() == Kind.FAIL)) {
            throw new InvalidInput("The ladder of " + process
                    + " fails cards; only one of a single stage may, as each stage has its own fails. "
                    + "Say with(\"" + process + "\", STAGE, ladder).");
        }
        return with(process, "", other);
    }

    /**
     * The same, but cards of this process, or {@code process@direction}, have another ladder in this stage.
     *
     * @throws InvalidInput if the other ladder has others within it
     */
    public Ladder with(String process, Stage stage, Ladder other) {
        return with(process, "/" + stage.name(), other);
    }

    private Ladder with(String process, String stage, Ladder other) {
        if (!PLACE.matcher(process).matches()) {
            throw new InvalidInput("A ladder is for a process or process@direction, but this one is for \"" + process
                    + "\". A stage is named apart: with(process, stage, ladder).");
        }
        if (!other.own.isEmpty()) {
            throw new InvalidInput("The ladder of " + process + stage + " has ladders for " + other.own.keySet()
                    + " within it; name those beside it.");
        }
        var more = new LinkedHashMap<>(own);
        more.put(process + stage, other);
        return new Ladder(rungs, more);
    }

    /** The ladder of a place: of the stage in the direction, else of the stage, the direction, the process, else this. */
    public Ladder of(String process, @Nullable String direction, Stage stage) {
        if (own.isEmpty()) {
            return this;
        }
        var there = process + "@" + direction;
        var within = "/" + stage.name();
        for (var place : List.of(there + within, process + within, there, process)) {
            var found = own.get(place);
            if (found != null) {
                return found;
            }
        }
        return this;
    }

    /** The rungs, lowest first. */
    public List<Rung> rungs() {
        return rungs;
    }

    /** Ladders of single places by {@code process[@direction][/STAGE]}. */
    public Map<String, Ladder> places() {
        return java.util.Collections.unmodifiableMap(own);
    }

    /** When the next rung of a visit is due; empty on hold, without a deadline and once all went off. */
    public Optional<Due> next(Visit visit, WorkingCalendar calendar) {
        var ahead = ahead(visit, calendar, 1);
        return ahead.isEmpty() ? Optional.empty() : Optional.of(ahead.get(0));
    }

    /** The rungs of a visit that are due at a moment and did not go off yet, lowest first. */
    public List<Due> due(Visit visit, Instant now, WorkingCalendar calendar) {
        return ahead(visit, calendar, rungs.size()).stream()
                .filter(d -> !d.at().isAfter(now))
                .toList();
    }

    private List<Due> ahead(Visit visit, WorkingCalendar calendar, int most) {
        var deadline = visit.alarm(Alarm.DEADLINE);
        if (visit.hold() != null || deadline.isEmpty()) {
            return List.of();
        }
        var ahead = new ArrayList<Due>();
        var floor = Instant.MIN;
        for (var i = firstAbove(visit); i < rungs.size() && ahead.size() < most; i++) {
            var at = moment(rungs.get(i).when(), visit, deadline.get(), calendar);
            if (at != null) {
                floor = at.isBefore(floor) ? floor : at;
                ahead.add(new Due(rungs.get(i), floor));
            }
        }
        return ahead;
    }

    private int firstAbove(Visit visit) {
        for (var i = rungs.size(); i > 0; i--) {
            if (visit.rung().contains(rungs.get(i - 1).code())) {
                return i;
            }
        }
        return 0;
    }

    /** Null if there is no such moment in this visit. */
    private static @Nullable Instant moment(Moment when, Visit visit, Alarm deadline, WorkingCalendar calendar) {
        try {
            if (when instanceof Moment.AtDeadline) {
                return deadline.at();
            }
            if (when instanceof Moment.After after) {
                var from = visit.alarm(Alarm.LATENESS).map(Alarm::at).orElse(deadline.at());
                return calendar.plus(from, after.lag());
            }
            var start = visit.alarm(Alarm.ENTRY).map(Alarm::at).orElse(visit.enteredAt());
            if (when instanceof Moment.Before before) {
                var at = calendar.minus(deadline.at(), before.lead());
                return at.isBefore(start) ? null : at;
            }
            var span = calendar.between(start, deadline.at());
            return !deadline.fromEntry() || span.isNegative() || span.isZero()
                    ? null
                    : calendar.plus(
                            start,
                            span.multipliedBy(((Moment.Spent) when).perCent()).dividedBy(100));
        } catch (InvalidInput outOfReach) {
            // A date of the data may lie where no calendar reaches; that must not keep the card from moving.
            return null;
        }
    }

    /** The rungs in words, and for how many places there are others. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "Ladder%s, %d places of their own", rungs, own.size());
    }
}
