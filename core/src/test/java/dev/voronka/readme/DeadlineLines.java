package dev.voronka.readme;

import static dev.voronka.WorkingTime.workingDays;
import static dev.voronka.WorkingTime.workingHours;

import dev.voronka.calendar.CalendarLayer;
import dev.voronka.calendar.OfficeHours;
import dev.voronka.calendar.ProductionCalendar;
import dev.voronka.deadline.Ladder;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.run.Voronka;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;

/** The lines that docs/deadlines.md shows. */
final class DeadlineLines {

    private DeadlineLines() {}

    static Voronka run(DataSource database) {
        // spotless:off
        // readme:begin
        var office = OfficeHours.russian()
                .following(ProductionCalendar.russia())     // holidays, moved days, short days, worked Saturdays
                .with(CalendarLayer.empty().withDaysOff(List.of(LocalDate.of(2026, 8, 14))));

        var voronka = Voronka.builder()
                .dataSource(database)
                .process(Meeting.PROCESS)
                .calendar(office)
                .ladder(Ladder.standard()
                        .with("deal@services", Ladder.none().remindAt(80).breach().head(workingHours(2)))
                        .with("meeting", Meeting.Stage.REPORT,
                                Ladder.standard().fail(workingDays(5), Meeting.Stage.GOAL_NOT_REACHED, "отчёта нет")))
                .build();

        voronka.recomputeDeadlines();                       // once, after calendar or ladder have changed
        // readme:end
        // spotless:on
        return voronka;
    }
}
