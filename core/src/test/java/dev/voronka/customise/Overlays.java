package dev.voronka.customise;

import static dev.voronka.WorkingTime.workingDays;
import static dev.voronka.WorkingTime.workingHours;

import dev.voronka.CustomField;
import dev.voronka.FailGroup;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.Title;
import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.process.incominglead.LeadData;
import dev.voronka.process.meeting.Meeting;
import java.util.List;

/** Overlays such as customers write, for tests that want real ones. */
public final class Overlays {

    /** A stage between the date and the confirmation; another title. */
    public static final Overlay ADDS_AND_RENAMES = Overlay.of("meeting")
            .rename("CONFIRMED", Title.of("Клиент ждёт"))
            .add("PREPARATION", Title.of("Подготовка", "Preparation"), "SCHEDULED", workingDays(1))
            .retitle("trigger.confirm", Title.of("Клиент согласен", "The client agrees"));

    /** Nobody confirms meetings; two fails in another order. */
    public static final Overlay SWITCHES_OFF_AND_REORDERS =
            Overlay.of("meeting").switchOff("CONFIRMED").order("NO_SHOW", "CANCELLED_BY_CLIENT");

    /** Fields, times, people, fails and limits of a customer's own. */
    public static final Overlay ASKS_FOR_MORE = Overlay.of("meeting")
            .version(7)
            .field(CustomField.text("room"), Title.of("Переговорная", "Meeting room"))
            .require("NEW", "room", "goal")
            .require("REPORT", "report")
            .retitle("data.report", Title.of("Отчёт", "Report"))
            .deadline("NEW", workingHours(4))
            .ownedBy("NEW", Role.HEAD)
            .limit("SCHEDULED", "reschedule", 1)
            .addFail("CLIENT_BUSY", Title.of("Клиент занят", "Client is busy"), FailGroup.TIMING, "NEW", "SCHEDULED")
            .removeFail("GOAL_NOT_REACHED");

    /** In IT a solution is checked before the lead is handed over, and qualification has less time. */
    public static final Overlay LEADS_IN_IT = Overlay.of("incoming-lead@it")
            .titled(Title.of("ИТ", "IT"))
            .add("SOLUTION", Title.of("Проверка решения", "Solution check"), "QUALIFICATION", workingDays(2))
            .deadline("QUALIFICATION", workingHours(2))
            .limit("decline", 1);

    private Overlays() {}

    public static List<SalesProcess<Meeting.Trigger, Meeting.Data>> meetings() {
        return List.of(
                ADDS_AND_RENAMES.apply(Meeting.PROCESS),
                SWITCHES_OFF_AND_REORDERS.apply(Meeting.PROCESS),
                ASKS_FOR_MORE.apply(Meeting.PROCESS));
    }

    public static SalesProcess<IncomingLead.Trigger, LeadData> leads() {
        return LEADS_IN_IT.apply(IncomingLead.PROCESS);
    }
}
