package dev.voronka.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.voronka.Actor;
import dev.voronka.CardId;
import dev.voronka.Effect;
import dev.voronka.Role;
import dev.voronka.deadline.Ladder;
import dev.voronka.delivery.Delivery;
import dev.voronka.delivery.DeliverySettings;
import dev.voronka.delivery.EffectHandler;
import dev.voronka.delivery.Observer;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.run.Voronka;
import dev.voronka.store.CardStore;
import dev.voronka.store.InMemoryCardStore;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What a voronka does by itself in an application on Spring Boot, and how it is watched. */
class BackgroundWorkTest {

    private static final Actor REP = Actor.employee("e17", Role.REP);

    private final Queue<Effect> delivered = new ConcurrentLinkedQueue<>();
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(VoronkaAutoConfiguration.class))
            .withBean(EffectHandler.class, () -> new Postman(delivered));

    @Test
    void effects_reach_the_applications_handlers_by_themselves() {
        application.run(context -> {
            meeting(context.getBean(Voronka.class));

            await().atMost(Duration.ofSeconds(20)).until(() -> !delivered.isEmpty());
        });
    }

    @Test
    void the_work_ends_with_the_application() {
        var store = new InMemoryCardStore();
        var left = new Object() {
            Voronka voronka;
        };
        application.withBean(CardStore.class, () -> store).run(context -> {
            assertThat(context.getBean(BackgroundWork.class).isRunning()).isTrue();
            assertThat(threads()).isNotEmpty();
            left.voronka = context.getBean(Voronka.class);
        });

        assertThat(threads()).isEmpty();
        assertThat(meeting(left.voronka)).isNotNull();
        assertThat(delivered).isEmpty();
    }

    @Test
    void a_node_can_be_left_without_background_work() {
        application.withPropertyValues("voronka.start=false").run(context -> {
            assertThat(context).hasNotFailed().doesNotHaveBean(BackgroundWork.class);
            assertThat(threads()).isEmpty();

            meeting(context.getBean(Voronka.class));

            assertThat(context.getBean(Voronka.class).deliver()).isPositive();
            assertThat(delivered).isNotEmpty();
        });
    }

    @Test
    void a_number_that_delivery_refuses_is_refused_with_the_propertys_name() {
        application.withPropertyValues("voronka.delivery.attempts=0").run(context -> {
            assertThat(context).hasFailed();
            assertThat(context.getStartupFailure())
                    .hasStackTraceContaining("voronka.delivery")
                    .hasStackTraceContaining("The attempts of delivery are 0; it must be 1 to 10000.");
        });
        application
                .withPropertyValues("voronka.delivery.lease=soon")
                .run(context ->
                        assertThat(context.getStartupFailure()).hasStackTraceContaining("voronka.delivery.lease"));
    }

    @Test
    void numbers_that_are_not_said_are_the_standard_ones() {
        application.run(context -> assertThat(
                        context.getBean(VoronkaProperties.class).delivery().settings())
                .isEqualTo(DeliverySettings.standard()));
    }

    @Test
    void the_ladder_is_the_applications_and_can_be_switched_off() {
        var clock = new MovableClock(Bed.MONDAY_TEN);
        var byHand = application.withBean(Clock.class, () -> clock).withPropertyValues("voronka.start=false");

        assertThat(rungsOfALateCard(byHand, clock)).isPositive();
        assertThat(rungsOfALateCard(byHand.withPropertyValues("voronka.ladder=false"), clock))
                .isZero();
        assertThat(rungsOfALateCard(
                        byHand.withBean(Ladder.class, () -> Ladder.none().breach()), clock))
                .isOne();
    }

    private static int rungsOfALateCard(ApplicationContextRunner application, MovableClock clock) {
        var rungs = new AtomicInteger();
        application.run(context -> {
            var voronka = context.getBean(Voronka.class);
            var card = meeting(voronka);
            clock.advance(Duration.ofDays(1));
            clock.advance(Duration.ofMinutes(1));
            voronka.fireDue();
            rungs.set(voronka.funnel(Meeting.PROCESS).deadlines(card).size());
        });
        return rungs.get();
    }

    @Test
    void a_customizer_has_the_last_word() {
        var id = new CardId(new UUID(7, 7));

        application
                .withBean(VoronkaCustomizer.class, () -> builder -> builder.ids(() -> id))
                .run(context ->
                        assertThat(meeting(context.getBean(Voronka.class))).isEqualTo(id));
    }

    @Test
    void the_health_page_tells_how_it_is() {
        application.run(context -> {
            var health = context.getBean("voronkaHealthIndicator", HealthIndicator.class)
                    .health();

            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails()).containsKeys("waiting", "dead", "problems");
        });
        application
                .withPropertyValues("management.health.voronka.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(HealthIndicator.class));
    }

    @Test
    void neither_a_health_page_nor_micrometer_is_needed() {
        application
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.health", "io.micrometer"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(Voronka.class)
                        .doesNotHaveBean(Observer.class)
                        .doesNotHaveBean("voronkaHealthIndicator"));
    }

    @Test
    void with_micrometer_it_is_measured_unless_the_application_measures_itself() {
        Observer own = Observer.NONE;

        application
                .withBean(ObservationRegistry.class, ObservationRegistry::create)
                .run(context -> assertThat(context.getBean(Observer.class)).isNotSameAs(Observer.NONE));
        application
                .withBean(ObservationRegistry.class, ObservationRegistry::create)
                .withBean(Observer.class, () -> own)
                .run(context -> assertThat(context.getBean(Observer.class)).isSameAs(own));
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("voronka-"))
                .toList();
    }

    private static CardId meeting(Voronka voronka) {
        return voronka.funnel(Meeting.PROCESS)
                .open(new Meeting.Data("показать прототип", "c1"), REP)
                .id();
    }

    private record Postman(Queue<Effect> delivered) implements EffectHandler {

        @Override
        public String code() {
            return "postman";
        }

        @Override
        public boolean takes(Effect effect) {
            return true;
        }

        @Override
        public void deliver(Delivery delivery) {
            delivered.add(delivery.effect());
        }
    }
}
