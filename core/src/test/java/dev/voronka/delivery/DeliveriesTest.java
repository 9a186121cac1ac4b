package dev.voronka.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.Card;
import dev.voronka.ContactRef;
import dev.voronka.Effect;
import dev.voronka.InvalidInput;
import dev.voronka.Role;
import dev.voronka.Texts;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.run.Funnel;
import dev.voronka.run.Voronka;
import dev.voronka.store.CardStore;
import dev.voronka.store.InMemoryCardStore;
import dev.voronka.store.Parcel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of effects: who gets them, in which order, how often, and what happens when that fails. */
class DeliveriesTest {

    private static final DeliverySettings SETTINGS = DeliverySettings.standard()
            .pauses(Duration.ofSeconds(10), 2, Duration.ofSeconds(60))
            .attempts(3);

    private final MovableClock clock = new MovableClock(Bed.MONDAY_TEN);
    private final CardStore store = new InMemoryCardStore();
    private final Told chat = new Told("chat");
    private final Told mail = new Told("mail");

    private final Directory people = Directory.of(
            Employee.of("e17", Role.REP).under("e2"), Employee.of("e2").under("e1"), Employee.of("e1", Role.DIRECTOR));

    private Voronka voronka(EffectHandler... handlers) {
        var builder = Voronka.builder()
                .process(Notes.PROCESS)
                .people(people)
                .clock(clock)
                .store(store)
                .delivery(SETTINGS);
        for (var handler : handlers) {
            builder.handler(handler);
        }
        return builder.build();
    }

    private static Funnel<Notes.Trigger, String> notes(Voronka voronka) {
        return voronka.funnel(Notes.PROCESS);
    }

    @Test
    void an_effect_goes_to_every_handler_that_takes_it_and_to_the_log_if_none_does() {
        var voronka = voronka(chat, mail);
        var card = Notes.card(notes(voronka));
        Notes.say(notes(voronka), card, "hello");

        assertThat(voronka.deliveries().backlog().byHandler())
                .containsExactly(Map.entry("chat", 1L), Map.entry("log", 2L), Map.entry("mail", 1L));
        assertThat(voronka.deliver()).isEqualTo(2 + 4);

        assertThat(chat.words()).containsExactly("hello");
        assertThat(mail.words()).containsExactly("hello");
        assertThat(voronka.deliveries().backlog().byHandler()).isEmpty();
        assertThat(notes(voronka).effects(card.id())).isEmpty();
        assertThat(voronka.deliver()).isZero();
    }

    @Test
    void what_is_written_to_people_outside_is_a_task_for_the_owner_where_nobody_writes() {
        var tasks = RecordingHandler.named("tasks").only(Effect.Task.class);
        var voronka = voronka(tasks);
        var card = Notes.card(notes(voronka));
        notes(voronka)
                .fire(card.id(), new Notes.WriteTo("c1", "invitation"), Notes.REP)
                .orThrow();

        assertThat(notes(voronka).effects(card.id()))
                .extracting(e -> e.effect())
                .contains(Effect.write(ContactRef.of("c1"), "invitation"));
        voronka.deliver();

        assertThat(tasks.effects(Effect.Task.class)).containsExactly((Effect.Task) Effect.task("invitation"));
        assertThat(voronka.deliveries().dead(9)).isEmpty();
    }

    @Test
    void what_is_written_to_people_outside_is_no_task_where_somebody_writes() {
        var tasks = RecordingHandler.named("tasks").only(Effect.Task.class);
        var letters = RecordingHandler.named("letters").only(Effect.Write.class);
        var voronka = voronka(tasks, letters);
        var card = Notes.card(notes(voronka));

        notes(voronka)
                .fire(card.id(), new Notes.WriteTo("c1", "invitation"), Notes.REP)
                .orThrow();
        voronka.deliver();

        assertThat(tasks.deliveries()).isEmpty();
        assertThat(letters.keys()).containsExactly(card.id() + "/2/2");
    }

    @Test
    void a_failure_in_the_middle_of_a_move_is_tried_again_from_there_with_the_same_key() {
        var voronka = voronka(chat);
        var card = Notes.card(notes(voronka));
        var keys = new ArrayList<String>();
        chat.before(d -> {
            keys.add(d.key() + " " + d.attempt());
            if (Told.word(d).equals("two") && d.attempt() == 1) {
                throw new IllegalStateException("the network of Ivan Petrov is down");
            }
        });
        Notes.say(notes(voronka), card, "one", "two", "three");
        Notes.say(notes(voronka), card, "four");

        voronka.deliver();
        assertThat(chat.words()).containsExactly("one");
        assertThat(voronka.deliver()).isZero();
        clock.advance(Duration.ofSeconds(11));
        voronka.deliver();

        assertThat(chat.words()).containsExactly("one", "two", "three", "four");
        assertThat(keys)
                .containsExactly(
                        card.id() + "/2/2 1",
                        card.id() + "/2/3 1",
                        card.id() + "/2/3 2",
                        card.id() + "/2/4 2",
                        card.id() + "/3/2 1");
    }

    @Test
    void a_foreign_message_which_may_tell_of_persons_is_not_kept() {
        var voronka = voronka(chat);
        chat.before(d -> {
            throw new IllegalStateException("the network of Ivan Petrov is down");
        });
        Notes.say(notes(voronka), Notes.card(notes(voronka)), "one");

        tryUntilDead(voronka);

        assertThat(voronka.deliveries().dead(9).get(0).why())
                .startsWith("java.lang.IllegalStateException at ")
                .contains("DeliveriesTest")
                .doesNotContain("Ivan");
    }

    @Test
    void who_says_when_to_try_again_is_tried_then() {
        var voronka = voronka(chat);
        chat.before(d -> {
            if (d.attempt() == 1) {
                throw new TryLater("busy", Duration.ofMinutes(30), null);
            }
        });
        Notes.say(notes(voronka), Notes.card(notes(voronka)), "one");

        voronka.deliver();
        clock.advance(Duration.ofMinutes(29));
        voronka.deliver();
        assertThat(chat.words()).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        voronka.deliver();

        assertThat(chat.words()).containsExactly("one");
    }

    @Test
    void pauses_grow_from_failure_to_failure_and_are_a_random_part_of_that() {
        var settings = DeliverySettings.standard();

        assertThat(settings.pause(1, 1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.pause(4, 1)).isEqualTo(Duration.ofSeconds(8));
        assertThat(settings.pause(4, 0.25)).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.pause(13, 1)).isEqualTo(Duration.ofHours(1));
        assertThat(settings.pause(10_000, 1)).isEqualTo(Duration.ofHours(1));
        assertThat(settings.pause(1, 0)).isPositive();
    }

    @Test
    void numbers_of_delivery_that_mean_nothing_are_refused() {
        var settings = DeliverySettings.standard();

        assertThatThrownBy(() -> settings.attempts(0))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("attempts");
        assertThatThrownBy(() -> settings.batch(0))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("batch");
        assertThatThrownBy(() -> settings.workers(65)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> settings.lease(Duration.ZERO)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> settings.idle(Duration.ZERO)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> settings.stopWithin(Duration.ofSeconds(-1))).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> settings.pauses(Duration.ofSeconds(1), Double.NaN, Duration.ofSeconds(9)))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void after_its_attempts_an_effect_is_a_dead_letter_that_stops_only_its_line() {
        var voronka = voronka(chat, mail);
        var notes = notes(voronka);
        var broken = Notes.card(notes);
        var whole = Notes.card(notes);
        chat.before(d -> {
            if (d.cardId().equals(broken.id())) {
                throw new TryLater("no such room");
            }
        });
        Notes.say(notes, broken, "one");
        Notes.say(notes, broken, "two");
        Notes.say(notes, whole, "three");

        tryUntilDead(voronka);

        assertThat(chat.words()).containsExactly("three");
        assertThat(mail.words()).containsExactlyInAnyOrder("one", "two", "three");
        assertThat(voronka.deliveries().dead(9)).extracting(Parcel::why).containsExactly("no such room");
        assertThat(voronka.deliveries().backlog().waiting()).isEqualTo(1);
    }

    @Test
    void a_dead_letter_that_is_tried_again_goes_out_before_what_came_after_it() {
        var voronka = voronka(chat);
        var card = Notes.card(notes(voronka));
        chat.before(d -> {
            throw new Undeliverable("no such room");
        });
        Notes.say(notes(voronka), card, "one");
        Notes.say(notes(voronka), card, "two");
        voronka.deliver();
        var dead = voronka.deliveries().dead(9).get(0);

        assertThat(voronka.deliveries().retry(dead)).isTrue();
        voronka.deliver();
        var again = voronka.deliveries().dead(9).get(0);
        assertThat(again.attempts()).isEqualTo(2);
        chat.before(d -> {});
        assertThat(voronka.deliveries().retry(again)).isTrue();
        assertThat(voronka.deliveries().retry(again)).isFalse();
        voronka.deliver();

        assertThat(chat.words()).containsExactly("one", "two");
    }

    @Test
    void a_dead_letter_that_is_dropped_lets_its_line_go_on() {
        var voronka = voronka(chat);
        var card = Notes.card(notes(voronka));
        chat.before(d -> {
            if (Told.word(d).equals("one")) {
                throw new Undeliverable("no such room");
            }
        });
        Notes.say(notes(voronka), card, "one");
        Notes.say(notes(voronka), card, "two");
        voronka.deliver();

        var dead = voronka.deliveries().dead(9).get(0);
        assertThat(voronka.deliveries().drop(dead)).isTrue();
        assertThat(voronka.deliveries().drop(dead)).isFalse();
        voronka.deliver();

        assertThat(chat.words()).containsExactly("two");
        assertThat(voronka.deliveries().dead(9)).isEmpty();
    }

    @Test
    void nothing_is_taken_to_a_paused_handler_and_the_others_go_on() {
        var voronka = voronka(chat, mail);
        voronka.deliveries().pause("chat");
        Notes.say(notes(voronka), Notes.card(notes(voronka)), "one");

        voronka.deliver();
        assertThat(chat.words()).isEmpty();
        assertThat(mail.words()).containsExactly("one");
        assertThat(voronka.deliveries().paused()).containsExactly("chat");
        voronka.deliveries().resume("chat");
        voronka.deliver();

        assertThat(chat.words()).containsExactly("one");
        assertThatThrownBy(() -> voronka.deliveries().pause("fax"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("chat, mail, log");
    }

    @Test
    void a_pause_within_a_batch_gives_back_what_was_not_begun() {
        var voronka = voronka(chat);
        chat.before(d -> voronka.deliveries().pause("chat"));
        var notes = notes(voronka);
        Notes.say(notes, Notes.card(notes), "one");
        Notes.say(notes, Notes.card(notes), "two");
        Notes.say(notes, Notes.card(notes), "three", "four");

        voronka.deliver();
        assertThat(chat.words()).hasSize(1);
        chat.before(d -> {});
        voronka.deliveries().resume("chat");
        voronka.deliver();

        assertThat(chat.words()).containsExactlyInAnyOrder("one", "two", "three", "four");
    }

    @Test
    void what_waits_for_a_handler_that_is_gone_is_kept_and_listed_until_one_comes() {
        Notes.say(notes(voronka(chat)), Notes.card(notes(voronka(chat))), "one");

        var without = voronka();
        without.deliver();
        assertThat(without.deliveries().unclaimed()).containsExactly(Map.entry("chat", 1L));
        assertThat(without.deliver()).isZero();
        voronka(chat).deliver();

        assertThat(chat.words()).containsExactly("one");
        assertThat(without.deliveries().unclaimed()).isEmpty();
    }

    @Test
    void what_waits_for_a_handler_that_will_not_come_back_can_be_logged_and_gone() {
        var notes = notes(voronka(chat));
        Notes.say(notes, Notes.card(notes), "one");

        var after = voronka(LogHandler.named("chat"));
        after.deliver();
        Notes.say(notes(after), Notes.card(notes(after)), "two");

        assertThat(after.deliveries().unclaimed()).isEmpty();
        assertThat(after.deliveries().backlog().byHandler()).containsOnlyKeys("log");
    }

    @Test
    void of_mirrors_that_wait_only_the_newest_is_carried_out() {
        var crm = RecordingHandler.named("crm").only(Effect.Mirror.class);
        var voronka = voronka(crm);
        var card = Notes.card(notes(voronka));
        Notes.say(notes(voronka), card);
        notes(voronka).fire(card.id(), new Notes.Finish(), Notes.REP).orThrow();

        voronka.deliver();

        assertThat(crm.keys()).containsExactly(card.id() + "/3/0");
        assertThat(crm.deliveries().get(0).card().orElseThrow().stage()).isEqualTo(Notes.Place.DONE);
    }

    @Test
    void an_older_mirror_is_carried_out_if_no_newer_one_waits() {
        var crm = RecordingHandler.named("crm").only(Effect.Mirror.class);
        var card = Notes.card(notes(voronka(crm)));
        var without = voronka();
        notes(without).fire(card.id(), new Notes.Finish(), Notes.REP).orThrow();
        without.deliver();

        voronka(crm).deliver();

        assertThat(crm.keys()).containsExactly(card.id() + "/1/0");
    }

    @Test
    void who_takes_longer_than_the_lease_settles_nothing_and_is_repeated_with_the_same_key() {
        var voronka = voronka(chat);
        var card = Notes.card(notes(voronka));
        var keys = new ArrayList<String>();
        var other = voronka(chat);
        chat.before(d -> {
            keys.add(d.key());
            if (keys.size() == 1) {
                clock.advance(Duration.ofSeconds(61));
                other.deliver();
            }
        });
        Notes.say(notes(voronka), card, "one", "two");

        voronka.deliver();

        assertThat(keys).containsExactly(card.id() + "/2/2", card.id() + "/2/2", card.id() + "/2/3");
        assertThat(voronka.deliveries().backlog().waiting()).isZero();
    }

    @Test
    void a_slow_handler_gives_back_what_it_would_begin_in_the_second_half_of_its_lease() {
        var voronka = voronka(chat);
        var notes = notes(voronka);
        List.of("one", "two", "three").forEach(w -> Notes.say(notes, Notes.card(notes), w));
        var stolen = new ArrayList<Parcel>();
        chat.before(d -> {
            clock.advance(Duration.ofSeconds(31));
            stolen.addAll(store.outbox().take(Set.of("chat"), clock.instant(), clock.instant(), 9));
        });

        voronka.deliver();

        assertThat(chat.words()).hasSize(3);
        assertThat(stolen).isEmpty();
        assertThat(voronka.deliveries().backlog().waiting()).isZero();
    }

    @Test
    void a_handler_that_crashes_when_it_is_asked_is_taken_to_say_yes() {
        var fussy = new EffectHandler() {
            private boolean isWell;

            @Override
            public String code() {
                return "fussy";
            }

            @Override
            public boolean takes(Effect effect) {
                throw new IllegalStateException("not now");
            }

            @Override
            public void deliver(Delivery delivery) {
                isWell = true;
            }
        };
        var voronka = voronka(fussy);

        Notes.card(notes(voronka));

        assertThat(voronka.deliver()).isEqualTo(2);
        assertThat(fussy.isWell).isTrue();
    }

    @Test
    void a_role_is_the_nearest_head_of_the_owner_who_has_it() {
        var recorder = RecordingHandler.named("all");
        var voronka = voronka(recorder);
        var card = Notes.card(notes(voronka));
        voronka.deliver();
        var delivery = recorder.deliveries().get(0);

        assertThat(delivery.employee(new dev.voronka.Addressee.Owner())).contains("e17");
        assertThat(delivery.employee(new dev.voronka.Addressee.Employee("e9"))).contains("e9");
        assertThat(delivery.employee(new dev.voronka.Addressee.Holder(Role.HEAD)))
                .contains("e2");
        assertThat(delivery.employee(new dev.voronka.Addressee.Holder(Role.DIRECTOR)))
                .contains("e1");
        assertThat(delivery.employee(new dev.voronka.Addressee.Holder(Role.REP)))
                .contains("e17");
        assertThat(delivery.employee(new dev.voronka.Addressee.Holder(Role.LEGAL)))
                .isEmpty();
        assertThat(delivery.card().map(Card::id)).contains(card.id());
        assertThat(delivery.title(Notes.Place.OPEN, Texts.RUSSIAN)).isEqualTo("stage.OPEN");
    }

    @Test
    void a_handler_that_breaks_with_any_error_makes_a_dead_letter_and_holds_up_no_other_card() {
        var voronka = voronka(chat);
        chat.before(d -> {
            if (Told.word(d).equals("bad")) {
                throw new Error("a handler of the host's");
            }
        });
        Notes.say(notes(voronka), Notes.card(notes(voronka)), "bad");
        Notes.say(notes(voronka), Notes.card(notes(voronka)), "good");

        voronka.deliver();
        assertThat(chat.words()).containsExactly("good");
        tryUntilDead(voronka);

        assertThat(voronka.deliveries().dead(9))
                .singleElement()
                .satisfies(p ->
                        assertThat(p.why()).startsWith("java.lang.Error at ").doesNotContain("host's"));
    }

    @Test
    void an_effect_that_is_put_off_for_longer_than_time_lasts_comes_again_within_a_year_or_so() {
        var voronka = voronka(chat);
        chat.before(d -> {
            if (d.attempt() == 1) {
                throw new TryLater("later", Duration.ofSeconds(Long.MAX_VALUE), null);
            }
        });
        Notes.say(notes(voronka), Notes.card(notes(voronka)), "hello");

        voronka.deliver();
        assertThat(chat.words()).isEmpty();
        clock.advance(Duration.ofDays(366));
        voronka.deliver();

        assertThat(chat.words()).containsExactly("hello");
    }

    @Test
    void a_number_of_dead_letters_below_nothing_is_refused() {
        assertThatThrownBy(() -> voronka(chat).deliveries().dead(-1))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("-1");
    }

    @Test
    void handlers_whose_codes_cannot_be_kept_apart_are_refused_at_once() {
        assertThatThrownBy(() -> voronka(chat, new Told("chat")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("Two handlers have the code \"chat\"")
                .hasMessageContaining(Told.class.getName());
        assertThatThrownBy(() -> voronka(new Told("log")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("last resort");
        assertThatThrownBy(() -> voronka(new Told("Chat Room")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("Chat Room");
    }

    @Test
    void an_event_bus_of_the_host_hears_of_effects() {
        var heard = new ArrayList<Object>();
        org.springframework.context.ApplicationEventPublisher spring = heard::add;
        var voronka = voronka(EventHandler.named("events", spring::publishEvent).only(Effect.Mirror.class::isInstance));
        var card = Notes.card(notes(voronka));

        voronka.deliver();

        assertThat(heard)
                .containsExactly(new EventHandler.Event(
                        card.id() + "/1/0", card.id(), 1, "mirror", new Effect.Mirror(Notes.Place.OPEN)));
    }

    private void tryUntilDead(Voronka voronka) {
        for (var i = 0; i < SETTINGS.attempts(); i++) {
            voronka.deliver();
            clock.advance(SETTINGS.longestPause());
        }
    }
}
