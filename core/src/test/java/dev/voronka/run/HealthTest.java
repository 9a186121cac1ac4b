package dev.voronka.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.Code;
import dev.voronka.CommonTrigger;
import dev.voronka.Effect;
import dev.voronka.InvalidInput;
import dev.voronka.Texts;
import dev.voronka.deadline.Ladder;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.decision.Decisions;
import dev.voronka.decision.Escalator;
import dev.voronka.decision.Qualifier;
import dev.voronka.decision.RoutingRules;
import dev.voronka.delivery.Notes;
import dev.voronka.delivery.RecordingHandler;
import dev.voronka.delivery.Undeliverable;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.store.CardStore;
import dev.voronka.store.InMemoryCardStore;
import dev.voronka.store.Outbox;
import dev.voronka.store.StoreFailed;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Period;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an operator is told. */
class HealthTest {

    private final MovableClock clock = new MovableClock(Bed.MONDAY_TEN);
    private final CardStore store = new InMemoryCardStore();
    private final RecordingHandler chat = RecordingHandler.named("chat").only(Effect.Tell.class);

    private Voronka voronka(CardStore where) {
        return Voronka.builder()
                .process(Notes.PROCESS)
                .clock(clock)
                .store(where)
                .handler(chat)
                .build();
    }

    @Test
    void a_voronka_without_trouble_is_well() {
        var voronka = voronka(store);
        Notes.card(voronka.funnel(Notes.PROCESS));

        var health = voronka.health();

        assertThat(health.status()).isEqualTo(Health.Status.OK);
        assertThat(health.problems()).isEmpty();
        assertThat(health.roundTrip()).isNotNull();
        assertThat(health.waiting()).isEqualTo(1);
        assertThat(health.sweepLag()).isNull();
    }

    @Test
    void effects_and_clocks_that_are_late_are_told_with_their_age() {
        var voronka = voronka(store);
        var notes = voronka.funnel(Notes.PROCESS);
        var card = Notes.card(notes);
        notes.fire(card.id(), new CommonTrigger.Hold(clock.instant().plusSeconds(60)), Notes.REP)
                .orThrow();

        clock.advance(Duration.ofMinutes(7));
        var health = voronka.health();

        assertThat(health.status()).isEqualTo(Health.Status.WARN);
        assertThat(health.overdueFor()).isEqualTo(Duration.ofMinutes(7));
        assertThat(health.sweepLag()).isEqualTo(Duration.ofMinutes(6));
        assertThat(health.problems(Locale.ENGLISH))
                .containsExactly(
                        "Effects are overdue for 7 minutes; 2 parcels wait. Is the background work started, is a"
                                + " handler slow?",
                        "Timers and deadlines are overdue for 6 minutes. Is the background work started?");
        voronka.fireDue();
        voronka.deliver();
        assertThat(voronka.health().status()).isEqualTo(Health.Status.OK);
    }

    @Test
    void dead_letters_pauses_and_handlers_that_are_gone_are_told() {
        var before = Voronka.builder()
                .process(Notes.PROCESS)
                .clock(clock)
                .store(store)
                .handler(RecordingHandler.named("fax"))
                .build();
        Notes.card(before.funnel(Notes.PROCESS));
        var voronka = voronka(store);
        chat.failWith(new Undeliverable("no such room"));
        Notes.say(voronka.funnel(Notes.PROCESS), Notes.card(voronka.funnel(Notes.PROCESS)), "one");
        voronka.deliver();
        voronka.deliveries().pause("chat");

        var health = voronka.health();

        assertThat(health.status()).isEqualTo(Health.Status.WARN);
        assertThat(health.dead()).isEqualTo(1);
        assertThat(health.paused()).containsExactly("chat");
        assertThat(health.unclaimed()).containsExactly(Map.entry("fax", 1L));
        assertThat(health.problems(Texts.RUSSIAN))
                .containsExactly(
                        "Эффекты, от доставки которых отказались: 1. Посмотрите причины, повторите или снимите каждый",
                        "Эффекты ждут обработчиков, которых здесь нет: fax",
                        "На этом узле приостановлены обработчики: chat");
    }

    @Test
    void newer_rules_that_are_not_in_force_are_told_and_so_are_settings_for_processes_that_are_not_here() {
        var voronka = Voronka.builder()
                .decisions(new Decisions() {
                    @Override
                    public Optional<Qualifier> qualifier() {
                        return Optional.empty();
                    }

                    @Override
                    public RoutingRules routing() {
                        return RoutingRules.NONE;
                    }

                    @Override
                    public Optional<Escalator> escalator() {
                        return Optional.empty();
                    }

                    @Override
                    public Optional<ApprovalPolicy> approvals() {
                        return Optional.empty();
                    }

                    @Override
                    public Optional<Rejected> rejected() {
                        return Optional.of(new Rejected("a1b2", 3, "score.drl:5:10"));
                    }
                })
                .retention(Retention.of("meating", Period.ofYears(1)))
                .ladder(Ladder.none().with("dael@vip", Ladder.none().breach()))
                .build();
        voronka.funnel(Meeting.PROCESS);

        assertThat(voronka.health().problems(Texts.RUSSIAN))
                .containsExactly(
                        "Новая версия правил не вступила в силу, действует a1b2; ошибок: 3, первая в score.drl:5:10."
                                + " Исправьте файлы или откатите",
                        "Лестница сроков или срок хранения заданы для процессов, которых здесь нет: dael, meating. Есть:"
                                + " meeting. Исправьте код процесса или запросите его воронку");
        assertThat(voronka.health().status()).isEqualTo(Health.Status.WARN);
    }

    @Test
    void a_store_that_is_away_is_told_and_nothing_is_thrown() {
        var voronka = voronka(broken(new StoreFailed("The database does not answer; start it.", true, null)));

        var health = voronka.health();

        assertThat(health.status()).isEqualTo(Health.Status.DOWN);
        assertThat(health.roundTrip()).isNull();
        assertThat(health.problems(Locale.ENGLISH))
                .containsExactly("The store cannot be reached: The database does not answer; start it.");
        assertThat(health.problems(Texts.RUSSIAN).get(0)).startsWith("Хранилище недоступно: ");
    }

    @Test
    void of_a_foreign_failure_only_the_kind_is_told() {
        var voronka = voronka(broken(new IllegalStateException("password hunter2 is wrong")));

        assertThat(voronka.health().problems(Locale.ENGLISH))
                .containsExactly("The store cannot be reached: java.lang.IllegalStateException");
    }

    @Code("sms")
    private record Sms(String number) implements Effect {}

    @Code("sms")
    private record OtherSms(String number) implements Effect {}

    @Code("tell")
    private record OwnTell(String words) implements Effect {}

    private record Nameless(String words) implements Effect {}

    private static final class Fax implements Effect {}

    @Test
    void effects_of_a_host_that_could_not_be_read_back_are_refused_at_once() {
        var builder = Voronka.builder().effect(Sms.class).effect(Sms.class);

        assertThatThrownBy(() -> builder.effect(OtherSms.class))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("Two effects have the code \"sms\"");
        assertThatThrownBy(() -> builder.effect(OwnTell.class))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("voronka's own Tell");
        assertThatThrownBy(() -> builder.effect(Nameless.class))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("@Code");
        assertThatThrownBy(() -> builder.effect(Fax.class))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("not a record");
    }

    /** A store whose outbox is away. */
    private CardStore broken(RuntimeException how) {
        var outbox = (Outbox) Proxy.newProxyInstance(
                Outbox.class.getClassLoader(), new Class<?>[] {Outbox.class}, (proxy, method, args) -> {
                    throw how;
                });
        return (CardStore) Proxy.newProxyInstance(
                CardStore.class.getClassLoader(),
                new Class<?>[] {CardStore.class},
                (proxy, method, args) -> method.getName().equals("outbox") ? outbox : method.invoke(store, args));
    }
}
