package dev.voronka.bitrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CommonTrigger;
import dev.voronka.ContactRef;
import dev.voronka.Money;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.bitrix.client.BitrixClient;
import dev.voronka.bitrix.client.Sleeper;
import dev.voronka.bitrix.event.EventDoor;
import dev.voronka.bitrix.event.Subscription;
import dev.voronka.bitrix.mapping.BoundMapping;
import dev.voronka.bitrix.mapping.EntityMapping;
import dev.voronka.bitrix.mapping.FieldSource;
import dev.voronka.bitrix.mapping.FunnelMapping;
import dev.voronka.bitrix.mapping.Mapping;
import dev.voronka.bitrix.mapping.Placement;
import dev.voronka.bitrix.provision.Provisioning;
import dev.voronka.bitrix.simulator.Portal;
import dev.voronka.crm.CrmFailed;
import dev.voronka.crm.CrmSettings;
import dev.voronka.crm.Divergence;
import dev.voronka.department.Department;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.coldlead.ColdLead;
import dev.voronka.process.contract.Contract;
import dev.voronka.process.contract.ContractData;
import dev.voronka.process.contract.Kind;
import dev.voronka.process.correctiveaction.CorrectiveAction;
import dev.voronka.process.deal.Deal;
import dev.voronka.process.deal.DealData;
import dev.voronka.process.incominglead.Channel;
import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.process.incominglead.LeadData;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.process.partner.Partner;
import dev.voronka.process.proposal.Proposal;
import dev.voronka.process.proposal.ProposalData;
import dev.voronka.process.purchaserequest.Line;
import dev.voronka.process.purchaserequest.PurchaseRequest;
import dev.voronka.process.reactivation.Reactivation;
import dev.voronka.run.CardQuery;
import dev.voronka.run.Voronka;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A department at work with a portal in which everything goes wrong that can. Small in every build; with all cards by {@code
 * ./mvnw -Pcrm-chaos -pl bitrix-adapter -am test}. The seed is printed, and {@code -Dvoronka.seed=…} repeats a run.
 */
class ChaosTest {

    private static final int CARDS = Integer.getInteger("voronka.chaos.cards", 6);
    private static final int ROUNDS = Integer.getInteger("voronka.chaos.rounds", 40);
    private static final Pattern MARK = Pattern.compile("\\[vk:[0-9a-f]{12}]");

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

    private static final Directory PEOPLE = Directory.of(
            Employee.of("e1", Role.REP, Role.QUALIFIER).under("e3"),
            Employee.of("e2", Role.REP, Role.RESULT_OWNER).under("e3"),
            Employee.of("e3", Role.HEAD, Role.LEAD_HEAD).under("e4"),
            Employee.of("e4", Role.DIRECTOR));

    private static final Actor SELLER = Actor.employee("e1", Role.REP);

    @TempDir
    Path folder;

    private final Hand clock = new Hand();
    private final Department department = Department.standard();
    private final JdbcDataSource database = new JdbcDataSource();
    private Portal portal;
    private BoundMapping mapping;
    private final List<Voronka> nodes = new ArrayList<>();
    private Random random;

    /** Persons' drags that must have their author: by item, who and to which stage. */
    private final Map<String, Set<String>> draggers = new HashMap<>();

    @Test
    void after_everything_has_gone_wrong_both_sides_are_alike() throws Exception {
        var seed = Long.getLong("voronka.seed", System.nanoTime());
        System.out.println("ChaosTest: -Dvoronka.seed=" + seed + ", " + CARDS + " cards a process");
        random = new Random(seed);
        database.setURL("jdbc:h2:mem:chaos" + Math.abs(seed) + ";DB_CLOSE_DELAY=-1");
        portal = Portal.builder().clock(clock).seed(seed).build().start();
        for (var name : List.of("Анна", "Борис", "Вера", "Глеб", "Чужой")) {
            portal.setup().user(name, "Иванов", "");
        }
        var provisioning = Provisioning.by(
                client(), "chaos", Mapping.parse(wishes(), "mapping", department), folder.resolve("lock.yml"));
        provisioning.apply(provisioning.plan().hash());
        mapping = provisioning.bound();
        nodes.add(node());
        nodes.add(node());
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var token = listen(server);
        try {
            openCards();
            misbehave();
            for (var round = 0; round < ROUNDS; round++) {
                round(round);
            }
            portal.faults().none();
            portal.robots().none();
            comeToRest();
            verify();
        } finally {
            server.stop(0);
            nodes.forEach(Voronka::close);
            portal.close();
        }
        assertThat(token).isNotBlank();
    }

    private static String wishes() {
        return """
                employees: {e1: 2, e2: 3, e3: 4, e4: 5}
                """;
    }

    private BitrixClient client() {
        Sleeper sleeper = clock::forward;
        return BitrixClient.webhook(portal.webhook())
                .clock(clock)
                .sleeper(sleeper)
                .build();
    }

    private Voronka node() {
        return Voronka.builder()
                .dataSource(database)
                .clock(clock)
                .people(PEOPLE)
                .department(department)
                .crm(
                        BitrixCrm.on(client(), mapping, clock),
                        CrmSettings.standard()
                                .divergence("meeting", Divergence.REVERT)
                                .divergence("deal", Divergence.FORCE))
                .build();
    }

    /** Events go to whichever node is there. */
    private String listen(HttpServer server) {
        var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/events");
        var token = portal.outgoingWebhook(address, Subscription.NAMES.toArray(String[]::new));
        var door = EventDoor.of(records -> nodes.get(nodes.size() - 1).crm().hint(records), token);
        server.createContext("/events", exchange -> {
            try (exchange) {
                var answer = door.enter(exchange.getRequestBody());
                var text = answer.text().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answer.status(), text.length);
                exchange.getResponseBody().write(text);
            }
        });
        server.start();
        return token;
    }

    private void openCards() {
        var voronka = nodes.get(0);
        for (var n = 0; n < CARDS; n++) {
            var i = n;
            open(
                    voronka,
                    IncomingLead.PROCESS,
                    () -> LeadData.of("заявка " + i, Channel.WEBSITE, "нужны насосы")
                            .phones("+7900" + (1_000_000 + i)));
            open(
                    voronka,
                    ColdLead.PROCESS,
                    () -> ColdLead.Data.of("холодный " + i, "c" + i, ContactRef.NONE, Set.of()));
            open(voronka, Partner.PROCESS, () -> Partner.Data.of("партнёр " + i, "c" + i, ContactRef.NONE));
            open(voronka, Meeting.PROCESS, () -> new Meeting.Data("встреча " + i, "k" + i));
            open(
                    voronka,
                    PurchaseRequest.PROCESS,
                    () -> PurchaseRequest.Data.of(
                            "закупка " + i,
                            List.of(Line.of("насос", 2, "шт", Money.roubles(1000))),
                            LocalDate.of(2027, 3, 1)));
            open(
                    voronka,
                    Contract.PROCESS,
                    () -> ContractData.of(Kind.SALES, "договор " + i, "c" + i, Money.roubles(10_000 + i)));
            open(voronka, Deal.PROCESS, () -> DealData.of("сделка " + i, "c" + i, ContactRef.NONE, ""));
            open(
                    voronka,
                    Proposal.PROCESS,
                    () -> ProposalData.of("ТКП " + i, "c" + i, ContactRef.NONE, "", List.of("напор"), null));
            open(
                    voronka,
                    Reactivation.PROCESS,
                    () -> Reactivation.Data.of("база " + i, "c" + i, ContactRef.NONE, Set.of()));
            open(
                    voronka,
                    CorrectiveAction.PROCESS,
                    () -> CorrectiveAction.Data.ofMetric(
                            "m" + i, "меры " + i, List.of(), CorrectiveAction.Severity.MAJOR));
        }
        voronka.deliver();
    }

    private static <D> void open(Voronka voronka, SalesProcess<?, D> process, Supplier<D> card) {
        voronka.funnel(process).open(card.get(), SELLER);
    }

    private void misbehave() {
        portal.events().lossy(0.1).doubled(0.05).reordered(true);
        portal.faults().share(0.02).status(503, "QUERY_LIMIT_EXCEEDED");
        portal.faults().share(0.01).status(429, "OPERATION_TIME_LIMIT");
        portal.faults().share(0.02).answerLost();
        portal.faults().share(0.01).html(502);
        var meetings = mapping.mapping().funnelOf("meeting", null);
        var failed = meetings.stages().get(meetings.stages().size() - 1);
        var kind = mapping.mapping().entityOf("meeting");
        var prefix =
                BoundMapping.prefix(Placement.SMART_PROCESS, mapping.entityTypeId(kind), mapping.category(meetings));
        portal.robots()
                .onEnter(
                        type(kind),
                        prefix + meetings.stages().get(1).statusId(),
                        Duration.ofMinutes(3),
                        Map.of("stageId", prefix + failed.statusId()));
    }

    private String type(EntityMapping kind) {
        return switch (kind.placement()) {
            case LEAD -> "lead";
            case DEAL -> "deal";
            case SMART_PROCESS -> String.valueOf(mapping.entityTypeId(kind));
        };
    }

    private void round(int round) {
        if (round == ROUNDS / 3) {
            portal.down(clock.instant(), clock.instant().plus(Duration.ofHours(2)));
        }
        if (round == ROUNDS / 2) {
            // Killed: it says nothing to anybody, and its turn ends by itself.
            nodes.remove(0);
        }
        for (var i = 0; i < CARDS; i++) {
            act();
        }
        clock.forward(Duration.ofMinutes(1 + random.nextInt(10)));
        portal.events().deliver();
        for (var node : nodes) {
            tolerate(node::deliver);
            tolerate(() -> node.crm().sync());
        }
    }

    /** The portal being away is no failure of the test. */
    private static void tolerate(Runnable work) {
        try {
            work.run();
        } catch (CrmFailed away) {
            assertThat(away.getMessage()).doesNotContain("rest/1/");
        }
    }

    private void act() {
        var funnels = mapping.mapping().funnels();
        var funnel = funnels.get(random.nextInt(funnels.size()));
        var kind = mapping.mapping().entity(funnel.entity()).orElseThrow();
        var type = type(kind);
        var items = portal.items(type).stream()
                .filter(i -> mapping.funnel(kind, (int) ItemReader.number(i.get("categoryId")))
                        .filter(funnel::equals)
                        .isPresent())
                .toList();
        if (items.isEmpty()) {
            return;
        }
        var item = items.get(random.nextInt(items.size()));
        var id = ItemReader.number(item.get("id"));
        var user = 2 + random.nextInt(5);
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> drag(kind, funnel, type, id, user);
            case 4, 5, 6 -> edit(kind, funnel, type, id, user);
            case 7 -> portal.ui().as(user).edit(type, id, BoundMapping.RESPONSIBLE, 2 + random.nextInt(3));
            default -> ours(funnel.process());
        }
    }

    private void drag(EntityMapping kind, FunnelMapping funnel, String type, long id, long user) {
        var stage = funnel.stages().get(random.nextInt(funnel.stages().size()));
        var prefix = BoundMapping.prefix(kind.placement(), mapping.entityTypeId(kind), mapping.category(funnel));
        portal.ui().as(user).move(type, id, prefix + stage.statusId());
        draggers.computeIfAbsent(mapping.entityTypeId(kind) + "-" + id, k -> new HashSet<>())
                .add("e" + (user - 1));
    }

    private void edit(EntityMapping kind, FunnelMapping funnel, String type, long id, long user) {
        var fields = mapping.fields(funnel.process()).stream()
                .filter(f -> f.field().source() instanceof FieldSource.Report)
                .toList();
        var field = fields.get(random.nextInt(fields.size()));
        var text = List.of("да", "обсудили насосы", "1000000", "2027-02-01", "не требуется")
                .get(random.nextInt(5));
        portal.ui().as(user).edit(type, id, field.portalName(), text);
        assertThat(kind.fields()).contains(field.field());
    }

    private void ours(String process) {
        var voronka = nodes.get(random.nextInt(nodes.size()));
        var funnel = voronka.funnel(department.process(process).orElseThrow());
        var cards = funnel.cards(CardQuery.open().limit(1000));
        if (!cards.isEmpty()) {
            var card = cards.get(random.nextInt(cards.size()));
            funnel.fire(card.id(), new CommonTrigger.Reassign("e" + (1 + random.nextInt(3))), SELLER);
        }
    }

    private void comeToRest() {
        var node = nodes.get(0);
        for (var i = 0; i < 60; i++) {
            clock.forward(Duration.ofMinutes(5));
            portal.events().deliver();
            node.deliver();
            // A method whose budget was said to be used up rests a while.
            tolerate(() -> node.crm().syncNow());
            if (i % 10 == 9) {
                tolerate(() -> node.crm().compareAll());
            }
        }
        node.crm().syncNow();
        node.deliver();
    }

    private void verify() throws IOException {
        var node = nodes.get(0);
        assertThat(node.deliveries().dead(9)).isEmpty();
        assertThat(node.verifyHistory().isWhole()).isTrue();
        assertThat(portal.counts().limitExceeded()).as("rate limit exceeded").isZero();
        var left = new HashSet<String>();
        node.crm().drift(100_000).forEach(d -> left.add(d.record()));
        var keys = new TreeSet<String>();
        for (var kind : mapping.mapping().entities()) {
            for (var item : portal.items(type(kind))) {
                alike(node, kind, item, left, keys);
            }
        }
        var all = 0;
        for (var process : department.processes()) {
            all += node.funnel(process).cards(CardQuery.all().limit(100_000)).size();
        }
        assertThat(keys).as("cards that are shown").hasSize(all);
        System.out.println("ChaosTest: " + all + " cards, " + left.size() + " flagged, "
                + portal.counts().requests() + " requests, " + portal.counts().faults() + " faults, "
                + portal.events().lost() + " of " + portal.events().sent() + " events lost, fullest bucket "
                + portal.counts().largestBucketLevel());
        var told = new HashSet<String>();
        portal.ledger()
                .notifications()
                .forEach(n -> assertThat(told.add(n.get("userId") + "|" + n.get("tag")))
                        .as("notice told once: " + n.get("tag"))
                        .isTrue());
    }

    private void alike(Voronka node, EntityMapping kind, Map<String, Object> item, Set<String> left, Set<String> keys) {
        var funnel = mapping.funnel(kind, (int) ItemReader.number(item.get("categoryId")))
                .orElseThrow();
        var id = ItemReader.number(item.get("id"));
        var record = mapping.entityTypeId(kind) + "-" + id;
        var reader = new ItemReader(mapping, 1);
        var read = reader.record(kind, new HashMap<>(item));
        assertThat(read.card()).as("the card of " + record).isNotNull();
        assertThat(keys.add(read.card().toString()))
                .as("one item a card: " + record)
                .isTrue();
        Card<?> card =
                node.funnel(department.process(funnel.process()).orElseThrow()).card(read.card());
        if (!left.contains(record)) {
            assertThat(read.stages())
                    .as("stage of " + record)
                    .contains(card.stage().name());
        }
        assertThat(read.owner()).as("owner of " + record).isEqualTo(card.owner());
        onceEach(portal.ledger().comments(type(kind), id), "comments of " + record);
        onceEach(
                portal.ledger().todos(type(kind), id).stream()
                        .map(t -> String.valueOf(t.get("DESCRIPTION")))
                        .toList(),
                "to-dos of " + record);
        for (var move :
                node.funnel(department.process(funnel.process()).orElseThrow()).history(card.id())) {
            if (move.actor().kind() == Actor.Kind.EMPLOYEE && move.trigger().equals("force")) {
                assertThat(draggers.getOrDefault(record, Set.of()))
                        .contains(move.actor().id());
            }
        }
    }

    private static void onceEach(List<String> texts, String where) {
        var marks = new HashSet<String>();
        for (var text : texts) {
            var mark = MARK.matcher(text);
            if (mark.find()) {
                assertThat(marks.add(mark.group())).as(where + ": " + text).isTrue();
            }
        }
    }
}
