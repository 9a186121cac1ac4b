package dev.voronka.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CommonTrigger;
import dev.voronka.ContactRef;
import dev.voronka.Effect;
import dev.voronka.InvalidInput;
import dev.voronka.Role;
import dev.voronka.contracts.CrmContract;
import dev.voronka.delivery.RecordingHandler;
import dev.voronka.lookup.Person;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.process.deal.Deal;
import dev.voronka.process.deal.DealData;
import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.run.CardQuery;
import dev.voronka.run.Voronka;
import dev.voronka.store.InMemoryCardStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of what people do in a CRM, beyond what every CRM must bear. */
class CrmSyncTest {

    private static final Actor SELLER = Actor.employee("e1", Role.REP);

    private final MovableClock clock = new MovableClock(Bed.MONDAY_TEN);
    private final InMemoryCardStore store = new InMemoryCardStore();
    private final InMemoryCrm crm = InMemoryCrm.of(clock, CrmContract.DEALS, IncomingLead.PROCESS)
            .with("deal", CrmContract.FIELDS.toArray(CrmField[]::new))
            .with("deal", CrmField.data("expectedCloseDate", CrmField.Owner.THEIRS, "expectedCloseDate"))
            .with("incoming-lead", CrmField.report("phone"), CrmField.report("email"));
    private final Voronka voronka = node(CrmSettings.standard());

    private Voronka node(CrmSettings settings) {
        return Voronka.builder()
                .store(store)
                .clock(clock)
                .people(CrmContract.PEOPLE)
                .process(CrmContract.DEALS)
                .process(IncomingLead.PROCESS)
                .crm(crm, settings)
                .build();
    }

    private Card<DealData> opened() {
        var card = voronka.funnel(CrmContract.DEALS).open(DealData.of("насосы", "c1", ContactRef.NONE, ""), SELLER);
        voronka.deliver();
        return card;
    }

    private Card<DealData> now(Card<DealData> card) {
        return voronka.funnel(CrmContract.DEALS).card(card.id());
    }

    private CrmReport settle() {
        clock.advance(Duration.ofSeconds(10));
        var report = voronka.crm().syncNow();
        voronka.deliver();
        return report;
    }

    @Test
    void a_lead_that_is_entered_there_is_opened_here_once_and_its_duplicate_is_found() {
        var first = crm.create("incoming-lead", "NEW", "заявка с сайта", Map.of("phone", "+7 900 111-22-33"), "e1");
        assertThat(settle().opened()).isEqualTo(1);
        var second = crm.create("incoming-lead", "NEW", "ещё раз", Map.of("phone", "8 (900) 1112233"), "e1");
        assertThat(settle().opened()).isEqualTo(1);
        assertThat(settle().opened()).isZero();

        var leads = voronka.funnel(IncomingLead.PROCESS).cards(CardQuery.all());
        assertThat(leads).hasSize(2);
        assertThat(leads).extracting(c -> c.stage().name()).containsExactlyInAnyOrder("QUALIFICATION", "NEW");
        assertThat(leads).extracting(c -> crm.recordOf(c.id())).containsExactlyInAnyOrder(first, second);
        assertThat(crm.remarks(second)).anyMatch(t -> t.contains("не идёт") && t.contains("дубл"));
        assertThat(voronka.verifyHistory().isWhole()).isTrue();
    }

    @Test
    void a_stranger_has_no_rights_whether_to_drag_or_to_edit() {
        crm.users("e1", "e2", "e3");
        var card = opened();
        var record = crm.recordOf(card.id());

        crm.edit(record, "segment", "заводы", "u99");
        settle();
        assertThat(now(card).fields()).isEmpty();

        crm.drag(record, "NO_DECISION", "u99");
        settle();
        assertThat(now(card).stage()).isEqualTo(Deal.Stage.ASSESSMENT);
        assertThat(voronka.crm().drift(9))
                .singleElement()
                .satisfies(
                        d -> assertThat(d.reasons()).singleElement().asString().contains("u99", "не сопоставлен"));
    }

    @Test
    void a_robot_has_no_more_rights_than_a_person_without_a_role() {
        var card = opened();
        crm.drag(crm.recordOf(card.id()), "AT_CLIENT", "e1");
        settle();

        assertThat(now(card).stage()).isEqualTo(Deal.Stage.ASSESSMENT);
    }

    @Test
    void what_cannot_be_read_as_the_field_wants_is_put_back_with_a_remark() {
        var card = opened();
        var record = crm.recordOf(card.id());

        crm.edit(record, "expectedCloseDate", "скоро", "e1");
        settle();

        assertThat(now(card).data().expectedCloseDate()).isNull();
        assertThat(crm.remarks(record)).last().asString().contains("expectedCloseDate", "2026-12-31");
        assertThat(crm.remarks(record)).last().asString().doesNotContain("скоро");
        settle();
        assertThat(crm.read(List.of(record)).get(0))
                .isInstanceOfSatisfying(
                        Found.Present.class,
                        p -> assertThat(p.record().value("expectedCloseDate")).isEmpty());
    }

    @Test
    void of_two_edits_of_one_field_the_later_counts() {
        var card = opened();
        var record = crm.recordOf(card.id());
        var deals = voronka.funnel(CrmContract.DEALS);

        clock.advance(Duration.ofSeconds(1));
        crm.edit(record, "segment", "заводы", "e2");
        clock.advance(Duration.ofSeconds(1));
        deals.fire(card.id(), CommonTrigger.Amend.fields(Map.of("segment", "верфи")), SELLER)
                .orThrow();
        settle();
        assertThat(now(card).fields()).containsEntry("segment", "верфи");

        deals.fire(card.id(), CommonTrigger.Amend.fields(Map.of("segment", "шахты")), SELLER)
                .orThrow();
        clock.advance(Duration.ofSeconds(1));
        crm.edit(record, "segment", "заводы", "e2");
        settle();
        assertThat(now(card).fields()).containsEntry("segment", "заводы");
    }

    @Test
    void a_merged_record_hands_its_card_to_the_survivor_if_that_has_none() {
        var card = opened();
        var survivor = crm.create("deal", "ASSESSMENT", "она же", Map.of(), "e1");
        var old = crm.recordOf(card.id());
        crm.merge(old, survivor);

        voronka.crm().hint(List.of(old));
        settle();

        assertThat(crm.recordOf(card.id())).isEqualTo(survivor);
        assertThat(voronka.crm().drift(9)).isEmpty();
    }

    @Test
    void of_two_merged_cards_the_one_without_a_record_is_marked_and_its_owner_told() {
        var card = opened();
        var other = opened();
        var gone = crm.recordOf(card.id());
        crm.merge(gone, crm.recordOf(other.id()));

        voronka.crm().hint(List.of(gone));
        settle();
        settle();

        assertThat(voronka.crm().drift(9)).singleElement().satisfies(d -> {
            assertThat(d.kind()).isEqualTo(Drift.Kind.MERGED);
            assertThat(d.card()).isEqualTo(card.id());
        });
        assertThat(crm.notices("e1")).singleElement().asString().contains("объединена");
    }

    @Test
    void a_copy_of_a_record_is_not_the_card() {
        var card = opened();
        var record = crm.recordOf(card.id());
        crm.copy(record, "e1");
        settle();

        assertThat(store.externals(card.id())).extracting(r -> r.id()).containsExactly(record);
        assertThat(voronka.crm().drift(9)).isEmpty();
    }

    @Test
    void while_the_crm_is_away_everything_waits_and_then_arrives() {
        crm.away(true);
        var card = opened();
        assertThatThrownBy(() -> voronka.crm().syncNow())
                .isInstanceOfSatisfying(
                        CrmFailed.class, f -> assertThat(f.isWorthRepeating()).isTrue());
        assertThat(voronka.deliveries().dead(9)).isEmpty();

        crm.away(false);
        clock.advance(Duration.ofHours(1));
        voronka.deliver();

        assertThat(crm.remarks(crm.recordOf(card.id()))).hasSize(1);
    }

    @Test
    void of_two_nodes_one_speaks_to_the_crm_until_it_is_gone() {
        var card = opened();
        var second = node(CrmSettings.standard());
        second.funnel(CrmContract.DEALS);
        voronka.funnel(CrmContract.DEALS)
                .fire(card.id(), new CommonTrigger.Reassign("e2"), SELLER)
                .orThrow();

        assertThat(second.deliver()).isZero();
        assertThat(second.crm().syncNow().onDuty()).isFalse();
        clock.advance(Duration.ofSeconds(61));
        assertThat(second.deliver()).isPositive();

        assertThat(second.crm().syncNow().onDuty()).isTrue();
        assertThat(voronka.crm().syncNow().onDuty()).isFalse();
    }

    @Test
    void what_a_person_was_erased_from_does_not_come_back_from_the_crm() {
        var card = voronka.funnel(CrmContract.DEALS)
                .open(DealData.of("насосы", "c1", new ContactRef("k1"), "").source("от Иванова"), SELLER);
        voronka.deliver();
        var record = crm.recordOf(card.id());

        voronka.erase(Person.contact(new ContactRef("k1")), SELLER, "запрос 7");
        crm.edit(record, "segment", "Иванов Иван", "e1");
        settle();

        assertThat(now(card).fields()).isEmpty();
    }

    @Test
    void a_record_that_cannot_be_dealt_with_rests_and_does_not_stop_the_others() {
        var settings = CrmSettings.standard().intake("deal", record -> {
            throw new IllegalStateException("broken intake");
        });
        var broken = node(settings);
        voronka.crm().leave();
        crm.create("deal", "ASSESSMENT", "новая", Map.of(), "e1");
        crm.create("incoming-lead", "NEW", "заявка", Map.of("phone", "+79001112233"), "e1");

        var report = broken.crm().syncNow();

        assertThat(report.failed()).isEqualTo(1);
        assertThat(report.opened()).isEqualTo(1);
        assertThat(store.feed().hinted(crm.system(), 9)).hasSize(1);
    }

    @Test
    void who_gets_no_crm_is_told_how_to_get_one() {
        assertThatThrownBy(() -> Voronka.inMemory().crm())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(".crm(");
    }

    @Test
    void a_crm_that_tells_nobody_leaves_that_to_other_handlers() {
        var weak = InMemoryCrm.of(clock, CrmCapabilities.WEAKEST, s -> s, CrmContract.DEALS);
        var told = RecordingHandler.named("chat").only(Effect.Tell.class);
        var host = Voronka.builder()
                .clock(clock)
                .people(CrmContract.PEOPLE)
                .process(CrmContract.DEALS)
                .handler(told)
                .crm(weak)
                .build();
        var deals = host.funnel(CrmContract.DEALS);
        var card = deals.open(DealData.of("насосы", "c1", ContactRef.NONE, ""), SELLER);
        deals.fire(card.id(), new CommonTrigger.Reassign("e2"), SELLER).orThrow();

        host.deliver();

        assertThat(told.effects(Effect.Tell.class)).hasSize(1);
        assertThat(weak.size()).isEqualTo(1);
    }

    @Test
    void a_blank_record_is_no_hint() {
        assertThatThrownBy(() -> voronka.crm().hint(List.of(" "))).isInstanceOf(InvalidInput.class);
    }

    @Test
    void a_closed_card_keeps_its_owner_whatever_is_entered_there() {
        var card = opened();
        voronka.funnel(CrmContract.DEALS)
                .fire(card.id(), new CommonTrigger.Fail(Deal.Stage.NO_DECISION, "молчат"), SELLER)
                .orThrow();
        voronka.deliver();
        var record = crm.recordOf(card.id());

        crm.reassign(record, "e2", "e3");
        settle();

        assertThat(now(card).owner()).isEqualTo("e1");
        assertThat(crm.remarks(record)).last().asString().contains("уже закрыта");
        assertThat(owner(record)).isEqualTo("e1");
    }

    @Test
    void somebody_unknown_does_not_stay_responsible() {
        crm.users("e1", "e2", "e3");
        var card = opened();
        var record = crm.recordOf(card.id());

        crm.reassign(record, "u99", "e3");
        settle();

        assertThat(now(card).owner()).isEqualTo("e1");
        assertThat(crm.remarks(record)).last().asString().contains("u99", "не сопоставлен");
        assertThat(owner(record)).isEqualTo("e1");
    }

    private String owner(String record) {
        return ((Found.Present) crm.read(List.of(record)).get(0)).record().ownerThere();
    }

    @Test
    void what_is_said_about_a_card_waits_for_no_picture_that_a_newer_one_has_made_needless() {
        crm.away(true);
        var card = opened();
        voronka.funnel(CrmContract.DEALS)
                .fire(card.id(), new CommonTrigger.Reassign("e2"), SELLER)
                .orThrow();
        crm.away(false);
        clock.advance(Duration.ofHours(1));

        voronka.deliver();

        assertThat(voronka.deliveries().backlog().waiting()).isZero();
        assertThat(crm.remarks(crm.recordOf(card.id()))).hasSize(2);
    }

    @Test
    void what_a_crash_has_left_otherwise_is_found_by_the_comparison_of_all() {
        var card = opened();
        var record = crm.recordOf(card.id());
        // As if what we had last written there were what a stranger has entered, and the write over it were lost.
        crm.reassign(record, "e2", "e3");
        var ref = store.externals(card.id()).get(0);
        store.attach(ref.noting(ref.note().replace("\"owner\":\"e1\"", "\"owner\":\"e2\"")));
        settle();
        assertThat(owner(record)).isEqualTo("e2");

        voronka.crm().compareAll();

        assertThat(owner(record)).isEqualTo("e1");
        assertThat(now(card).owner()).isEqualTo("e1");
    }

    @Test
    void cards_that_the_crm_does_not_show_trouble_nobody() {
        var onlyLeads = InMemoryCrm.of(clock, IncomingLead.PROCESS);
        var host = Voronka.builder()
                .clock(clock)
                .people(CrmContract.PEOPLE)
                .process(CrmContract.DEALS)
                .crm(onlyLeads)
                .build();
        host.funnel(CrmContract.DEALS).open(DealData.of("насосы", "c1", ContactRef.NONE, ""), SELLER);

        host.deliver();

        assertThat(onlyLeads.size()).isZero();
        assertThat(host.deliveries().backlog().waiting()).isZero();
    }
}
