package dev.voronka.examples.anycrm;

import dev.voronka.Actor;
import dev.voronka.CardId;
import dev.voronka.CommonTrigger;
import dev.voronka.ContactRef;
import dev.voronka.CustomField;
import dev.voronka.Money;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.crm.CrmField;
import dev.voronka.crm.CrmSettings;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.deal.Deal;
import dev.voronka.process.deal.DealData;
import dev.voronka.process.deal.ProductLine;
import dev.voronka.run.Funnel;
import dev.voronka.run.Voronka;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Deals that are shown in a real Tryton: cards are opened and moved here, persons drag opportunities there, voronka judges. Run
 * it by {@code bash examples/any-crm/tryton.sh run}.
 */
public final class AnyCrmExample {

    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

    private static final SalesProcess<Deal.Trigger, DealData> DEALS =
            Deal.PROCESS.with(CustomField.text("segment"), CustomField.of("rating", CustomField.Type.NUMBER));

    private static final List<CrmField> FIELDS = List.of(
            CrmField.custom("segment", CrmField.Owner.LATEST),
            CrmField.custom("rating", CrmField.Owner.OURS),
            CrmField.data("source", CrmField.Owner.THEIRS, "source"),
            CrmField.report("feasible"),
            CrmField.report("budgetFrom"),
            CrmField.report("budgetTo"),
            CrmField.report("comment"));

    private static final Directory PEOPLE = Directory.of(
            Employee.of("e1", Role.REP).under("e3"),
            Employee.of("e2", Role.REP).under("e3"),
            Employee.of("e3", Role.HEAD));

    private static final Actor ANNA = Actor.employee("e1", Role.REP);

    private static final Map<String, String> COMPANIES = Map.of("c1", "Завод «Вектор»", "c2", "Верфь «Полюс»");

    private final PrintStream out;
    private final TrytonCrm tryton;
    private final Desk desk;
    private final Voronka voronka;
    private final Funnel<Deal.Trigger, DealData> deals;

    private AnyCrmExample(Office office, PrintStream out) {
        var mapping = TrytonDeals.mapping(DEALS, FIELDS);
        this.out = out;
        this.desk = new Desk(office, mapping);
        this.tryton = TrytonCrm.of(
                office.login("voronka"), mapping, Office.LOGINS, Office.NOBODY, id -> COMPANIES.getOrDefault(id, id));
        this.voronka = Voronka.builder()
                .people(PEOPLE)
                .process(DEALS)
                .crm(tryton, CrmSettings.standard())
                .build();
        this.deals = voronka.funnel(DEALS);
    }

    /**
     * Tells the story once.
     *
     * @param args the folder of tryton.sh, or nothing for {@code examples/any-crm/target/tryton}
     */
    public static void main(String[] args) {
        var folder = args.length > 0 ? args[0] : "examples/any-crm/target/tryton";
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var example = new AnyCrmExample(Office.of(Path.of(folder)), out);
        try {
            example.tell();
        } finally {
            example.voronka.close();
        }
    }

    private void tell() {
        desk.clear("e3");
        var pumps = opened("насосы для цеха", "c1");
        var cranes = opened("краны для верфи", "c2");
        voronka.deliver();
        show("Анна открыла две сделки в voronka, Tryton показывает их", pumps, cranes);

        var record = recordOf(pumps);
        desk.edit(record, "feasible", "да", "e1");
        desk.edit(record, "budgetFrom", "900000", "e1");
        desk.edit(record, "budgetTo", "1200000", "e1");
        desk.drag(record, "PROPOSAL", "e1");
        settled();
        show("Анна заполнила бюджет в Tryton и нажала «Opportunity»: переход законный", pumps);
        var moves = deals.history(pumps);
        var last = moves.get(moves.size() - 1);
        say("  записан ход «" + last.trigger() + "», автор "
                + tryton.nameOf(last.actor().id()).orElse("?"));

        desk.drag(recordOf(cranes), "SUCCESS", "e2");
        settled();
        show("Борис перетащил другую сделку сразу в «Won»: так нельзя", cranes);
        desk.notes(recordOf(cranes), "e2").stream()
                .filter(n -> n.contains("не принят"))
                .forEach(n -> say("  заметка в Tryton: " + n));

        desk.drag(recordOf(cranes), "ASSESSMENT", "e2");
        settled();
        deals.fire(cranes, new CommonTrigger.Fail(Deal.Stage.NO_DECISION, "ждут весны"), ANNA)
                .orThrow();
        voronka.deliver();
        show("Борис вернул её на место, а Анна закрыла сделку в voronka", cranes);
        say("Расхождений: " + voronka.crm().drift(10).size());
    }

    private CardId opened(String title, String company) {
        var card = deals.open(DealData.of(title, company, ContactRef.NONE, ""), ANNA);
        deals.fire(
                        card.id(),
                        new Deal.DescribeRequest(
                                List.of("по письму заказчика"),
                                List.of(new ProductLine(
                                        "p-1", title, 2, Money.roubles(500_000), Money.roubles(300_000), false))),
                        ANNA)
                .orThrow();
        return card.id();
    }

    private void settled() {
        voronka.crm().syncNow();
        voronka.deliver();
    }

    private String recordOf(CardId card) {
        return deals.externals(card).get(0).id();
    }

    private void show(String what, CardId... cards) {
        say(what + ":");
        for (var id : cards) {
            var card = deals.card(id);
            var stage = DEALS.texts()
                    .find("stage." + card.stage().name(), RUSSIAN)
                    .orElse(card.stage().name());
            var record = desk.as("e3")
                    .call(
                            "sale.opportunity",
                            "read",
                            List.of(Integer.parseInt(recordOf(id))),
                            List.of("state", "employee.rec_name"))
                    .path(0);
            say("  «" + card.header().title() + "»: voronka «" + stage + "», Tryton "
                    + record.path("state").asString("?") + ", ведёт "
                    + record.path("employee.").path("rec_name").asString("?"));
        }
    }

    private void say(String line) {
        out.println(line);
    }
}
