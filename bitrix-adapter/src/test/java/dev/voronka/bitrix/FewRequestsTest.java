package dev.voronka.bitrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.ContactRef;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.bitrix.client.BitrixClient;
import dev.voronka.bitrix.mapping.Mapping;
import dev.voronka.bitrix.provision.Provisioning;
import dev.voronka.bitrix.simulator.Portal;
import dev.voronka.crm.Carried;
import dev.voronka.crm.Changes;
import dev.voronka.crm.Crm;
import dev.voronka.crm.CrmCapabilities;
import dev.voronka.crm.CrmField;
import dev.voronka.crm.CrmRecord;
import dev.voronka.crm.CrmSettings;
import dev.voronka.crm.Errand;
import dev.voronka.crm.Found;
import dev.voronka.delivery.DeliverySettings;
import dev.voronka.department.Department;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.coldlead.ColdLead;
import dev.voronka.process.deal.Deal;
import dev.voronka.process.deal.DealData;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.process.partner.Partner;
import dev.voronka.run.Voronka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many requests a department costs: what the benchmarks report that is not noise, on a smaller scale. */
class FewRequestsTest {

    private static final Actor SELLER = Actor.employee("e1", Role.REP);

    @TempDir
    Path folder;

    private final HandClock clock = new HandClock();
    private Portal portal;
    private BitrixCrm crm;
    private Voronka voronka;

    @BeforeEach
    void a_department_has_its_ten_processes_in_a_portal() throws IOException {
        portal = Portal.builder().clock(clock).build().start();
        portal.setup().user("Анна", "Орлова", "продавец");
        var client = BitrixClient.webhook(portal.webhook())
                .clock(clock)
                .sleeper(clock::forward)
                .build();
        var wanted = Mapping.parse("employees: {e1: 2}", "mapping", Department.standard());
        var provisioning = Provisioning.by(client, "test", wanted, folder.resolve("lock.yml"));
        provisioning.apply(provisioning.plan().hash());
        crm = BitrixCrm.on(client, provisioning.bound(), clock);
        clock.forward(Duration.ofMinutes(5));
        portal.counts().clear();
    }

    @AfterEach
    void the_portal_is_closed() {
        voronka.close();
        portal.close();
    }

    private void begin(Crm there) {
        voronka = Voronka.builder()
                .clock(clock)
                .people(Directory.of(Employee.of("e1", Role.REP)))
                .department(Department.standard())
                // The pace of a portal brings batches down to what it wants at once.
                .delivery(DeliverySettings.standard().batch(crm.atOnce()))
                .crm(there, CrmSettings.standard())
                .build();
    }

    private void openThousandCards() {
        for (var i = 0; i < 250; i++) {
            open(ColdLead.PROCESS, ColdLead.Data.of("холодный " + i, "c" + i, ContactRef.NONE, Set.of()));
            open(Deal.PROCESS, DealData.of("сделка " + i, "c" + i, ContactRef.NONE, ""));
            open(Meeting.PROCESS, new Meeting.Data("встреча " + i, "k" + i));
            open(Partner.PROCESS, Partner.Data.of("партнёр " + i, "c" + i, ContactRef.NONE));
        }
    }

    private <D> void open(SalesProcess<?, D> process, D card) {
        voronka.funnel(process).open(card, SELLER);
    }

    @Test
    void thousand_cards_are_shown_in_a_request_for_25_at_most_and_never_above_the_limit() {
        begin(new ShowsOnly(crm));
        openThousandCards();

        voronka.deliver();

        var counts = portal.counts();
        assertThat(counts.calls("crm.item.add")).isEqualTo(1_000);
        assertThat(counts.requests()).isLessThanOrEqualTo(1_000 / 25);
        assertThat(counts.limitExceeded()).isZero();
    }

    @Test
    void thousand_cards_are_shown_and_remarked_on_in_a_request_for_13_at_most() {
        begin(crm);
        openThousandCards();

        voronka.deliver();

        var counts = portal.counts();
        assertThat(counts.calls("crm.item.add")).isEqualTo(1_000);
        assertThat(counts.calls("crm.timeline.comment.add")).isEqualTo(1_000);
        assertThat(counts.requests()).isLessThanOrEqualTo(1_000 / 13);
        assertThat(counts.limitExceeded()).isZero();
    }

    @Test
    void a_look_for_changes_of_ten_processes_is_one_request_however_much_has_changed_at_the_last_moment() {
        begin(new ShowsOnly(crm));
        openThousandCards();
        voronka.deliver();
        voronka.crm().syncNow();
        clock.forward(Duration.ofMinutes(1));
        voronka.crm().syncNow();
        clock.forward(Duration.ofMinutes(1));
        portal.counts().clear();

        voronka.crm().syncNow();

        assertThat(portal.counts().calls("crm.item.list")).isGreaterThan(1);
        assertThat(portal.counts().requests()).isEqualTo(1);
    }

    @Test
    void what_changes_in_the_second_that_was_read_is_read_later() {
        begin(new ShowsOnly(crm));
        open(Deal.PROCESS, DealData.of("первая", "c1", ContactRef.NONE, ""));
        open(Deal.PROCESS, DealData.of("вторая", "c2", ContactRef.NONE, ""));
        voronka.deliver();
        var ids = portal.items("deal").stream()
                .map(i -> ItemReader.number(i.get("id")))
                .sorted()
                .toList();
        var first = ids.get(0);
        var second = ids.get(1);
        clock.forward(Duration.ofMinutes(1));
        var place = crm.changes("", 100).place();
        portal.ui().as(2).edit("deal", second, "title", "вторая, новая");
        var begun = crm.changes(place, 100);
        assertThat(begun.records()).extracting(CrmRecord::id).containsExactly("2-" + second);
        portal.ui().as(2).edit("deal", first, "title", "первая, новая");

        clock.forward(Duration.ofSeconds(6));
        var later = crm.changes(begun.place(), 100);
        clock.forward(Duration.ofSeconds(6));
        var still = crm.changes(later.place(), 100);
        portal.ui().as(2).edit("deal", first, "title", "первая, новейшая");
        var again = crm.changes(still.place(), 100);

        assertThat(later.records()).extracting(CrmRecord::id).contains("2-" + first);
        assertThat(still.records()).isEmpty();
        assertThat(again.records()).extracting(CrmRecord::id).containsExactly("2-" + first);
    }

    /** Of the CRM only that it shows cards. */
    private record ShowsOnly(Crm crm) implements Crm {
        @Override
        public String system() {
            return crm.system();
        }

        @Override
        public CrmCapabilities capabilities() {
            return new CrmCapabilities(true, true, false, false, true, true, false, false, false, false);
        }

        @Override
        public List<CrmField> fields(SalesProcess<?, ?> process) {
            return crm.fields(process);
        }

        @Override
        public List<Carried> carryOut(List<Errand> errands) {
            return crm.carryOut(errands);
        }

        @Override
        public int atOnce() {
            return crm.atOnce();
        }

        @Override
        public List<Found> read(List<String> records) {
            return crm.read(records);
        }

        @Override
        public Changes changes(String since, int limit) {
            return crm.changes(since, limit);
        }
    }
}
