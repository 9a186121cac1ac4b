package dev.voronka.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.Code;
import dev.voronka.CommonTrigger;
import dev.voronka.ContactRef;
import dev.voronka.CustomField;
import dev.voronka.Effect;
import dev.voronka.FailGroup;
import dev.voronka.Guard;
import dev.voronka.Header;
import dev.voronka.InvalidInput;
import dev.voronka.Message;
import dev.voronka.NotTaken;
import dev.voronka.Port;
import dev.voronka.PortFailed;
import dev.voronka.Reason;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.StepCrashed;
import dev.voronka.TextRef;
import dev.voronka.Texts;
import dev.voronka.When;
import dev.voronka.WorkingTime;
import dev.voronka.delivery.RecordingHandler;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.process.incominglead.Channel;
import dev.voronka.process.incominglead.LeadData;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.store.JacksonCodec;
import dev.voronka.store.jdbc.Databases;
import dev.voronka.store.jdbc.JdbcCardStore;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Definitions and hosts that misbehave: each of these once did harm. */
class HostileHostTest {

    enum Place implements Stage {
        NEW,
        DONE,
        LOST_A,
        LOST_B,
        LOST_C
    }

    sealed interface Trigger extends dev.voronka.Trigger {}

    @Code("go")
    record Go() implements Trigger {}

    @Code("ring")
    record Ring() implements Trigger {}

    @Code("other")
    record Other() implements Trigger {}

    @Code("go")
    record Impostor() implements dev.voronka.Trigger {}

    interface Echo extends Port<Object, String> {}

    private static final Actor REP = Actor.employee("e17", Role.REP);
    private final MovableClock clock = new MovableClock(Bed.MONDAY_TEN);

    /** A process of one step in which one part may be made hostile. */
    private static final class Shop {
        Function<String, @Nullable Header> header = Header::of;
        Guard<String, Object> guard = Guard.onData("is-fine", d -> true);
        Function<String, List<Effect>> effects = d -> List.of();
        Function<String, Object> question = d -> d;
        Function<Card<String>, @Nullable String> holder = c -> "e17";
        Function<String, String> employee = d -> "e17";
        Supplier<Trigger> timer = Ring::new;
        Guard<String, Object> timerGuard = Guard.onData("may-ring", d -> true);

        @SuppressWarnings("NullAway")
        SalesProcess<Trigger, String> process() {
            return SalesProcess.named("shop", Place.class, Trigger.class, String.class)
                    .texts(Texts.codesThemselves())
                    .header(d -> header.apply(d))
                    .held(Role.RESULT_OWNER, c -> holder.apply(c))
                    .startsIn(Place.NEW)
                    .mainPath(Place.NEW, Place.DONE)
                    .stage(
                            Place.NEW,
                            s -> s.ownedBy(Role.REP)
                                    .within(WorkingTime.workingDays(1))
                                    .mayFail(Place.LOST_A, Place.LOST_B, Place.LOST_C)
                                    .on(Go.class)
                                    .by(Role.RESULT_OWNER)
                                    .consult(Echo.class, x -> question.apply(x.data()))
                                    .when(guard)
                                    .assignTo(x -> employee.apply(x.data()))
                                    .emitAll(x -> effects.apply(x.data()))
                                    .goTo(Place.DONE)
                                    .on(Other.class)
                                    .stay()
                                    .fires(() -> timer.get(), When.after(WorkingTime.workingMinutes(10)))
                                    .on(Ring.class)
                                    .when(timerGuard)
                                    .stay())
                    .succeedsIn(Place.DONE)
                    .failsIn(FailGroup.OTHER, Place.LOST_A, Place.LOST_B, Place.LOST_C)
                    .build();
        }
    }

    private Voronka voronka() {
        return Voronka.builder().clock(clock).port(Echo.class, asked -> "echo").build();
    }

    private Funnel<Trigger, String> funnel(Shop shop) {
        return voronka().funnel(shop.process());
    }

    private static void untouched(Funnel<?, String> funnel, Card<String> card) {
        assertThat(funnel.card(card.id())).isEqualTo(card);
        assertThat(funnel.history(card.id())).hasSize(1);
        assertThat(funnel.tampered(card.id())).isEmpty();
    }

    @Test
    void a_header_that_is_null_opens_no_card_and_leaves_the_key_free() {
        var shop = new Shop();
        shop.header = d -> null;
        var funnel = funnel(shop);

        assertThatThrownBy(() -> funnel.open("x", REP, Terms.keyed("k")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("must always give a Header");
        shop.header = Header::of;

        var card = funnel.open("x", REP, Terms.keyed("k"));
        assertThat(funnel.card(card.id())).isEqualTo(card);
    }

    @Test
    void a_part_that_crashes_names_its_place_and_leaves_the_card_untouched() {
        var crashes = new HashMap<String, Shop>();
        var shop = new Shop();
        shop.guard = Guard.onData("is-fine", d -> {
            throw new IllegalStateException("секрет");
        });
        crashes.put("guard is-fine", shop);
        shop = new Shop();
        shop.guard = Guard.onData("is-fine", d -> {
            throw new AssertionError();
        });
        crashes.put("guard is-fine ", shop);
        shop = new Shop();
        shop.effects = d -> Arrays.asList((Effect) null);
        crashes.put("effect", shop);
        shop = new Shop();
        shop.question = d -> {
            throw new IllegalStateException();
        };
        crashes.put("question to Echo", shop);
        shop = new Shop();
        shop.holder = c -> {
            throw new IllegalStateException();
        };
        crashes.put("right to fire", shop);
        shop = new Shop();
        shop.employee = d -> " ";
        crashes.put("assignment", shop);

        crashes.forEach((step, broken) -> {
            var funnel = funnel(broken);
            var card = funnel.open("x", REP);

            assertThatThrownBy(() -> funnel.fire(card.id(), new Go(), REP))
                    .isInstanceOf(StepCrashed.class)
                    .hasMessageContaining("Process shop, stage NEW, trigger go: " + step.strip() + " crashed")
                    .hasMessageNotContaining("секрет");
            untouched(funnel, card);
        });
    }

    @Test
    void a_question_that_is_not_equal_to_itself_is_told_instead_of_asked_for_ever() {
        var shop = new Shop();
        shop.question = d -> new byte[] {1};
        var funnel = funnel(shop);
        var card = funnel.open("x", REP);

        assertThatThrownBy(() -> funnel.fire(card.id(), new Go(), REP))
                .isInstanceOf(PortFailed.class)
                .hasMessageContaining("not equal to itself");
        untouched(funnel, card);
    }

    @Test
    void a_port_that_throws_an_error_is_a_failed_port() {
        var funnel = Voronka.builder()
                .port(Echo.class, asked -> {
                    throw new AssertionError();
                })
                .build()
                .funnel(new Shop().process());
        var card = funnel.open("x", REP);

        assertThatThrownBy(() -> funnel.fire(card.id(), new Go(), REP)).isInstanceOf(PortFailed.class);
        untouched(funnel, card);
    }

    @Test
    void timers_that_crash_or_fire_nonsense_keep_nobody_else_waiting() {
        var shop = new Shop();
        var voronka = voronka();
        var shops = voronka.funnel(shop.process());
        var meetings = voronka.funnel(Meeting.PROCESS);
        var bad = shops.open("плохая", REP);
        var good = shops.open("хорошая", REP);
        var meeting = meetings.open(new Meeting.Data("цель", "c1"), REP);
        meetings.fire(meeting.id(), new CommonTrigger.Hold(clock.instant().plusSeconds(60)), REP);
        clock.advance(Duration.ofMinutes(11));

        var first = new AtomicBoolean(true);
        shop.timer = () -> {
            if (first.getAndSet(false)) {
                throw new IllegalStateException("сломан");
            }
            return new Ring();
        };

        assertThat(voronka.fireDue()).as("one of two shops and the meeting").isEqualTo(2);
        assertThat(meetings.card(meeting.id()).isOnHold()).isFalse();
        assertThat(voronka.fireDue())
                .as("nothing while the other one is put off")
                .isZero();
        clock.advance(Duration.ofMinutes(1));
        assertThat(voronka.fireDue()).as("the other one a minute later").isEqualTo(1);
        shop.timer = Go::new;
        assertThat(List.of(shops.card(bad.id()), shops.card(good.id())))
                .allMatch(c -> c.visit().rung().contains("ring"));
    }

    @Test
    void a_refused_timer_is_noted_once_and_not_tried_again() {
        var shop = new Shop();
        shop.timerGuard = Guard.onData("may-ring", d -> false);
        var voronka = voronka();
        var funnel = voronka.funnel(shop.process());
        var card = funnel.open("x", REP);
        clock.advance(Duration.ofMinutes(11));

        assertThat(voronka.fireDue()).isEqualTo(1);
        assertThat(voronka.fireDue()).isZero();

        assertThat(funnel.attempts(card.id()))
                .extracting(a -> a.reasons())
                .containsExactly(List.of(Reason.of("may-ring")));
        assertThat(funnel.card(card.id()).version()).isEqualTo(1);
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void a_foreign_trigger_under_the_same_code_is_refused() {
        var funnel = funnel(new Shop());
        var card = funnel.open("x", REP);

        assertThatThrownBy(() -> ((Funnel) funnel).fire(card.id(), (dev.voronka.Trigger) new Impostor(), REP))
                .isInstanceOfAny(InvalidInput.class, ClassCastException.class);
        assertThatThrownBy(() -> ((Funnel) funnel).open(42, REP)).isInstanceOf(InvalidInput.class);
        untouched(funnel, card);
    }

    @Test
    @SuppressWarnings("NullAway")
    void nulls_inside_triggers_and_data_are_the_callers_mistake_and_named() {
        var meetings = voronka().funnel(Meeting.PROCESS);
        var card = meetings.open(new Meeting.Data("цель", "c1"), REP);

        for (var trigger : List.of(
                new CommonTrigger.Fail(null, "x"),
                new CommonTrigger.Fail(Meeting.Stage.CANCELLED_BY_US, null),
                new CommonTrigger.Hold(null),
                new CommonTrigger.Reassign(null))) {
            assertThatThrownBy(() -> meetings.fire(card.id(), trigger, REP))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("is null. Nothing was done");
        }
        assertThatThrownBy(() -> meetings.fire(card.id(), new Meeting.Schedule(null, Duration.ofHours(1), "x"), REP))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("has no start");
        assertThatThrownBy(() -> meetings.open(new Meeting.Data(null, ContactRef.NONE), REP))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("has no goal");
        assertThatThrownBy(() -> new CommonTrigger.Amend(null, null, null)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> new CardId(null)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Actor.employee(null)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> meetings.cards(null)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> meetings.fire(card.id(), new Meeting.ConfirmByClient(), REP, null))
                .isInstanceOf(InvalidInput.class);
        assertThat(meetings.card(card.id())).isEqualTo(card);
    }

    @Test
    void a_payload_that_is_too_large_is_refused_like_data_that_is() {
        var funnel = Voronka.builder().largestData(1000).build().funnel(Meeting.PROCESS.with(CustomField.text("note")));
        var card = funnel.open(new Meeting.Data("цель", "c1"), REP);
        var huge = "x".repeat(2000);

        assertThatThrownBy(() -> funnel.fire(card.id(), CommonTrigger.Amend.fields(Map.of("note", huge)), REP))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("at most 1000");
        assertThatThrownBy(
                        () -> funnel.fire(card.id(), new CommonTrigger.Fail(Meeting.Stage.CANCELLED_BY_US, huge), REP))
                .isInstanceOf(InvalidInput.class);
        assertThat(funnel.card(card.id())).isEqualTo(card);
    }

    @Test
    void a_custom_field_is_cleared_by_null_and_a_number_is_found_whatever_its_zeros() {
        var funnel = voronka().funnel(Meeting.PROCESS.with(CustomField.of("budget", CustomField.Type.NUMBER)));
        var card = funnel.open(new Meeting.Data("цель", "c1"), REP);
        funnel.fire(card.id(), CommonTrigger.Amend.fields(Map.of("budget", new BigDecimal("1.0"))), REP);
        assertThat(funnel.cards(CardQuery.open().field("budget", BigDecimal.ONE)))
                .hasSize(1);
        assertThatThrownBy(() -> funnel.cards(CardQuery.open().field("budjet", BigDecimal.ONE)))
                .isInstanceOf(InvalidInput.class);

        var cleared = new HashMap<String, Object>();
        cleared.put("budget", null);
        funnel.fire(card.id(), CommonTrigger.Amend.fields(cleared), REP);

        assertThat(funnel.card(card.id()).fields()).isEmpty();
    }

    @Test
    void a_query_that_names_no_stage_is_refused_instead_of_finding_all() {
        assertThatThrownBy(() -> CardQuery.inStage()).isInstanceOf(InvalidInput.class);
    }

    @Test
    void ids_that_repeat_are_told_and_no_card_is_lost_silently() {
        var one = new CardId(new UUID(0, 1));
        var funnel = Voronka.builder().ids(() -> one).build().funnel(Meeting.PROCESS);
        var data = new Meeting.Data("цель", "c1");

        assertThatThrownBy(() -> funnel.openAll(List.of(data, data), REP))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("an id that is taken");
        assertThatThrownBy(() -> funnel.open(data, REP)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void what_a_person_has_typed_is_never_read_as_a_reference_to_a_text() {
        var texts = Meeting.PROCESS.texts();

        var said = Message.of("moved-because", "e1", "a", "b", "c", "@stage.SUCCESS, @role.HEAD")
                .text(texts, Texts.RUSSIAN);
        var meant = Message.of("moved-because", "e1", "a", "b", "c", new TextRef("stage.SUCCESS"))
                .text(texts, Texts.RUSSIAN);

        assertThat(said).contains("@stage.SUCCESS, @role.HEAD");
        assertThat(meant).contains("Успех");
    }

    @Test
    void a_program_is_not_the_person_of_the_same_name() {
        var funnel = funnel(new Shop());
        var card = funnel.open("x", REP);

        assertThat(funnel.fire(card.id(), new Go(), Actor.system("e17")).isTaken())
                .isFalse();
        assertThat(funnel.fire(card.id(), new Go(), REP).isTaken()).isTrue();
        assertThatThrownBy(() -> Actor.employee("e1\u001f")).isInstanceOf(InvalidInput.class);
    }

    @Test
    void helper_methods_of_a_record_do_not_get_into_its_stored_form() {
        var codec = new JacksonCodec();

        assertThat(new String(codec.canonical(ContactRef.of("c1")), StandardCharsets.UTF_8))
                .isEqualTo("{\"id\":\"c1\"}");
        assertThat(new String(codec.canonical(Set.of(1, 2, 10)), StandardCharsets.UTF_8))
                .isEqualTo("[1,10,2]");
    }

    @Test
    void cards_and_moves_are_printed_without_what_tells_of_a_person() {
        var lead = LeadData.of("Сайт", Channel.WEBSITE, "Меня зовут Анна").phones("8 916 123-45-67");
        var funnel = voronka().funnel(dev.voronka.process.incominglead.IncomingLead.PROCESS);

        var card = funnel.open(lead, REP);

        assertThat(card + " " + funnel.history(card.id()) + lead)
                .doesNotContain("916")
                .doesNotContain("Анна");
    }

    @Test
    void a_guard_that_crashes_spoils_its_own_button_only() {
        var shop = new Shop();
        shop.guard = Guard.onData("is-fine", d -> {
            throw new IllegalStateException();
        });
        var funnel = funnel(shop);
        var card = funnel.open("x", REP);

        var options = funnel.allowed(card.id(), REP);

        assertThat(options.get(0).reasons())
                .containsExactly(new Reason("definition-is-whole", List.of("guard is-fine")));
        assertThat(options.get(1).would()).isEqualTo(Option.Would.BE_TAKEN);
    }

    @Test
    void an_end_that_may_be_reopened_says_so() {
        var meetings = voronka().funnel(Meeting.PROCESS);
        var card = meetings.open(new Meeting.Data("цель", "c1"), REP);
        meetings.fire(card.id(), new CommonTrigger.Fail(Meeting.Stage.CANCELLED_BY_US, "передумали"), REP);

        assertThatThrownBy(() -> meetings.fire(card.id(), new Meeting.ConfirmByClient(), REP)
                        .orThrow())
                .isInstanceOf(NotTaken.class)
                .hasMessageContaining("Expected here: reopen.");
    }

    @Test
    void a_builder_that_is_given_nothing_says_so_at_once_instead_of_keeping_cards_in_the_heap() {
        assertThatThrownBy(() -> Voronka.builder().dataSource(null))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("data source");
        assertThatThrownBy(() -> Voronka.builder().store(null)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Voronka.builder().department(null)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Voronka.builder().people(null)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Voronka.builder().clock(null)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Voronka.builder().handler(null)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Voronka.builder().largestData(0))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("at least 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-08T10:00+03:00[Europe/Moscow]", "9998-11-23T10:00+03:00[Europe/Moscow]"})
    void a_clock_that_is_centuries_off_still_writes_a_history_that_verifies(String now) {
        var voronka = Voronka.builder()
                .clock(new MovableClock(ZonedDateTime.parse(now)))
                .build();

        voronka.funnel(Meeting.PROCESS).open(new Meeting.Data("показать прототип", "c1"), REP);

        assertThat(voronka.verifyHistory().faults()).isEmpty();
    }

    @Code("ring-bell")
    record RingBell(String tone) implements Effect {}

    /** Spring Boot makes the store before the builder. */
    @Test
    void an_effect_of_the_hosts_own_is_told_to_a_store_that_was_made_before() {
        var shop = new Shop();
        shop.effects = d -> List.of(new RingBell("до"));
        try (var source = Databases.h2InMemory()) {
            var bells = RecordingHandler.named("bells").only(RingBell.class);
            var voronka = Voronka.builder()
                    .clock(clock)
                    .port(Echo.class, asked -> "echo")
                    .store(JdbcCardStore.on(source))
                    .effect(RingBell.class)
                    .handler(bells)
                    .build();
            var funnel = voronka.funnel(shop.process());
            var card = funnel.open("x", REP);

            funnel.fire(card.id(), new Go(), Actor.employee("e17", Role.RESULT_OWNER))
                    .orThrow();
            voronka.deliver();

            assertThat(bells.effects(RingBell.class)).containsExactly(new RingBell("до"));
        }
    }
}
