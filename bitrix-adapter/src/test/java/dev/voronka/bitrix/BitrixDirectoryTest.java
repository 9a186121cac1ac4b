package dev.voronka.bitrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.Role;
import dev.voronka.bitrix.client.BitrixClient;
import dev.voronka.bitrix.client.Call;
import dev.voronka.bitrix.mapping.Mapping;
import dev.voronka.bitrix.simulator.Portal;
import dev.voronka.crm.CrmFailed;
import dev.voronka.department.Department;
import dev.voronka.people.Employee;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The employees are those of the portal, with the heads that they have there. */
class BitrixDirectoryTest {

    private static final class Hand extends Clock {
        private volatile Instant now = Instant.parse("2026-11-24T06:00:00Z");

        @SuppressWarnings("NonAtomicVolatileUpdate")
        synchronized void forward(Duration by) {
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

    private final Hand clock = new Hand();
    private Portal portal;
    private URI webhook;
    private long director;
    private long head;
    private long seller;
    private long second;
    private long company;
    private long sales;

    @BeforeEach
    void a_company_with_a_sales_department() throws IOException {
        portal = Portal.builder().clock(clock).build().start();
        webhook = portal.webhook();
        director = portal.setup().user("Вера", "Лунина", "директор");
        head = portal.setup().user("Глеб", "Седов", "руководитель продаж");
        seller = portal.setup().user("Анна", "Орлова", "продавец");
        second = portal.setup().user("Борис", "Ким", "продавец");
        company = 1;
        call("department.update", Map.of("ID", company, "UF_HEAD", director));
        sales = department("Продажи", company, head);
        for (var each : List.of(head, seller, second)) {
            puts(each, sales);
        }
    }

    @AfterEach
    void the_portal_is_closed() {
        portal.close();
    }

    private BitrixClient client() {
        return client(webhook);
    }

    private BitrixClient client(URI address) {
        return BitrixClient.webhook(address)
                .clock(clock)
                .sleeper(clock::forward)
                .build();
    }

    private long call(String method, Map<String, ?> params) {
        return client().call(Call.of(method, params)).result().asLong(0);
    }

    private long department(String name, long parent, long headOfIt) {
        return call("department.add", Map.of("NAME", name, "PARENT", parent, "UF_HEAD", headOfIt));
    }

    private void puts(long user, Long... departments) {
        call("user.update", Map.of("ID", user, "UF_DEPARTMENT", List.of(departments)));
    }

    private static Mapping mapping(String text) {
        return Mapping.parse(text, "mapping", Department.standard());
    }

    private BitrixDirectory people() {
        return BitrixDirectory.of(client(), mapping(""), id -> null, clock);
    }

    private static Employee employee(BitrixDirectory people, long user) {
        return people.find(String.valueOf(user)).orElseThrow();
    }

    @Test
    void a_seller_is_under_the_head_of_the_department_and_the_head_under_the_one_above() {
        var people = people();

        assertThat(employee(people, seller).head()).isEqualTo(String.valueOf(head));
        assertThat(employee(people, head).head()).isEqualTo(String.valueOf(director));
        assertThat(employee(people, director).head()).isNull();
        assertThat(employee(people, seller).team()).isEqualTo("Продажи");
        assertThat(people.inTeam("Продажи"))
                .extracting(Employee::id)
                .containsExactly(String.valueOf(head), String.valueOf(seller), String.valueOf(second));
    }

    @Test
    void heads_of_departments_are_heads_and_the_others_sell_unless_the_host_says_otherwise() {
        var usual = people();
        assertThat(employee(usual, head).roles()).containsExactly(Role.HEAD);
        assertThat(employee(usual, seller).roles()).containsExactly(Role.REP);

        var said = BitrixDirectory.of(
                client(),
                mapping(""),
                Map.of(String.valueOf(director), Set.of(Role.DIRECTOR), String.valueOf(second), Set.of()));
        assertThat(said.with(Role.DIRECTOR)).extracting(Employee::id).containsExactly(String.valueOf(director));
        assertThat(employee(said, second).roles()).isEmpty();
        assertThat(employee(said, seller).roles()).containsExactly(Role.REP);
    }

    @Test
    void the_mapping_says_which_user_is_which_employee() {
        var people = BitrixDirectory.of(
                client(), mapping("employees: {orlova: " + seller + ", sedov: " + head + "}"), id -> null, clock);

        assertThat(people.find("orlova").orElseThrow().head()).isEqualTo("sedov");
        assertThat(people.find(String.valueOf(seller))).isEmpty();
        assertThat(employee(people, second).head()).isEqualTo("sedov");
    }

    @Test
    void a_user_whose_number_is_another_ones_id_is_left_out() {
        var people =
                BitrixDirectory.of(client(), mapping("employees: {" + second + ": " + seller + "}"), id -> null, clock);

        assertThat(employee(people, second).team()).as("the seller's").isEqualTo("Продажи");
        assertThat(people.all())
                .extracting(Employee::id)
                .doesNotHaveDuplicates()
                .hasSize(4);
    }

    @Test
    void who_has_left_is_not_active_and_nobodys_head() {
        portal.ui().as(1).dismiss(head);
        var people = people();

        assertThat(employee(people, head).active()).isFalse();
        assertThat(people.with(Role.HEAD)).extracting(Employee::id).containsExactly(String.valueOf(director));
        assertThat(employee(people, seller).head()).isEqualTo(String.valueOf(director));
    }

    @Test
    void guests_are_no_employees() {
        var guest = portal.setup().guest("Гость", "Извне");

        assertThat(people().find(String.valueOf(guest))).isEmpty();
    }

    @Test
    void of_several_departments_the_first_one_counts() {
        var other = department("Партнёры", company, second);
        puts(seller, other, sales);

        assertThat(employee(people(), seller).head()).isEqualTo(String.valueOf(second));
        assertThat(employee(people(), seller).team()).isEqualTo("Партнёры");
    }

    @Test
    void nobody_is_above_his_own_head() {
        puts(director, sales);
        var below = department("Телефон", sales, head);
        puts(head, below, sales);
        var people = people();

        assertThat(employee(people, director).head()).isNull();
        assertThat(employee(people, head).head()).isEqualTo(String.valueOf(director));
    }

    @Test
    void departments_without_a_head_are_passed_over_on_the_way_up() {
        var without = call("department.add", Map.of("NAME", "Север", "PARENT", sales));
        puts(seller, without);

        assertThat(employee(people(), seller).head()).isEqualTo(String.valueOf(head));
        assertThat(employee(people(), seller).team()).isEqualTo("Север");
    }

    @Test
    void departments_of_one_name_are_different_teams() {
        var other = department("Продажи", company, second);
        puts(second, other);

        assertThat(employee(people(), seller).team()).isEqualTo(String.valueOf(sales));
        assertThat(employee(people(), second).team()).isEqualTo(String.valueOf(other));
    }

    @Test
    void all_pages_of_a_large_company_are_read() {
        for (var i = 0; i < 130; i++) {
            portal.setup().user("Имя" + i, "Фамилия" + i, "");
        }

        assertThat(people().all()).hasSize(135).doesNotHaveDuplicates();
    }

    @Test
    void nothing_is_asked_between_refreshes_and_a_refresh_tells_who_is_new() {
        var people = people();
        var requests = portal.counts().requests();
        var fresh = portal.setup().user("Дина", "Новая", "продавец");

        assertThat(people.find(String.valueOf(fresh))).isEmpty();
        assertThat(people.all()).hasSize(5);
        assertThat(portal.counts().requests()).isEqualTo(requests);

        clock.forward(Duration.ofMinutes(10));
        assertThat(people.refresh()).isTrue();
        assertThat(people.find(String.valueOf(fresh))).isPresent();
        assertThat(people.readAt()).isEqualTo(clock.instant());
        assertThat(people.trouble()).isEmpty();
    }

    @Test
    void while_the_portal_is_away_what_was_known_stays_and_that_is_said() {
        var people = people();
        var readAt = people.readAt();
        portal.setup().user("Дина", "Новая", "продавец");
        portal.down(clock.instant(), clock.instant().plus(Duration.ofHours(1)));

        assertThat(people.refresh()).isFalse();
        assertThat(people.all()).hasSize(5);
        assertThat(people.readAt()).isEqualTo(readAt);
        assertThat(people.trouble())
                .get()
                .satisfies(trouble -> assertThat(trouble)
                        .hasMessageContaining("user.get failed (UNREACHABLE")
                        .hasMessageContaining("may be repeated")
                        .hasMessageNotContaining(webhook.getPath().split("/", -1)[3]));
        assertThat(people.toString()).contains("5 employees").contains("not refreshed since");

        clock.forward(Duration.ofHours(2));
        assertThat(people.refresh()).isTrue();
        assertThat(people.trouble()).isEmpty();
        assertThat(people.all()).hasSize(6);
    }

    @Test
    void a_portal_that_breaks_off_in_the_middle_leaves_no_half_of_a_company() {
        for (var i = 0; i < 60; i++) {
            portal.setup().user("Имя" + i, "Фамилия" + i, "");
        }
        var people = people();
        portal.setup().user("Дина", "Новая", "продавец");
        portal.faults().next(100).where("department.get"::equals).status(403, "ACCESS_DENIED");

        assertThat(people.refresh()).isFalse();
        assertThat(people.all()).hasSize(65);
        assertThat(people.trouble())
                .get()
                .satisfies(trouble -> assertThat(trouble)
                        .hasMessageContaining("department.get failed (ACCESS, status 403, code ACCESS_DENIED")
                        .hasMessageContaining("the same call again will not help"));
    }

    @Test
    void a_portal_that_cannot_be_asked_at_the_beginning_is_told_as_it_is() {
        var crmOnly = portal.webhook(1, "crm");

        assertThatThrownBy(() -> BitrixDirectory.of(client(crmOnly), mapping("")))
                .isInstanceOf(CrmFailed.class)
                .hasMessageContaining("user.get failed (SCOPE")
                .hasMessageContaining("A scope is missing")
                .hasMessageNotContaining(crmOnly.getPath().split("/", -1)[3]);
    }
}
