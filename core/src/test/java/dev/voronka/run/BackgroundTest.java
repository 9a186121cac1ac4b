package dev.voronka.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.voronka.Card;
import dev.voronka.CommonTrigger;
import dev.voronka.Effect;
import dev.voronka.delivery.Delivery;
import dev.voronka.delivery.DeliverySettings;
import dev.voronka.delivery.EffectHandler;
import dev.voronka.delivery.Notes;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.store.CardStore;
import dev.voronka.store.InMemoryCardStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens between a start and a close. */
class BackgroundTest {

    /** A handler whose calls a test can hold up. */
    private static final class Slow implements EffectHandler {
        final ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch mayEnd = new CountDownLatch(1);
        volatile boolean isHeld;
        volatile boolean wasInterrupted;

        @Override
        public String code() {
            return "slow";
        }

        @Override
        public boolean takes(Effect effect) {
            return effect instanceof Effect.Tell;
        }

        @Override
        public void deliver(Delivery delivery) throws InterruptedException {
            begun.countDown();
            if (isHeld) {
                try {
                    mayEnd.await();
                } catch (InterruptedException stopped) {
                    wasInterrupted = true;
                    throw stopped;
                }
            }
            told.add(delivery.message().orElseThrow().code());
        }
    }

    private final MovableClock clock = new MovableClock(Bed.MONDAY_TEN);
    private final CardStore store = new InMemoryCardStore();
    private final Slow slow = new Slow();
    private Voronka voronka = voronka(DeliverySettings.standard());

    private Voronka voronka(DeliverySettings settings) {
        return Voronka.builder()
                .process(Notes.PROCESS)
                .clock(clock)
                .store(store)
                .handler(slow)
                .delivery(settings)
                .build();
    }

    private Card<String> say(String... words) {
        var notes = voronka.funnel(Notes.PROCESS);
        var card = Notes.card(notes);
        Notes.say(notes, card, words);
        return card;
    }

    @AfterEach
    void everything_ends() {
        slow.mayEnd.countDown();
        voronka.close();
    }

    @Test
    void there_is_no_thread_before_the_start_and_none_after_the_close() {
        say("one");
        assertThat(threads()).isEmpty();

        voronka.start();
        voronka.start();
        assertThat(threads())
                .containsExactlyInAnyOrder(
                        "voronka-delivery-log-1", "voronka-delivery-slow-1", "voronka-sweep", "voronka-daily");
        voronka.close();
        voronka.close();

        assertThat(threads()).isEmpty();
    }

    @Test
    void an_effect_leaves_as_soon_as_it_is_written_and_does_not_wait_for_a_look_at_the_store() {
        voronka = voronka(DeliverySettings.standard().idle(Duration.ofHours(1)));
        voronka.start();
        // By doubling its pauses from 50 ms on, an idle thread looks rarer and rarer: only the ring can be quick.
        await().until(() -> threadState("voronka-delivery-slow-1") == Thread.State.TIMED_WAITING);

        say("one");

        await().atMost(Duration.ofSeconds(10)).until(() -> slow.told.contains("one"));
    }

    @Test
    void what_was_written_before_the_start_and_by_other_nodes_is_found() {
        say("one");
        voronka.start();
        await().until(() -> slow.told.contains("one"));

        var other = voronka(DeliverySettings.standard());
        var notes = other.funnel(Notes.PROCESS);
        Notes.say(notes, Notes.card(notes), "two");

        await().until(() -> slow.told.contains("two"));
    }

    @Test
    void a_close_lets_the_call_end_that_is_under_way_and_gives_back_what_was_not_begun() throws InterruptedException {
        slow.isHeld = true;
        say("one", "two");
        say("three");
        voronka.start();
        slow.begun.await();

        var closing = new Thread(voronka::close);
        closing.start();
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        slow.mayEnd.countDown();
        closing.join();

        assertThat(slow.wasInterrupted).isFalse();
        assertThat(slow.told).hasSize(1);
        slow.isHeld = false;
        voronka.deliver();
        assertThat(slow.told).containsExactlyInAnyOrder("one", "two", "three");
    }

    @Test
    void a_close_interrupts_a_call_that_hangs_and_the_effect_is_repeated() throws InterruptedException {
        voronka = voronka(DeliverySettings.standard().stopWithin(Duration.ofMillis(50)));
        slow.isHeld = true;
        say("one");
        voronka.start();
        slow.begun.await();

        voronka.close();

        await().until(() -> slow.wasInterrupted);
        assertThat(slow.told).isEmpty();
        slow.isHeld = false;
        await().until(() -> voronka.deliver() > 0);
        assertThat(slow.told).containsExactly("one");
    }

    @Test
    void a_close_can_be_followed_by_another_start() {
        voronka.start();
        voronka.close();
        voronka.start();

        say("one");

        await().until(() -> slow.told.contains("one"));
    }

    @Test
    void cards_wake_up_by_themselves_once_it_is_started() {
        var card = say("one");
        var notes = voronka.funnel(Notes.PROCESS);
        notes.fire(card.id(), new CommonTrigger.Hold(clock.instant().plusSeconds(60)), Notes.REP)
                .orThrow();
        voronka.start();

        clock.advance(Duration.ofMinutes(2));

        await().atMost(10, TimeUnit.SECONDS).until(() -> !notes.card(card.id()).isOnHold());
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isDaemon)
                .map(Thread::getName)
                .filter(n -> n.startsWith("voronka-"))
                .toList();
    }

    private static Thread.State threadState(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().equals(name))
                .map(Thread::getState)
                .findFirst()
                .orElse(Thread.State.TERMINATED);
    }
}
