package dev.voronka.process;

import static dev.voronka.process.Walk.pick;

import dev.voronka.Actor;
import dev.voronka.CardId;
import dev.voronka.Role;
import dev.voronka.engine.Engines;
import dev.voronka.process.incominglead.Channel;
import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.process.incominglead.LeadData;
import dev.voronka.process.meeting.Meeting;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;

/** Random walks through every process: an end is never left, a refusal changes nothing, a replay gives the same card. */
class WalkProperties {

    private static final int STEPS = 40;
    private static final Map<String, Integer> ENDS = new TreeMap<>();

    @Property(tries = 300)
    void a_meeting_can_be_walked(@ForAll("meetings") ActionChain<Walk<Meeting.Trigger, Meeting.Data>> chain) {
        finish("meeting", chain);
    }

    @Property(tries = 300)
    void an_incoming_lead_can_be_walked(@ForAll("leads") ActionChain<Walk<IncomingLead.Trigger, LeadData>> chain) {
        finish("incoming-lead", chain);
    }

    private static void finish(String process, ActionChain<? extends Walk<?, ?>> chain) {
        var walk = chain.run();
        walk.finish(Engines.TABLE);
        ENDS.merge(process + " " + walk.card().stage().name(), 1, Integer::sum);
    }

    @AfterContainer
    static void tell_where_the_walks_ended() {
        System.out.println("walks ended in: " + ENDS);
    }

    @Provide
    Arbitrary<ActionChain<Walk<Meeting.Trigger, Meeting.Data>>> meetings() {
        var data = new Meeting.Data("показать прототип", "c1");
        return ActionChain.<Walk<Meeting.Trigger, Meeting.Data>>startWith(() -> new Walk<>(
                        Meeting.PROCESS,
                        Engines.SPRING_STATEMACHINE,
                        data,
                        Actor.employee("s1", Role.REP),
                        WalkProperties::meetingTrigger))
                .withAction(new Step<>())
                .withMaxTransformations(STEPS);
    }

    @Provide
    Arbitrary<ActionChain<Walk<IncomingLead.Trigger, LeadData>>> leads() {
        var data = LeadData.of("Серверная", Channel.WEBSITE, "нужна серверная")
                .phones("8 916 123-45-67")
                .contact("c1")
                .direction("it");
        return ActionChain.<Walk<IncomingLead.Trigger, LeadData>>startWith(() -> new Walk<>(
                        IncomingLead.PROCESS,
                        Engines.SPRING_STATEMACHINE,
                        data,
                        Actor.system("site"),
                        WalkProperties::leadTrigger))
                .withAction(new Step<>())
                .withMaxTransformations(STEPS);
    }

    /** A step by a seed that jqwik chooses, prints and shrinks. */
    static final class Step<W extends Walk<?, ?>> implements Action.Independent<W> {
        @Override
        public Arbitrary<Transformer<W>> transformer() {
            return Arbitraries.longs()
                    .between(0, 1_000_000)
                    .map(seed -> Transformer.mutate("step " + seed, walk -> walk.step(seed)));
        }
    }

    static Meeting.Trigger meetingTrigger(Random random, Walk<Meeting.Trigger, Meeting.Data> walk) {
        var start = walk.clock
                .instant()
                .atZone(Bed.MOSCOW)
                .plusDays(random.nextInt(5))
                .withHour(7 + random.nextInt(13));
        var needed = List.of(Meeting.FollowUp.of("прислать ТКП"));
        return pick(
                random,
                List.of(
                        new Meeting.Schedule(start, Duration.ofHours(1), "офис"),
                        new Meeting.ConfirmByClient(),
                        new Meeting.Reschedule(start),
                        new Meeting.ClearDate(),
                        new Meeting.MeetingEnded(),
                        new Meeting.NoteEvent(random.nextInt(3) == 0 ? "" : "пришли вдвоём"),
                        new Meeting.AllowLateReport(),
                        new Meeting.SubmitReport(
                                random.nextBoolean() ? "мало" : "обсудили сроки, состав и цену поставки",
                                needed,
                                random.nextBoolean() ? List.of() : List.of(Meeting.FollowUp.NOT_NEEDED))));
    }

    static IncomingLead.Trigger leadTrigger(Random random, Walk<IncomingLead.Trigger, LeadData> walk) {
        Map<String, Object> answers = new HashMap<>(Map.of("need", "серверная"));
        answers.put("budget", new BigDecimal(pick(random, List.of("0", "200000", "3000000"))));
        answers.put("authority", pick(random, List.of("self", "unknown")));
        answers.put("deadline", pick(random, List.of("month", "quarter", "later")));
        if (random.nextBoolean()) {
            answers.put("callAgainOn", LocalDate.of(2026, 12, 1 + random.nextInt(28)));
        }
        return pick(
                random,
                List.of(
                        new IncomingLead.Intake(),
                        new IncomingLead.Intake(),
                        new IncomingLead.ConfirmNotDuplicate(),
                        new IncomingLead.LinkDuplicate(new CardId(new UUID(0, random.nextInt(3)))),
                        new IncomingLead.LogAttempt(random.nextBoolean(), "не отвечает"),
                        new IncomingLead.GiveConsent(),
                        new IncomingLead.WithdrawConsent(),
                        IncomingLead.SubmitQuestionnaire.of(1, answers),
                        IncomingLead.SubmitQuestionnaire.of(1, answers),
                        new IncomingLead.OverrideScore("знаю клиента"),
                        new IncomingLead.Accept(),
                        new IncomingLead.Decline("не моё"),
                        new IncomingLead.ReturnToQualification("нет бюджета")));
    }
}
