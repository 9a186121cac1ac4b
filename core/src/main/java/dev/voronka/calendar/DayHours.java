package dev.voronka.calendar;

import dev.voronka.InvalidInput;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The hours of one date.
 *
 * @param stretches in the order of the day, apart from each other; empty if nobody works
 */
record DayHours(List<Stretch> stretches) {

    static final DayHours CLOSED = new DayHours(List.of());

    DayHours {
        stretches = List.copyOf(stretches);
        for (int i = 1; i < stretches.size(); i++) {
            Stretch before = stretches.get(i - 1);
            if (before.endsDate() || !stretches.get(i).opens().isAfter(before.closes())) {
                throw new InvalidInput("The hours of a day must follow each other with a break between them, but "
                        + stretches.get(i) + " comes after " + before + ".");
            }
        }
    }

    /** Without a break. */
    static DayHours of(LocalTime opens, LocalTime closes) {
        return new DayHours(List.of(new Stretch(opens, closes)));
    }

    /** With one break. */
    static DayHours of(LocalTime opens, LocalTime breakFrom, LocalTime breakTo, LocalTime closes) {
        return new DayHours(List.of(new Stretch(opens, breakFrom), new Stretch(breakTo, closes)));
    }

    boolean worked() {
        return !stretches.isEmpty();
    }

    /** On the date, while it is worked. */
    LocalDateTime opening(LocalDate date) {
        return stretches.get(0).opensOn(date);
    }

    /** On the date, while it is worked; midnight is the start of the next date. */
    LocalDateTime closing(LocalDate date) {
        return stretches.get(stretches.size() - 1).closesOn(date);
    }

    /** A time of this date, but not before its opening and not after its closing. */
    LocalDateTime within(LocalDate date, LocalTime time) {
        LocalDateTime wanted = date.atTime(time);
        LocalDateTime opening = opening(date);
        if (wanted.isBefore(opening)) {
            return opening;
        }
        LocalDateTime closing = closing(date);
        return wanted.isAfter(closing) ? closing : wanted;
    }

    /** Without its last 60 working minutes; closed, if there are no more than those. */
    DayHours anHourShorter() {
        List<Stretch> kept = new ArrayList<>(stretches);
        int left = 60;
        while (left > 0 && !kept.isEmpty()) {
            Stretch last = kept.remove(kept.size() - 1);
            if (last.minutes() > left) {
                kept.add(new Stretch(last.opens(), last.closes().minusMinutes(left)));
            }
            left -= last.minutes();
        }
        return new DayHours(kept);
    }

    @Override
    public String toString() {
        return stretches.stream().map(Stretch::toString).collect(Collectors.joining(", "));
    }

    /**
     * Hours without a break.
     *
     * @param opens in whole minutes
     * @param closes in whole minutes; midnight is the end of the date
     */
    record Stretch(LocalTime opens, LocalTime closes) {
        private static final long MINUTE = 60_000_000_000L;

        Stretch {
            if (!closes.equals(LocalTime.MIDNIGHT) && !closes.isAfter(opens)) {
                throw new InvalidInput("Working hours must end after they begin, but they are " + opens + " to "
                        + closes + ". Hours past midnight are two stretches, one on each date.");
            }
            if (opens.toNanoOfDay() % MINUTE != 0 || closes.toNanoOfDay() % MINUTE != 0) {
                throw new InvalidInput(
                        "Working hours begin and end at a whole minute, but are " + opens + " to " + closes + ".");
            }
        }

        LocalDateTime opensOn(LocalDate date) {
            return date.atTime(opens);
        }

        LocalDateTime closesOn(LocalDate date) {
            return (endsDate() ? date.plusDays(1) : date).atTime(closes);
        }

        int minutes() {
            int end = endsDate() ? 24 * 60 : closes.toSecondOfDay() / 60;
            return end - opens.toSecondOfDay() / 60;
        }

        boolean endsDate() {
            return closes.equals(LocalTime.MIDNIGHT);
        }

        @Override
        public String toString() {
            return opens + "-" + (endsDate() ? "24:00" : closes);
        }
    }
}
