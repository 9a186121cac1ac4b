package dev.voronka.bitrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.CardId;
import dev.voronka.CommonTrigger;
import dev.voronka.ContactRef;
import dev.voronka.Move;
import dev.voronka.Outcome;
import dev.voronka.Role;
import dev.voronka.Stage;
import dev.voronka.department.Department;
import dev.voronka.lookup.Person;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.incominglead.Channel;
import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.process.incominglead.LeadData;
import dev.voronka.run.Funnel;
import dev.voronka.run.Terms;
import dev.voronka.run.Voronka;
import dev.voronka.store.Ledger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A department whose cards, histories and effects are in the portal and nowhere else. */
class WithoutDatabaseTest {

    private static final Actor FORM = Actor.system("form");
    private static final Actor ANNA = Actor.employee("anna", Role.QUALIFIER);
    private static final Directory PEOPLE = Directory.of(
            Employee.of("anna", Role.QUALIFIER).under("vera"),
            Employee.of("boris", Role.REP).under("vera"),
            Employee.of("vera", Role.HEAD));

    @TempDir
    Path folder;

    private StorePortal portal;
    private BitrixStore store;
    private Voronka voronka;
    private Funnel<IncomingLead.Trigger, LeadData> leads;

    @BeforeEach
    void a_department() {
        portal = new StorePortal(
                folder, "journal: true\nemployees: {anna: 2, boris: 3, vera: 4}", Department.standard());
        start();
    }

    private void start() {
        store = portal.store("n1");
        voronka = Voronka.builder()
                .store(store)
                .clock(portal.clock)
                .people(PEOPLE)
                .department(Department.standard())
                .crm(BitrixCrm.on(portal.client(), portal.mapping, portal.clock))
                .build();
        leads = voronka.funnel(IncomingLead.PROCESS);
    }

    @AfterEach
    void the_portal_is_closed() {
        voronka.close();
        portal.close();
    }

    private void settle() {
        for (var i = 0; i < 3; i++) {
            voronka.deliver();
            portal.clock.forward(Duration.ofSeconds(10));
            voronka.crm().syncNow();
        }
    }

    private CardId opened() {
        return opened("+7 916 000-00-00", "7");
    }

    private CardId opened(String phone, String contact) {
        var data = LeadData.of("Насосы для цеха", Channel.WEBSITE, "нужны насосы")
                .phones(phone)
                .contact(contact)
                .consentGiven(portal.clock.instant());
        var lead = leads.open(data, FORM).id();
        voronka.deliver();
        return lead;
    }

    private long item() {
        return Long.parseLong(String.valueOf(portal.portal.items("lead").get(0).get("id")));
    }

    private String stageThere() {
        return portal.portal.ledger().stage("lead", item()).orElseThrow();
    }

    private String status(Stage stage) {
        return portal.mapping.stageId(portal.mapping.mapping().funnelOf("incoming-lead", null), stage);
    }

    @Test
    void a_lead_is_opened_and_moved_and_after_a_restart_everything_is_there() {
        var lead = opened();
        leads.fire(lead, new IncomingLead.Intake(), FORM, Terms.keyed("web-1")).orThrow();
        settle();

        assertThat(portal.portal.items("lead")).hasSize(1);
        assertThat(stageThere()).isEqualTo(status(IncomingLead.Stage.QUALIFICATION));
        assertThat(portal.portal.ledger().comments("lead", item())).isNotEmpty();

        voronka.close();
        start();

        assertThat(leads.card(lead).stage()).isEqualTo(IncomingLead.Stage.QUALIFICATION);
        assertThat(leads.card(lead).owner()).isEqualTo("anna");
        assertThat(leads.history(lead)).extracting(Move::trigger).containsExactly("open", "intake");
        assertThat(leads.fire(lead, new IncomingLead.Intake(), FORM, Terms.keyed("web-1")))
                .as("the same request is known again")
                .isInstanceOf(Outcome.Moved.class);
        assertThat(leads.history(lead)).hasSize(2);
        assertThat(voronka.verifyHistory().isWhole()).isTrue();
        settle();
        assertThat(voronka.deliveries().dead(9)).isEmpty();
        assertThat(portal.portal.items("lead")).hasSize(1);
    }

    @Test
    void a_lead_that_a_person_drags_where_no_rule_leads_is_flagged_and_goes_on_from_where_the_card_is() {
        var lead = opened();
        leads.fire(lead, new IncomingLead.Intake(), FORM).orThrow();
        settle();

        portal.portal.ui().as(2).move("lead", item(), status(IncomingLead.Stage.SUCCESS));
        var early = leads.fire(lead, new CommonTrigger.Fail(IncomingLead.Stage.SPAM, "реклама"), ANNA);
        assertThat(early).as("nobody has judged the drag yet").isInstanceOf(Outcome.Stale.class);
        settle();

        assertThat(voronka.crm().drift(9)).hasSize(1);
        assertThat(leads.card(lead).stage()).isEqualTo(IncomingLead.Stage.QUALIFICATION);

        leads.fire(lead, new CommonTrigger.Fail(IncomingLead.Stage.SPAM, "реклама"), ANNA)
                .orThrow();
        settle();

        assertThat(leads.card(lead).stage()).isEqualTo(IncomingLead.Stage.SPAM);
        assertThat(stageThere()).isEqualTo(status(IncomingLead.Stage.SPAM));
        assertThat(leads.history(lead)).hasSize(3);
    }

    @Test
    void a_drag_that_was_judged_before_anybody_wanted_to_move_the_card_is_in_the_way_for_two_minutes_only() {
        var lead = opened();
        leads.fire(lead, new IncomingLead.Intake(), FORM).orThrow();
        settle();
        portal.portal.ui().as(2).move("lead", item(), status(IncomingLead.Stage.SUCCESS));
        settle();
        portal.clock.forward(Drags.WAIT);

        leads.fire(lead, new CommonTrigger.Fail(IncomingLead.Stage.SPAM, "реклама"), ANNA)
                .orThrow();

        assertThat(stageThere()).isEqualTo(status(IncomingLead.Stage.SPAM));
    }

    @Test
    void a_person_is_taken_out_of_all_that_the_portal_keeps_for_us() {
        var lead = opened();
        leads.fire(lead, new IncomingLead.Intake(), FORM, Terms.keyed("web-1")).orThrow();
        settle();
        assertThat(kept()).anyMatch(t -> t.contains("79160000000"));
        assertThat(store.knowing(Set.of("tel:+79160000000"))).containsExactly(lead);

        voronka.erase(
                Person.phone("+7 916 000-00-00").and(ContactRef.of("7")),
                Actor.employee("vera", Role.HEAD),
                "заявление 12");
        settle();

        assertThat(kept()).noneMatch(t -> t.contains("79160000000") || t.contains("916 000-00-00"));
        assertThat(store.knowing(Set.of("tel:+79160000000"))).isEmpty();
        assertThat(leads.history(lead)).extracting(Move::trigger).containsExactly("open", "intake", "erase");
        assertThat(voronka.verifyHistory().isWhole()).isTrue();
    }

    @Test
    void histories_are_anchored_and_a_card_that_a_person_deletes_is_missed() {
        var lead = opened();
        var other = opened("+7 916 111-11-11", "8");
        voronka.anchorHistory();
        assertThat(store.ledger().anchors(0, 9)).hasSize(1);
        assertThat(store.ledger().noted(1, 0, 9)).hasSize(2);
        voronka.anchorHistory();
        assertThat(store.ledger().anchors(0, 9)).as("nothing has grown").hasSize(1);
        leads.fire(lead, new IncomingLead.Intake(), FORM).orThrow();
        voronka.anchorHistory();
        assertThat(store.ledger().noted(2, 0, 9)).extracting(Ledger.Noted::card).containsExactly(lead);
        assertThat(voronka.verifyHistory().isWhole()).isTrue();

        portal.portal
                .ui()
                .as(1)
                .delete(
                        "lead",
                        portal.portal.items("lead").stream()
                                .filter(i -> i.values().contains(other.toString()))
                                .mapToLong(i -> Long.parseLong(String.valueOf(i.get("id"))))
                                .findFirst()
                                .orElseThrow());

        assertThat(voronka.verifyHistory().isWhole()).isFalse();
        assertThat(store.ledger().orphans(null, 9)).containsExactly(other);
    }

    @Test
    void a_card_that_is_taken_away_leaves_a_note_and_nothing_else() {
        var lead = opened();
        settle();
        var note = new Ledger.Gone(lead, "incoming-lead", 1, portal.clock.instant(), "head", "seal");

        assertThat(store.ledger().remove(lead, head -> note)).isTrue();

        assertThat(portal.portal.items("lead")).isEmpty();
        assertThat(store.load(lead)).isEmpty();
        assertThat(store.history(lead)).isEmpty();
        assertThat(store.effects(lead)).isEmpty();
        assertThat(store.externals(lead)).isEmpty();
        assertThat(store.ledger().gone(Set.of(lead))).containsExactly(note);
        assertThat(store.ledger().remove(lead, head -> note)).isFalse();
    }

    /** All texts in fields of voronka's own. */
    private List<String> kept() {
        var texts = new ArrayList<String>();
        for (var type : List.of("lead", String.valueOf(portal.mapping.journalType()))) {
            portal.portal
                    .items(type)
                    .forEach(i -> i.forEach((name, value) -> {
                        if (name.startsWith("UF_")) {
                            texts.add(String.valueOf(value));
                        }
                    }));
        }
        return texts;
    }
}
