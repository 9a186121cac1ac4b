package dev.voronka.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Alarm;
import dev.voronka.Stage;
import dev.voronka.StageKind;
import dev.voronka.StageSpec;
import dev.voronka.Visit;
import dev.voronka.When;
import dev.voronka.WorkingTime;
import dev.voronka.calendar.OfficeHours;
import dev.voronka.calendar.ProductionCalendar;
import dev.voronka.calendar.RussianZone;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What becomes of a deadline when a card goes from one owner to another whose calendar differs. */
class HandOverProperties {

    private enum Desk implements Stage {
        NEW
    }

    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    @Property
    void a_deadline_is_so_long_after_the_entry_in_the_new_owners_calendar(
            @ForAll("calendars") OfficeHours former,
            @ForAll("calendars") OfficeHours own,
            @ForAll("moments") Instant entered,
            @ForAll("lags") WorkingTime lag) {
        var stage = stage(When.after(lag));
        var wound = visit(entered, Alarms.onEntry(stage, "", entered, former));

        var handed = Alarms.afterHandOver(stage, wound, "", entered, former, own);

        assertThat(handed).isEqualTo(Alarms.onEntry(stage, "", entered, own));
    }

    @Property
    void a_hold_is_worth_as_much_to_the_new_owner_as_it_was_to_the_former_one_and_nothing_is_won_to_and_fro(
            @ForAll("calendars") OfficeHours former,
            @ForAll("calendars") OfficeHours own,
            @ForAll("moments") Instant entered,
            @ForAll("lags") WorkingTime lag,
            @ForAll @IntRange(max = 3_000) int minutesBefore,
            @ForAll @IntRange(max = 30_000) int minutesHeld) {
        var stage = stage(When.after(lag));
        var since = entered.plus(Duration.ofMinutes(minutesBefore));
        var now = since.plus(Duration.ofMinutes(minutesHeld));
        var wound = visit(
                entered,
                Alarms.afterHold(visit(entered, Alarms.onEntry(stage, "", entered, former)), since, now, former));

        var handed = visit(entered, Alarms.afterHandOver(stage, wound, "", now, former, own));
        var back = visit(entered, Alarms.afterHandOver(stage, handed, "", now, own, former));

        assertThat(own.between(own.plus(entered, lag), deadline(handed)))
                .isEqualTo(former.between(former.plus(entered, lag), deadline(wound)));
        assertThat(own.between(entered, start(handed)))
                .isEqualTo(former.between(entered, start(wound)))
                .isEqualTo(former.between(entered, start(back)));
        // Days may end at an opening or while nobody works; then only the working time is the same.
        assertThat(former.between(deadline(wound), deadline(back))).isZero();
        if (lag.unit() == WorkingTime.Unit.MINUTES || lag.unit() == WorkingTime.Unit.HOURS) {
            assertThat(deadline(back)).isEqualTo(deadline(wound));
        }
    }

    @Property
    void an_alarm_that_follows_a_date_is_reckoned_from_it_in_the_new_owners_calendar_unless_that_is_over(
            @ForAll("calendars") OfficeHours former,
            @ForAll("calendars") OfficeHours own,
            @ForAll("moments") Instant entered,
            @ForAll("lags") WorkingTime lead,
            @ForAll @IntRange(max = 100_000) int minutesAhead) {
        var date = entered.plus(Duration.ofMinutes(minutesAhead)).atZone(ZoneOffset.UTC);
        StageSpec<ZonedDateTime> stage = stage(When.before(lead, d -> d));
        var wound = visit(entered, Alarms.onEntry(stage, date, entered, former));

        var handed = Alarms.afterHandOver(stage, wound, date, entered, former, own);

        var wanted = own.minus(date.toInstant(), lead);
        assertThat(handed.get(0).at())
                .isEqualTo(
                        !wanted.isBefore(entered) ? wanted : former.equals(own) ? deadline(wound) : date.toInstant());
    }

    private static Visit visit(Instant entered, List<Alarm> alarms) {
        return new Visit(entered, alarms, new TreeSet<>(), null);
    }

    private static Instant deadline(Visit visit) {
        return visit.due().orElseThrow();
    }

    private static Instant start(Visit visit) {
        return visit.alarm(Alarm.ENTRY).orElseThrow().at();
    }

    private static <D> StageSpec<D> stage(When<D> within) {
        return new StageSpec<>(Desk.NEW, StageKind.INITIAL, null, within, List.of(), false, null, null, null);
    }

    @Provide
    Arbitrary<OfficeHours> calendars() {
        var zones = Arbitraries.of(RussianZone.values()).map(z -> OfficeHours.in(z.zone()));
        return Combinators.combine(zones, Arbitraries.of(true, false))
                .as((office, holidays) -> holidays ? office.following(ProductionCalendar.russia()) : office);
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.integers().between(0, 365 * 24 * 60 - 1).map(m -> FIRST.plus(Duration.ofMinutes(m)));
    }

    @Provide
    Arbitrary<WorkingTime> lags() {
        return Combinators.combine(Arbitraries.integers().between(1, 60), Arbitraries.of(WorkingTime.Unit.values()))
                .as(WorkingTime::new);
    }
}
