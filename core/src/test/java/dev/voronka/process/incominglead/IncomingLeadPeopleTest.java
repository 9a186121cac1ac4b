package dev.voronka.process.incominglead;

import static dev.voronka.process.incominglead.Leads.FORM;
import static dev.voronka.process.incominglead.Leads.IGOR;
import static dev.voronka.process.incominglead.Leads.POLINA;
import static dev.voronka.process.incominglead.Leads.eager;
import static dev.voronka.process.incominglead.Leads.seller;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.Card;
import dev.voronka.CommonTrigger.Fail;
import dev.voronka.CommonTrigger.Reassign;
import dev.voronka.PortFailed;
import dev.voronka.Role;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.incominglead.IncomingLead.Accept;
import dev.voronka.process.incominglead.IncomingLead.Decline;
import dev.voronka.process.incominglead.IncomingLead.Intake;
import dev.voronka.process.incominglead.IncomingLead.Stage;
import dev.voronka.process.incominglead.IncomingLead.SubmitQuestionnaire;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whom a lead comes to: qualifiers in turn, sellers by skill and load, heads when nobody can take it. */
class IncomingLeadPeopleTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final Employee POLINA_QUALIFIES = Employee.of("polina", Role.QUALIFIER);
    private static final Employee IGOR_HEADS = Employee.of("igor", Role.HEAD);

    private static Leads department(Employee... employees) {
        var all = new ArrayList<>(List.of(POLINA_QUALIFIES, IGOR_HEADS));
        Collections.addAll(all, employees);
        return new Leads(Directory.of(all));
    }

    private static Employee qualifier(String id) {
        return Employee.of(id, Role.QUALIFIER);
    }

    // Кто квалифицирует

    @Test
    void qualifiers_get_leads_in_turn_and_over_any_span_their_shares_differ_by_one_at_most() {
        var three = Set.of("pavel", "polina", "raisa");
        var leads = department(qualifier("pavel"), qualifier("raisa"));
        var turns = new ArrayList<String>();
        for (var i = 0; i < 20; i++) {
            turns.add(leads.inQualification().owner());
        }

        assertThat(turns).startsWith("pavel", "polina", "raisa", "pavel");
        for (var from = 0; from < turns.size(); from++) {
            for (var to = from; to <= turns.size(); to++) {
                var span = turns.subList(from, to);
                var shares =
                        three.stream().map(q -> Collections.frequency(span, q)).toList();
                assertThat(Collections.max(shares) - Collections.min(shares)).isLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void a_qualifier_who_is_away_loses_the_turn_and_not_the_place() {
        var leads = department(qualifier("pavel").away(TODAY, TODAY), qualifier("raisa"));

        var lead = leads.inQualification();

        assertThat(lead.owner()).isEqualTo("polina");
        assertThat(leads.explained(lead)).isEqualTo("polina taken, raisa not-best, pavel away");
    }

    @Test
    void if_no_qualifier_is_there_the_head_of_the_qualifiers_gets_the_lead() {
        var leads = new Leads(Directory.of(
                qualifier("pavel").away(TODAY, TODAY),
                qualifier("polina").left(),
                Employee.of("igor", Role.HEAD),
                Employee.of("lidia", Role.LEAD_HEAD)));

        var lead = leads.inQualification();

        assertThat(lead.owner()).isEqualTo("lidia");
        assertThat(leads.lastAssignment(lead).overflowed()).isTrue();
        assertThat(leads.explained(lead)).isEqualTo("pavel away");
    }

    // Кто продаёт

    @Test
    void a_lead_is_offered_to_the_seller_with_the_fewest_open_leads() {
        var leads = department(seller("anna"), seller("boris"), seller("vera"));
        var load = List.of("anna", "anna", "boris", "boris", "boris", "vera");
        for (var busy : load) {
            leads.bed.fire(leads.isNew(), new Reassign(busy), IGOR).orThrow();
        }

        var lead = leads.inRouting();

        assertThat(lead.owner()).isEqualTo("vera");
        assertThat(leads.explained(lead)).isEqualTo("vera taken, anna not-best, boris not-best");
        assertThat(leads.lastAssignment(lead).considered().stream().map(c -> c.openCards()))
                .containsExactly(1, 2, 3);
    }

    @Test
    void of_sellers_with_equal_load_each_gets_the_next_lead_in_turn() {
        var leads = department(seller("anna"), seller("boris"), seller("vera"));
        var offered = new ArrayList<String>();
        for (var i = 0; i < 7; i++) {
            offered.add(leads.accepted(leads.inRouting()).owner());
        }

        assertThat(offered).containsExactly("anna", "boris", "vera", "anna", "boris", "vera", "anna");
    }

    @Test
    void leads_that_have_ended_are_no_load() {
        var leads = department(seller("anna"), seller("boris"));
        var lost = leads.isNew();
        leads.bed.fire(lost, new Reassign("anna"), IGOR).orThrow();
        leads.bed.fire(lost, new Fail(Stage.SPAM, "реклама"), POLINA).orThrow();

        assertThat(leads.inRouting().owner()).isEqualTo("anna");
    }

    @Test
    void a_seller_with_room_for_more_is_less_loaded_by_the_same_number_of_leads() {
        var leads = department(seller("anna").capacity(2), seller("boris").capacity(10));
        for (var busy : List.of("anna", "boris", "boris")) {
            leads.bed.fire(leads.isNew(), new Reassign(busy), IGOR).orThrow();
        }

        assertThat(leads.inRouting().owner()).isEqualTo("boris");
    }

    @Test
    void it_is_told_of_everybody_why_he_or_she_was_or_was_not_taken() {
        var leads = department(
                seller("anna"),
                seller("boris"),
                seller("egor").capacity(1),
                seller("gleb").away(TODAY, TODAY),
                Employee.of("dina", Role.REP).skilled("doors"),
                seller("vera"),
                seller("zoya").left());
        leads.bed.fire(leads.isNew(), new Reassign("egor"), IGOR).orThrow();
        var lead = leads.inRouting();

        leads.declined(lead);

        assertThat(leads.explained(lead))
                .isEqualTo("boris taken, vera not-best, anna had-it, egor full, gleb away, dina no-skill");
    }

    @Test
    void a_lead_of_no_line_of_business_goes_to_any_seller_who_may_take_it() {
        var leads = department(Employee.of("dina", Role.REP).skilled("doors"));

        var lead = leads.inRouting(leads.lead().direction(""));

        assertThat(lead.owner()).isEqualTo("dina");
        assertThat(leads.accepted(lead).stage()).isEqualTo(Stage.SUCCESS);
    }

    @Test
    void each_line_of_business_has_its_own_turn() {
        var leads = department(
                seller("anna").skilled("alarms", "doors"), seller("boris").skilled("alarms", "doors"));
        var alarms = leads.accepted(leads.inRouting());
        var doors = leads.accepted(leads.inRouting(leads.lead().direction("doors")));

        assertThat(List.of(alarms.owner(), doors.owner())).containsExactly("anna", "anna");
    }

    // Когда никто не может

    @Test
    void a_lead_that_no_seller_can_take_goes_to_the_head_who_takes_it() {
        var leads = department(seller("anna").away(TODAY, TODAY), Employee.of("dina", Role.REP));

        var lead = leads.inRouting();

        assertThat(lead.owner()).isEqualTo("igor");
        assertThat(lead.data().withHead()).isTrue();
        assertThat(lead.data().offeredTo()).isEmpty();
        assertThat(leads.explained(lead)).isEqualTo("anna away, dina no-skill");
        assertThat(leads.bed.fire(lead, new Accept(), IGOR).orThrow().stage()).isEqualTo(Stage.SUCCESS);
    }

    @Test
    void a_department_of_one_seller_offers_a_lead_once_and_then_to_the_head() {
        var leads = department(seller("anna"));
        var lead = leads.inRouting();

        var withHead = leads.declined(lead);

        assertThat(withHead.owner()).isEqualTo("igor");
        leads.refused(lead, new Decline("тоже занят"), IGOR, "head-does-not-have-it");
    }

    @Test
    void a_directory_without_sellers_and_heads_cannot_route_a_lead_and_leaves_it_as_it_was() {
        var leads = new Leads(Directory.of(POLINA_QUALIFIES));
        Card<LeadData> lead = leads.inQualification();

        assertThatThrownBy(() -> leads.bed.fire(lead, new SubmitQuestionnaire(eager()), POLINA))
                .isInstanceOf(PortFailed.class)
                .hasMessageContainingAll("active REP", "[HEAD, DIRECTOR]", "Add them");

        assertThat(leads.bed.now(lead)).isEqualTo(lead);
    }

    @Test
    void a_lead_that_a_person_opens_belongs_to_that_person_until_it_is_taken_in() {
        var leads = department(seller("anna"));
        var lead = leads.bed.open(leads.lead(), POLINA);

        assertThat(lead.owner()).isEqualTo("polina");
        assertThat(leads.bed.fire(lead, new Intake(), FORM).orThrow().owner()).isEqualTo("polina");
    }
}
