package dev.voronka.process.coldlead;

import dev.voronka.Personal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tries to reach the person.
 *
 * @param log all of them, oldest first
 * @param made how many since work on the lead began or began again
 */
public record Tries(List<Attempt> log, int made) {

    /** Nobody has tried yet. */
    public static final Tries NONE = new Tries(List.of(), 0);

    /**
     * One try.
     *
     * @param at when
     * @param reached whether the one who decides answered
     * @param note what was heard
     */
    public record Attempt(
            Instant at, boolean reached, @Personal String note) {}

    /** Keeps an unmodifiable copy. */
    public Tries {
        log = List.copyOf(log);
    }

    /**
     * From when on the next try may be made: one, two, then three working days after the last one, from the morning on.
     * Working days are Monday to Friday here: a guard is pure and knows no calendar, so a public holiday counts as worked.
     *
     * @return null if there was no try since work began
     */
    public @Nullable ZonedDateTime next() {
        var last = last();
        if (last == null) {
            return null;
        }
        var day = last.toLocalDate();
        for (var waited = 0; waited < Math.min(made, ColdLead.LONGEST_WAIT); ) {
            day = day.plusDays(1);
            waited += isWorked(day) ? 1 : 0;
        }
        return day.atTime(MORNING).atZone(ColdLead.ZONE);
    }

    /** When the day's first call may be made. Source: processes.md, conventions: an office opens at 9. */
    static final LocalTime MORNING = LocalTime.of(9, 0);

    /** The last try since work began, null if there was none. */
    @Nullable
    ZonedDateTime last() {
        return made == 0 ? null : log.get(log.size() - 1).at().atZone(ColdLead.ZONE);
    }

    /** Whether a try at this moment falls into another hour of the day than the last one. */
    boolean isAnotherHour(Instant now) {
        var last = last();
        return last == null || last.getHour() != now.atZone(ColdLead.ZONE).getHour();
    }

    Tries and(Instant at, boolean reached, String note) {
        var all = new ArrayList<>(log);
        all.add(new Attempt(at, reached, note));
        return new Tries(all, made + 1);
    }

    Tries afresh() {
        return new Tries(log, 0);
    }

    private static boolean isWorked(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }
}
