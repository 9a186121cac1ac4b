package dev.voronka.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.CommonTrigger;
import dev.voronka.ContactRef;
import dev.voronka.CustomField;
import dev.voronka.Money;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.crm.Carried;
import dev.voronka.crm.Crm;
import dev.voronka.crm.CrmField;
import dev.voronka.crm.CrmRecord;
import dev.voronka.crm.CrmSettings;
import dev.voronka.crm.Divergence;
import dev.voronka.crm.Drift;
import dev.voronka.crm.Errand;
import dev.voronka.crm.Found;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.deal.Deal;
import dev.voronka.process.deal.DealData;
import dev.voronka.process.deal.ProductLine;
import dev.voronka.run.Funnel;
import dev.voronka.run.Voronka;
import dev.voronka.store.CardStore;
import dev.voronka.store.InMemoryCardStore;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Crm} must do, shown on deals. An adapter's author extends it, binds {@link #DEALS} with {@link #FIELDS}
 * and the employees {@code e1}, {@code e2} and {@code e3}, and says by {@link Screen} what persons do and see there. What
 * the CRM cannot do by its own {@link Crm#capabilities()} is not asked of it.
 */
public abstract class CrmContract {

    /** Deals with two fields of a customer's own. */
    public static final SalesProcess<Deal.Trigger, DealData> DEALS =
            Deal.PROCESS.with(CustomField.text("segment"), CustomField.of("rating", CustomField.Type.NUMBER));

    /** The fields that the CRM has beside stage, responsible, title and amount. */
    public static final List<CrmField> FIELDS = List.of(
            CrmField.custom("segment", CrmField.Owner.LATEST),
            CrmField.custom("rating", CrmField.Owner.OURS),
            CrmField.data("source", CrmField.Owner.THEIRS, "source"),
            CrmField.report("feasible"),
            CrmField.report("budgetFrom"),
            CrmField.report("budgetTo"),
            CrmField.report("comment"));

    /** Who works here: two sellers and their head, all of whom are users of the CRM. */
    public static final Directory PEOPLE = Directory.of(
            Employee.of("e1", Role.REP).under("e3"),
            Employee.of("e2", Role.REP).under("e3"),
            Employee.of("e3", Role.HEAD));

    private static final Actor SELLER = Actor.employee("e1", Role.REP);

    /** What persons do and see in the CRM, by the ids of records and of our employees. */
    public interface Screen {
        /** Drags a record to where our stage of this name is. */
        void drag(String record, String ourStage, String employee);

        /** Fills a field in; an empty text clears it. */
        void edit(String record, String field, String text, String employee);

        /** Makes somebody responsible. */
        void reassign(String record, String to, String employee);

        /** Removes a record. */
        void remove(String record);

        /** The texts noted on a record. */
        List<String> remarks(String record);

        /** The texts of the open tasks of an employee. */
        List<String> tasks(String employee);

        /** What an employee was told. */
        List<String> notices(String employee);

        /** How many deals there are. */
        int deals();
    }

    /** A clock that is set by hand, from about now on: the CRM may have a clock of its own. */
    protected static final class Watch extends Clock {
        private Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

        /** Sets it forward. */
        public void forward(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** voronka's clock. */
    protected final Watch clock = new Watch();

    private Crm crm;
    private Screen screen;
    private CardStore store;
    private Voronka voronka;
    private Funnel<Deal.Trigger, DealData> deals;

    /** A CRM without deals. */
    protected abstract Crm crm();

    /** The persons at the CRM that was given last. */
    protected abstract Screen screen();

    /** Where the cards are kept; the CRM is there already. */
    protected CardStore cards() {
        return new InMemoryCardStore();
    }

    /** Whether a card is still there when its record is removed; not where the record is the card. */
    protected boolean cardsOutliveRecords() {
        return true;
    }

    @BeforeEach
    void a_fresh_crm() {
        crm = crm();
        screen = screen();
        store = cards();
        start(CrmSettings.standard());
    }

    private void start(CrmSettings settings) {
        if (voronka != null) {
            voronka.close();
        }
        voronka = Voronka.builder()
                .store(store)
                .clock(clock)
                .people(PEOPLE)
                .process(DEALS)
                .crm(crm, settings)
                .build();
        deals = voronka.funnel(DEALS);
    }

    private Card<DealData> opened() {
        var card = deals.open(DealData.of("насосы для цеха", "c1", ContactRef.NONE, ""), SELLER);
        voronka.deliver();
        return card;
    }

    private Card<DealData> described() {
        var card = opened();
        deals.fire(
                        card.id(),
                        new Deal.DescribeRequest(
                                List.of("напор 40 м"),
                                List.of(new ProductLine(
                                        "p-1", "насос", 2, Money.roubles(500_000), Money.roubles(300_000), false))),
                        SELLER)
                .orThrow();
        settle();
        return deals.card(card.id());
    }

    /** What is under way comes to rest. */
    private void settle() {
        for (var i = 0; i < 3; i++) {
            voronka.deliver();
            clock.forward(Duration.ofSeconds(10));
            look();
        }
        voronka.deliver();
        assertThat(voronka.deliveries().dead(9)).isEmpty();
        assertThat(voronka.deliveries().backlog().waiting()).isZero();
    }

    private void look() {
        if (!crm.capabilities().changeFeed()) {
            voronka.crm()
                    .hint(store.externals(crm.system(), null, 1000).stream()
                            .map(r -> r.id())
                            .toList());
        }
        voronka.crm().syncNow();
    }

    private String recordOf(CardId card) {
        return deals.externals(card).stream()
                .filter(r -> r.system().equals(crm.system()))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private CrmRecord record(CardId card) {
        return ((Found.Present) crm.read(List.of(recordOf(card))).get(0)).record();
    }

    @Test
    void a_card_that_is_opened_here_is_shown_there_with_its_stage_owner_and_title() {
        var card = opened();

        var record = record(card.id());
        assertThat(record.process()).isEqualTo("deal");
        assertThat(record.stages()).contains("ASSESSMENT");
        assertThat(record.owner()).isEqualTo("e1");
        assertThat(record.title()).isEqualTo("насосы для цеха");
        assertThat(screen.deals()).isEqualTo(1);
    }

    @Test
    void a_card_that_moved_on_before_it_was_ever_shown_is_shown_with_what_was_remarked() {
        var card = deals.open(DealData.of("насосы для цеха", "c1", ContactRef.NONE, ""), SELLER);
        deals.fire(card.id(), new CommonTrigger.Reassign("e2"), SELLER).orThrow();
        deals.fire(card.id(), new CommonTrigger.Fail(Deal.Stage.NO_DECISION, "молчат"), SELLER)
                .orThrow();

        settle();

        assertThat(record(card.id()).stages()).contains("NO_DECISION");
        assertThat(record(card.id()).owner()).isEqualTo("e2");
        assertThat(screen.deals()).isEqualTo(1);
        if (crm.capabilities().comments()) {
            assertThat(screen.remarks(recordOf(card.id()))).hasSizeGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void what_happens_to_a_card_here_is_seen_there_in_one_record() {
        var card = described();

        deals.fire(card.id(), new CommonTrigger.Reassign("e2"), SELLER).orThrow();
        deals.fire(card.id(), new CommonTrigger.Fail(Deal.Stage.NO_DECISION, "молчат"), SELLER)
                .orThrow();
        settle();

        var record = record(card.id());
        assertThat(record.stages()).contains("NO_DECISION").doesNotContain("ASSESSMENT");
        assertThat(record.owner()).isEqualTo("e2");
        assertThat(screen.deals()).isEqualTo(1);
        assertThat(deals.card(card.id()).stage()).isEqualTo(Deal.Stage.NO_DECISION);
    }

    @Test
    void a_card_whose_record_we_forgot_is_not_shown_twice() {
        assumeTrue(crm.capabilities().ownFields(), "the CRM keeps no id of ours");
        var card = opened();
        store.externals(card.id()).forEach(store::detach);

        deals.fire(card.id(), new CommonTrigger.Reassign("e2"), SELLER).orThrow();
        settle();

        assertThat(screen.deals()).isEqualTo(1);
        assertThat(record(card.id()).owner()).isEqualTo("e2");
    }

    @Test
    void many_cards_are_shown_each_in_its_own_record() {
        var all = new ArrayList<DealData>();
        for (var i = 0; i < 70; i++) {
            all.add(DealData.of("сделка " + i, "c1", ContactRef.NONE, ""));
        }
        var cards = deals.openAll(all, SELLER);

        voronka.deliver();

        assertThat(screen.deals()).isEqualTo(70);
        for (var card : cards) {
            assertThat(record(card.id()).title()).isEqualTo(card.header().title());
        }
    }

    @Test
    void a_legal_drag_moves_the_card_by_the_person_who_did_it() {
        var card = described();
        var record = recordOf(card.id());

        screen.edit(record, "feasible", "да", "e1");
        screen.edit(record, "budgetFrom", "900000", "e1");
        screen.edit(record, "budgetTo", "1200000", "e1");
        screen.drag(record, "PROPOSAL", "e1");
        settle();

        assertThat(deals.card(card.id()).stage()).isEqualTo(Deal.Stage.PROPOSAL);
        var moves = deals.history(card.id());
        assertThat(moves.get(moves.size() - 1).trigger()).isEqualTo("assess");
        if (crm.capabilities().authorOfMove()) {
            assertThat(moves.get(moves.size() - 1).actor().id()).isEqualTo("e1");
        }
        assertThat(record(card.id()).stages()).contains("PROPOSAL");
        assertThat(voronka.crm().drift(10)).isEmpty();
    }

    @Test
    void a_drag_with_fields_missing_is_flagged_with_a_remark_that_names_them() {
        var card = described();
        var record = recordOf(card.id());

        screen.drag(record, "PROPOSAL", "e1");
        settle();

        assertThat(deals.card(card.id()).stage()).isEqualTo(Deal.Stage.ASSESSMENT);
        assertThat(record(card.id()).stages()).contains("PROPOSAL");
        assertThat(voronka.crm().drift(10)).singleElement().satisfies(d -> {
            assertThat(d.kind()).isEqualTo(Drift.Kind.FLAGGED);
            assertThat(d.reasons()).anyMatch(r -> r.contains("бюджет"));
        });
        if (crm.capabilities().comments()) {
            assertThat(screen.remarks(record).stream().filter(t -> t.contains("не принят")))
                    .singleElement()
                    .asString()
                    .contains("бюджет");
        }
    }

    @Test
    void a_flagged_record_moves_on_once_the_missing_fields_are_filled_in() {
        var card = described();
        var record = recordOf(card.id());
        screen.drag(record, "PROPOSAL", "e1");
        settle();

        screen.edit(record, "feasible", "да", "e1");
        screen.edit(record, "budgetFrom", "900000", "e1");
        screen.edit(record, "budgetTo", "1200000", "e1");
        settle();

        assertThat(deals.card(card.id()).stage()).isEqualTo(Deal.Stage.PROPOSAL);
        assertThat(voronka.crm().drift(10)).isEmpty();
    }

    @Test
    void an_illegal_drag_is_put_back_where_that_is_wanted_but_not_for_ever() {
        start(CrmSettings.standard().divergence("deal", Divergence.REVERT).revertsAnHour(2));
        var card = described();
        var record = recordOf(card.id());

        for (var i = 0; i < 2; i++) {
            screen.drag(record, "SUCCESS", "e1");
            settle();
            assertThat(record(card.id()).stages()).contains("ASSESSMENT");
        }
        screen.drag(record, "SUCCESS", "e1");
        settle();

        assertThat(record(card.id()).stages()).contains("SUCCESS");
        assertThat(deals.card(card.id()).stage()).isEqualTo(Deal.Stage.ASSESSMENT);
        assertThat(voronka.crm().drift(10)).hasSize(1);
    }

    @Test
    void a_forced_card_follows_but_never_into_success() {
        assumeTrue(crm.capabilities().ownStages(), "stages share one there, so that nobody knows which is meant");
        start(CrmSettings.standard().divergence("deal", Divergence.FORCE));
        var card = described();
        var record = recordOf(card.id());

        screen.drag(record, "PROPOSAL", "e1");
        settle();
        assertThat(deals.card(card.id()).stage()).isEqualTo(Deal.Stage.PROPOSAL);
        var moves = deals.history(card.id());
        assertThat(moves.get(moves.size() - 1).trigger()).isEqualTo("force");

        screen.drag(record, "SUCCESS", "e1");
        settle();
        assertThat(deals.card(card.id()).stage()).isEqualTo(Deal.Stage.PROPOSAL);
        assertThat(voronka.crm().drift(10)).hasSize(1);
    }

    @Test
    void a_loss_that_is_dragged_takes_the_comment_along() {
        assumeTrue(crm.capabilities().ownStages(), "fails share one stage there");
        var card = described();
        var record = recordOf(card.id());

        screen.edit(record, "comment", "нет денег до весны", "e1");
        screen.drag(record, "NO_DECISION", "e1");
        settle();

        var now = deals.card(card.id());
        assertThat(now.stage()).isEqualTo(Deal.Stage.NO_DECISION);
        assertThat(now.failure()).isNotNull();
        assertThat(now.failure().comment()).isEqualTo("нет денег до весны");
    }

    @Test
    void a_field_goes_there_and_comes_back_when_it_is_edited() {
        var card = described();
        var record = recordOf(card.id());
        deals.fire(card.id(), CommonTrigger.Amend.fields(Map.of("segment", "заводы")), SELLER)
                .orThrow();
        settle();
        assertThat(record(card.id()).value("segment")).isEqualTo("заводы");

        screen.edit(record, "segment", "верфи", "e2");
        screen.edit(record, "source", "выставка", "e2");
        settle();

        var now = deals.card(card.id());
        assertThat(now.fields()).containsEntry("segment", "верфи");
        assertThat(now.data().source()).isEqualTo("выставка");
        assertThat(record(card.id()).value("segment")).isEqualTo("верфи");
    }

    @Test
    void a_field_that_is_cleared_on_one_side_is_cleared_on_the_other() {
        var card = described();
        var record = recordOf(card.id());
        deals.fire(card.id(), CommonTrigger.Amend.fields(Map.of("segment", "заводы")), SELLER)
                .orThrow();
        settle();

        screen.edit(record, "segment", "", "e2");
        settle();
        assertThat(deals.card(card.id()).fields()).doesNotContainKey("segment");

        deals.fire(card.id(), CommonTrigger.Amend.fields(Map.of("segment", "верфи")), SELLER)
                .orThrow();
        settle();
        var cleared = new java.util.HashMap<String, Object>();
        cleared.put("segment", null);
        deals.fire(card.id(), CommonTrigger.Amend.fields(cleared), SELLER).orThrow();
        settle();
        assertThat(record(card.id()).value("segment")).isEmpty();
    }

    @Test
    void a_field_that_is_ours_is_put_back() {
        var card = described();
        var record = recordOf(card.id());
        deals.fire(card.id(), CommonTrigger.Amend.fields(Map.of("rating", new BigDecimal("4.5"))), SELLER)
                .orThrow();
        settle();

        screen.edit(record, "rating", "9", "e2");
        settle();

        assertThat(deals.card(card.id()).fields()).containsEntry("rating", new BigDecimal("4.5"));
        assertThat(record(card.id()).value("rating")).isEqualTo("4.5");
    }

    @Test
    void another_responsible_there_is_another_owner_here() {
        var card = described();

        screen.reassign(recordOf(card.id()), "e2", "e3");
        settle();

        assertThat(deals.card(card.id()).owner()).isEqualTo("e2");
        assertThat(record(card.id()).owner()).isEqualTo("e2");
    }

    @Test
    void a_record_that_is_removed_is_marked_and_not_made_anew() {
        assumeTrue(cardsOutliveRecords(), "the record is the card");
        var card = described();
        var record = recordOf(card.id());

        screen.remove(record);
        voronka.crm().compareAll();
        deals.fire(card.id(), new CommonTrigger.Reassign("e2"), SELLER).orThrow();
        settle();

        assertThat(screen.deals()).isZero();
        assertThat(voronka.crm().drift(10))
                .singleElement()
                .extracting(Drift::kind)
                .isEqualTo(Drift.Kind.GONE);
        assertThat(crm.read(List.of(record)).get(0)).isInstanceOf(Found.Missing.class);
    }

    @Test
    void a_record_that_never_was_is_missing() {
        assertThat(crm.read(List.of(unknownRecord()))).singleElement().isInstanceOf(Found.Missing.class);
    }

    /** The id of a deal that never was, in the form of this CRM's ids. */
    protected String unknownRecord() {
        return "99999999";
    }

    @Test
    void the_same_remark_is_noted_once() {
        assumeTrue(crm.capabilities().comments(), "the CRM takes no remarks");
        var card = opened();
        var remark = new Errand.Remark(card.id(), recordOf(card.id()), "звонил Иванову", card.id() + "/7/1");

        assertThat(crm.carryOut(List.of(remark, remark))).hasOnlyElementsOfType(Carried.Done.class);
        crm.carryOut(List.of(remark));

        assertThat(screen.remarks(recordOf(card.id())).stream().filter(t -> t.contains("звонил Иванову")))
                .hasSize(1);
    }

    @Test
    void the_same_task_is_given_once_and_taken_back_with_the_others() {
        assumeTrue(crm.capabilities().tasks(), "the CRM gives no tasks");
        var card = opened();
        var record = recordOf(card.id());
        var task = new Errand.Give(
                card.id(), record, "e2", "перезвонить", clock.instant().plus(Duration.ofDays(1)), card.id() + "/7/2");

        crm.carryOut(List.of(task));
        crm.carryOut(List.of(task));
        assertThat(screen.tasks("e2").stream().filter(t -> t.contains("перезвонить")))
                .hasSize(1);

        crm.carryOut(List.of(new Errand.TakeBack(card.id(), record)));
        assertThat(screen.tasks("e2").stream().filter(t -> t.contains("перезвонить")))
                .isEmpty();
    }

    @Test
    void the_same_notice_is_told_once() {
        assumeTrue(crm.capabilities().notices(), "the CRM tells nobody anything");
        var card = opened();
        var notice = new Errand.Notice(card.id(), recordOf(card.id()), "e3", "большая сделка", card.id() + "/7/3");

        crm.carryOut(List.of(notice));
        crm.carryOut(List.of(notice));

        assertThat(screen.notices("e3").stream().filter(t -> t.contains("большая сделка")))
                .hasSize(1);
    }

    @Test
    void no_change_is_left_out_however_small_the_pages() {
        assumeTrue(crm.capabilities().changeFeed(), "the CRM does not tell what has changed");
        var begin = crm.changes("", 5);
        for (var i = 0; begin.more() && i < 100; i++) {
            begin = crm.changes(begin.place(), 5);
        }
        var expected = new HashSet<String>();
        for (var i = 0; i < 12; i++) {
            expected.add(recordOf(opened().id()));
        }

        var seen = new HashSet<String>();
        var place = begin.place();
        var more = true;
        for (var i = 0; more && i < 100; i++) {
            var changes = crm.changes(place, 5);
            changes.records().forEach(r -> seen.add(r.id()));
            place = changes.place();
            more = changes.more();
        }
        assertThat(seen).containsAll(expected);

        var changed = expected.iterator().next();
        screen.edit(changed, "segment", "заводы", "e1");
        assertThat(crm.changes(place, 100).records()).extracting(CrmRecord::id).contains(changed);
    }

    @Test
    void a_move_here_does_not_undo_a_drag_that_nobody_has_seen_yet() {
        var card = described();
        var record = recordOf(card.id());
        screen.edit(record, "feasible", "да", "e1");
        screen.edit(record, "budgetFrom", "900000", "e1");
        screen.edit(record, "budgetTo", "1200000", "e1");
        screen.drag(record, "PROPOSAL", "e1");

        deals.fire(card.id(), new CommonTrigger.Reassign("e2"), SELLER).orThrow();
        settle();

        assertThat(deals.card(card.id()).stage()).isEqualTo(Deal.Stage.PROPOSAL);
        assertThat(record(card.id()).stages()).contains("PROPOSAL");
        assertThat(record(card.id()).owner()).isEqualTo("e2");
    }

    @Test
    void a_move_here_does_not_lose_an_edit_that_nobody_has_seen_yet() {
        var card = described();
        var record = recordOf(card.id());
        screen.edit(record, "source", "выставка", "e2");
        screen.edit(record, "segment", "верфи", "e2");

        deals.fire(card.id(), new CommonTrigger.Reassign("e2"), SELLER).orThrow();
        settle();

        var now = deals.card(card.id());
        assertThat(now.data().source()).isEqualTo("выставка");
        assertThat(now.fields()).containsEntry("segment", "верфи");
        assertThat(record(card.id()).value("source")).isEqualTo("выставка");
        assertThat(record(card.id()).owner()).isEqualTo("e2");
    }
}
