package dev.voronka.deadline;

import static dev.voronka.WorkingTime.workingDays;
import static dev.voronka.WorkingTime.workingHours;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.calendar.Calendars;
import dev.voronka.calendar.OfficeHours;
import dev.voronka.calendar.ProductionCalendar;
import dev.voronka.calendar.WorkingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** 2027 has no decree in Russia's production calendar, and 2028 no table. */
class ProvisionalYearsTest {
    private static final OfficeHours OFFICE = OfficeHours.russian().following(ProductionCalendar.russia());
    private static final Instant CERTAIN = Instant.parse("2026-12-01T08:00:00Z");
    private static final Instant DOUBTFUL = Instant.parse("2027-03-01T08:00:00Z");

    private final List<String> log = new ArrayList<>();
    private final ProvisionalYears years = new ProvisionalYears(new Written(log));
    private final WorkingCalendar calendar = years.watch(OFFICE);

    @Test
    void reckoning_in_a_decreed_year_warns_of_nothing() {
        Instant due = calendar.plus(CERTAIN, workingDays(1));

        assertThat(due).isEqualTo(OFFICE.plus(CERTAIN, workingDays(1)));
        assertThat(log).isEmpty();
        assertThat(years.used()).isEmpty();
    }

    @Test
    void a_provisional_year_is_warned_of_once_however_often_it_is_reckoned_in() {
        calendar.plus(CERTAIN, workingDays(40));
        calendar.plus(CERTAIN, workingDays(41));
        years.watch(OFFICE).plus(DOUBTFUL, workingDays(1));

        assertThat(log).singleElement().asString().startsWith("WARN Calendar year 2027 is provisional: ");
        assertThat(years.used()).containsExactly(Year.of(2027));
    }

    @Test
    void each_provisional_year_is_warned_of() {
        calendar.between(CERTAIN, Instant.parse("2028-02-01T08:00:00Z"));

        assertThat(log).hasSize(2);
        assertThat(years.used()).containsExactly(Year.of(2027), Year.of(2028));
    }

    static Stream<Consumer<WorkingCalendar>> every_way_to_reckon_is_watched() {
        return Stream.of(
                c -> c.plus(DOUBTFUL, workingHours(1)),
                c -> c.minus(DOUBTFUL, workingHours(1)),
                c -> c.plus(DOUBTFUL, Duration.ofHours(1)),
                c -> c.between(DOUBTFUL, CERTAIN),
                c -> c.isWorkingTime(DOUBTFUL));
    }

    @ParameterizedTest
    @MethodSource
    void every_way_to_reckon_is_watched(Consumer<WorkingCalendar> reckoning) {
        reckoning.accept(calendar);

        assertThat(log).hasSize(1);
    }

    @Test
    void a_watched_calendar_answers_as_the_calendar_does() {
        assertThat(calendar.plus(DOUBTFUL, workingDays(3))).isEqualTo(OFFICE.plus(DOUBTFUL, workingDays(3)));
        assertThat(calendar.minus(DOUBTFUL, workingDays(3))).isEqualTo(OFFICE.minus(DOUBTFUL, workingDays(3)));
        assertThat(calendar.plus(DOUBTFUL, Duration.ofHours(3))).isEqualTo(OFFICE.plus(DOUBTFUL, Duration.ofHours(3)));
        assertThat(calendar.between(CERTAIN, DOUBTFUL)).isEqualTo(OFFICE.between(CERTAIN, DOUBTFUL));
        assertThat(calendar.isWorkingTime(DOUBTFUL)).isTrue();
        assertThat(calendar.zone()).isEqualTo(OFFICE.zone());
    }

    @Test
    void asking_whether_a_year_is_provisional_is_not_reckoning_in_it() {
        assertThat(calendar.isProvisional(DOUBTFUL)).isTrue();
        assertThat(calendar.provisionalYears(CERTAIN, DOUBTFUL)).containsExactly(Year.of(2027));

        assertThat(log).isEmpty();
    }

    @Test
    void the_calendars_of_all_employees_are_watched_together() {
        Calendars calendars = years.watch(Calendars.same(OFFICE));

        calendars.of("e1").plus(DOUBTFUL, workingDays(1));
        calendars.of("e2").plus(DOUBTFUL, workingDays(1));
        calendars.of(null).plus(DOUBTFUL, workingDays(1));

        assertThat(log).hasSize(1);
    }

    @Test
    void without_a_logger_at_hand_the_year_is_still_told() {
        ProvisionalYears quiet = new ProvisionalYears();

        quiet.watch(OFFICE).plus(DOUBTFUL, workingDays(1));

        assertThat(quiet.used()).containsExactly(Year.of(2027));
    }

    /** Keeps what is logged, with its level. */
    private static final class Written extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1L;

        private final transient List<String> lines;

        Written(List<String> lines) {
            this.lines = lines;
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String pattern, Object[] arguments, Throwable thrown) {
            lines.add(level + " " + MessageFormatter.basicArrayFormat(pattern, arguments));
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return Written.class.getName();
        }

        @Override
        public boolean isTraceEnabled() {
            return true;
        }

        @Override
        public boolean isDebugEnabled() {
            return true;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }
    }
}
