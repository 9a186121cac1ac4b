package dev.voronka.customise;

import static dev.voronka.WorkingTime.workingDays;
import static dev.voronka.WorkingTime.workingHours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CommonTrigger;
import dev.voronka.CommonTrigger.Amend;
import dev.voronka.CommonTrigger.Fail;
import dev.voronka.CommonTrigger.Hold;
import dev.voronka.CommonTrigger.Proceed;
import dev.voronka.Effect;
import dev.voronka.FailGroup;
import dev.voronka.InvalidInput;
import dev.voronka.Outcome;
import dev.voronka.Reason;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.Texts;
import dev.voronka.calendar.OfficeHours;
import dev.voronka.engine.Engines;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.process.incominglead.Channel;
import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.process.incominglead.LeadData;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.process.meeting.Meeting.ConfirmByClient;
import dev.voronka.process.meeting.Meeting.Reschedule;
import dev.voronka.process.meeting.Meeting.Schedule;
import dev.voronka.run.Funnel;
import dev.voronka.run.Option;
import dev.voronka.run.Remapping;
import dev.voronka.run.Voronka;
import dev.voronka.store.CardStore;
import dev.voronka.store.InMemoryCardStore;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Altered processes at work, on both engines. */
class OverlayTest {

    private static final Actor REP = Actor.employee("s1", Role.REP);
    private static final Actor ADMIN = Actor.employee("admin");
    private static final ZonedDateTime START = Bed.MONDAY_TEN.plusDays(3);
    private static final Schedule SCHEDULE = new Schedule(START, Duration.ofHours(1), "офис");
    private static final StageMap BACK = StageMap.of("CONFIRMED", "SCHEDULED", "подтверждение больше не нужно");

    private final MovableClock clock = new MovableClock(Bed.MONDAY_TEN);

    // What alterations do to cards

    @ParameterizedTest
    @EnumSource
    void a_card_goes_through_a_stage_that_was_added(Engines engine) {
        var funnel = funnel(Overlays.ADDS_AND_RENAMES, engine);
        var card = scheduled(funnel);

        var prepared = funnel.fire(card.id(), new ConfirmByClient(), REP).orThrow();
        var confirmed = funnel.fire(card.id(), new Proceed(), REP).orThrow();

        assertThat(prepared.stage()).isEqualTo(Stage.coded("PREPARATION"));
        assertThat(prepared.due()).isPresent();
        assertThat(confirmed.stage()).isEqualTo(Meeting.Stage.CONFIRMED);
        assertThat(funnel.title(confirmed.stage(), Locale.ENGLISH)).isEqualTo("Клиент ждёт");
        assertThat(comments(funnel, card))
                .contains(
                        "s1: «Подготовка» → «Клиент ждёт» (Дальше)",
                        "s1: «Запланирована» → «Подготовка» (Клиент согласен)");
        assertThat(funnel.tampered(card.id())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_card_passes_by_a_stage_that_is_off(Engines engine) {
        var funnel = funnel(Overlays.SWITCHES_OFF_AND_REORDERS, engine);
        var card = scheduled(funnel);

        var after = funnel.fire(card.id(), new ConfirmByClient(), REP).orThrow();

        assertThat(after.stage()).isEqualTo(Meeting.Stage.REPORT);
    }

    @ParameterizedTest
    @EnumSource
    void a_stage_is_not_left_forward_while_a_required_field_is_empty(Engines engine) {
        var funnel = funnel(Overlays.ASKS_FOR_MORE, engine);
        var card = funnel.open(new Meeting.Data("показать", "c1"), REP);

        var refused = (Outcome.Refused<Meeting.Data>) funnel.fire(card.id(), SCHEDULE, REP);
        funnel.fire(card.id(), Amend.fields(Map.of("room", "3")), REP).orThrow();
        var taken = funnel.fire(card.id(), SCHEDULE, REP);

        assertThat(refused.reasons()).extracting(Reason::guard).containsExactly("required-fields-are-filled");
        assertThat(refused.reasons(Texts.RUSSIAN)).containsExactly("не заполнено: Переговорная");
        assertThat(refused.reasons(Locale.ENGLISH)).containsExactly("not filled in: Meeting room");
        assertThat(taken.orThrow().stage()).isEqualTo(Meeting.Stage.SCHEDULED);
        assertThat(funnel.history(card.id()).get(2).passed()).contains("required-fields-are-filled");
    }

    @Test
    void what_the_row_itself_fills_in_counts() {
        var funnel = funnel(Overlay.of("meeting").require("NEW", "start", "place"), Engines.TABLE);
        var card = funnel.open(new Meeting.Data("показать", "c1"), REP);

        assertThat(funnel.allowed(card.id(), REP))
                .filteredOn(o -> o.event().equals("schedule"))
                .allMatch(o -> o.would() == Option.Would.DEPEND_ON_PAYLOAD);
        assertThat(told(funnel.fire(card.id(), new Schedule(START, Duration.ofHours(1), " "), REP)))
                .containsExactly("не заполнено: place");
        assertThat(funnel.fire(card.id(), SCHEDULE, REP).isTaken()).isTrue();
    }

    @Test
    void a_fail_needs_no_required_field() {
        var funnel = funnel(Overlays.ASKS_FOR_MORE, Engines.TABLE);
        var card = funnel.open(new Meeting.Data("показать", "c1"), REP);

        var failed = funnel.fire(card.id(), new Fail(Stage.coded("CLIENT_BUSY"), "занят"), REP)
                .orThrow();

        assertThat(failed.failure().group()).isEqualTo(FailGroup.TIMING);
    }

    @Test
    void deadline_limit_and_version_are_the_customers() {
        var funnel = funnel(Overlays.ASKS_FOR_MORE, Engines.TABLE);
        var card = funnel.open(new Meeting.Data("показать", "c1"), REP);
        funnel.fire(card.id(), Amend.fields(Map.of("room", "3")), REP).orThrow();
        funnel.fire(card.id(), SCHEDULE, REP).orThrow();

        var once = funnel.fire(card.id(), new Reschedule(START.plusDays(1)), REP);
        var twice = funnel.fire(card.id(), new Reschedule(START.plusDays(2)), REP);

        assertThat(card.due()).contains(OfficeHours.russian().plus(clock.instant(), workingHours(4)));
        assertThat(once.isTaken()).isTrue();
        assertThat(twice).isInstanceOf(Outcome.Refused.class);
        assertThat(funnel.history(card.id())).allMatch(m -> m.definition() == 7);
    }

    // Overlays as values

    @Test
    void an_overlay_names_what_it_is_for() {
        assertThat(Overlay.of("deal@services").target()).isEqualTo("deal@services");
        assertThat(Overlay.of("deal@services").direction()).isEqualTo("services");
        assertThat(Overlay.of("deal").direction()).isNull();
        assertThat(Overlay.of("deal").deadline("NEW", workingDays(1)))
                .isEqualTo(Overlay.of("deal").deadline("NEW", workingDays(1)));
        assertThatThrownBy(() -> Overlay.of("deal").apply(Meeting.PROCESS))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("overlay of deal was applied to process meeting");
    }

    @Test
    void several_overlays_are_applied_the_process_first() {
        var process = Overlay.applyAll(
                IncomingLead.PROCESS,
                List.of(Overlays.LEADS_IN_IT, Overlay.of("incoming-lead").deadline("QUALIFICATION", workingDays(9))));

        assertThat(process.stage("QUALIFICATION").orElseThrow().within().told()).isEqualTo("after 9 wd");
        assertThat(process.forDirection("it")
                        .stage("QUALIFICATION")
                        .orElseThrow()
                        .within()
                        .told())
                .isEqualTo("after 2 wh");
        assertThat(process.forDirection("it").stage("SOLUTION")).isPresent();
    }

    // Directions

    @ParameterizedTest
    @EnumSource
    void a_card_goes_the_way_of_its_direction(Engines engine) {
        var funnel = leads(engine);
        var it = qualified(funnel, "it");
        var other = qualified(funnel, "metal");

        assertThat(it.stage().name()).isEqualTo("SOLUTION");
        assertThat(other.stage().name()).isEqualTo("ROUTING");
        assertThat(funnel.allowed(it.id(), REP))
                .extracting(Option::event)
                .contains("proceed")
                .doesNotContain("accept");
        assertThat(funnel.fire(it.id(), new Proceed(), REP).orThrow().stage().name())
                .isEqualTo("ROUTING");
        assertThat(funnel.fire(other.id(), new Proceed(), REP)).isInstanceOf(Outcome.NotExpected.class);
        assertThat(funnel.title(Stage.coded("SOLUTION"), Texts.RUSSIAN)).isEqualTo("Проверка решения");
    }

    @Test
    void a_direction_without_the_cards_stage_is_refused_with_the_reason() {
        var funnel = leads(Engines.TABLE);
        var card = qualified(funnel, "it");

        var outcome = funnel.fire(card.id(), new Amend(card.data().direction("metal")), REP);

        assertThat(told(outcome)).containsExactly("в направлении «metal» нет стадии «Проверка решения»");
        assertThat(funnel.card(card.id())).isEqualTo(card);
    }

    @Test
    void a_card_whose_direction_changes_goes_on_in_the_other_one() {
        var funnel = leads(Engines.TABLE);
        var card = funnel.open(lead("metal"), Actor.system("site"));
        assertThat(card.stage().name()).isEqualTo("NEW");

        var changed = funnel.fire(card.id(), new Amend(card.data().direction("it")), REP)
                .orThrow();
        funnel.fire(card.id(), new IncomingLead.Intake(), Actor.system("site")).orThrow();

        assertThat(changed.header().direction()).isEqualTo("it");
        assertThat(funnel.card(card.id()).due()).contains(OfficeHours.russian().plus(clock.instant(), workingHours(2)));
    }

    // Cards in a stage that is gone

    @Test
    void any_number_of_cards_is_moved_page_by_page_and_those_that_stay_hide_no_other() {
        var store = new InMemoryCardStore();
        var before = funnel(Meeting.PROCESS, Engines.TABLE, store);
        IntStream.range(0, 620).forEach(i -> confirmed(before));
        var after = funnel(Overlays.SWITCHES_OFF_AND_REORDERS.apply(Meeting.PROCESS), Engines.TABLE, store);
        var planned = new ArrayList<Remapping<Meeting.Data>>();
        var moved = new ArrayList<Remapping<Meeting.Data>>();

        after.remap(StageMap.of("NOWHERE", "NEW", "так"), ADMIN, planned::add);
        after.remap(BACK, ADMIN, moved::add);

        assertThat(planned).hasSize(620).allMatch(r -> r.fate() == Remapping.Fate.NOT_MAPPED);
        assertThat(moved).hasSize(620).allMatch(r -> r.fate() == Remapping.Fate.MOVED);
        assertThat(after.stranded()).isEmpty();
    }

    @Test
    void cards_in_a_stage_that_is_gone_are_listed_and_a_map_moves_them() {
        var store = new InMemoryCardStore();
        var before = funnel(Meeting.PROCESS, Engines.TABLE, store);
        var stranded = confirmed(before);
        var onHold = confirmed(before);
        var until = clock.instant().plus(Duration.ofDays(20));
        before.fire(onHold.id(), new Hold(until), REP).orThrow();
        var other = scheduled(before);
        clock.advance(Duration.ofHours(1));

        var after = funnel(Overlays.SWITCHES_OFF_AND_REORDERS.apply(Meeting.PROCESS), Engines.TABLE, store);

        assertThat(after.stranded()).extracting(Card::id).containsExactlyInAnyOrder(stranded.id(), onHold.id());
        assertThatThrownBy(() -> after.fire(stranded.id(), new ConfirmByClient(), REP))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("Map that stage");
        assertThat(after.remapping(BACK))
                .allMatch(r -> r.fate() == Remapping.Fate.WOULD_MOVE)
                .hasSize(2);
        assertThat(after.card(stranded.id())).as("a plan moves nothing").isEqualTo(before.card(stranded.id()));

        var moved = after.remap(BACK, ADMIN);

        assertThat(moved).allMatch(r -> r.fate() == Remapping.Fate.MOVED);
        assertThat(moved.get(0).message()).contains("CONFIRMED → SCHEDULED: was moved there.");
        assertThat(after.stranded()).isEmpty();
        var card = after.card(stranded.id());
        var move = after.history(card.id()).get(4);
        assertThat(card.stage()).isEqualTo(Meeting.Stage.SCHEDULED);
        assertThat(card.version()).isEqualTo(5);
        assertThat(card.due()).isPresent();
        assertThat(after.card(onHold.id()).visit().hold().until()).isEqualTo(until);
        assertThat(move.trigger()).isEqualTo("remap");
        assertThat(move.actor()).isEqualTo(ADMIN);
        assertThat(move.from().name()).isEqualTo("CONFIRMED");
        assertThat(move.timeSpent()).contains(Duration.ofHours(1));
        assertThat(after.tampered(card.id())).isEmpty();
        assertThat(comments(after, card))
                .contains(
                        "admin: «Подтверждена» → «Запланирована» (Перенести из убранной стадии: подтверждение больше не нужно)");
        assertThat(after.effects(card.id())).anyMatch(e -> e.move() == 5 && e.effect() instanceof Effect.Mirror);
        assertThat(after.fire(card.id(), new ConfirmByClient(), REP).isTaken()).isTrue();
        assertThat(after.card(other.id())).isEqualTo(other);
    }

    @Test
    void a_map_that_cannot_help_leaves_the_card_and_says_why() {
        var store = new InMemoryCardStore();
        var card = confirmed(funnel(Meeting.PROCESS, Engines.TABLE, store));
        var funnel = funnel(Overlays.SWITCHES_OFF_AND_REORDERS.apply(Meeting.PROCESS), Engines.TABLE, store);

        assertThat(fate(funnel, StageMap.of("REPORT", "SCHEDULED", "так"))).isEqualTo(Remapping.Fate.NOT_MAPPED);
        assertThat(fate(funnel, StageMap.of("CONFIRMED", "NOWHERE", "так"))).isEqualTo(Remapping.Fate.NO_SUCH_STAGE);
        assertThat(fate(funnel, StageMap.of("CONFIRMED", "SUCCESS", "так"))).isEqualTo(Remapping.Fate.END_AND_OPEN);
        assertThat(fate(funnel, StageMap.of("CONFIRMED", "NO_SHOW", "так"))).isEqualTo(Remapping.Fate.END_AND_OPEN);
        assertThat(funnel.card(card.id())).isEqualTo(card);
        assertThatThrownBy(() -> StageMap.of("CONFIRMED", "REPORT", " ")).isInstanceOf(InvalidInput.class);
    }

    @Test
    void a_card_in_a_fail_that_is_gone_goes_to_another_fail_and_keeps_its_reason() {
        var store = new InMemoryCardStore();
        var before = funnel(Overlays.ASKS_FOR_MORE.apply(Meeting.PROCESS), Engines.TABLE, store);
        var card = before.open(new Meeting.Data("показать", "c1"), REP);
        before.fire(card.id(), new Fail(Stage.coded("CLIENT_BUSY"), "занят"), REP)
                .orThrow();
        var at = clock.instant();
        clock.advance(Duration.ofDays(1));
        var after = funnel(Meeting.PROCESS, Engines.TABLE, store);

        var moved = after.remap(StageMap.of("REPORT", "NEW", "так").and("CLIENT_BUSY", "CANCELLED_BY_CLIENT"), ADMIN);

        assertThat(moved).extracting(Remapping::fate).containsExactly(Remapping.Fate.MOVED);
        var failure = after.card(card.id()).failure();
        assertThat(failure.comment()).isEqualTo("занят");
        assertThat(failure.at()).isEqualTo(at);
        assertThat(failure.stage()).isEqualTo(Meeting.Stage.CANCELLED_BY_CLIENT);
        assertThat(comments(after, card)).anyMatch(c -> c.contains("«CLIENT_BUSY» → «Отменена клиентом»"));
        assertThat(after.fire(card.id(), new CommonTrigger.Reopen(), Actor.employee("head", Role.HEAD))
                        .isTaken())
                .isTrue();
    }

    private static List<String> told(Outcome<?> outcome) {
        return ((Outcome.Refused<?>) outcome).reasons(Texts.RUSSIAN);
    }

    private static Remapping.Fate fate(Funnel<Meeting.Trigger, Meeting.Data> funnel, StageMap map) {
        return funnel.remap(map, ADMIN).get(0).fate();
    }

    private static List<String> comments(Funnel<?, ?> funnel, Card<?> card) {
        return funnel.effects(card.id()).stream()
                .map(e -> e.effect())
                .filter(Effect.Comment.class::isInstance)
                .map(e -> ((Effect.Comment) e).message().text(funnel.process().texts(), Texts.RUSSIAN))
                .toList();
    }

    private Funnel<Meeting.Trigger, Meeting.Data> funnel(Overlay overlay, Engines engine) {
        return funnel(overlay.apply(Meeting.PROCESS), engine, new InMemoryCardStore());
    }

    private <T extends dev.voronka.Trigger, D> Funnel<T, D> funnel(
            SalesProcess<T, D> process, Engines engine, CardStore store) {
        return Voronka.builder()
                .clock(clock)
                .engine(engine)
                .store(store)
                .build()
                .funnel(process);
    }

    private Card<Meeting.Data> scheduled(Funnel<Meeting.Trigger, Meeting.Data> funnel) {
        var card = funnel.open(new Meeting.Data("показать", "c1"), REP);
        var owner = funnel.fire(card.id(), new CommonTrigger.Reassign("s" + card.id()), REP)
                .orThrow();
        return funnel.fire(owner.id(), SCHEDULE, REP).orThrow();
    }

    private Card<Meeting.Data> confirmed(Funnel<Meeting.Trigger, Meeting.Data> funnel) {
        return funnel.fire(scheduled(funnel).id(), new ConfirmByClient(), REP).orThrow();
    }

    private Funnel<IncomingLead.Trigger, LeadData> leads(Engines engine) {
        return Voronka.builder()
                .clock(clock)
                .engine(engine)
                .people(Directory.of(
                        Employee.of("head", Role.HEAD, Role.LEAD_HEAD),
                        Employee.of("q1", Role.QUALIFIER).under("head"),
                        Employee.of("s1", Role.REP).skilled("it", "metal").under("head")))
                .build()
                .funnel(Overlays.leads());
    }

    private static LeadData lead(String direction) {
        return LeadData.of("Серверная", Channel.WEBSITE, "нужна серверная")
                .phones(direction.equals("it") ? "8 916 123-45-67" : "8 916 123-45-68")
                .contact("c1")
                .direction(direction);
    }

    private static Card<LeadData> qualified(Funnel<IncomingLead.Trigger, LeadData> funnel, String direction) {
        var card = funnel.open(lead(direction), Actor.system("site"));
        funnel.fire(card.id(), new IncomingLead.Intake(), Actor.system("site")).orThrow();
        return funnel.fire(
                        card.id(),
                        new IncomingLead.OverrideScore("знаю клиента"),
                        Actor.employee("head", Role.LEAD_HEAD))
                .orThrow();
    }
}
