package dev.voronka;

/**
 * A length of time as people in an office count it. What it comes to on a given date is the calendar's business.
 *
 * @param amount how many units, 1 or more
 * @param unit of what
 */
public record WorkingTime(int amount, Unit unit) {

    /** What is counted. */
    public enum Unit {
        /** Minutes inside working hours. */
        MINUTES,
        /** Hours inside working hours. */
        HOURS,
        /** Working dates: that many later, at the same clock time, cut to closing time. */
        DAYS,
        /** Dates of the calendar, working or not: that many later, at the same clock time. */
        CALENDAR_DAYS
    }

    /** Refuses a length that is not positive. */
    public WorkingTime {
        if (amount < 1) {
            throw new InvalidInput("A working time is at least 1 " + unit + ", but is " + amount + ".");
        }
    }

    /** Minutes inside working hours. */
    public static WorkingTime workingMinutes(int amount) {
        return new WorkingTime(amount, Unit.MINUTES);
    }

    /** Hours inside working hours. */
    public static WorkingTime workingHours(int amount) {
        return new WorkingTime(amount, Unit.HOURS);
    }

    /** Working dates. */
    public static WorkingTime workingDays(int amount) {
        return new WorkingTime(amount, Unit.DAYS);
    }

    /** Dates of the calendar, working or not. */
    public static WorkingTime calendarDays(int amount) {
        return new WorkingTime(amount, Unit.CALENDAR_DAYS);
    }

    @Override
    public String toString() {
        return switch (unit) {
            case MINUTES -> amount + " wmin";
            case HOURS -> amount + " wh";
            case DAYS -> amount + " wd";
            case CALENDAR_DAYS -> amount + " d";
        };
    }
}
