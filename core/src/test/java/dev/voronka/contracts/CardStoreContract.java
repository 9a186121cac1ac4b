package dev.voronka.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.Actor;
import dev.voronka.Alarm;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.CommonTrigger;
import dev.voronka.ContactRef;
import dev.voronka.Effect;
import dev.voronka.Header;
import dev.voronka.InvalidInput;
import dev.voronka.Money;
import dev.voronka.Move;
import dev.voronka.Origin;
import dev.voronka.Outcome;
import dev.voronka.Reason;
import dev.voronka.RingStep;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.StageKind;
import dev.voronka.TimeSpan;
import dev.voronka.Visit;
import dev.voronka.decision.BookShelf;
import dev.voronka.decision.DecisionQuery;
import dev.voronka.store.Attempt;
import dev.voronka.store.CardStore;
import dev.voronka.store.Chain;
import dev.voronka.store.Commit;
import dev.voronka.store.CommitResult;
import dev.voronka.store.Criteria;
import dev.voronka.store.DecisionLine;
import dev.voronka.store.ExternalRef;
import dev.voronka.store.Feed;
import dev.voronka.store.HistoryLine;
import dev.voronka.store.JacksonCodec;
import dev.voronka.store.Parcel;
import dev.voronka.store.Receipt;
import dev.voronka.store.Remembered;
import dev.voronka.store.RequestKey;
import dev.voronka.store.RingState;
import dev.voronka.store.Rung;
import dev.voronka.store.RungLine;
import dev.voronka.store.Signal;
import dev.voronka.store.StageCount;
import dev.voronka.store.StoredEffect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every {@link CardStore} must do. A test that needs a capability which the store does not have is skipped; the suite
 * prints what was run and skipped, and fails when more is skipped than {@code store-contract-skips.txt} allows.
 */
@ExtendWith(SkipTally.class)
public abstract class CardStoreContract {

    private static final Instant T0 = Instant.parse("2026-11-23T07:00:00Z");
    private static final Stage NEW = Sample.Place.NEW;
    private static final Stage DONE = Sample.Place.DONE;
    private final Chain chain = new Chain(new JacksonCodec());
    private CardStore store;

    /** A fresh, empty store. */
    protected abstract CardStore store();

    @BeforeEach
    void a_fresh_store() {
        store = store();
        processes().forEach(store::knows);
    }

    /** The processes whose cards the suite keeps, for stores that must prepare for them. */
    protected static List<SalesProcess<?, ?>> processes() {
        return List.of(Sample.named("meeting"), Sample.named("deal"));
    }

    @Test
    void a_card_that_was_committed_is_there_with_its_history_and_effects() {
        var card = card(1, NEW);

        assertThat(store.commit(commit(card, Chain.START))).isEqualTo(CommitResult.DONE);

        assertThat(store.load(card.id()).orElseThrow().card()).isEqualTo(card);
        assertThat(store.history(card.id())).hasSize(1);
        assertThat(store.effects(card.id())).extracting(StoredEffect::key).containsExactly(card.id() + "/1/0");
    }

    @Test
    void a_card_that_nobody_committed_is_not_there() {
        var unknown = new CardId(new UUID(0, 404));

        assertThat(store.load(unknown)).isEmpty();
        assertThat(store.history(unknown)).isEmpty();
        assertThat(store.effects(unknown)).isEmpty();
        assertThat(store.attempts(unknown)).isEmpty();
    }

    @Test
    void of_two_moves_from_the_same_version_the_second_is_a_conflict_and_writes_nothing() {
        var card = card(1, NEW);
        store.commit(commit(card, Chain.START));
        var head = store.load(card.id()).orElseThrow().head();
        store.commit(commit(next(card, DONE), head));

        var result = store.commit(commit(next(card, NEW), head));

        assertThat(result).isEqualTo(CommitResult.CONFLICT);
        assertThat(store.load(card.id()).orElseThrow().card().stage().name()).isEqualTo("DONE");
        assertThat(store.history(card.id())).hasSize(2);
        assertThat(store.effects(card.id())).hasSize(2);
    }

    @Test
    void a_card_cannot_be_opened_twice() {
        var card = card(1, NEW);
        store.commit(commit(card, Chain.START));

        assertThat(store.commit(commit(card, Chain.START))).isEqualTo(CommitResult.CONFLICT);
    }

    @Test
    void a_ring_moves_on_only_from_where_it_was_seen() {
        assertThat(store.ring("sellers")).isEqualTo(RingState.NEW);
        store.commit(withRing(card(1, NEW), new RingStep("sellers", 0, "anna")));

        var late = withRing(card(2, NEW), new RingStep("sellers", 0, "boris"));

        assertThat(store.commit(late)).isEqualTo(CommitResult.RING_MOVED);
        assertThat(store.load(late.card().id())).isEmpty();
        assertThat(store.ring("sellers")).isEqualTo(new RingState(1, "anna"));
    }

    @Test
    void a_key_is_taken_once_and_remembers_what_it_was_used_for() {
        var key = new RequestKey("deal", "web-42");
        var first = withKey(card(1, NEW), key, "abc");
        store.commit(first);

        assertThat(store.commit(withKey(card(2, NEW), key, "abc"))).isEqualTo(CommitResult.KEY_TAKEN);
        assertThat(store.remembered(key).orElseThrow()).isEqualTo(first.remembered());
        assertThat(store.remembered(new RequestKey("meeting", "web-42"))).isEmpty();
    }

    @Test
    void keys_that_differ_by_blanks_at_the_end_or_by_case_are_two() {
        var spellings = List.of("web-42", "web-42 ", "web-42\t", "Web-42");
        for (var i = 0; i < spellings.size(); i++) {
            var key = new RequestKey("deal", spellings.get(i));
            assertThat(store.remembered(key)).isEmpty();

            assertThat(store.commit(withKey(card(i + 1, NEW), key, "print " + i)))
                    .isEqualTo(CommitResult.DONE);
        }

        for (var i = 0; i < spellings.size(); i++) {
            assertThat(store.remembered(new RequestKey("deal", spellings.get(i))))
                    .get()
                    .extracting(Remembered::fingerprint)
                    .isEqualTo("print " + i);
        }
        assertThat(store.remembered(new RequestKey("deal ", "web-42"))).isEmpty();
    }

    @Test
    void rings_and_records_of_other_systems_that_differ_by_blanks_at_the_end_are_two() {
        store.commit(withRing(card(1, NEW), new RingStep("sellers", 0, "anna")));
        assertThat(store.commit(withRing(card(2, NEW), new RingStep("sellers ", 0, "boris"))))
                .isEqualTo(CommitResult.DONE);
        assertThat(store.ring("sellers")).isEqualTo(new RingState(1, "anna"));
        assertThat(store.ring("sellers ")).isEqualTo(new RingState(1, "boris"));

        store.attach(ExternalRef.of(card(1, NEW).id(), "amo", "77"));
        store.attach(ExternalRef.of(card(2, NEW).id(), "amo", "77 "));
        assertThat(store.find(Criteria.ALL.external(new Criteria.External("amo", "77"))))
                .extracting(Card::id)
                .isEqualTo(List.of(card(1, NEW).id()));
    }

    @Test
    void what_cards_are_found_by_is_taken_to_the_letter_with_its_blanks() {
        var card = card(1, NEW);
        store.commit(commit(card, Chain.START));
        store.commit(commit(
                with(card(2, NEW), "meeting", Header.of("другой"), Map.of("segment", "b2b "), "e1 ", StageKind.ACTIVE),
                Chain.START));

        for (var criteria : List.of(
                Criteria.ALL.owner("e1  "),
                Criteria.ALL.direction("it "),
                Criteria.ALL.company("romashka "),
                Criteria.ALL.reach(Set.of("tel:+79160000000 ")),
                Criteria.ALL.fields(Map.of("segment", "b2b  ")))) {
            assertThat(store.find(criteria)).as(criteria.toString()).isEmpty();
        }
        assertThat(store.find(Criteria.ALL.owner("e1"))).isEqualTo(List.of(card));
        assertThat(store.find(Criteria.ALL.fields(Map.of("segment", "b2b")))).isEqualTo(List.of(card));
        assertThat(store.knowing(Set.of("tel:+79160000000 "))).isEmpty();
        assertThat(store.count(Criteria.ALL))
                .containsExactly(new StageCount("meeting", "NEW", "e1", 1), new StageCount("meeting", "NEW", "e1 ", 1));
    }

    @Test
    void many_moves_are_written_at_once_and_one_in_conflict_does_not_hinder_the_others() {
        var known = card(1, NEW);
        store.commit(commit(known, Chain.START));

        var results = store.commitAll(List.of(
                commit(card(2, NEW), Chain.START), commit(known, Chain.START), commit(card(3, NEW), Chain.START)));

        assertThat(results).containsExactly(CommitResult.DONE, CommitResult.CONFLICT, CommitResult.DONE);
        assertThat(store.find(Criteria.ALL)).hasSize(3);
    }

    @Test
    void a_refused_attempt_is_noted_beside_the_history() {
        var card = card(1, NEW);
        store.commit(commit(card, Chain.START));
        var attempt = new Attempt(card.id(), T0, Actor.employee("e1"), "win", List.of(Reason.of("no-right")));

        store.note(attempt);

        assertThat(store.attempts(card.id())).containsExactly(attempt);
        assertThat(store.load(card.id()).orElseThrow().card().version()).isEqualTo(1);
    }

    @Test
    void a_refused_timer_is_taken_off_the_card_without_a_new_version() {
        var card = card(1, NEW);
        store.commit(commit(card, Chain.START));
        var attempt = new Attempt(card.id(), T0, Actor.TIMER, "remind", List.of(Reason.of("not-now")));
        var silent = withVisit(card, new Visit(T0, List.of(), new TreeSet<>(Set.of("remind")), null));

        var line = new RungLine(card.id(), 1, "remind", T0, T0, RungLine.Fate.ACTED);
        var parcel =
                Parcel.fresh(1, "log", List.of(new StoredEffect(card.id(), 1, 1000, Effect.tell("e1", "late"))), T0);

        assertThat(store.rung(new Rung(silent, silent, null, List.of(parcel), List.of(line), List.of(attempt))))
                .isFalse();
        assertThat(store.rung(new Rung(card, silent, null, List.of(parcel), List.of(line), List.of(attempt))))
                .isTrue();
        assertThat(store.rung(new Rung(card, silent, null, List.of(parcel), List.of(line), List.of(attempt))))
                .isFalse();

        assertThat(store.load(card.id()).orElseThrow().card()).isEqualTo(silent);
        assertThat(store.attempts(card.id())).containsExactly(attempt);
        assertThat(store.rungs(card.id())).containsExactly(line);
        assertThat(store.effects(card.id())).extracting(StoredEffect::index).containsExactly(0, 1000);
        assertThat(store.history(card.id())).hasSize(1);
    }

    @Test
    void clocks_of_many_cards_are_noted_at_once_and_one_in_conflict_does_not_hinder_the_others() {
        var rungs = new ArrayList<Rung>();
        for (var i = 1; i <= 4; i++) {
            var card = card(i, NEW);
            store.commit(commit(card, Chain.START));
            var silent = withVisit(card, new Visit(T0, List.of(), new TreeSet<>(Set.of("breach")), null));
            var parcel = Parcel.fresh(
                    1, "log", List.of(new StoredEffect(card.id(), 1, 1000, Effect.tell("e" + i, "late"))), T0);
            var line = new RungLine(card.id(), 1, "breach", T0, T0, RungLine.Fate.SKIPPED);
            rungs.add(0, new Rung(card, silent, T0.plusSeconds(i), List.of(parcel), List.of(line), List.of()));
        }
        var gone = rungs.get(2);
        assertThat(store.rung(gone)).isTrue();

        assertThat(store.rungAll(rungs)).containsExactly(true, true, false, true);

        assertThat(store.rungAll(List.of())).isEmpty();
        for (var rung : rungs) {
            var id = rung.after().id();
            assertThat(store.load(id).orElseThrow().card()).isEqualTo(rung.after());
            assertThat(store.rungs(id)).isEqualTo(rung.lines());
            assertThat(store.effects(id)).extracting(StoredEffect::index).containsExactly(0, 1000);
        }
        assertThat(store.takeDue(Set.of(gone.after().process()), T0.plusSeconds(2), T0.plusSeconds(60), 10))
                .extracting(taken -> taken.card().id())
                .containsExactly(rungs.get(3).after().id(), rungs.get(2).after().id());
    }

    @Test
    void a_move_that_a_deadline_brought_about_is_written_with_its_line_or_not_at_all() {
        var card = card(1, NEW);
        store.commit(commit(card, Chain.START));
        var head = store.load(card.id()).orElseThrow().head();
        var line = new RungLine(card.id(), 1, "giveUp", T0, T0.plusSeconds(5), RungLine.Fate.ACTED);
        var moves = commit(next(card, DONE), head).logging(List.of(line));

        assertThat(store.commit(moves)).isEqualTo(CommitResult.DONE);
        assertThat(store.commit(moves)).isEqualTo(CommitResult.CONFLICT);
        assertThat(store.commitAll(List.of(moves))).containsExactly(CommitResult.CONFLICT);

        assertThat(store.rungs(card.id())).containsExactly(line);

        var other = card(2, NEW);
        store.commit(commit(other, Chain.START));
        var second = new RungLine(other.id(), 1, "giveUp", T0, T0.plusSeconds(5), RungLine.Fate.ACTED);
        var then = store.load(other.id()).orElseThrow().head();
        assertThat(store.commitAll(List.of(commit(next(other, DONE), then).logging(List.of(second)))))
                .containsExactly(CommitResult.DONE);
        assertThat(store.rungs(other.id())).containsExactly(second);
    }

    @Test
    void a_move_decided_before_a_clock_went_off_is_a_conflict() {
        var card = card(1, NEW);
        store.commit(commit(card, Chain.START));
        var head = store.load(card.id()).orElseThrow().head();
        var silent = withVisit(card, new Visit(T0, List.of(), new TreeSet<>(Set.of("remind")), null));
        store.rung(new Rung(card, silent, null, List.of(), List.of(), List.of()));

        assertThat(store.commit(commit(next(card, NEW), head))).isEqualTo(CommitResult.CONFLICT);
        assertThat(store.commit(commit(next(silent, NEW), head, silent))).isEqualTo(CommitResult.DONE);
    }

    @Test
    void cards_whose_clock_is_due_are_taken_up_once_until_they_are_given_up_or_changed() {
        var card = card(1, NEW);
        store.commit(commit(card, Chain.START));
        var meeting = Set.of("meeting");
        var due = T0.plusSeconds(60);

        assertThat(store.takeDue(meeting, due.minusSeconds(1), due, 9)).isEmpty();
        assertThat(store.takeDue(Set.of("deal"), due, due.plusSeconds(30), 9)).isEmpty();
        assertThat(store.takeDue(meeting, due, due.plusSeconds(30), 9))
                .extracting(s -> s.card().id())
                .containsExactly(card.id());
        assertThat(store.takeDue(meeting, due, due.plusSeconds(30), 9)).isEmpty();
        assertThat(store.takeDue(meeting, due.plusSeconds(30), due.plusSeconds(60), 9))
                .hasSize(1);
        var head = store.load(card.id()).orElseThrow().head();
        store.commit(commit(next(card, NEW), head));
        assertThat(store.takeDue(meeting, due, due.plusSeconds(30), 9)).hasSize(1);
    }

    @Test
    void the_clock_that_is_due_first_is_known_of_some_processes() {
        assertThat(store.oldestDue(Set.of("meeting", "deal"))).isEmpty();
        store.commit(commit(withVisit(card(1, NEW), reminding(T0.plusSeconds(90))), Chain.START));
        store.commit(commit(withVisit(card(2, NEW), reminding(T0.plusSeconds(60))), Chain.START));
        store.commit(commit(withVisit(card(3, NEW), new Visit(T0, List.of(), new TreeSet<>(), null)), Chain.START));

        assertThat(store.oldestDue(Set.of("meeting"))).contains(T0.plusSeconds(60));
        assertThat(store.oldestDue(Set.of("deal"))).isEmpty();
        assertThat(store.oldestDue(Set.of())).isEmpty();
    }

    @Test
    void cards_are_read_page_by_page_in_their_order() {
        var late = withVisit(card(1, NEW), due(T0.plusSeconds(900)));
        var never = withVisit(card(2, NEW), new Visit(T0, List.of(), new TreeSet<>(), null));
        var soon = withVisit(card(3, NEW), due(T0.plusSeconds(60)));
        var too = withVisit(card(4, NEW), due(T0.plusSeconds(60)));
        List.of(late, never, soon, too).forEach(c -> store.commit(commit(c, Chain.START)));

        var pages = new ArrayList<Card<?>>();
        Criteria.Place after = null;
        while (true) {
            var page = store.find(Criteria.ALL.limit(1).after(after));
            if (page.isEmpty()) {
                break;
            }
            pages.addAll(page);
            after = Criteria.Place.of(page.get(0));
        }

        assertThat(pages).isEqualTo(List.of(soon, too, late, never));
    }

    @Test
    void cards_whose_dates_are_finer_than_a_database_keeps_are_read_once_too() {
        var dates = new long[] {1_400, 1_600, 2_900};
        for (var i = 0; i < dates.length; i++) {
            store.commit(commit(withVisit(card(i + 1, NEW), due(T0.plusNanos(dates[i]))), Chain.START));
        }

        var read = new ArrayList<CardId>();
        Criteria.Place after = null;
        for (var page = store.find(Criteria.ALL.limit(1)); !page.isEmpty() && read.size() < 9; ) {
            read.add(page.get(0).id());
            after = Criteria.Place.of(page.get(0));
            page = store.find(Criteria.ALL.limit(1).after(after));
        }

        assertThat(read).extracting(id -> id.value().getLeastSignificantBits()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void moments_beyond_all_calendars_may_be_asked_for() {
        var card = card(1, NEW);
        store.commit(commit(card, Chain.START));

        assertThat(store.find(Criteria.ALL.dueBefore(Instant.MAX))).containsExactly(card);
        assertThat(store.find(Criteria.ALL.dueBefore(Instant.MIN))).isEmpty();
        assertThat(store.find(Criteria.ALL.after(new Criteria.Place(Instant.MAX, card.id()))))
                .isEmpty();
    }

    @Test
    void cards_are_counted_by_process_stage_and_owner() {
        store.commit(commit(card(1, NEW), Chain.START));
        store.commit(commit(card(2, NEW), Chain.START));
        store.commit(commit(with(card(3, NEW), "deal", Header.of("x"), Map.of(), null, StageKind.ACTIVE), Chain.START));

        assertThat(store.count(Criteria.ALL))
                .containsExactly(new StageCount("deal", "NEW", null, 1), new StageCount("meeting", "NEW", "e1", 2));
        assertThat(store.count(Criteria.ALL.owner("e1").limit(1)))
                .containsExactly(new StageCount("meeting", "NEW", "e1", 2));
        assertThat(store.count(Criteria.ALL.owner("nobody"))).isEmpty();
    }

    @Test
    void a_card_is_found_by_its_record_in_another_system_which_belongs_to_no_other_card() {
        var card = card(1, NEW);
        var other = card(2, NEW);
        store.commitAll(List.of(commit(card, Chain.START), commit(other, Chain.START)));

        store.attach(ExternalRef.of(card.id(), "bitrix", "77"));
        store.attach(new ExternalRef(card.id(), "bitrix", "77", "C1:NEW", "op-1"));

        assertThat(store.externals(card.id()))
                .containsExactly(new ExternalRef(card.id(), "bitrix", "77", "C1:NEW", "op-1"));
        assertThat(store.find(Criteria.ALL.external(new Criteria.External("bitrix", "77"))))
                .containsExactly(card);
        assertThat(store.find(Criteria.ALL.external(new Criteria.External("amo", "77"))))
                .isEmpty();
        assertThatThrownBy(() -> store.attach(ExternalRef.of(other.id(), "bitrix", "77")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(card.id().toString());
        assertThatThrownBy(() -> store.attach(ExternalRef.of(card.id(), "bitrix", "78")))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void records_of_a_system_are_listed_page_by_page_keep_their_note_and_can_be_detached() {
        var card = card(1, NEW);
        var other = card(2, NEW);
        store.commitAll(List.of(commit(card, Chain.START), commit(other, Chain.START)));
        store.attach(ExternalRef.of(card.id(), "bitrix", "deal-2").noting("{\"a\":\"щ\"}"));
        store.attach(ExternalRef.of(other.id(), "bitrix", "deal-1"));
        store.attach(ExternalRef.of(other.id(), "amo", "deal-0"));

        assertThat(store.externals("bitrix", null, 1))
                .extracting(ExternalRef::id)
                .containsExactly("deal-1");
        assertThat(store.externals("bitrix", "deal-1", 9))
                .extracting(ExternalRef::note)
                .containsExactly("{\"a\":\"щ\"}");
        assertThat(store.externals("bitrix", "deal-2", 9)).isEmpty();

        store.detach(ExternalRef.of(other.id(), "bitrix", "deal-2"));
        assertThat(store.externals(card.id())).hasSize(1);
        store.detach(ExternalRef.of(card.id(), "bitrix", "deal-2"));
        assertThat(store.externals(card.id())).isEmpty();
        store.attach(ExternalRef.of(other.id(), "tryton", "deal-2"));
        store.attach(ExternalRef.of(card.id(), "bitrix", "deal-3"));
        assertThat(store.externals(card.id())).extracting(ExternalRef::id).containsExactly("deal-3");
    }

    @Test
    void one_node_at_a_time_has_the_turn_to_speak_to_a_system() {
        var feed = store.feed();

        assertThat(feed.claim("bitrix", "n1", T0, T0.plusSeconds(60))).isTrue();
        assertThat(feed.claim("bitrix", "n2", T0.plusSeconds(59), T0.plusSeconds(90)))
                .isFalse();
        assertThat(feed.claim("amo", "n2", T0, T0.plusSeconds(60))).isTrue();
        assertThat(feed.claim("bitrix", "n1", T0.plusSeconds(59), T0.plusSeconds(100)))
                .isTrue();
        assertThat(feed.claim("bitrix", "n2", T0.plusSeconds(99), T0.plusSeconds(200)))
                .isFalse();
        assertThat(feed.claim("bitrix", "n2", T0.plusSeconds(100), T0.plusSeconds(200)))
                .isTrue();

        feed.release("bitrix", "n1");
        assertThat(feed.claim("bitrix", "n1", T0.plusSeconds(101), T0.plusSeconds(200)))
                .isFalse();
        feed.release("bitrix", "n2");
        assertThat(feed.claim("bitrix", "n1", T0.plusSeconds(101), T0.plusSeconds(200)))
                .isTrue();
    }

    @Test
    void how_far_a_system_was_read_is_noted_by_who_has_the_turn() {
        var feed = store.feed();
        assertThat(feed.place("bitrix")).isEmpty();
        assertThat(feed.place("bitrix", "n1", "42")).isFalse();

        feed.claim("bitrix", "n1", T0, T0.plusSeconds(60));
        assertThat(feed.place("bitrix", "n1", "42")).isTrue();
        assertThat(feed.place("bitrix", "n2", "43")).isFalse();

        assertThat(feed.place("bitrix")).isEqualTo("42");
        feed.release("bitrix", "n1");
        assertThat(feed.place("bitrix")).isEqualTo("42");
    }

    @Test
    void a_record_that_is_named_again_while_it_is_looked_into_stays_named() {
        var feed = store.feed();
        feed.hint("bitrix", List.of("deal-1", "deal-2", "deal-1"));
        feed.hint("amo", List.of("7"));

        var seen = feed.hinted("bitrix", 9);
        assertThat(seen).extracting(Feed.Hint::record).containsExactlyInAnyOrder("deal-1", "deal-2");
        assertThat(feed.hinted("bitrix", 1)).hasSize(1);
        feed.hint("bitrix", List.of("deal-2"));
        feed.settled("bitrix", seen);

        assertThat(feed.hinted("bitrix", 9)).extracting(Feed.Hint::record).containsExactly("deal-2");
        assertThat(feed.hinted("amo", 9)).hasSize(1);
    }

    @Test
    void of_a_line_only_the_oldest_parcel_is_taken_up_and_by_one_node_only() {
        var card = card(1, NEW);
        store.commit(commit(card, Chain.START));
        store.commit(commit(next(card, NEW), store.load(card.id()).orElseThrow().head()));
        var other = card(2, NEW);
        store.commit(commit(other, Chain.START));
        var until = T0.plusSeconds(60);

        var taken = store.outbox().take(Set.of("log"), T0, until, 9);

        assertThat(taken).extracting(Parcel::card).containsExactlyInAnyOrder(card.id(), other.id());
        assertThat(taken).extracting(Parcel::move).containsOnly(1L);
        assertThat(taken).extracting(Parcel::attempts).containsOnly(1);
        assertThat(taken.get(0).effects()).hasSize(1);
        assertThat(store.outbox().take(Set.of("log"), T0, until, 9)).isEmpty();
        assertThat(store.outbox().take(Set.of("mail"), until, until.plusSeconds(60), 9))
                .isEmpty();
        assertThat(store.outbox().settle(taken.stream().map(Receipt::delivered).toList()))
                .containsOnly(true);
        assertThat(store.outbox().take(Set.of("log"), T0, until, 9))
                .extracting(Parcel::move)
                .containsExactly(2L);
    }

    @Test
    void of_a_line_that_is_just_being_written_only_the_oldest_parcel_is_taken_up() throws InterruptedException {
        // A long line that waits for its first parcel: looking through it takes time, in which others write.
        store.commit(withParcels(card(999, NEW), 1500));
        assertThat(store.outbox().take(Set.of("log"), T0, T0.plusSeconds(600), 5))
                .hasSize(1);
        var cards = 200;
        var written = new AtomicInteger();
        var writers = Executors.newFixedThreadPool(2);
        for (var thread = 0; thread < 2; thread++) {
            var first = thread;
            writers.execute(() -> {
                for (var i = first; i < cards; i += 2) {
                    if (store.commit(withParcels(card(i, NEW), 2)) == CommitResult.DONE) {
                        written.incrementAndGet();
                    }
                }
            });
        }
        writers.shutdown();

        var taken = new TreeSet<CardId>();
        boolean last;
        do {
            last = writers.isTerminated();
            for (var parcel : store.outbox().take(Set.of("log"), T0, T0.plusSeconds(600), 50)) {
                assertThat(parcel.part())
                        .as("the oldest of card %s", parcel.card())
                        .isZero();
                assertThat(taken.add(parcel.card())).isTrue();
            }
        } while (!last || taken.size() < written.get());

        assertThat(written).hasValue(cards);
    }

    @Test
    void many_parcels_are_taken_up_at_once_up_to_the_limit_those_due_first_before_the_others() {
        for (var i = 0; i < 260; i++) {
            store.commit(withParcels(card(i, NEW), 1, T0.plusMillis(i)));
        }

        var first = store.outbox().take(Set.of("log"), T0.plusSeconds(9), T0.plusSeconds(600), 230);
        var rest = store.outbox().take(Set.of("log"), T0.plusSeconds(9), T0.plusSeconds(600), 230);

        assertThat(first)
                .hasSize(230)
                .extracting(p -> p.card().value().getLeastSignificantBits())
                .doesNotContain(230L, 259L);
        assertThat(rest).hasSize(30);
    }

    private Commit withParcels(Card<?> card, int count) {
        return withParcels(card, count, T0);
    }

    private Commit withParcels(Card<?> card, int count, Instant at) {
        var parcels = new ArrayList<Parcel>();
        for (var part = 0; part < count; part++) {
            var effect = new StoredEffect(card.id(), card.version(), part, new Effect.Mirror(card.stage()));
            parcels.add(Parcel.fresh(part, "log", List.of(effect), at));
        }
        return new Commit(card, null, next(card), line(card, Chain.START), parcels, List.of(), null, null);
    }

    @Test
    void a_parcel_that_is_put_off_comes_again_and_its_line_waits_for_it() {
        var parcel = oneParcelBeforeAnother();
        var again = T0.plusSeconds(300);

        store.outbox().settle(List.of(Receipt.putOff(parcel, 0, again, "the network is down")));

        assertThat(store.outbox().take(Set.of("log"), again.minusSeconds(1), again, 9))
                .isEmpty();
        var second = store.outbox().take(Set.of("log"), again, again.plusSeconds(60), 9);
        assertThat(second).extracting(Parcel::move).containsExactly(1L);
        assertThat(second.get(0).attempts()).isEqualTo(2);
        assertThat(second.get(0).why()).isEqualTo("the network is down");
    }

    @Test
    void a_dead_parcel_stops_its_line_only_and_can_be_brought_back_or_dropped() {
        var parcel = oneParcelBeforeAnother();
        var other = card(2, NEW);
        store.commit(commit(other, Chain.START));

        store.outbox().settle(List.of(Receipt.dead(parcel, 0, "no such address")));

        assertThat(store.outbox().take(Set.of("log"), T0.plusSeconds(900), T0.plusSeconds(960), 9))
                .extracting(Parcel::card)
                .containsExactly(other.id());
        assertThat(store.outbox().dead(9)).extracting(Parcel::key).containsExactly(parcel.key());
        assertThat(store.outbox().dead(9).get(0).why()).isEqualTo("no such address");
        var backlog = store.outbox().backlog(T0.plusSeconds(900));
        assertThat(backlog.dead()).isEqualTo(1);
        assertThat(backlog.waiting()).isEqualTo(2);
        assertThat(backlog.byHandler()).containsExactly(Map.entry("log", 3L));
        assertThat(store.outbox().revive(parcel, T0)).isTrue();
        assertThat(store.outbox().revive(parcel, T0)).isFalse();
        var again =
                store.outbox().take(Set.of("log"), T0, T0.plusSeconds(60), 9).get(0);
        assertThat(again.key()).isEqualTo(parcel.key());
        store.outbox().settle(List.of(Receipt.dead(again, 0, "no such address")));
        assertThat(store.outbox().drop(again)).isTrue();
        assertThat(store.outbox().drop(again)).isFalse();
        assertThat(store.outbox().take(Set.of("log"), T0, T0.plusSeconds(60), 9))
                .extracting(Parcel::move)
                .containsExactly(2L);
    }

    @Test
    void who_comes_back_after_his_time_cannot_settle_what_somebody_else_has_taken_up() {
        var lost = oneParcelBeforeAnother();
        var later = T0.plusSeconds(60);
        var taken = store.outbox()
                .take(Set.of("log"), later, later.plusSeconds(60), 9)
                .get(0);

        assertThat(store.outbox().settle(List.of(Receipt.dead(lost, 0, "too late"))))
                .containsExactly(false);
        assertThat(store.outbox().settle(List.of(Receipt.delivered(lost)))).containsExactly(false);
        assertThat(store.outbox().settle(List.of(Receipt.delivered(taken)))).containsExactly(true);
    }

    private Parcel oneParcelBeforeAnother() {
        var card = card(1, NEW);
        store.commit(commit(card, Chain.START));
        store.commit(commit(next(card, NEW), store.load(card.id()).orElseThrow().head()));
        return store.outbox().take(Set.of("log"), T0, T0.plusSeconds(60), 9).get(0);
    }

    @Test
    void cards_are_found_by_each_criterion_alone() {
        var card = card(1, NEW);
        var other = with(card(2, DONE), "deal", Header.of("nothing in common"), Map.of(), "e2", StageKind.SUCCESS);
        store.commitAll(List.of(commit(card, Chain.START), commit(other, Chain.START)));

        for (var criteria : List.of(
                Criteria.ALL.process("meeting"),
                Criteria.ALL.stages(Set.of("NEW")),
                Criteria.ALL.owner("e1"),
                Criteria.ALL.open(),
                Criteria.ALL.kind(StageKind.ACTIVE),
                Criteria.ALL.dueBefore(T0.plusSeconds(3601)),
                Criteria.ALL.stagesNot(Set.of("DONE")),
                Criteria.ALL.entered(new TimeSpan(T0, T0.plusSeconds(1))).process("meeting"),
                Criteria.ALL.direction("it"),
                Criteria.ALL.company("romashka"),
                Criteria.ALL.titlePart("ПРОТОТИП"),
                Criteria.ALL.reach(Set.of("tel:+70000000000", "tel:+79160000000")),
                Criteria.ALL.busy(new TimeSpan(T0.minusSeconds(5), T0.plusSeconds(1))),
                Criteria.ALL.except(other.id()),
                Criteria.ALL.fields(Map.of("segment", "b2b")))) {
            assertThat(store.find(criteria)).as(criteria.toString()).containsExactly(card);
        }
    }

    @Test
    void cards_just_beyond_a_criterion_are_not_found() {
        store.commit(commit(card(1, NEW), Chain.START));

        for (var criteria : List.of(
                Criteria.ALL.dueBefore(T0.plusSeconds(3600)),
                Criteria.ALL.entered(new TimeSpan(T0.plusSeconds(1), T0.plusSeconds(2))),
                Criteria.ALL.entered(new TimeSpan(T0.minusSeconds(1), T0)),
                Criteria.ALL.owners(List.of()),
                Criteria.ALL.busy(new TimeSpan(T0.minusSeconds(5), T0)),
                Criteria.ALL.busy(new TimeSpan(T0.plusSeconds(10), T0.plusSeconds(20))),
                Criteria.ALL.fields(Map.of("segment", "b2c")))) {
            assertThat(store.find(criteria)).as(criteria.toString()).isEmpty();
        }
    }

    @Test
    void those_due_first_come_first_and_the_limit_cuts_the_rest() {
        var late = withVisit(card(1, NEW), due(T0.plusSeconds(900)));
        var never = withVisit(card(2, NEW), new Visit(T0, List.of(), new TreeSet<>(), null));
        var soon = withVisit(card(3, NEW), due(T0.plusSeconds(60)));
        List.of(late, never, soon).forEach(c -> store.commit(commit(c, Chain.START)));

        assertThat(store.find(Criteria.ALL)).isEqualTo(List.of(soon, late, never));
        assertThat(store.find(Criteria.ALL.limit(2))).isEqualTo(List.of(soon, late));
    }

    @Test
    void a_phone_that_was_changed_is_found_by_the_new_one_only() {
        var card = card(1, NEW);
        store.commit(commit(card, Chain.START));
        var changed = with(next(card, NEW), "meeting", header("tel:+79161111111"), Map.of(), "e1", StageKind.ACTIVE);

        store.commit(commit(changed, store.load(card.id()).orElseThrow().head()));

        assertThat(store.find(Criteria.ALL.reach(Set.of("tel:+79160000000")))).isEmpty();
        assertThat(store.find(Criteria.ALL.reach(Set.of("tel:+79161111111")))).isEqualTo(List.of(changed));
    }

    @Test
    void children_are_written_with_the_move_that_opens_them_and_found_by_their_parent_oldest_first() {
        var parent = card(1, NEW);
        var older = child(9, parent);
        var younger = child(2, parent);

        assertThat(store.commit(opening(parent, commit(older, Chain.START)))).isEqualTo(CommitResult.DONE);
        store.commit(commit(younger, Chain.START));
        store.commit(commit(card(3, NEW), Chain.START));

        assertThat(store.children(parent.id())).isEqualTo(List.of(older, younger));
        assertThat(store.children(older.id())).isEmpty();
        assertThat(store.history(older.id())).hasSize(1);
        assertThat(store.effects(older.id())).hasSize(1);
        assertThat(store.load(older.id()).orElseThrow().card().origin()).isEqualTo(older.origin());
    }

    @Test
    void a_move_that_opens_a_card_whose_key_is_taken_writes_nothing() {
        var taken = new RequestKey("deal", "once");
        store.commit(withKey(card(9, NEW), taken, "abc"));
        var parent = card(1, NEW);
        var free = withKey(child(2, parent), new RequestKey("deal", "free"), "abc");
        var second = withKey(child(3, parent), taken, "abc");
        var commit = linking(opening(parent, free, second), List.of(signal(parent, 0, parent, T0)), List.of());

        assertThat(store.commit(commit)).isEqualTo(CommitResult.CHILD_TAKEN);

        assertThat(store.load(parent.id())).isEmpty();
        assertThat(store.load(free.card().id())).isEmpty();
        assertThat(store.history(parent.id())).isEmpty();
        assertThat(store.children(parent.id())).isEmpty();
        assertThat(store.pending(parent.id())).isEmpty();
        assertThat(store.remembered(new RequestKey("deal", "free"))).isEmpty();
    }

    @Test
    void a_move_whose_child_opens_a_card_whose_key_is_taken_writes_nothing() {
        var taken = new RequestKey("deal", "once");
        store.commit(withKey(card(9, NEW), taken, "abc"));
        var parent = card(1, NEW);
        var child = child(2, parent);
        var commit = opening(parent, opening(child, withKey(child(3, child), taken, "abc")));

        assertThat(store.commit(commit)).isEqualTo(CommitResult.CHILD_TAKEN);

        assertThat(store.find(Criteria.ALL)).hasSize(1);
    }

    @Test
    void a_move_in_conflict_opens_no_card_and_leaves_no_signal() {
        var parent = card(1, NEW);
        store.commit(commit(parent, Chain.START));
        var child = commit(child(2, parent), Chain.START);

        var again = linking(opening(parent, child), List.of(signal(parent, 0, parent, T0)), List.of());

        assertThat(store.commit(again)).isEqualTo(CommitResult.CONFLICT);
        assertThat(store.children(parent.id())).isEmpty();
        assertThat(store.pending(parent.id())).isEmpty();
    }

    @Test
    void signals_are_pending_for_the_card_that_is_told_and_due_at_their_moment_oldest_first() {
        var from = card(1, NEW);
        var to = card(2, NEW);
        var first = signal(from, 0, to, T0);
        var later = signal(from, 1, from, T0.plusSeconds(60));
        var second = signal(from, 2, to, T0);
        store.commit(linking(commit(from, Chain.START), List.of(first, later, second), List.of()));

        assertThat(store.pending(to.id())).containsExactly(first, second);
        assertThat(store.pending(from.id())).containsExactly(later);
        assertThat(store.pendingAt(T0.minusSeconds(1), 9)).isEmpty();
        assertThat(store.pendingAt(T0, 9)).containsExactly(first, second);
        assertThat(store.pendingAt(T0, 1)).containsExactly(first);
        assertThat(store.pendingAt(T0.plusSeconds(60), 9)).hasSize(3);
    }

    @Test
    void a_refused_signal_stays_pending_with_its_reasons_and_a_settled_one_does_not_come_back() {
        var from = card(1, NEW);
        var to = card(2, NEW);
        var signal = signal(from, 0, to, T0);
        var refused = signal.now(Signal.State.REFUSED, List.of(Reason.of("order-is-ready")));
        store.commit(linking(commit(from, Chain.START), List.of(signal), List.of()));

        store.settle(refused);

        assertThat(store.pending(to.id())).containsExactly(refused);
        assertThat(store.pendingAt(T0, 9)).containsExactly(refused);

        store.settle(signal.now(Signal.State.DONE, List.of()));
        store.settle(refused);

        assertThat(store.pending(to.id())).isEmpty();
        assertThat(store.pendingAt(T0, 9)).isEmpty();
    }

    @Test
    void a_move_settles_signals_only_if_it_is_written() {
        var from = card(1, NEW);
        var to = card(2, NEW);
        var signal = signal(from, 0, to, T0);
        var done = List.of(signal.now(Signal.State.DONE, List.of()));
        store.commit(commit(to, Chain.START));
        store.commit(linking(commit(from, Chain.START), List.of(signal), List.of()));

        assertThat(store.commit(linking(commit(to, Chain.START), List.of(), done)))
                .isEqualTo(CommitResult.CONFLICT);
        assertThat(store.pending(to.id())).containsExactly(signal);

        store.commit(
                linking(commit(next(to, DONE), store.load(to.id()).orElseThrow().head()), List.of(), done));
        assertThat(store.pending(to.id())).isEmpty();
    }

    // The log of decisions

    @Test
    void what_rules_have_decided_is_written_with_the_move_or_not_at_all() {
        var card = card(1, NEW);
        var opened = decided(card, "qualify", "a", T0);
        store.commit(commit(card, Chain.START).deciding(List.of(opened)));
        var head = store.load(card.id()).orElseThrow().head();
        var twice = List.of(
                decided(card, "route", "b", T0.plusSeconds(1)), decided(card, "approve", "b", T0.plusSeconds(1)));
        var moves = commit(next(card, DONE), head).deciding(twice);

        assertThat(store.commit(moves)).isEqualTo(CommitResult.DONE);
        assertThat(store.commit(moves)).isEqualTo(CommitResult.CONFLICT);
        assertThat(store.commitAll(List.of(moves))).containsExactly(CommitResult.CONFLICT);

        assertThat(logged(DecisionQuery.all())).containsExactly(opened, twice.get(0), twice.get(1));
    }

    @Test
    void many_moves_and_clocks_write_what_was_decided_for_those_only_that_are_written() {
        var one = card(1, NEW);
        var two = card(2, NEW);
        store.commit(commit(one, Chain.START));
        store.commit(commit(two, Chain.START));
        var head = store.load(one.id()).orElseThrow().head();
        var moving = commit(next(one, DONE), head).deciding(List.of(decided(one, "route", "a", T0)));

        assertThat(store.commitAll(List.of(moving, moving)))
                .containsExactlyInAnyOrder(CommitResult.DONE, CommitResult.CONFLICT);
        var silent = withVisit(two, new Visit(T0, List.of(), new TreeSet<>(Set.of("remind")), null));
        var rung = new Rung(
                two, silent, null, List.of(), List.of(), List.of(), List.of(decided(two, "escalate", "a", T0)));
        assertThat(store.rung(rung)).isTrue();
        assertThat(store.rung(rung)).isFalse();

        assertThat(logged(DecisionQuery.all())).extracting(DecisionLine::kind).containsExactly("route", "escalate");
    }

    @Test
    void decisions_are_found_by_each_criterion_alone() {
        var meeting = card(1, NEW);
        var deal = card(2, NEW);
        var early = decided(meeting, "qualify", "a", T0);
        var other = decided(deal, "deal", "route", "a", T0.plusSeconds(1));
        var late = decided(meeting, "route", "b", T0.plusSeconds(2));
        store.commit(commit(meeting, Chain.START).deciding(List.of(late, early)));
        store.commit(commit(deal, Chain.START).deciding(List.of(other)));
        var all = DecisionQuery.all();

        assertThat(logged(all)).containsExactly(early, other, late);
        assertThat(logged(all.process("deal"))).containsExactly(other);
        assertThat(logged(all.process("nothing"))).isEmpty();
        assertThat(logged(all.kind("route"))).containsExactly(other, late);
        assertThat(logged(all.card(meeting.id()))).containsExactly(early, late);
        assertThat(logged(all.book("a"))).containsExactly(early, other);
        assertThat(logged(all.from(T0.plusSeconds(1)))).containsExactly(other, late);
        assertThat(logged(all.before(T0.plusSeconds(1)))).containsExactly(early);
        assertThat(logged(all.limit(2))).containsExactly(early, other);
    }

    @Test
    void decisions_are_read_page_by_page_even_those_of_one_moment() {
        var card = card(1, NEW);
        var many = IntStream.range(0, 25)
                .mapToObj(i -> decided(card, "kind-" + i, "a", T0.plusSeconds(i / 10)))
                .toList();
        store.commit(commit(card, Chain.START).deciding(many));

        var found = new ArrayList<DecisionLine>();
        var query = DecisionQuery.all().limit(4);
        for (var page = store.decisions().page(query);
                !page.isEmpty();
                page = store.decisions().page(query)) {
            assertThat(page).hasSizeLessThanOrEqualTo(4);
            found.addAll(page);
            var last = page.get(page.size() - 1);
            query = query.behind(new DecisionQuery.Place(last.at(), last.number()));
        }

        assertThat(found).extracting(l -> l.at(0)).containsExactlyElementsOf(many);
        assertThat(found)
                .extracting(DecisionLine::number)
                .doesNotHaveDuplicates()
                .doesNotContain(0L);
    }

    @Test
    void old_decisions_are_removed_the_oldest_first_and_so_many_at_once() {
        var card = card(1, NEW);
        var many = IntStream.range(0, 5)
                .mapToObj(i -> decided(card, "kind-" + i, "a", T0.plusSeconds(i)))
                .toList();
        store.commit(commit(card, Chain.START).deciding(many));

        assertThat(store.decisions().drop(T0.plusSeconds(3), 2)).isEqualTo(2);
        assertThat(logged(DecisionQuery.all())).containsExactlyElementsOf(many.subList(2, 5));
        assertThat(store.decisions().drop(T0.plusSeconds(3), 2)).isEqualTo(1);
        assertThat(store.decisions().drop(T0.plusSeconds(3), 2)).isZero();
        assertThat(logged(DecisionQuery.all())).containsExactlyElementsOf(many.subList(3, 5));
    }

    private List<DecisionLine> logged(DecisionQuery query) {
        return store.decisions().page(query).stream().map(l -> l.at(0)).toList();
    }

    private static DecisionLine decided(Card<?> card, String kind, String book, Instant at) {
        return decided(card, card.process(), kind, book, at);
    }

    private static DecisionLine decided(Card<?> card, String process, String kind, String book, Instant at) {
        return new DecisionLine(
                0,
                card.id(),
                process,
                card.version(),
                kind.equals("escalate") ? "ladder.breach" : "",
                kind,
                at,
                book,
                "0badcafe",
                "{\"source\":\"радио\"}",
                "{\"score\":50}",
                "[]");
    }

    @Test
    void rule_books_lie_on_a_shelf_and_nobody_puts_one_on_top_of_what_was_not_seen() {
        var shelf = store.books();
        var small = new TreeMap<>(Map.of("score.drl", "правило «Москва» \"\\ \n"));
        var large = new TreeMap<>(Map.of("score.drl", "я".repeat(900_000), "b.csv", "ж".repeat(900_000)));

        assertThat(shelf.newest(5)).isEmpty();
        assertThat(shelf.files(1)).isEmpty();
        assertThat(shelf.put(new BookShelf.Shelved(2, "v2", T0), small)).isFalse();
        assertThat(shelf.put(new BookShelf.Shelved(1, "v1", T0), small)).isTrue();
        assertThat(shelf.put(new BookShelf.Shelved(1, "v2", T0), large)).isFalse();
        assertThat(shelf.put(new BookShelf.Shelved(2, "v2", T0.plusSeconds(1)), large))
                .isTrue();
        assertThat(shelf.put(new BookShelf.Shelved(3, "v1", T0.plusSeconds(2)), small))
                .isTrue();

        assertThat(shelf.newest(2))
                .containsExactly(
                        new BookShelf.Shelved(3, "v1", T0.plusSeconds(2)),
                        new BookShelf.Shelved(2, "v2", T0.plusSeconds(1)));
        assertThat(shelf.files(1)).contains(small);
        assertThat(shelf.files(2)).contains(large);

        shelf.keep(2);
        shelf.keep(7);

        assertThat(shelf.newest(5)).extracting(BookShelf.Shelved::number).containsExactly(3L, 2L);
        assertThat(shelf.files(1)).isEmpty();
        assertThat(shelf.put(new BookShelf.Shelved(4, "v4", T0), small)).isTrue();
    }

    @Test
    void of_six_who_put_a_rule_book_on_the_same_one_a_single_one_does() throws InterruptedException {
        var shelf = store.books();
        var files = new TreeMap<>(Map.of("score.drl", "x"));
        var put = new AtomicInteger();
        for (var round = 1L; round <= 5; round++) {
            var number = round;
            var start = new CountDownLatch(1);
            var pool = Executors.newFixedThreadPool(6);
            for (var editor = 0; editor < 6; editor++) {
                var version = "v" + editor;
                pool.execute(() -> {
                    try {
                        start.await();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                    if (shelf.put(new BookShelf.Shelved(number, version, T0), files)) {
                        put.incrementAndGet();
                    }
                });
            }
            start.countDown();
            pool.shutdown();
            assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(put).hasValue(5);
        assertThat(shelf.newest(9)).hasSize(5);
    }

    @Test
    void six_threads_that_move_one_card_lose_no_update() throws InterruptedException {
        var card = card(1, NEW);
        store.commit(commit(card, Chain.START));
        var done = new AtomicInteger();
        var start = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(6);

        for (var t = 0; t < 6; t++) {
            threads.execute(() -> {
                awaitQuietly(start);
                for (var i = 0; i < 200; i++) {
                    var seen = store.load(card.id()).orElseThrow();
                    if (store.commit(commit(next(seen.card(), NEW), seen.head())) == CommitResult.DONE) {
                        done.incrementAndGet();
                    }
                }
            });
        }
        start.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

        var stored = store.load(card.id()).orElseThrow();
        assertThat(stored.card().version()).isEqualTo(done.get() + 1L);
        assertThat(store.history(card.id())).hasSize(done.get() + 1);
        assertThat(chain.broken(
                        store.history(card.id()).stream().map(HistoryLine::link).toList(), stored.head()))
                .isEmpty();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static Header header(String phone) {
        return Header.of("Показать прототип", ContactRef.of("c1"))
                .amount(Money.roubles(5))
                .direction("it")
                .company("romashka")
                .reachableBy(Set.of(phone))
                .busy(new TimeSpan(T0, T0.plusSeconds(10)));
    }

    private static Visit reminding(Instant at) {
        return new Visit(T0, List.of(new Alarm("remind", at, true)), new TreeSet<>(), null);
    }

    private static Visit due(Instant at) {
        return new Visit(T0, List.of(new Alarm(Alarm.DEADLINE, at, true)), new TreeSet<>(), null);
    }

    private static Card<?> card(int number, Stage stage) {
        var visit = new Visit(
                T0,
                List.of(
                        new Alarm(Alarm.DEADLINE, T0.plusSeconds(3600), true),
                        new Alarm("remind", T0.plusSeconds(60), true)),
                new TreeSet<>(),
                null);
        return new Card<>(
                new CardId(new UUID(1, number)),
                "meeting",
                1,
                stage,
                StageKind.ACTIVE,
                "e1",
                "data",
                header("tel:+79160000000"),
                new TreeMap<>(Map.of("segment", "b2b")),
                new TreeSet<>(),
                visit,
                new TreeMap<>(),
                null,
                T0);
    }

    private static Card<?> next(Card<?> card, Stage stage) {
        return new Card<>(
                card.id(),
                card.process(),
                card.version() + 1,
                stage,
                card.kind(),
                card.owner(),
                card.data(),
                card.header(),
                card.fields(),
                card.watchers(),
                card.visit(),
                card.counts(),
                null,
                card.openedAt());
    }

    private static Card<?> withVisit(Card<?> card, Visit visit) {
        return card.visit(visit);
    }

    private static Card<?> with(
            Card<?> card, String process, Header header, Map<String, Object> fields, String owner, StageKind kind) {
        return new Card<>(
                card.id(),
                process,
                card.version(),
                card.stage(),
                kind,
                owner,
                card.data(),
                header,
                new TreeMap<>(fields),
                card.watchers(),
                new Visit(T0, List.of(), new TreeSet<>(), null),
                card.counts(),
                null,
                card.openedAt());
    }

    private Commit commit(Card<?> card, String head) {
        return commit(card, head, before(card));
    }

    /** The card as it was one version ago, with the same clocks gone off. */
    private static Card<?> before(Card<?> card) {
        return card.version() == 1
                ? null
                : new Card<>(
                        card.id(),
                        card.process(),
                        card.version() - 1,
                        NEW,
                        card.kind(),
                        card.owner(),
                        card.data(),
                        header("tel:+79160000000"),
                        new TreeMap<>(Map.of("segment", "b2b")),
                        card.watchers(),
                        new Visit(T0, List.of(), new TreeSet<>(), null),
                        card.counts(),
                        null,
                        card.openedAt());
    }

    private Commit commit(Card<?> card, String head, Card<?> before) {
        return new Commit(card, before, next(card), line(card, head), parcels(card), List.of(), null, null);
    }

    private static Instant next(Card<?> card) {
        return card.visit().nextTimer().orElse(null);
    }

    private static Card<?> child(int number, Card<?> parent) {
        var card = card(number, NEW);
        return new Card<>(
                card.id(),
                card.process(),
                1,
                card.stage(),
                card.kind(),
                card.owner(),
                card.data(),
                card.header(),
                card.fields(),
                card.watchers(),
                card.visit(),
                card.counts(),
                null,
                T0.minusSeconds(number),
                new Origin(parent.id(), parent.process(), parent.version(), "meeting:NEW>meeting", 1));
    }

    private Commit opening(Card<?> parent, Commit... children) {
        var own = commit(parent, Chain.START);
        return new Commit(
                own.card(),
                null,
                own.nextDue(),
                own.line(),
                own.parcels(),
                List.of(),
                null,
                null,
                List.of(children),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static Commit linking(Commit commit, List<Signal> signals, List<Signal> settled) {
        return new Commit(
                commit.card(),
                commit.before(),
                commit.nextDue(),
                commit.line(),
                commit.parcels(),
                commit.rings(),
                commit.key(),
                commit.remembered(),
                commit.children(),
                signals,
                settled,
                commit.lines(),
                commit.decisions());
    }

    private static Signal signal(Card<?> from, int index, Card<?> to, Instant due) {
        return new Signal(
                from.id(),
                from.version(),
                index,
                "meeting:NEW>meeting",
                to.id(),
                new CommonTrigger.Resume(),
                due,
                Signal.State.NEW,
                List.of());
    }

    private Commit withRing(Card<?> card, RingStep step) {
        return new Commit(card, null, next(card), line(card, Chain.START), List.of(), List.of(step), null, null);
    }

    private Commit withKey(Card<?> card, RequestKey key, String fingerprint) {
        var line = line(card, Chain.START);
        var outcome = new Outcome.Moved<>(card, line.move(), new ArrayList<Effect>());
        return new Commit(
                card, null, next(card), line, List.of(), List.of(), key, new Remembered(fingerprint, outcome));
    }

    private static List<Parcel> parcels(Card<?> card) {
        var effect = new StoredEffect(card.id(), card.version(), 0, new Effect.Mirror(card.stage()));
        return List.of(Parcel.fresh(0, "log", List.of(effect), T0));
    }

    private HistoryLine line(Card<?> card, String head) {
        return chain.next(
                head,
                new Move(
                        card.id(),
                        card.version(),
                        card.process(),
                        1,
                        T0,
                        Actor.employee("e1"),
                        card.version() == 1 ? null : NEW,
                        card.stage(),
                        card.version() == 1 ? "open" : "go",
                        card.version() == 1
                                ? new Move.Opened(card.data(), card.fields(), card.origin())
                                : new Sample.Go("почему бы и нет"),
                        "e1",
                        Duration.ZERO,
                        List.of(),
                        List.of()));
    }
}
