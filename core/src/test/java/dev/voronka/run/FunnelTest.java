package dev.voronka.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.CommonTrigger;
import dev.voronka.ContactRef;
import dev.voronka.CustomField;
import dev.voronka.InvalidInput;
import dev.voronka.NotTaken;
import dev.voronka.Outcome;
import dev.voronka.PortFailed;
import dev.voronka.Role;
import dev.voronka.Texts;
import dev.voronka.UnknownRole;
import dev.voronka.lookup.BusyTimes;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.process.incominglead.Channel;
import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.process.incominglead.LeadData;
import dev.voronka.process.meeting.Meeting;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a host may do to a funnel, well and badly meant. */
class FunnelTest {

    private static final Actor REP = Actor.employee("e17", Role.REP);
    private static final Meeting.Schedule TOMORROW =
            new Meeting.Schedule(Bed.MONDAY_TEN.plusDays(1), Duration.ofHours(1), "офис");

    private final MovableClock clock = new MovableClock(Bed.MONDAY_TEN);
    private final Voronka voronka = Voronka.builder().clock(clock).build();
    private final Funnel<Meeting.Trigger, Meeting.Data> meetings = voronka.funnel(Meeting.PROCESS);

    @Test
    void a_card_that_is_unknown_is_an_error_that_says_so() {
        var nobody = new CardId(new UUID(0, 404));

        assertThatThrownBy(() -> meetings.fire(nobody, TOMORROW, REP))
                .isInstanceOf(UnknownCard.class)
                .hasMessageContaining(nobody.toString())
                .hasMessageContaining("Check the id");
        assertThatThrownBy(() -> meetings.card(nobody)).isInstanceOf(UnknownCard.class);
        assertThatThrownBy(() -> meetings.history(nobody)).isInstanceOf(UnknownCard.class);
        assertThatThrownBy(() -> meetings.allowed(nobody, REP)).isInstanceOf(UnknownCard.class);
    }

    @Test
    void a_card_of_another_process_is_unknown_here_and_the_message_says_where_it_is() {
        var lead = voronka.funnel(IncomingLead.PROCESS).open(LeadData.of("Сайт", Channel.WEBSITE, ""), REP);

        assertThatThrownBy(() -> meetings.fire(lead.id(), TOMORROW, REP))
                .isInstanceOf(UnknownCard.class)
                .hasMessageContaining("incoming-lead");
    }

    @Test
    void a_trigger_that_the_stage_does_not_know_is_not_expected_and_changes_nothing() {
        var card = meeting();

        var outcome = meetings.fire(card.id(), new Meeting.MeetingEnded(), REP);

        assertThat(outcome.message())
                .isEqualTo("Card " + card.id() + " of meeting is in NEW; meeting-ended is expected only in CONFIRMED."
                        + " Expected here: schedule.");
        assertThat(read(outcome)).isEqualTo("ждём [Назначить]");
        assertThat(meetings.card(card.id())).isEqualTo(card);
        assertThatThrownBy(outcome::orThrow).isInstanceOf(NotTaken.class).hasMessage(outcome.message());
    }

    @Test
    void a_refusal_gives_all_reasons_and_changes_nothing() {
        var card = meetings.open(new Meeting.Data("", ContactRef.NONE), REP);
        var past = new Meeting.Schedule(Bed.MONDAY_TEN.minusDays(1).withHour(3), Duration.ofHours(1), "офис");

        var outcome = meetings.fire(card.id(), past, REP);

        assertThat(read(outcome))
                .isEqualTo("нет [не заполнена цель, не заполнен контакт, начало в прошлом,"
                        + " вне часов визитов (понедельник–суббота, 08:00–20:00 по времени места)]");
        assertThat(outcome.message())
                .contains("goal-is-filled, contact-is-filled")
                .contains("fire it again");
        assertThat(meetings.card(card.id())).isEqualTo(card);
        assertThat(meetings.history(card.id())).hasSize(1);
        assertThat(meetings.effects(card.id())).hasSize(2);
    }

    @Test
    void a_page_that_is_stale_is_told_who_changed_the_card() {
        var card = meeting();
        meetings.fire(card.id(), TOMORROW, Actor.employee("e18", Role.REP));

        var outcome = meetings.fire(
                card.id(), new CommonTrigger.Hold(clock.instant().plusSeconds(60)), REP, Terms.expecting(1));

        assertThat(read(outcome)).isEqualTo("изменил e18");
        assertThat(outcome.card().version()).isEqualTo(2);
    }

    @Test
    void a_page_that_is_fresh_is_taken() {
        var card = meeting();

        assertThat(meetings.fire(card.id(), TOMORROW, REP, Terms.expecting(card.version()))
                        .isTaken())
                .isTrue();
    }

    @Test
    void the_same_key_moves_once_and_gives_the_first_outcome_again() {
        var card = meeting();
        var terms = Terms.expecting(card.version()).key("web-42");

        var first = meetings.fire(card.id(), TOMORROW, REP, terms);
        var again = meetings.fire(card.id(), TOMORROW, REP, terms);

        assertThat(again).isEqualTo(first);
        assertThat(meetings.history(card.id())).hasSize(2);
    }

    @Test
    void a_key_used_for_another_trigger_is_an_error_and_changes_nothing() {
        var card = meeting();
        meetings.fire(card.id(), TOMORROW, REP, Terms.keyed("web-42"));

        assertThatThrownBy(() -> meetings.fire(card.id(), new Meeting.ConfirmByClient(), REP, Terms.keyed("web-42")))
                .isInstanceOf(KeyReused.class)
                .hasMessageContaining("web-42");
        assertThat(meetings.card(card.id()).version()).isEqualTo(2);
    }

    @Test
    void the_same_key_on_another_card_is_another_key() {
        var one = meeting();
        var other = meeting();
        meetings.fire(one.id(), new CommonTrigger.Hold(clock.instant().plusSeconds(60)), REP, Terms.keyed("k"));

        assertThat(meetings.fire(
                                other.id(),
                                new CommonTrigger.Hold(clock.instant().plusSeconds(60)),
                                REP,
                                Terms.keyed("k"))
                        .isTaken())
                .isTrue();
    }

    @Test
    void a_refusal_is_not_remembered_under_its_key() {
        var card = meetings.open(new Meeting.Data("", "c1"), REP);
        meetings.fire(card.id(), TOMORROW, REP, Terms.keyed("k"));
        meetings.fire(card.id(), new CommonTrigger.Amend(new Meeting.Data("цель", "c1")), REP);

        assertThat(meetings.fire(card.id(), TOMORROW, REP, Terms.keyed("k")).isTaken())
                .isTrue();
    }

    @Test
    void opening_twice_under_one_key_opens_one_card() {
        var data = new Meeting.Data("цель", "c1");

        var first = meetings.open(data, REP, Terms.keyed("form-7"));

        assertThat(meetings.open(data, REP, Terms.keyed("form-7"))).isEqualTo(first);
        assertThat(meetings.cards(CardQuery.all())).hasSize(1);
        assertThatThrownBy(() -> meetings.open(new Meeting.Data("другая", "c1"), REP, Terms.keyed("form-7")))
                .isInstanceOf(KeyReused.class);
    }

    @Test
    void a_blank_key_is_refused() {
        assertThatThrownBy(() -> Terms.keyed(" ")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Terms.keyed("x".repeat(201))).isInstanceOf(InvalidInput.class);
    }

    @Test
    @SuppressWarnings("NullAway")
    void null_is_refused_by_name() {
        var card = meeting();

        assertThatThrownBy(() -> meetings.open(null, REP))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("data of a new card of meeting is null");
        assertThatThrownBy(() -> meetings.open(card.data(), null))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("actor");
        assertThatThrownBy(() -> meetings.fire(null, TOMORROW, REP))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("card id");
        assertThatThrownBy(() -> meetings.fire(card.id(), (Meeting.Trigger) null, REP))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("trigger");
        assertThatThrownBy(() -> meetings.fire(card.id(), TOMORROW, null))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("actor");
        assertThatThrownBy(() -> meetings.allowed(card.id(), null))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("actor");
        assertThatThrownBy(() -> meetings.fireAll(null, TOMORROW, REP))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("list");
    }

    @Test
    void data_that_is_too_large_is_refused_when_opened_and_when_amended() {
        var small = Voronka.builder().largestData(2000).build().funnel(Meeting.PROCESS);
        var card = small.open(new Meeting.Data("цель", "c1"), REP);
        var huge = new Meeting.Data("ы".repeat(3000), "c1");

        assertThatThrownBy(() -> small.open(huge, REP))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("at most 2000");
        assertThatThrownBy(() -> small.fire(card.id(), new CommonTrigger.Amend(huge), REP))
                .isInstanceOf(InvalidInput.class);
        assertThat(small.card(card.id())).isEqualTo(card);
    }

    @Test
    void an_amendment_of_another_type_is_refused() {
        var card = meeting();

        assertThatThrownBy(() -> meetings.fire(card.id(), new CommonTrigger.Amend("цель"), REP))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(
                        "needs data of type dev.voronka.process.meeting.Meeting$Data, but was given java.lang.String");
        assertThat(meetings.card(card.id())).isEqualTo(card);
    }

    @Test
    void custom_fields_are_set_by_an_amendment_and_found_by_a_query() {
        var process = Meeting.PROCESS.with(CustomField.text("segment"), CustomField.choice("floor", "first", "second"));
        var funnel = Voronka.inMemory().funnel(process);
        var card = funnel.open(new Meeting.Data("цель", "c1"), REP);

        funnel.fire(card.id(), CommonTrigger.Amend.fields(Map.of("segment", "b2b")), REP);
        funnel.fire(card.id(), CommonTrigger.Amend.fields(Map.of("floor", "first")), REP);

        assertThat(funnel.card(card.id()).fields()).isEqualTo(Map.of("segment", "b2b", "floor", "first"));
        assertThat(funnel.cards(CardQuery.open().field("segment", "b2b").field("floor", "first")))
                .hasSize(1);
        assertThat(funnel.cards(CardQuery.open().field("segment", "b2c"))).isEmpty();
    }

    @Test
    void a_custom_field_of_a_wrong_type_or_an_unknown_one_is_refused_by_name_without_its_value() {
        var process = Meeting.PROCESS.with(
                CustomField.of("budget", CustomField.Type.NUMBER), CustomField.choice("floor", "first", "second"));
        var funnel = Voronka.inMemory().funnel(process);
        var card = funnel.open(new Meeting.Data("цель", "c1"), REP);

        assertThatThrownBy(() -> funnel.fire(card.id(), CommonTrigger.Amend.fields(Map.of("budget", "много")), REP))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("Custom field budget of meeting is NUMBER and takes a BigDecimal, but was given a String.");
        assertThatThrownBy(() -> funnel.fire(card.id(), CommonTrigger.Amend.fields(Map.of("floor", "third")), REP))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("[first, second]");
        assertThatThrownBy(
                        () -> funnel.fire(card.id(), CommonTrigger.Amend.fields(Map.of("budjet", BigDecimal.ONE)), REP))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("It has: budget, floor");
        assertThat(funnel.card(card.id())).isEqualTo(card);
    }

    @Test
    void a_card_cannot_be_handed_to_somebody_unknown_or_gone() {
        var people = Directory.of(
                Employee.of("e17", Role.REP), Employee.of("e99", Role.REP).left());
        var funnel = Voronka.builder().people(people).build().funnel(Meeting.PROCESS);
        var card = funnel.open(new Meeting.Data("цель", "c1"), REP);

        for (var nobody : List.of("e404", "e99", " ")) {
            assertThatThrownBy(() -> funnel.fire(card.id(), new CommonTrigger.Reassign(nobody), REP))
                    .isInstanceOf(InvalidInput.class);
        }
        assertThat(funnel.card(card.id())).isEqualTo(card);
    }

    @Test
    void an_unknown_role_is_refused_and_the_known_ones_are_listed() {
        assertThatThrownBy(() -> Role.of("BOSS"))
                .isInstanceOf(UnknownRole.class)
                .hasMessageContaining("REP, QUALIFIER, LEAD_HEAD, HEAD, DIRECTOR, RESULT_OWNER")
                .hasMessageContaining("Role.own(\"BOSS\")");
        assertThatThrownBy(() -> Role.own("boss")).isInstanceOf(InvalidInput.class);
    }

    @Test
    void two_definitions_with_one_code_are_refused() {
        var another = Meeting.PROCESS.with(CustomField.text("segment"));

        assertThatThrownBy(() -> voronka.funnel(another))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("\"meeting\"");
        assertThatThrownBy(() -> Voronka.builder()
                        .process(Meeting.PROCESS)
                        .process(another)
                        .build())
                .isInstanceOf(InvalidInput.class);
        assertThat(voronka.funnel(Meeting.PROCESS)).isSameAs(meetings);
    }

    @Test
    void a_port_that_fails_or_says_nothing_leaves_the_card_untouched() {
        BusyTimes broken = asked -> {
            throw new IllegalStateException("календарь недоступен");
        };
        assertThat(portFailure(broken))
                .hasMessageContaining(
                        "Port BusyTimes, asked by process meeting, failed with java.lang.IllegalStateException")
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(portFailure(asked -> null)).hasMessageContaining("gave null");
    }

    private static PortFailed portFailure(BusyTimes port) {
        var funnel = Voronka.builder().port(BusyTimes.class, port).build().funnel(Meeting.PROCESS);
        var card = funnel.open(new Meeting.Data("цель", "c1"), REP);
        var future = new Meeting.Schedule(Bed.MONDAY_TEN.plusYears(50), Duration.ofHours(1), "офис");
        var caught = new AtomicReference<PortFailed>();

        assertThatThrownBy(() -> funnel.fire(card.id(), future, REP))
                .isInstanceOfSatisfying(PortFailed.class, caught::set);

        assertThat(funnel.card(card.id())).isEqualTo(card);
        return caught.get();
    }

    @Test
    void many_cards_are_opened_and_fired_at_once_each_with_its_own_outcome() {
        var datas = IntStream.range(0, 20)
                .mapToObj(i -> new Meeting.Data(i % 2 == 0 ? "" : "цель", "c" + i))
                .toList();

        var cards = meetings.openAll(datas, Actor.system("import"));
        var outcomes = meetings.fireAll(cards.stream().map(Card::id).toList(), TOMORROW, REP);

        assertThat(outcomes.stream().map(Outcome::isTaken).toList())
                .isEqualTo(IntStream.range(0, 20).mapToObj(i -> i % 2 == 1).toList());
        assertThat(meetings.cards(CardQuery.inStage(Meeting.Stage.SCHEDULED))).hasSize(10);
    }

    @Test
    void a_card_named_twice_in_one_go_is_moved_one_after_the_other() {
        var card = meeting();
        var hold = clock.instant().plusSeconds(60);
        assertThat(hold).isAfter(clock.instant());

        var outcomes = meetings.fireAll(List.of(card.id(), card.id()), TOMORROW, REP);

        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Moved.class);
        assertThat(outcomes.get(1)).isInstanceOf(Outcome.NotExpected.class);
        assertThat(meetings.history(card.id())).hasSize(2);
    }

    @Test
    void cards_are_found_by_owner_stage_title_and_due_time() {
        var card = meeting();
        meetings.open(new Meeting.Data("другое", "c2"), Actor.employee("e18", Role.REP));

        assertThat(meetings.cards(CardQuery.inStage(Meeting.Stage.NEW).ownedBy("e17")))
                .isEqualTo(List.of(card));
        assertThat(meetings.cards(CardQuery.all().titled("прототип"))).isEqualTo(List.of(card));
        assertThat(meetings.cards(
                        CardQuery.open().dueBefore(Bed.MONDAY_TEN.plusDays(1).toInstant())))
                .isEmpty();
        assertThat(meetings.cards(CardQuery.open()
                        .dueBefore(Bed.MONDAY_TEN.plusDays(1).plusSeconds(1).toInstant())))
                .hasSize(2);
        assertThat(meetings.cards(CardQuery.open().limit(1))).hasSize(1);
        assertThatThrownBy(() -> CardQuery.all().limit(0)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void buttons_are_drawn_from_what_is_allowed() {
        var card = meeting();

        var options = meetings.allowed(card.id(), REP);

        assertThat(options.stream().map(o -> o.event() + " " + o.would()).toList())
                .isEqualTo(List.of(
                        "schedule DEPEND_ON_PAYLOAD",
                        "fail:CANCELLED_BY_CLIENT DEPEND_ON_PAYLOAD",
                        "fail:CANCELLED_BY_US DEPEND_ON_PAYLOAD",
                        "hold DEPEND_ON_PAYLOAD",
                        "resume BE_REFUSED",
                        "reassign BE_TAKEN",
                        "amend BE_TAKEN"));
        assertThat(options.get(0).open()).containsExactly("starts-in-future", "within-visiting-hours", "owner-is-free");
        assertThat(options.get(1).title(Texts.RUSSIAN)).isEqualTo("Отменена клиентом");
        assertThat(options.get(4).reasons(Texts.RUSSIAN)).containsExactly("карточка не отложена");
        assertThat(meetings.allowed(card.id(), TOMORROW, REP).would()).isEqualTo(Option.Would.BE_TAKEN);
        assertThat(meetings.allowed(card.id(), new Meeting.MeetingEnded(), REP).reasons(Texts.RUSSIAN))
                .containsExactly("на этой стадии не ожидается");
        assertThat(meetings.card(card.id())).isEqualTo(card);
    }

    @Test
    void a_history_is_whole_and_tells_the_time_spent_in_the_stage_left() {
        var card = meeting();
        clock.advance(Duration.ofMinutes(5));
        meetings.fire(card.id(), TOMORROW, REP);
        clock.advance(Duration.ofMinutes(3));
        meetings.fire(card.id(), CommonTrigger.Amend.watchers(Set.of("e1")), REP);
        clock.advance(Duration.ofMinutes(4));
        meetings.fire(card.id(), new Meeting.ConfirmByClient(), REP);

        assertThat(meetings.history(card.id()).stream()
                        .map(m -> m.trigger() + " " + m.timeSpent().orElse(null))
                        .toList())
                .isEqualTo(List.of("open null", "schedule PT5M", "amend null", "confirm PT7M"));
        assertThat(meetings.tampered(card.id())).isEmpty();
    }

    @Test
    void a_system_clock_set_back_makes_no_time_negative() {
        var card = meeting();
        clock.advance(Duration.ofMinutes(-5));

        var outcome = meetings.fire(card.id(), TOMORROW, REP);

        assertThat(read(outcome)).isEqualTo("теперь Запланирована за PT0S");
    }

    private String read(Outcome<Meeting.Data> outcome) {
        return outcome.fold(
                moved -> "теперь " + meetings.title(moved.card().stage(), Texts.RUSSIAN) + " за "
                        + moved.move().timeSpent().orElseThrow(),
                stayed -> "без перехода",
                refused -> "нет " + refused.reasons(Texts.RUSSIAN),
                other -> "ждём " + other.expected(Texts.RUSSIAN),
                stale -> "изменил " + stale.by());
    }

    private Card<Meeting.Data> meeting() {
        return meetings.open(new Meeting.Data("Показать прототип", "c1"), REP);
    }
}
