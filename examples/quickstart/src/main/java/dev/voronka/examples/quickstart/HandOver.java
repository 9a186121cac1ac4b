package dev.voronka.examples.quickstart;

import static dev.voronka.When.after;
import static dev.voronka.WorkingTime.workingDays;

import dev.voronka.Code;
import dev.voronka.ContactRef;
import dev.voronka.Effect;
import dev.voronka.FailGroup;
import dev.voronka.Guard;
import dev.voronka.Header;
import dev.voronka.Personal;
import dev.voronka.Role;
import dev.voronka.SalesProcess;

/** Передача проекта: a host's own process, from a won deal to the project team's first meeting with the client. */
final class HandOver {

    // spotless:off
    enum Stage implements dev.voronka.Stage { NEW, PLANNED, SUCCESS, CLIENT_NOT_READY, NO_TEAM, CANCELLED }

    sealed interface Trigger extends dev.voronka.Trigger {}
    @Code("plan") record Plan(String team) implements Trigger {}
    @Code("plan-overdue") record PlanOverdue() implements Trigger {}
    @Code("meeting-held") record MeetingHeld() implements Trigger {}
    @Code("meeting-failed") record MeetingFailed() implements Trigger {}

    record Data(String title, @Personal ContactRef contact, String team) {
        Data planned(Plan plan) { return new Data(title, contact, plan.team()); }
    }

    static final Role PROJECT_LEAD = Role.own("PROJECT_LEAD");
    static final Guard<Data, Plan> TEAM_IS_NAMED = Guard.of("team-is-named", s -> !s.trigger().team().isBlank());

    static final SalesProcess<Trigger, Data> PROCESS = SalesProcess.named("hand-over", Stage.class, Trigger.class, Data.class)
            .header(d -> Header.of(d.title(), d.contact()))
            .startsIn(Stage.NEW)
            .mainPath(Stage.NEW, Stage.PLANNED, Stage.SUCCESS)
            .stage(Stage.NEW, s -> s.ownedBy(PROJECT_LEAD)
                    .within(workingDays(2))
                    .mayFail(Stage.CLIENT_NOT_READY, Stage.NO_TEAM, Stage.CANCELLED)
                    .on(Plan.class)
                        .by(PROJECT_LEAD)
                        .when(TEAM_IS_NAMED)
                        .set(Data::planned)
                        .assignTo(h -> h.actor().id())
                        .goTo(Stage.PLANNED)
                    .fires(PlanOverdue::new, after(workingDays(2)))
                    .on(PlanOverdue.class)
                        .emit(h -> Effect.tell(Role.HEAD, "plan-overdue", h.data().title()))
                        .stay())
            .stage(Stage.PLANNED, s -> s.ownedBy(PROJECT_LEAD)
                    .waits().within(workingDays(10))
                    .mayFail(Stage.CLIENT_NOT_READY, Stage.CANCELLED)
                    .on(MeetingHeld.class).byProgram().goTo(Stage.SUCCESS)
                    .on(MeetingFailed.class).byProgram().goTo(Stage.NEW))
            .succeedsIn(Stage.SUCCESS)
            .failsIn(FailGroup.TIMING, Stage.CLIENT_NOT_READY)
            .failsIn(FailGroup.INTERNAL, Stage.NO_TEAM, Stage.CANCELLED)
            .build();
    // spotless:on
}
