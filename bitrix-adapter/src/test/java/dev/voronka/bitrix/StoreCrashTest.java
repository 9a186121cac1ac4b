package dev.voronka.bitrix;

import static dev.voronka.bitrix.StoreSample.T0;
import static dev.voronka.bitrix.StoreSample.card;
import static dev.voronka.bitrix.StoreSample.full;
import static dev.voronka.bitrix.StoreSample.id;
import static dev.voronka.bitrix.StoreSample.opening;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.Effect;
import dev.voronka.Reason;
import dev.voronka.Visit;
import dev.voronka.bitrix.mapping.JournalField;
import dev.voronka.bitrix.mapping.OwnField;
import dev.voronka.bitrix.simulator.Faults;
import dev.voronka.decision.DecisionQuery;
import dev.voronka.store.Attempt;
import dev.voronka.store.Commit;
import dev.voronka.store.CommitResult;
import dev.voronka.store.Parcel;
import dev.voronka.store.Receipt;
import dev.voronka.store.RequestKey;
import dev.voronka.store.Rung;
import dev.voronka.store.RungLine;
import dev.voronka.store.StoreFailed;
import dev.voronka.store.StoredEffect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** At each request of a move the answer is lost, with the effect and without; or the process dies there. */
class StoreCrashTest {

    /** More than a move needs; the tests say when they have come to the end. */
    private static final int MOST_REQUESTS = 40;

    @TempDir
    Path folder;

    private StorePortal portal;
    private BitrixStore store;
    private long numbers;

    @BeforeEach
    void a_portal_with_cards() {
        portal = new StorePortal(folder, BitrixStoreTest.MAPPING, StoreSample.DEALS);
        store = started();
    }

    @AfterEach
    void the_portal_is_closed() {
        portal.close();
    }

    private BitrixStore started() {
        var fresh = portal.store("n1");
        fresh.knows(StoreSample.DEALS);
        return fresh;
    }

    /** What became of one scenario. */
    private record Attempted(
            Card<?> before, CardId child, @Nullable CommitResult result, boolean reached) {}

    @ParameterizedTest
    @EnumSource(Faults.Moment.class)
    void a_process_that_dies_at_any_request_of_a_move_leaves_the_card_before_or_after_it(Faults.Moment moment) {
        var written = 0;
        var notWritten = 0;
        for (var k = 1; k <= MOST_REQUESTS; k++) {
            var tried = move(k, moment, true);
            store = started();
            var waiting = store.outbox().backlog(T0).waiting();
            var moved = isMoved(tried);
            assertThat(store.outbox().backlog(T0).waiting())
                    .as("request %s: what waits was known before anybody touched the card", k)
                    .isEqualTo(waiting);
            if (moved) {
                written++;
            } else {
                notWritten++;
            }
            complete(tried, k);
            if (!tried.reached()) {
                assertThat(written).isGreaterThan(1);
                assertThat(notWritten).isPositive();
                return;
            }
        }
        throw new AssertionError("a move takes more than " + MOST_REQUESTS + " requests");
    }

    @ParameterizedTest
    @EnumSource(Faults.Moment.class)
    void a_lost_answer_to_any_request_of_a_move_loses_nothing_and_doubles_nothing(Faults.Moment moment) {
        for (var k = 1; k <= MOST_REQUESTS; k++) {
            var tried = move(k, moment, false);
            complete(tried, k);
            if (!tried.reached()) {
                return;
            }
        }
        throw new AssertionError("a move takes more than " + MOST_REQUESTS + " requests");
    }

    @ParameterizedTest
    @EnumSource(Faults.Moment.class)
    void a_process_that_dies_at_any_request_of_an_opening_leaves_no_card_or_a_whole_one(Faults.Moment moment) {
        for (var k = 1; k <= MOST_REQUESTS; k++) {
            var card = card(id(++numbers), null);
            store.load(card.id());
            var tried = attempt(opening(card), card, id(0), k, moment, true);
            store = started();
            var there = store.load(card.id());

            assertThat(there.isPresent() || tried.result() != CommitResult.DONE)
                    .as("request %s", k)
                    .isTrue();
            assertThat(store.history(card.id())).as("request %s", k).hasSize(there.isPresent() ? 1 : 0);
            assertThat(store.effects(card.id())).as("request %s", k).hasSize(there.isPresent() ? 1 : 0);
            nothingIsTwice();
            if (!tried.reached()) {
                return;
            }
        }
        throw new AssertionError("an opening takes more than " + MOST_REQUESTS + " requests");
    }

    @ParameterizedTest
    @EnumSource(Faults.Moment.class)
    void a_process_that_dies_at_any_request_of_a_clock_leaves_it_gone_off_or_not(Faults.Moment moment) {
        for (var k = 1; k <= MOST_REQUESTS; k++) {
            var card = opened();
            var silent = card.visit(new Visit(T0, List.of(), new TreeSet<>(Set.of("breach")), null));
            var late = new StoredEffect(card.id(), 1, 1000, Effect.tell("e1", "late"));
            var rung = new Rung(
                    card,
                    silent,
                    null,
                    List.of(Parcel.fresh(1, "log", List.of(late), T0)),
                    List.of(new RungLine(card.id(), 1, "breach", T0, T0, RungLine.Fate.ACTED)),
                    List.of(new Attempt(card.id(), T0, Actor.TIMER, "remind", List.of(Reason.of("not-now")))));
            var reached = failing(k, moment, true, () -> store.rung(rung));
            store = started();
            var gone = store.load(card.id()).orElseThrow().card().equals(silent);

            assertThat(store.rungs(card.id())).as("request %s", k).hasSize(gone ? 1 : 0);
            assertThat(store.attempts(card.id())).as("request %s", k).hasSize(gone ? 1 : 0);
            assertThat(store.effects(card.id())).as("request %s", k).hasSize(gone ? 2 : 1);
            assertThat(store.takeDue(Set.of("deal"), T0.plusSeconds(90), T0.plusSeconds(600), 99).stream()
                            .filter(c -> c.card().id().equals(card.id())))
                    .as("request %s", k)
                    .hasSize(gone ? 0 : 1);
            nothingIsTwice();
            if (!reached) {
                assertThat(gone).isTrue();
                return;
            }
        }
        throw new AssertionError("a clock takes more than " + MOST_REQUESTS + " requests");
    }

    @ParameterizedTest
    @EnumSource(Faults.Moment.class)
    void a_receipt_whose_answer_is_lost_is_kept_or_the_effect_comes_again(Faults.Moment moment) {
        for (var k = 1; k <= MOST_REQUESTS; k++) {
            var card = opened();
            var taken = store.outbox().take(Set.of("log"), T0.plusSeconds(9), T0.plusSeconds(60), 99).stream()
                    .filter(p -> p.card().equals(card.id()))
                    .toList();
            var reached = failing(
                    k,
                    moment,
                    false,
                    () -> store.outbox()
                            .settle(taken.stream().map(Receipt::delivered).toList()));

            assertThat(store.effects(card.id()))
                    .as("request %s: it was looked for and done", k)
                    .isEmpty();
            store = started();
            assertThat(store.effects(card.id())).as("request %s", k).isEmpty();
            if (!reached) {
                return;
            }
        }
        throw new AssertionError("a receipt takes more than " + MOST_REQUESTS + " requests");
    }

    @Test
    void a_move_too_long_for_a_field_survives_a_crash_too() {
        var before = opened();
        var own = full(before, store.load(before.id()).orElseThrow().head(), id(++numbers), turns());
        var many = new ArrayList<Parcel>(own.parcels());
        for (var part = 1; part < 300; part++) {
            var effect = new StoredEffect(
                    before.id(), 2, part, new Effect.Mirror(own.card().stage()));
            many.add(Parcel.fresh(part, "log", List.of(effect), T0));
        }
        var tooLong = new Commit(own.card(), before, own.nextDue(), own.line(), many, List.of(), null, null);
        assertThat(attempt(tooLong, before, id(0), 5, Faults.Moment.BEFORE_EFFECT, true)
                        .result())
                .isNotEqualTo(CommitResult.CONFLICT);

        store = started();

        var there = store.load(before.id()).orElseThrow();
        assertThat(store.effects(before.id())).hasSize(there.card().version() == 1 ? 1 : 301);
        assertThat(there.card().version()).isEqualTo(2);
        nothingIsTwice();
    }

    private Card<?> opened() {
        var card = card(id(++numbers), null);
        assertThat(store.commit(opening(card))).isEqualTo(CommitResult.DONE);
        return card;
    }

    private long turns() {
        return store.ring("sellers").turns();
    }

    private Attempted move(int k, Faults.Moment moment, boolean dies) {
        var before = opened();
        var child = id(++numbers);
        var head = store.load(before.id()).orElseThrow().head();
        return attempt(full(before, head, child, turns()), before, child, k, moment, dies);
    }

    private Attempted attempt(Commit commit, Card<?> before, CardId child, int k, Faults.Moment moment, boolean dies) {
        var result = new CommitResult[1];
        var reached = failing(k, moment, dies, () -> result[0] = store.commit(commit));
        return new Attempted(before, child, result[0], reached);
    }

    /** Does something whose request number so much fails, and those after it too if the process dies; whether it came to it. */
    private boolean failing(int k, Faults.Moment moment, boolean dies, Runnable work) {
        var faults = portal.portal.faults();
        faults.none();
        var hit = portal.portal.counts().faults();
        if (k > 1) {
            faults.next(k - 1).slow(Duration.ZERO);
        }
        faults.next(1).reset(moment);
        if (dies) {
            faults.share(1).reset(Faults.Moment.BEFORE_EFFECT);
        }
        try {
            work.run();
        } catch (StoreFailed told) {
            assertThat(told.isWorthRepeating()).isTrue();
        }
        var reached = portal.portal.counts().faults() - hit >= k;
        faults.none();
        return reached;
    }

    private boolean isMoved(Attempted tried) {
        return store.load(tried.before().id()).orElseThrow().card().version() == 2;
    }

    /** The card is before or after the move, with all that the move writes or nothing of it. */
    private void complete(Attempted tried, int k) {
        var id = tried.before().id();
        var there = store.load(id).orElseThrow();
        var moved = there.card().version() == 2;
        var some = moved ? 1 : 0;

        assertThat(moved || tried.result() != CommitResult.DONE)
                .as("request %s", k)
                .isTrue();
        var history = store.history(id);
        assertThat(history).as("request %s", k).hasSize(1 + some);
        assertThat(StoreSample.isChained(history, there.head()))
                .as("request %s", k)
                .isTrue();
        assertThat(store.effects(id)).as("request %s", k).hasSize(1 + some);
        assertThat(store.children(id)).as("request %s", k).hasSize(some);
        assertThat(there.hasChildren()).isEqualTo(moved);
        assertThat(store.load(tried.child()).isPresent()).as("request %s", k).isEqualTo(moved);
        assertThat(store.history(tried.child())).hasSize(some);
        assertThat(store.effects(tried.child())).as("request %s", k).hasSize(some);
        assertThat(store.pending(id)).as("request %s", k).hasSize(some);
        assertThat(store.remembered(new RequestKey(id.toString(), "web-1")).isPresent())
                .isEqualTo(moved);
        assertThat(store.decisions().page(DecisionQuery.all().card(id))).hasSize(some);
        nothingIsTwice();
        if (!moved) {
            var again = full(tried.before(), there.head(), tried.child(), turns());
            assertThat(store.commit(again)).as("again after request %s", k).isEqualTo(CommitResult.DONE);
        }
    }

    private void nothingIsTwice() {
        var keys = new HashSet<String>();
        var field = portal.mapping.journalField(JournalField.KEY);
        for (var line : portal.portal.items(String.valueOf(portal.mapping.journalType()))) {
            assertThat(keys.add(String.valueOf(line.get(field))))
                    .as("twice in the journal: %s", line)
                    .isTrue();
        }
        var cards = new HashSet<String>();
        var key = portal.mapping.own("deal", OwnField.KEY).portalName();
        var pending = portal.mapping.own("deal", OwnField.PENDING).portalName();
        for (var item : portal.portal.items("deal")) {
            assertThat(cards.add(String.valueOf(item.get(key))))
                    .as("two items of a card")
                    .isTrue();
            assertThat(item.get(pending)).as("still to be written").isIn("", null);
        }
        var taken = store.outbox().take(Set.of("log"), T0.plusSeconds(9), T0.plusSeconds(10), 10_000);
        assertThat(taken).extracting(Parcel::key).doesNotHaveDuplicates();
        assertThat(store.outbox()
                        .settle(taken.stream()
                                .map(p -> Receipt.putOff(
                                        p,
                                        0,
                                        T0.plusSeconds(2),
                                        UUID.randomUUID().toString()))
                                .toList()))
                .doesNotContain(false);
    }
}
