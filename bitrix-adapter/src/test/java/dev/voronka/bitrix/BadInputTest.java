package dev.voronka.bitrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CommonTrigger;
import dev.voronka.ContactRef;
import dev.voronka.Role;
import dev.voronka.bitrix.client.BitrixClient;
import dev.voronka.bitrix.event.EventDoor;
import dev.voronka.bitrix.event.Subscription;
import dev.voronka.bitrix.mapping.BoundField;
import dev.voronka.bitrix.mapping.BoundMapping;
import dev.voronka.bitrix.mapping.Mapping;
import dev.voronka.bitrix.provision.Drift;
import dev.voronka.bitrix.provision.Provisioning;
import dev.voronka.bitrix.provision.ProvisioningFailed;
import dev.voronka.bitrix.simulator.Portal;
import dev.voronka.contracts.CrmContract;
import dev.voronka.crm.CrmFailed;
import dev.voronka.crm.CrmSettings;
import dev.voronka.crm.Found;
import dev.voronka.department.Department;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.deal.Deal;
import dev.voronka.process.deal.DealData;
import dev.voronka.run.Funnel;
import dev.voronka.run.Voronka;
import dev.voronka.store.InMemoryCardStore;
import dev.voronka.store.Parcel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people and portals do wrong is told clearly, without secrets, and the rest goes on. Over HTTP with the simulated portal;
 * an item that our user may not even see it cannot play, one that may not be moved it can.
 */
class BadInputTest {

    private static final Actor SELLER = Actor.employee("e1", Role.REP);

    private static final Directory PEOPLE = Directory.of(
            Employee.of("e1", Role.REP).under("e3"),
            Employee.of("e2", Role.REP).under("e3"),
            Employee.of("e3", Role.HEAD),
            Employee.of("newcomer", Role.REP).under("e3"));

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

    @TempDir
    Path folder;

    private final Hand clock = new Hand();
    private final InMemoryCardStore store = new InMemoryCardStore();
    private final List<String> secrets = new ArrayList<>();
    private Portal portal;
    private URI administrator;
    private Mapping wanted;
    private BoundMapping mapping;
    private Voronka voronka;
    private Funnel<Deal.Trigger, DealData> deals;

    @BeforeEach
    void a_department_at_work_with_a_portal() throws IOException {
        portal = Portal.builder().clock(clock).build().start();
        portal.setup().user("Анна", "Орлова", "продавец");
        portal.setup().user("Борис", "Ким", "продавец");
        portal.setup().user("Вера", "Лунина", "руководитель продаж");
        administrator = known(portal.webhook());
        wanted = Mapping.parse(
                BitrixCrmTest.MAPPING, "mapping", Department.standard().with(CrmContract.DEALS));
        provisioning(administrator).apply(provisioning(administrator).plan().hash());
        mapping = provisioning(administrator).bound();
        begin(administrator);
    }

    @AfterEach
    void the_day_ends() {
        voronka.close();
        portal.close();
    }

    private URI known(URI webhook) {
        secrets.add(secretOf(webhook));
        return webhook;
    }

    private static String secretOf(URI webhook) {
        return webhook.getPath().split("/", -1)[3];
    }

    private BitrixClient client(URI webhook) {
        return BitrixClient.webhook(webhook)
                .clock(clock)
                .sleeper(clock::forward)
                .build();
    }

    private Provisioning provisioning(URI webhook) {
        return Provisioning.by(client(webhook), "portal.example", wanted, folder.resolve("lock.yml"));
    }

    /** voronka is started, or started anew with another webhook; its cards stay. */
    private void begin(URI webhook) {
        if (voronka != null) {
            voronka.close();
        }
        voronka = Voronka.builder()
                .store(store)
                .clock(clock)
                .people(PEOPLE)
                .process(CrmContract.DEALS)
                .crm(BitrixCrm.on(client(webhook), mapping, clock), CrmSettings.standard())
                .build();
        deals = voronka.funnel(CrmContract.DEALS);
    }

    private Card<DealData> opened(String title) {
        var card = deals.open(DealData.of(title, "c1", ContactRef.NONE, ""), SELLER);
        settle();
        return deals.card(card.id());
    }

    private void settle() {
        for (var i = 0; i < 4; i++) {
            voronka.deliver();
            clock.forward(Duration.ofSeconds(30));
            try {
                voronka.crm().syncNow();
            } catch (CrmFailed away) {
                clean(away);
            }
        }
        voronka.deliver();
    }

    private String record(Card<?> card) {
        return deals.externals(card.id()).get(0).id();
    }

    private static long id(String record) {
        return RecordId.of(record).orElseThrow().id();
    }

    private Map<String, Object> item(Card<?> card) {
        return portal.items("deal").stream()
                .filter(i -> String.valueOf(i.get("id")).equals(String.valueOf(id(record(card)))))
                .findFirst()
                .orElseThrow();
    }

    private String directory() {
        return mapping.directory(mapping.mapping().funnelOf("deal", null));
    }

    private String stageId(Deal.Stage stage) {
        return mapping.stageId(mapping.mapping().funnelOf("deal", null), stage);
    }

    private List<Parcel> dead() {
        return voronka.deliveries().dead(100);
    }

    /** Why the only effect that was given up was; it needs a person. */
    private AbstractStringAssert<?> givenUp() {
        assertThat(dead()).hasSize(1);
        return clean(String.valueOf(dead().get(0).why()));
    }

    private BoundField segment() {
        return mapping.fields("deal").stream()
                .filter(f -> ItemReader.code(f).filter("segment"::equals).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private CrmFailed syncFails() {
        return clean(catchThrowableOfType(CrmFailed.class, () -> voronka.crm().syncNow()));
    }

    private void reassign(Card<?> card, String to) {
        deals.fire(card.id(), new CommonTrigger.Reassign(to), SELLER).orThrow();
    }

    private void noDecision(Card<?> card) {
        deals.fire(card.id(), new CommonTrigger.Fail(Deal.Stage.NO_DECISION, "молчат"), SELLER)
                .orThrow();
    }

    /** No secret is in it, nor in what has caused it. */
    private <T extends Throwable> T clean(T thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            clean(String.valueOf(at.getMessage()));
            clean(at.toString());
        }
        return thrown;
    }

    private AbstractStringAssert<?> clean(String text) {
        return assertThat(text).doesNotContain(secrets);
    }

    private void nothingTellsASecret() {
        dead().forEach(p -> clean(p + " " + p.why()));
        clean(String.valueOf(voronka.health()));
        voronka.health().problems().forEach(p -> clean(String.valueOf(p)));
        voronka.crm().drift(100).forEach(d -> clean(String.valueOf(d)));
    }

    /** Cards are shown, and persons' moves are taken. */
    private void theRestGoesOn() {
        var other = opened("другая сделка");
        assertThat(item(other).get("title")).isEqualTo("другая сделка");
        assertThat(item(other).get("stageId")).isEqualTo(stageId(Deal.Stage.ASSESSMENT));

        deals.fire(other.id(), new CommonTrigger.Reassign("e2"), SELLER).orThrow();
        settle();
        assertThat(String.valueOf(item(other).get("assignedById"))).isEqualTo("3");

        portal.ui().as(2).edit("deal", id(record(other)), BoundMapping.RESPONSIBLE, 2);
        settle();
        assertThat(deals.card(other.id()).owner()).isEqualTo("e1");
    }

    @Test
    void a_wrong_secret_of_a_webhook_is_told_with_what_to_do() {
        var wrong = known(URI.create(administrator.toString().replace(secretOf(administrator), "wr0ngsecretwr0ng")));

        var begun = clean(catchThrowableOfType(CrmFailed.class, () -> BitrixCrm.on(client(wrong), mapping)));
        var planned = clean(catchThrowableOfType(
                ProvisioningFailed.class, () -> provisioning(wrong).plan()));
        var compared = clean(catchThrowableOfType(
                ProvisioningFailed.class, () -> provisioning(wrong).drift()));

        assertThat(begun)
                .hasMessageContaining("user.current failed (AUTH, status 401, code NO_AUTH_FOUND")
                .hasMessageContaining("an administrator of the portal makes a new webhook")
                .hasMessageContaining("the same call again will not help");
        assertThat(planned)
                .hasMessageContaining("failed (AUTH, status 401, code NO_AUTH_FOUND")
                .hasMessageContaining("make another one in the portal");
        assertThat(compared).hasMessageContaining("code NO_AUTH_FOUND");
        theRestGoesOn();
    }

    @Test
    void a_webhook_that_was_made_anew_loses_nothing_of_what_waits() {
        var card = opened("насосы");
        var renewed = known(portal.rotate(administrator, 1));

        reassign(card, "e2");
        var fresh = deals.open(DealData.of("новая", "c1", ContactRef.NONE, ""), SELLER);
        settle();

        assertThat(dead()).as("given up").isEmpty();
        assertThat(voronka.deliveries().backlog().waiting()).isEqualTo(2);
        assertThat(syncFails())
                .hasMessageContaining("crm.item.list failed (AUTH, status 401, code NO_AUTH_FOUND")
                .hasMessageContaining("an administrator of the portal makes a new webhook")
                .hasMessageContaining("What waits is tried again by itself");
        nothingTellsASecret();

        begin(renewed);
        clock.forward(Duration.ofHours(1));
        settle();
        assertThat(String.valueOf(item(card).get("assignedById"))).isEqualTo("3");
        assertThat(item(deals.card(fresh.id())).get("title")).isEqualTo("новая");
        theRestGoesOn();
    }

    @Test
    void an_expired_webhook_is_told_with_what_to_do() {
        begin(known(portal.webhookUntil(clock.instant().plus(Duration.ofHours(1)))));
        var card = opened("насосы");
        clock.forward(Duration.ofHours(2));

        reassign(card, "e2");
        voronka.deliver();

        assertThat(dead()).isEmpty();
        assertThat(syncFails())
                .hasMessageContaining("crm.item.list failed (AUTH, status 401, code expired_webhook")
                .hasMessageContaining("an administrator of the portal makes a new webhook");
        nothingTellsASecret();
        begin(administrator);
        clock.forward(Duration.ofHours(1));
        settle();
        assertThat(String.valueOf(item(card).get("assignedById"))).isEqualTo("3");
    }

    @Test
    void a_missing_scope_stops_only_what_needs_it() {
        begin(known(portal.webhook(1, "crm", "user")));
        var card = opened("насосы");

        reassign(card, "e2");
        settle();

        givenUp()
                .contains("im.notify.system.add failed (SCOPE, status 403, code insufficient_scope")
                .contains("an administrator adds it to the webhook or app")
                .contains("the same call again will not help");
        assertThat(String.valueOf(item(card).get("assignedById"))).isEqualTo("3");
        nothingTellsASecret();
        assertThat(voronka.health().problems()).extracting(m -> m.code()).containsExactly("dead");
        theRestGoesOn();
    }

    @Test
    void a_drag_into_a_stage_that_a_person_has_added_is_flagged_and_named() {
        var card = opened("насосы");
        portal.ui().as(1).addStage(directory(), "ODD", "Странная");
        var odd = stageId(Deal.Stage.ASSESSMENT).replaceAll("[^:]*$", "") + "ODD";

        portal.ui().as(2).move("deal", id(record(card)), odd);
        settle();

        assertThat(voronka.crm().drift(10)).singleElement().satisfies(d -> {
            assertThat(d.theirs()).isEqualTo(odd);
            assertThat(d.reasons()).containsExactly("стадия «" + odd + "» не относится к процессу");
        });
        assertThat(portal.ledger().comments("deal", id(record(card))))
                .anyMatch(c -> c.contains("Перенос в «" + odd + "» не принят") && c.contains("верните её"));
        assertThat(provisioning(administrator).drift().drifts())
                .extracting(Drift::kind)
                .containsExactly(Drift.Kind.STAGE_FOREIGN);
        assertThat(provisioning(administrator).drift().text(Locale.ENGLISH))
                .contains("Странная")
                .contains("Add it by an overlay, or delete it");
        nothingTellsASecret();
        theRestGoesOn();

        portal.ui().as(2).move("deal", id(record(card)), stageId(Deal.Stage.ASSESSMENT));
        settle();
        assertThat(voronka.crm().drift(10)).isEmpty();
    }

    @Test
    void a_stage_that_was_deleted_in_the_portal_is_told_with_what_to_do() {
        var card = opened("насосы");
        portal.ui().as(1).deleteStage(directory(), stageId(Deal.Stage.NO_DECISION));

        noDecision(card);
        settle();

        givenUp()
                .contains("crm.item.update failed (INVALID, status 400, code CRM_FIELD_ERROR_VALUE_NOT_VALID")
                .contains("voronka-bitrix drift says which, plan and apply make it anew");
        assertThat(provisioning(administrator).drift().drifts())
                .extracting(Drift::kind)
                .containsExactly(Drift.Kind.STAGE_DELETED);
        theRestGoesOn();
        provisioning(administrator).apply(provisioning(administrator).plan().hash());
        voronka.deliveries().retry(dead().get(0));
        settle();
        assertThat(item(card).get("stageId")).isEqualTo(stageId(Deal.Stage.NO_DECISION));
    }

    @Test
    void a_field_that_was_deleted_in_the_portal_takes_nothing_from_a_card_and_is_filled_when_it_is_there_again() {
        var card = opened("насосы");
        var field = segment().portalName();
        portal.ui().as(2).edit("deal", id(record(card)), field, "нефть");
        settle();
        assertThat(deals.card(card.id()).fields()).containsEntry("segment", "нефть");

        portal.ui().as(1).deleteField("deal", field);
        portal.ui().as(2).edit("deal", id(record(card)), "opportunity", 5000);
        settle();

        assertThat(deals.card(card.id()).fields()).containsEntry("segment", "нефть");
        assertThat(provisioning(administrator).drift().text(Locale.ENGLISH))
                .contains("Field " + field)
                .contains("plan and apply make it anew");
        assertThat(dead()).isEmpty();
        nothingTellsASecret();
        theRestGoesOn();

        provisioning(administrator).apply(provisioning(administrator).plan().hash());
        portal.ui().as(2).edit("deal", id(record(card)), "opportunity", 6000);
        settle();
        voronka.crm().compareAll();
        assertThat(deals.card(card.id()).fields()).containsEntry("segment", "нефть");
        assertThat(item(card).get(field)).isEqualTo("нефть");

        portal.ui().as(2).edit("deal", id(record(card)), field, "газ");
        settle();
        assertThat(deals.card(card.id()).fields()).containsEntry("segment", "газ");
        portal.ui().as(2).edit("deal", id(record(card)), field, "");
        settle();
        assertThat(deals.card(card.id()).fields()).doesNotContainKey("segment");
    }

    @Test
    void html_in_place_of_json_is_told_and_waited_out() {
        var card = opened("насосы");
        reassign(card, "e2");

        portal.faults().next(1000).html(200);
        voronka.deliver();
        assertThat(syncFails())
                .hasMessageContaining("crm.item.list failed (UNREADABLE, status 200, no code")
                .hasMessageContaining("The answer is no JSON")
                .hasMessageContaining("may be repeated later")
                .hasMessageNotContaining("nginx");
        portal.faults().none();
        portal.faults().next(1000).html(502);
        assertThat(syncFails())
                .hasMessageContaining("(OVERLOADED, status 502")
                .hasMessageContaining("as it does under overload")
                .hasMessageContaining("may be repeated later");
        portal.faults().none();
        portal.faults().next(1000).html(403);
        clock.forward(Duration.ofHours(1));
        voronka.deliver();
        assertThat(syncFails())
                .hasMessageContaining("(UNREADABLE, status 403")
                .hasMessageContaining("something before it: check the address")
                .hasMessageContaining("What waits is tried again by itself");
        assertThat(dead()).isEmpty();
        nothingTellsASecret();

        portal.faults().none();
        clock.forward(Duration.ofHours(1));
        settle();
        assertThat(String.valueOf(item(card).get("assignedById"))).isEqualTo("3");
        theRestGoesOn();
    }

    @Test
    void an_item_that_our_user_may_not_move_is_told_with_the_likely_reason() {
        var card = opened("насосы");
        portal.setup().forbidMove(1, "deal", "*", stageId(Deal.Stage.NO_DECISION));

        noDecision(card);
        settle();

        givenUp()
                .contains("crm.item.update failed (OTHER, status 400, no code")
                .contains("the webhook's owner may not move items to that stage")
                .contains("the same call again will not help");
        nothingTellsASecret();
        theRestGoesOn();
    }

    @Test
    void a_field_that_was_made_mandatory_from_a_stage_on_is_told_with_what_to_do() {
        var card = opened("насосы");
        portal.setup()
                .requireFrom(
                        "deal",
                        mapping.category(mapping.mapping().funnelOf("deal", null)),
                        stageId(Deal.Stage.NO_DECISION),
                        "comments");

        noDecision(card);
        settle();

        givenUp()
                .contains("code CRM_FIELD_ERROR_REQUIRED")
                .contains("Somebody has made a field mandatory in the portal");
        theRestGoesOn();
    }

    @Test
    void an_employee_who_is_no_user_of_the_portal_is_named_and_keeps_the_card() {
        var card = opened("насосы");

        reassign(card, "newcomer");
        settle();

        givenUp()
                .contains("Employee newcomer is no user of the portal")
                .contains("Name the user under \"employees\" in the mapping file");
        assertThat(String.valueOf(item(card).get("assignedById"))).as("still").isEqualTo("2");
        portal.ui().as(3).edit("deal", id(record(card)), "opportunity", 5000);
        settle();
        assertThat(deals.card(card.id()).owner()).isEqualTo("newcomer");
        theRestGoesOn();

        portal.ui().as(3).edit("deal", id(record(card)), BoundMapping.RESPONSIBLE, 3);
        settle();
        assertThat(deals.card(card.id()).owner()).isEqualTo("e2");
    }

    @Test
    void events_with_a_wrong_token_or_of_an_unknown_kind_change_nothing() throws Exception {
        var card = opened("насосы");
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        var token = portal.outgoingWebhook(address, Subscription.NAMES.toArray(String[]::new));
        secrets.add(token);
        var door = EventDoor.of(voronka.crm()::hint, token);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(
                        door.enter(exchange.getRequestBody()).status(), -1);
            }
        });
        server.start();
        try {
            assertThat(sent(address, "ONCRMDEALUPDATE", "2", "1", "wr0ngtokenwr0ng"))
                    .isEqualTo(403);
            assertThat(sent(address, "ONCRMDYNAMICITEMUPDATE", "1999", "7", token))
                    .isEqualTo(200);
            assertThat(sent(address, "ONCRMDYNAMICITEMUPDATE", "31", "7", token))
                    .isEqualTo(200);
            assertThat(sent(address, "ONCRMDEALUPDATE", "2", "777777", token)).isEqualTo(200);
            var report = voronka.crm().syncNow();

            assertThat(report.seen()).as("hints of items that are not there").isEqualTo(3);
            assertThat(report.failed() + report.lost() + report.flagged()).isZero();
            portal.ui().as(2).edit("deal", id(record(card)), segment().portalName(), "нефть");
            portal.events().deliver();
            voronka.crm().sync();
            assertThat(deals.card(card.id()).fields()).containsEntry("segment", "нефть");
            assertThat(dead()).isEmpty();
            nothingTellsASecret();
            theRestGoesOn();
        } finally {
            server.stop(0);
        }
    }

    private static int sent(URI address, String event, String type, String id, String token)
            throws IOException, InterruptedException {
        var body = "event=" + event + "&data[FIELDS][ID]=" + id + "&data[FIELDS][ENTITY_TYPE_ID]=" + type
                + "&auth[application_token]=" + token;
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void a_record_that_is_none_is_missing() {
        var crm = BitrixCrm.on(client(administrator), mapping, clock);

        assertThat(crm.read(List.of("1999-7", "nonsense", "2-777777")))
                .hasSize(3)
                .allSatisfy(found -> assertThat(found).isInstanceOf(Found.Missing.class));
    }
}
