package dev.voronka.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What makes the hours of a date, from the ground up: weekdays and usual hours, then the production calendar, then the
 * named dates of all layers as one. A date costs a look into a map and one into an array.
 */
final class OfficeRule implements Function<LocalDate, DayHours> {
    private final Set<DayOfWeek> weekdays;
    private final DayHours hours;
    private final DayHours shorter;
    private final @Nullable ProductionCalendar production;
    private final CalendarLayer layers;

    /** What comes of the layers, with what lies below them. */
    private final Map<LocalDate, DayHours> named = new HashMap<>();

    /**
     * @param weekdays worked, never changed; an {@link java.util.EnumSet}, for its speed and order
     * @param hours of a worked date of which nothing else is said
     * @param production null where public holidays are not known
     * @param layers all of them as one
     */
    OfficeRule(Set<DayOfWeek> weekdays, DayHours hours, @Nullable ProductionCalendar production, CalendarLayer layers) {
        this.weekdays = weekdays;
        this.hours = hours;
        this.shorter = hours.anHourShorter();
        this.production = production;
        this.layers = layers;
        layers.dates().forEach((date, said) -> named.put(date, hoursOf(date, said)));
    }

    OfficeRule withWeekdays(Set<DayOfWeek> other) {
        return new OfficeRule(other, hours, production, layers);
    }

    OfficeRule withHours(DayHours other) {
        return new OfficeRule(weekdays, other, production, layers);
    }

    OfficeRule following(ProductionCalendar other) {
        return new OfficeRule(weekdays, hours, other, layers);
    }

    OfficeRule with(CalendarLayer above) {
        return new OfficeRule(weekdays, hours, production, above.over(layers));
    }

    @Nullable
    ProductionCalendar production() {
        return production;
    }

    @Override
    public DayHours apply(LocalDate date) {
        DayHours special = named.get(date);
        if (special != null) {
            return special;
        }
        return switch (kindOf(date)) {
            case OFF -> DayHours.CLOSED;
            case SHORT -> shorter;
            case WORKING -> hours;
        };
    }

    private DayHours hoursOf(LocalDate date, CalendarLayer.Said said) {
        DayHours whole = said.hours() == null ? hours : said.hours();
        return switch (said.kind() == null ? kindOf(date) : said.kind()) {
            case OFF -> DayHours.CLOSED;
            case SHORT -> whole.anHourShorter();
            case WORKING -> whole;
        };
    }

    /** Below the layers. */
    private DayKind kindOf(LocalDate date) {
        DayKind decreed = production == null ? null : production.named(date);
        if (decreed != null) {
            return decreed;
        }
        return weekdays.contains(date.getDayOfWeek()) ? DayKind.WORKING : DayKind.OFF;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof OfficeRule that
                        && weekdays.equals(that.weekdays)
                        && hours.equals(that.hours)
                        && Objects.equals(production, that.production)
                        && layers.equals(that.layers));
    }

    @Override
    public int hashCode() {
        return Objects.hash(weekdays, hours, production, layers);
    }

    /** In words for messages; how many dates are named apart, not which, for they may tell of a person. */
    @Override
    public String toString() {
        return "weekdays " + weekdays + " and " + named.size() + " named dates, " + hours
                + (production == null ? "" : ", " + production);
    }
}
