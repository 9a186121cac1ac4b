package dev.voronka.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.CardId;
import dev.voronka.Effect;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.run.Funnel;
import dev.voronka.run.Voronka;
import dev.voronka.store.CardStore;
import dev.voronka.store.InMemoryCardStore;
import dev.voronka.store.Outbox;
import dev.voronka.store.Parcel;
import dev.voronka.store.Receipt;
import dev.voronka.store.StoredEffect;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever commits, failures, lost workers and clocks do: each effect once at least, in order, with one key. */
class DeliveryProperties {

    private static final int CARDS = 4;

    private static final List<String> HANDLERS = List.of("chat", "mail");

    /** Hears what a call of a method has given, and may give something else. */
    private interface Listener {
        Object heard(String method, Object[] args, Object result);
    }

    /** One world: a store, two nodes on it, and a record of every call that reached a handler. */
    private static final class World {

        final Random dice;
        final MovableClock clock = new MovableClock(Bed.MONDAY_TEN);
        final CardStore store = listenedTo(new InMemoryCardStore());
        final List<Voronka> nodes = new ArrayList<>();
        final List<CardId> cards = new ArrayList<>();
        /** By handler and card, keys in the order in which they were made. */
        final Map<String, List<String>> made = new HashMap<>();
        /** By handler and card, keys in the order of the calls. */
        final Map<String, List<String>> calls = new HashMap<>();
        /** Keys of effects, each with the word that it says. */
        final Map<String, String> words = new HashMap<>();
        /** Handler and key of effects whose receipt was kept. */
        final Set<String> settled = new HashSet<>();

        boolean isCalm;
        int wordsSaid;

        World(long seed) {
            dice = new Random(seed);
            for (var i = 0; i < 2; i++) {
                nodes.add(node());
            }
            for (var i = 0; i < CARDS; i++) {
                cards.add(notes().open("note", Notes.REP).id());
            }
        }

        /** The same store, whose receipts are noted. */
        private CardStore listenedTo(CardStore whole) {
            return wrapped(CardStore.class, whole, (method, args, result) -> {
                return result instanceof Outbox outbox ? wrapped(Outbox.class, outbox, this::settles) : result;
            });
        }

        private Object settles(String method, Object[] args, Object result) {
            if (method.equals("settle")) {
                var receipts = (List<?>) args[0];
                for (var i = 0; i < receipts.size(); i++) {
                    var receipt = (Receipt) receipts.get(i);
                    if (((List<?>) result).get(i).equals(true)) {
                        receipt.parcel()
                                .effects()
                                .subList(0, receipt.done())
                                .forEach(e -> settled.add(receipt.parcel().handler() + " " + e.key()));
                    }
                }
            }
            return result;
        }

        private static <X> X wrapped(Class<X> type, X whole, Listener listener) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (proxy, method, args) -> listener.heard(method.getName(), args, method.invoke(whole, args))));
        }

        private Voronka node() {
            var builder = Voronka.builder()
                    .process(Notes.PROCESS)
                    .clock(clock)
                    .store(store)
                    .delivery(DeliverySettings.standard()
                            .attempts(4)
                            .batch(3)
                            .lease(Duration.ofSeconds(30))
                            .pauses(Duration.ofSeconds(1), 2, Duration.ofSeconds(20)));
            HANDLERS.forEach(code -> {
                var told = new Told(code);
                told.before(d -> called(code, d));
                builder.handler(told);
            });
            return builder.build();
        }

        Funnel<Notes.Trigger, String> notes() {
            return nodes.get(dice.nextInt(nodes.size())).funnel(Notes.PROCESS);
        }

        /** What a handler does: it notes the call, and then may last, fail or refuse. */
        private void called(String handler, Delivery delivery) {
            note(handler, delivery.cardId(), delivery.key(), Told.word(delivery));
            if (isCalm) {
                return;
            }
            switch (dice.nextInt(8)) {
                case 0 -> throw new IllegalStateException("broken");
                case 1 -> throw new TryLater("busy", Duration.ofSeconds(dice.nextInt(40)), null);
                case 2 -> throw new Undeliverable("never");
                case 3 -> clock.advance(Duration.ofSeconds(dice.nextInt(40)));
                default -> {}
            }
        }

        private void note(String handler, CardId card, String key, String word) {
            assertThat(words.get(key)).as("what %s says", key).isEqualTo(word);
            assertThat(settled).as("settled before").doesNotContain(handler + " " + key);
            calls.computeIfAbsent(handler + " " + card, k -> new ArrayList<>()).add(key);
        }

        void says() {
            var card = cards.get(dice.nextInt(CARDS));
            var said = new ArrayList<String>();
            for (var i = 0; i <= dice.nextInt(3); i++) {
                said.add("word-" + wordsSaid++);
            }
            var funnel = notes();
            var before = new HashSet<>(funnel.effects(card));
            funnel.fire(card, new Notes.Say(said), Notes.REP).orThrow();
            for (var effect : funnel.effects(card)) {
                if (!before.contains(effect) && effect.effect() instanceof Effect.Tell tell) {
                    words.put(effect.key(), tell.message().code());
                    HANDLERS.forEach(h -> made.computeIfAbsent(h + " " + card, k -> new ArrayList<>())
                            .add(effect.key()));
                }
            }
        }

        /** A worker that takes something, perhaps even carries some of it out, and is never heard of again. */
        void workerIsLost() {
            var handler = HANDLERS.get(dice.nextInt(2));
            var now = clock.instant();
            for (var parcel : store.outbox().take(Set.of(handler), now, now.plusSeconds(30), 1 + dice.nextInt(3))) {
                var reached = parcel.done() + dice.nextInt(parcel.effects().size() - parcel.done() + 1);
                parcel.effects()
                        .subList(parcel.done(), reached)
                        .forEach(e -> note(handler, e.card(), e.key(), word(e)));
            }
        }

        private static String word(StoredEffect effect) {
            return ((Effect.Tell) effect.effect()).message().code();
        }

        void delivers() {
            nodes.get(dice.nextInt(nodes.size())).deliver();
        }

        void operatorLooks() {
            var deliveries = nodes.get(0).deliveries();
            deliveries.dead(3).forEach(deliveries::retry);
        }

        void calmsDown() {
            isCalm = true;
            for (var i = 0;
                    i < 200
                            && store.outbox()
                                            .backlog(clock.instant())
                                            .byHandler()
                                            .size()
                                    > 0;
                    i++) {
                operatorLooks();
                clock.advance(Duration.ofSeconds(41));
                delivers();
            }
        }
    }

    @Property(tries = 300)
    void every_effect_is_carried_out_in_order_and_only_repeated_before_it_is_settled(
            @ForAll long seed, @ForAll @IntRange(min = 5, max = 60) int steps) {
        var world = new World(seed);

        for (var i = 0; i < steps; i++) {
            switch (world.dice.nextInt(6)) {
                case 0, 1 -> world.says();
                case 2 -> world.workerIsLost();
                case 3, 4 -> world.delivers();
                default -> {
                    world.clock.advance(Duration.ofSeconds(world.dice.nextInt(45)));
                    world.operatorLooks();
                }
            }
        }
        world.calmsDown();

        assertThat(world.store.outbox().backlog(world.clock.instant()).byHandler())
                .isEmpty();
        world.made.forEach((line, keys) -> {
            var called = world.calls.getOrDefault(line, List.of());
            assertThat(firsts(called)).as("first calls of %s", line).isEqualTo(keys);
            assertThat(moves(called)).as("moves of %s", line).isSorted();
        });
    }

    @Property(tries = 200)
    void a_dead_letter_stops_its_line_and_no_other(@ForAll long seed, @ForAll @IntRange(max = CARDS - 1) int broken) {
        var world = new World(seed);
        world.isCalm = true;
        for (var i = 0; i < 20; i++) {
            world.says();
        }
        var card = world.cards.get(broken);
        var now = world.clock.instant();
        var dead = world.store.outbox().take(Set.of("chat"), now, now.plusSeconds(30), 99).stream()
                .filter(p -> p.card().equals(card))
                .map(p -> Receipt.dead(p, 0, "never"))
                .toList();
        world.store.outbox().settle(dead);

        for (var i = 0; i < 20; i++) {
            world.clock.advance(Duration.ofSeconds(31));
            world.nodes.get(0).deliver();
        }

        world.made.forEach((line, keys) -> {
            var expected = line.equals("chat " + card) ? List.of() : keys;
            assertThat(world.calls.getOrDefault(line, List.of())).as(line).isEqualTo(expected);
        });
        assertThat(world.store.outbox().dead(9)).hasSize(dead.size()).allMatch(Parcel::dead);
    }

    private static List<String> firsts(List<String> called) {
        var seen = new LinkedHashMap<String, Boolean>();
        called.forEach(key -> seen.putIfAbsent(key, true));
        return List.copyOf(seen.keySet());
    }

    private static List<Long> moves(List<String> called) {
        return called.stream()
                .map(key -> key.substring(key.indexOf('/') + 1, key.lastIndexOf('/')))
                .map(Long::parseLong)
                .toList();
    }
}
