package dev.voronka.examples.anycrm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.CommonTrigger;
import dev.voronka.ContactRef;
import dev.voronka.Money;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.contracts.CrmContract;
import dev.voronka.crm.Carried;
import dev.voronka.crm.CrmFailed;
import dev.voronka.crm.CrmSettings;
import dev.voronka.crm.Drift;
import dev.voronka.crm.Errand;
import dev.voronka.crm.Found;
import dev.voronka.crm.Picture;
import dev.voronka.process.deal.Budget;
import dev.voronka.process.deal.Deal;
import dev.voronka.process.deal.DealData;
import dev.voronka.process.deal.ProductLine;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.run.Funnel;
import dev.voronka.run.Voronka;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong between voronka and a real Tryton. */
@NeedsTryton
class TrytonTroubleTest {

    private static final Actor SELLER = Actor.employee("e1", Role.REP);

    /** voronka's clock, set by hand. */
    private static final class Hand extends Clock {
        private Instant now = Instant.now();

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }

    private final TrytonMapping mapping = RealTryton.MAPPING;
    private final Office office = RealTryton.OFFICE;
    private final Desk desk = RealTryton.DESK;
    private final Gate gate = new Gate(office.login("voronka").url());
    private final Hand clock = new Hand();
    private TrytonCrm crm;
    private Voronka voronka;
    private Funnel<Deal.Trigger, DealData> deals;

    @BeforeEach
    void a_tryton_behind_a_gate() {
        desk.clear("e3");
        crm = TrytonCrm.of(
                office.at(gate.url(), "voronka"), mapping, Office.LOGINS, Office.NOBODY, UnaryOperator.identity());
        voronka = Voronka.builder()
                .clock(clock)
                .people(CrmContract.PEOPLE)
                .process(CrmContract.DEALS)
                .crm(crm, CrmSettings.standard())
                .build();
        deals = voronka.funnel(CrmContract.DEALS);
    }

    @AfterEach
    void all_is_closed() {
        voronka.close();
        gate.close();
    }

    private Card<DealData> opened(String title) {
        return deals.open(DealData.of(title, "c1", ContactRef.NONE, ""), SELLER);
    }

    private Card<DealData> described(String title) {
        var card = opened(title);
        deals.fire(
                        card.id(),
                        new Deal.DescribeRequest(
                                List.of("напор 40 м"),
                                List.of(new ProductLine(
                                        "p-1", "насос", 2, Money.roubles(500_000), Money.roubles(300_000), false))),
                        SELLER)
                .orThrow();
        voronka.deliver();
        return deals.card(card.id());
    }

    private String recordOf(CardId card) {
        return deals.externals(card).get(0).id();
    }

    private void deliverLater() {
        clock.now = clock.now.plus(Duration.ofHours(1));
        voronka.deliver();
    }

    private Picture picture(Card<?> card, SalesProcess<?, ?> process, Map<String, String> values) {
        return new Picture(card, process, null, null, null, new TreeMap<>(values), true, true, card.id() + "/1");
    }

    @Test
    void what_happens_while_tryton_is_away_arrives_when_it_is_back() {
        var shown = described("до");
        gate.shut(true);
        var card = opened("во время");
        deals.fire(shown.id(), new CommonTrigger.Fail(Deal.Stage.NO_DECISION, "молчат"), SELLER)
                .orThrow();
        voronka.deliver();

        assertThatThrownBy(() -> crm.read(List.of("1")))
                .isInstanceOfSatisfying(
                        CrmFailed.class, f -> assertThat(f.isWorthRepeating()).isTrue())
                .hasMessageContaining("did not answer");
        assertThat(deals.externals(card.id())).isEmpty();

        gate.shut(false);
        deliverLater();
        assertThat(desk.all("e3")).hasSize(2);
        var there = ((Found.Present) crm.read(List.of(recordOf(shown.id()))).get(0)).record();
        assertThat(there.stage()).isEqualTo("lost");
        assertThat(voronka.deliveries().dead(10)).isEmpty();
    }

    @Test
    void a_card_whose_making_nobody_has_confirmed_is_not_made_twice() {
        gate.loseAnswerOf("sale.opportunity.create");
        var card = opened("насосы");
        voronka.deliver();
        assertThat(deals.externals(card.id())).isEmpty();
        assertThat(desk.all("e3")).hasSize(1);

        deliverLater();

        assertThat(desk.all("e3")).hasSize(1);
        assertThat(recordOf(card.id())).isEqualTo(String.valueOf(desk.all("e3").get(0)));
    }

    @Test
    void a_remark_whose_writing_nobody_has_confirmed_is_not_noted_twice() {
        var card = described("насосы");
        var remark = new Errand.Remark(card.id(), recordOf(card.id()), "звонил Иванову", card.id() + "/9/1");
        gate.loseAnswerOf("ir.note.create");
        assertThatThrownBy(() -> crm.carryOut(List.of(remark))).isInstanceOf(CrmFailed.class);

        assertThat(crm.carryOut(List.of(remark))).hasOnlyElementsOfType(Carried.Done.class);

        assertThat(desk.notes(recordOf(card.id()), "e3").stream().filter(n -> n.contains("звонил")))
                .hasSize(1);
    }

    @Test
    void two_clients_who_show_the_same_card_at_once_make_one_opportunity() {
        var card = opened("насосы");
        var twin = RealTryton.crm();
        var show = new Errand.Show(picture(card, CrmContract.DEALS, Map.of()), false);
        var theirs = new ArrayList<Carried>();
        gate.before("sale.opportunity.create", () -> theirs.addAll(twin.carryOut(List.of(show))));

        var ours = crm.carryOut(List.of(show));

        assertThat(desk.all("e3")).hasSize(1);
        assertThat(theirs).hasSize(1).hasOnlyElementsOfType(Carried.Shown.class);
        assertThat(ours).hasSize(1).hasOnlyElementsOfType(Carried.Shown.class);
    }

    @Test
    void two_clients_who_note_the_same_remark_at_once_note_it_once() {
        var card = described("насосы");
        var twin = RealTryton.crm();
        var remark = new Errand.Remark(card.id(), recordOf(card.id()), "звонил Иванову", card.id() + "/9/3");
        gate.before("ir.note.create", () -> twin.carryOut(List.of(remark)));

        assertThat(crm.carryOut(List.of(remark))).hasOnlyElementsOfType(Carried.Done.class);

        assertThat(desk.notes(recordOf(card.id()), "e3").stream().filter(n -> n.contains("звонил")))
                .hasSize(1);
    }

    @Test
    void a_drag_in_the_moment_of_a_write_is_seen_and_judged() {
        var card = described("насосы");
        var record = recordOf(card.id());
        desk.edit(record, "feasible", "да", "e1");
        desk.edit(record, "budgetFrom", "900000", "e1");
        desk.edit(record, "budgetTo", "1200000", "e1");
        gate.before("sale.opportunity.write", () -> desk.drag(record, "PROPOSAL", "e1"));

        deals.fire(card.id(), new CommonTrigger.Reassign("e2"), SELLER).orThrow();
        voronka.deliver();

        assertThat(deals.card(card.id()).stage()).isEqualTo(Deal.Stage.PROPOSAL);
        var there = ((Found.Present) crm.read(List.of(record)).get(0)).record();
        assertThat(there.stage()).isEqualTo("opportunity");
        assertThat(there.owner()).isEqualTo("e2");
    }

    @Test
    void a_wrong_password_is_told_without_showing_it() {
        var wrong = new TrytonLogin(office.login("voronka").url(), "voronka", "voronka", "Zq7-geheim");
        var stranger = TrytonCrm.of(wrong, mapping, Office.LOGINS, Office.NOBODY, UnaryOperator.identity());

        var failed = catchThrowableOfType(CrmFailed.class, () -> stranger.read(List.of("1")));

        assertThat(failed).hasMessageContaining("password is wrong");
        assertThat(failed.isWorthRepeating()).isTrue();
        assertThat(failed.after()).contains(Duration.ofMinutes(5));
        assertThat(failed.toString() + wrong).doesNotContain("geheim");
    }

    @Test
    void a_database_that_is_not_there_is_told_with_its_address() {
        var right = office.login("voronka");
        var nowhere = new TrytonClient(new TrytonLogin(right.url(), "voronko", right.user(), right.password()));

        assertThatThrownBy(() -> nowhere.user())
                .isInstanceOfSatisfying(
                        CrmFailed.class, f -> assertThat(f.isWorthRepeating()).isTrue())
                .hasMessageContaining("/voronko/");
    }

    @Test
    void a_session_that_has_ended_is_begun_anew() {
        var client = new TrytonClient(office.at(gate.url(), "voronka"));
        client.user();
        gate.endSession("voronka");

        assertThat(client.call("sale.opportunity", "search", List.of(), 0, 1, List.of())
                        .isArray())
                .isTrue();
    }

    @Test
    void a_method_that_nobody_may_call_is_not_tried_again() {
        var client = new TrytonClient(office.login("voronka"));

        assertThatThrownBy(() -> client.call("sale.opportunity", "no_such_method", List.of()))
                .isInstanceOfSatisfying(
                        CrmFailed.class, f -> assertThat(f.isWorthRepeating()).isFalse())
                .hasMessageContaining("HTTP 403");
    }

    @Test
    void an_opportunity_that_voronka_may_not_see_is_missing_and_hinders_no_other() {
        var card = described("насосы");
        desk.clear("other");
        var hidden = desk.as("other")
                .call("sale.opportunity", "create", List.of(Map.of("description", "чужая сделка")))
                .get(0)
                .asInt();

        var found = crm.read(List.of(String.valueOf(hidden), recordOf(card.id()), "-1", "сделка"));

        assertThat(found.get(0)).isInstanceOf(Found.Missing.class);
        assertThat(found.get(1)).isInstanceOf(Found.Present.class);
        assertThat(found.subList(2, 4)).hasOnlyElementsOfType(Found.Missing.class);
        assertThat(crm.changes("", 1000).records()).noneMatch(r -> r.id().equals(String.valueOf(hidden)));
        var remark = new Errand.Remark(card.id(), String.valueOf(hidden), "чужое", card.id() + "/9/2");
        assertThat(crm.carryOut(List.of(remark))).singleElement().isInstanceOf(Carried.Gone.class);
        desk.clear("other");
    }

    @Test
    void a_user_whom_nobody_knows_here_moves_nothing() {
        var card = described("насосы");
        var record = recordOf(card.id());
        desk.edit(record, "feasible", "да", "e1");
        desk.edit(record, "budgetFrom", "900000", "e1");
        desk.edit(record, "budgetTo", "1200000", "e1");
        desk.drag(record, "PROPOSAL", "guest");
        voronka.crm().syncNow();

        assertThat(deals.card(card.id()).stage()).isEqualTo(Deal.Stage.ASSESSMENT);
        assertThat(voronka.crm().drift(10))
                .singleElement()
                .extracting(Drift::kind)
                .isEqualTo(Drift.Kind.FLAGGED);
    }

    @Test
    void an_edit_after_the_drag_does_not_change_who_has_dragged() {
        var card = described("насосы");
        var record = recordOf(card.id());
        desk.edit(record, "feasible", "да", "e1");
        desk.edit(record, "budgetFrom", "900000", "e1");
        desk.edit(record, "budgetTo", "1200000", "e1");
        desk.drag(record, "PROPOSAL", "e1");
        desk.edit(record, "source", "выставка", "e2");
        voronka.crm().syncNow();

        var moves = deals.history(card.id());
        var drag = moves.stream().filter(m -> m.trigger().equals("assess")).toList();
        assertThat(drag)
                .singleElement()
                .satisfies(m -> assertThat(m.actor().id()).isEqualTo("e1"));
        assertThat(deals.card(card.id()).data().source()).isEqualTo("выставка");
    }

    @Test
    void persons_cannot_forge_who_has_moved_or_which_card_it_is() {
        var card = described("насосы");
        var record = recordOf(card.id());

        for (var mark : List.of("voronka_card", "voronka_state", "voronka_operation")) {
            assertThatThrownBy(() -> desk.write(record, mark, "подделка", "e1")).isInstanceOf(TrytonRefusal.class);
        }
        assertThatThrownBy(() ->
                        desk.write(record, "voronka_moved_by", desk.as("e2").user(), "e1"))
                .isInstanceOf(TrytonRefusal.class)
                .hasMessageContaining("voronka_moved_by");
    }

    @Test
    void a_copy_in_tryton_shows_no_card() {
        var card = described("насосы");
        var copy = desk.as("e1")
                .call("sale.opportunity", "copy", List.of(Integer.parseInt(recordOf(card.id()))))
                .get(0)
                .asString();

        var there = ((Found.Present) crm.read(List.of(copy)).get(0)).record();
        assertThat(there.card()).isNull();
        assertThat(there.title()).isEqualTo("насосы");
    }

    @Test
    void one_card_that_tryton_refuses_does_not_hinder_the_others() {
        var dollars = deals.open(DealData.of("за доллары", "c1", ContactRef.NONE, ""), SELLER);
        deals.fire(
                        dollars.id(),
                        new Deal.DescribeRequest(
                                List.of("насос"),
                                List.of(new ProductLine(
                                        "p-1", "насос", 1, new Money(100, "USD"), new Money(50, "USD"), false))),
                        SELLER)
                .orThrow();
        var nameless = deals.open(DealData.of("без компании", "", ContactRef.NONE, ""), SELLER);
        var won = opened("хорошая");
        var shows = new ArrayList<Errand>();
        for (var id : List.of(dollars.id(), nameless.id(), won.id())) {
            shows.add(new Errand.Show(picture(deals.card(id), CrmContract.DEALS, Map.of()), false));
        }
        var misfit =
                new Errand.Show(picture(deals.card(won.id()), CrmContract.DEALS, Map.of("rating", "много")), false);
        shows.add(misfit);

        var carried = crm.carryOut(shows);

        assertThat(carried.get(0)).isInstanceOfSatisfying(Carried.Failed.class, f -> {
            assertThat(f.why()).hasMessageContaining("USD").hasMessageContaining("RUB");
            assertThat(f.why().isWorthRepeating()).isFalse();
        });
        assertThat(carried.get(1)).isInstanceOf(Carried.Shown.class);
        assertThat(carried.get(2)).isInstanceOf(Carried.Shown.class);
        assertThat(carried.get(3))
                .isInstanceOfSatisfying(
                        Carried.Failed.class,
                        f -> assertThat(f.why()).hasMessageContaining("rating").hasMessageNotContaining("много"));
    }

    @Test
    void what_tryton_itself_refuses_is_told_by_field_and_hinders_no_other() {
        var strict = TrytonCrm.of(office.login("voronka"), mapping, Map.of(), "", UnaryOperator.identity());
        var card = described("насосы");
        deals.fire(
                        card.id(),
                        new Deal.Assess(true, new Budget(Money.roubles(900_000), Money.roubles(1_200_000))),
                        SELLER)
                .orThrow();
        var other = opened("краны");
        var ownerless = new Errand.Show(picture(deals.card(card.id()), CrmContract.DEALS, Map.of()), false);
        var lead = new Errand.Show(picture(other, CrmContract.DEALS, Map.of()), false);

        var carried = strict.carryOut(List.of(ownerless, lead));

        assertThat(carried.get(0)).isInstanceOfSatisfying(Carried.Failed.class, f -> {
            assertThat(f.why()).hasMessageContaining("\"Employee\"").hasMessageContaining("write");
            assertThat(f.why().isWorthRepeating()).isFalse();
        });
        assertThat(carried.get(1)).isInstanceOf(Carried.Shown.class);
    }

    @Test
    void cards_of_other_processes_are_none_of_trytons_business() {
        try (var both = Voronka.builder()
                .clock(clock)
                .people(CrmContract.PEOPLE)
                .process(CrmContract.DEALS)
                .process(Meeting.PROCESS)
                .build()) {
            var meeting = both.funnel(Meeting.PROCESS).open(new Meeting.Data("показать прототип", "c1"), SELLER);

            assertThat(crm.carryOut(List.of(new Errand.Show(picture(meeting, Meeting.PROCESS, Map.of()), false))))
                    .hasOnlyElementsOfType(Carried.Done.class);
        }
        assertThat(desk.all("e3")).isEmpty();
    }

    @Test
    void many_cards_take_few_calls() {
        var all = new ArrayList<DealData>();
        for (var i = 0; i < 40; i++) {
            all.add(DealData.of("сделка " + i, "c" + i % 5, ContactRef.NONE, ""));
        }
        var cards = deals.openAll(all, SELLER);
        crm.read(List.of("1"));
        gate.calls();
        var shows = new ArrayList<Errand>();
        cards.forEach(c -> shows.add(new Errand.Show(picture(c, CrmContract.DEALS, Map.of()), false)));

        assertThat(crm.carryOut(shows)).hasSize(40).hasOnlyElementsOfType(Carried.Shown.class);
        assertThat(gate.calls()).isLessThanOrEqualTo(10);

        crm.carryOut(shows);
        assertThat(gate.calls()).isEqualTo(3);
        crm.read(desk.all("e3").stream().map(String::valueOf).toList());
        assertThat(gate.calls()).isEqualTo(1);
    }

    @Test
    void changes_of_one_moment_are_all_told_however_the_page_ends() {
        var ids = new HashSet<String>();
        var values = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < 7; i++) {
            values.add(Map.of("description", "сделка " + i));
        }
        desk.as("e1").call("sale.opportunity", "create", values).forEach(id -> ids.add(id.asString()));
        var some = ids.stream().limit(4).map(Integer::parseInt).toList();
        desk.as("e1").call("sale.opportunity", "write", some, Map.of("source", "письмо"));

        var seen = new HashSet<String>();
        var place = "";
        var pages = 0;
        for (var more = true; more; pages++) {
            var changes = crm.changes(place, 2);
            changes.records().forEach(r -> seen.add(r.id()));
            place = changes.place();
            more = changes.more();
        }
        assertThat(seen).isEqualTo(ids);
        assertThat(pages).isEqualTo(4);
        // What a slow transaction shows later is told too: the next reading begins before the newest change.
        assertThat(crm.changes(place, 100).records()).hasSize(7);
        assertThat(crm.changes(place, 100).place()).isEqualTo(place);
        assertThatThrownBy(() -> crm.changes("вчера", 100)).hasMessageContaining("no place");
    }
}
