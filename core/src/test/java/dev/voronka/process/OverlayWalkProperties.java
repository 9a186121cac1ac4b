package dev.voronka.process;

import dev.voronka.Actor;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.customise.Overlays;
import dev.voronka.engine.Engines;
import dev.voronka.process.incominglead.Channel;
import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.process.incominglead.LeadData;
import dev.voronka.process.meeting.Meeting;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.state.ActionChain;

/** Random walks through processes as customers have altered them: on one engine, replayed on the other. */
class OverlayWalkProperties {

    private static final int STEPS = 40;
    private static final Map<String, Integer> ENDS = new TreeMap<>();

    @Property(tries = 300)
    void an_altered_meeting_can_be_walked(@ForAll("meetings") ActionChain<Walk<Meeting.Trigger, Meeting.Data>> chain) {
        finish(chain);
    }

    @Property(tries = 200)
    void a_lead_in_a_direction_of_its_own_can_be_walked(
            @ForAll("leads") ActionChain<Walk<IncomingLead.Trigger, LeadData>> chain) {
        finish(chain);
    }

    private static void finish(ActionChain<? extends Walk<?, ?>> chain) {
        var walk = chain.run();
        walk.finish(Engines.TABLE);
        ENDS.merge(walk.card().process() + " " + walk.card().stage().name(), 1, Integer::sum);
    }

    @AfterContainer
    static void tell_where_the_walks_ended() {
        System.out.println("walks through altered processes ended in: " + ENDS);
    }

    @Provide
    Arbitrary<ActionChain<Walk<Meeting.Trigger, Meeting.Data>>> meetings() {
        return Arbitraries.of(Overlays.meetings()).flatMap(OverlayWalkProperties::meetings);
    }

    private static Arbitrary<ActionChain<Walk<Meeting.Trigger, Meeting.Data>>> meetings(
            SalesProcess<Meeting.Trigger, Meeting.Data> process) {
        return ActionChain.<Walk<Meeting.Trigger, Meeting.Data>>startWith(() -> new Walk<>(
                        process,
                        Engines.SPRING_STATEMACHINE,
                        new Meeting.Data("показать прототип", "c1"),
                        Actor.employee("s1", Role.REP),
                        WalkProperties::meetingTrigger))
                .withAction(new WalkProperties.Step<>())
                .withMaxTransformations(STEPS);
    }

    @Provide
    Arbitrary<ActionChain<Walk<IncomingLead.Trigger, LeadData>>> leads() {
        var process = Overlays.leads();
        var data = LeadData.of("Серверная", Channel.WEBSITE, "нужна серверная")
                .phones("8 916 123-45-67")
                .contact("c1")
                .direction("it");
        return ActionChain.<Walk<IncomingLead.Trigger, LeadData>>startWith(() -> new Walk<>(
                        process, Engines.SPRING_STATEMACHINE, data, Actor.system("site"), WalkProperties::leadTrigger))
                .withAction(new WalkProperties.Step<>())
                .withMaxTransformations(STEPS);
    }
}
