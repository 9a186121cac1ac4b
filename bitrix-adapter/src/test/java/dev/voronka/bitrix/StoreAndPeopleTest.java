package dev.voronka.bitrix;

import static dev.voronka.bitrix.StoreSample.card;
import static dev.voronka.bitrix.StoreSample.commit;
import static dev.voronka.bitrix.StoreSample.id;
import static dev.voronka.bitrix.StoreSample.next;
import static dev.voronka.bitrix.StoreSample.opening;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.Card;
import dev.voronka.Header;
import dev.voronka.InvalidInput;
import dev.voronka.Stage;
import dev.voronka.bitrix.StoreSample.Place;
import dev.voronka.bitrix.mapping.OwnField;
import dev.voronka.store.CommitResult;
import dev.voronka.store.Criteria;
import dev.voronka.store.Receipt;
import dev.voronka.store.StoreFailed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Persons and other nodes at the portal that keeps the cards. */
class StoreAndPeopleTest {

    @TempDir
    Path folder;

    private StorePortal portal;
    private BitrixStore store;

    @BeforeEach
    void a_portal() {
        portal = new StorePortal(folder, BitrixStoreTest.MAPPING, StoreSample.DEALS);
        store = started("n1");
    }

    @AfterEach
    void the_portal_is_closed() {
        portal.close();
    }

    private BitrixStore started(String node) {
        var fresh = portal.store(node);
        fresh.knows(StoreSample.DEALS);
        return fresh;
    }

    private Card<?> opened(int number) {
        var card = card(id(number), null);
        assertThat(store.commit(opening(card))).isEqualTo(CommitResult.DONE);
        return card;
    }

    private Map<String, Object> item(Card<?> card) {
        var key = portal.mapping.own("deal", OwnField.KEY).portalName();
        return portal.portal.items("deal").stream()
                .filter(i -> card.id().toString().equals(i.get(key)))
                .findFirst()
                .orElseThrow();
    }

    private long number(Card<?> card) {
        return Long.parseLong(String.valueOf(item(card).get("id")));
    }

    private String stage(Stage stage) {
        return portal.mapping.stageId(portal.mapping.mapping().funnelOf("deal", null), stage);
    }

    private void drag(Card<?> card, Stage stage) {
        portal.portal.ui().as(2).move("deal", number(card), stage(stage));
    }

    private String head(Card<?> card) {
        return store.load(card.id()).orElseThrow().head();
    }

    @Test
    void the_item_shows_stage_owner_and_title_of_the_card() {
        var card = opened(1);

        store.commit(commit(next(card, Place.TALKS), card, head(card)));

        assertThat(item(card)).containsEntry("stageId", stage(Place.TALKS)).containsEntry("title", "Насосы");
        assertThat(String.valueOf(item(card).get("assignedById"))).isEqualTo("2");
        assertThat(String.valueOf(
                        item(card).get(portal.mapping.own("deal", OwnField.REV).portalName())))
                .isEqualTo("2");
    }

    @Test
    void a_drag_between_reading_and_writing_is_a_conflict_and_stays_where_the_person_put_it() {
        var card = opened(1);
        var head = head(card);
        drag(card, Place.DROPPED);

        var result = store.commit(commit(next(card, Place.TALKS), card, head));

        assertThat(result).isEqualTo(CommitResult.CONFLICT);
        assertThat(item(card)).containsEntry("stageId", stage(Place.DROPPED));
        assertThat(store.history(card.id())).hasSize(1);
        assertThat(head(card)).isEqualTo(head);
        assertThat(store.commit(commit(next(card, Place.TALKS), card, head))).isEqualTo(CommitResult.DONE);
        assertThat(item(card)).containsEntry("stageId", stage(Place.TALKS));
    }

    @Test
    void a_drag_in_the_very_moment_of_writing_is_put_back_and_told_as_a_conflict() {
        var card = opened(1);
        var head = head(card);
        var before = portal.portal.counts().requests();
        var us = Thread.currentThread();
        portal.clock.onTick(
                () -> Thread.currentThread() == us && portal.portal.counts().requests() == before + 1,
                () -> drag(card, Place.DROPPED));

        var result = store.commit(commit(next(card, Place.TALKS), card, head));

        assertThat(result).isEqualTo(CommitResult.CONFLICT);
        assertThat(item(card)).containsEntry("stageId", stage(Place.DROPPED));
        assertThat(portal.portal.ledger().stages("deal", number(card)))
                .as("it was not prevented")
                .contains(stage(Place.TALKS));
        assertThat(store.load(card.id()).orElseThrow().card()).isEqualTo(card);
        assertThat(store.history(card.id())).hasSize(1);
        assertThat(store.effects(card.id())).hasSize(1);
    }

    @Test
    void a_move_that_leaves_the_stage_alone_leaves_a_drag_alone() {
        var card = opened(1);
        var head = head(card);
        drag(card, Place.TALKS);

        assertThat(store.commit(commit(next(card, Place.NEW), card, head))).isEqualTo(CommitResult.DONE);

        assertThat(item(card)).containsEntry("stageId", stage(Place.TALKS));
        assertThat(store.load(card.id()).orElseThrow().card().stage().name()).isEqualTo("NEW");
    }

    @Test
    void an_item_that_a_person_deletes_is_no_card_any_more_but_its_history_is_found() {
        var card = opened(1);
        portal.portal.ui().as(1).delete("deal", number(card));

        assertThat(store.load(card.id())).isEmpty();
        assertThat(store.commit(commit(next(card, Place.TALKS), card, ""))).isEqualTo(CommitResult.CONFLICT);
        assertThat(store.history(card.id())).hasSize(1);
        assertThat(store.ledger().orphans(null, 9)).containsExactly(card.id());
    }

    @Test
    void an_item_that_a_person_has_copied_is_no_second_card() {
        var card = opened(1);
        var copy = new HashMap<>(item(card));
        copy.remove("id");
        portal.portal.ui().as(2).add("deal", copy);
        store = started("n1");

        store.commit(commit(next(card, Place.TALKS), card, head(card)));

        assertThat(item(card)).containsEntry("stageId", stage(Place.TALKS));
        assertThat(store.load(card.id()).orElseThrow().card().version()).isEqualTo(2);
        assertThat(store.loadAll(List.of(card.id()))).hasSize(1);
        assertThat(store.find(Criteria.ALL)).hasSize(1);
        assertThat(store.takeDue(Set.of("deal"), StoreSample.T0.plusSeconds(90), StoreSample.T0.plusSeconds(600), 9))
                .extracting(s -> s.card().version())
                .containsExactly(2L);
    }

    @Test
    void one_node_at_a_time_keeps_the_cards_and_another_takes_over_when_its_lease_has_ended() {
        var card = opened(1);
        var other = started("n2");

        assertThatThrownBy(() -> other.load(card.id()))
                .isInstanceOf(StoreFailed.class)
                .hasMessageContaining("node n1")
                .hasMessageContaining("n2");
        portal.clock.forward(PortalLease.TIME.plusSeconds(1));
        assertThat(other.load(card.id())).isPresent();

        assertThatThrownBy(() -> store.load(card.id())).isInstanceOf(StoreFailed.class);
        other.close();
        assertThat(store.load(card.id())).isPresent();
    }

    @Test
    void a_node_that_stood_still_while_its_lease_ended_takes_its_move_back() {
        var card = opened(1);
        var head = head(card);
        var other = started("n2");
        var before = portal.portal.counts().requests();
        var us = Thread.currentThread();
        portal.clock.onTick(
                () -> Thread.currentThread() == us && portal.portal.counts().requests() == before + 1, () -> {
                    portal.clock.forward(PortalLease.TIME.plusSeconds(1));
                    assertThat(other.commit(commit(next(card, Place.DROPPED), card, head)))
                            .isEqualTo(CommitResult.DONE);
                });

        assertThat(store.commit(commit(next(card, Place.TALKS), card, head))).isEqualTo(CommitResult.CONFLICT);

        assertThat(item(card)).containsEntry("stageId", stage(Place.DROPPED));
        assertThat(other.load(card.id()).orElseThrow().card().stage().name()).isEqualTo("DROPPED");
        assertThat(other.history(card.id())).hasSize(2);
    }

    @Test
    void what_a_person_has_typed_over_stops_that_card_only() {
        var card = opened(1);
        var other = opened(2);
        portal.portal
                .ui()
                .as(1)
                .edit(
                        "deal",
                        number(card),
                        portal.mapping.own("deal", OwnField.PENDING).portalName(),
                        "?");

        store = started("n1");

        assertThat(store.load(other.id())).isPresent();
        assertThatThrownBy(() -> store.load(card.id())).isInstanceOf(InvalidInput.class);
        assertThat(store.find(Criteria.ALL)).extracting(Card::id).containsExactly(other.id());
    }

    @Test
    void a_node_that_takes_over_knows_what_waits() {
        var card = opened(1);
        var taken = store.outbox().take(Set.of("log"), StoreSample.T0, StoreSample.T0.plusSeconds(600), 9);
        assertThat(taken).hasSize(1);
        store.close();

        var other = started("n2");

        assertThat(other.effects(card.id())).hasSize(1);
        assertThat(other.outbox().take(Set.of("log"), StoreSample.T0, StoreSample.T0.plusSeconds(600), 9))
                .hasSize(1);
        assertThatThrownBy(() -> store.outbox().settle(List.of(Receipt.delivered(taken.get(0)))))
                .isInstanceOf(StoreFailed.class);
    }

    @Test
    void what_is_too_long_for_a_field_is_refused_with_its_size_and_nothing_is_written() {
        var card = opened(1);
        var head = head(card);
        var large = with(next(card, Place.TALKS), "ж".repeat(40_000), card.header());

        assertThatThrownBy(() -> store.commit(commit(large, card, head)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(card.id().toString())
                .hasMessageContaining("60000");

        assertThat(store.load(card.id()).orElseThrow().card()).isEqualTo(card);
        assertThat(store.history(card.id())).hasSize(1);
    }

    @Test
    void what_looks_like_a_reference_of_a_batch_is_kept_to_the_letter() {
        var card = opened(1);
        var odd = with(next(card, Place.TALKS), "$result[c0][item][id]", Header.of("$result[c0][item][title]"));

        assertThat(store.commit(commit(odd, card, head(card)))).isEqualTo(CommitResult.DONE);

        assertThat(store.load(card.id()).orElseThrow().card()).isEqualTo(odd);
        assertThat(item(card)).containsEntry("title", "$result[c0][item][title]");
        assertThat(store.history(card.id())).hasSize(2);
        var born = with(card(id(2), null), "$result[c0][item][id] и $result[", card.header());
        assertThat(store.commit(opening(born))).isEqualTo(CommitResult.DONE);
        assertThat(store.load(born.id()).orElseThrow().card()).isEqualTo(born);
        assertThat(store.history(born.id()).get(0).link().payload()).contains("$result[c0][item][id] и $result[");
    }

    @Test
    void a_move_is_two_requests_to_write_and_one_to_read_before() {
        var card = opened(1);
        store.load(card.id());
        var before = portal.portal.counts().requests();

        var head = head(card);
        var read = portal.portal.counts().requests();
        store.commit(commit(next(card, Place.TALKS), card, head));

        assertThat(read - before).isEqualTo(1);
        assertThat(portal.portal.counts().requests() - read).isEqualTo(3);
    }

    @Test
    void a_question_that_filters_do_not_narrow_is_refused_above_a_bound() {
        assertThat(CardSearch.MOST).isEqualTo(5_000);
        for (var i = 1; i <= 60; i++) {
            opened(i);
        }
        var narrow = portal.store("n1", 50);
        narrow.knows(StoreSample.DEALS);

        assertThatThrownBy(() -> narrow.find(Criteria.ALL.titlePart("нет")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("database");
        assertThat(narrow.find(Criteria.ALL.process("deal").stages(Set.of("TALKS"))))
                .isEmpty();
        portal.clock.forward(Duration.ofSeconds(1));
    }

    private static Card<?> with(Card<?> card, Object data, Header header) {
        return new Card<>(
                card.id(),
                card.process(),
                card.version(),
                card.stage(),
                card.kind(),
                card.owner(),
                data,
                header,
                card.fields(),
                new TreeSet<>(card.watchers()),
                card.visit(),
                new TreeMap<>(card.counts()),
                null,
                card.openedAt());
    }
}
