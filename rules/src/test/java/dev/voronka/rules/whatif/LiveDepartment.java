package dev.voronka.rules.whatif;

import dev.voronka.Actor;
import dev.voronka.CardId;
import dev.voronka.Money;
import dev.voronka.Role;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.decision.DecisionQuery;
import dev.voronka.decision.LeadFacts;
import dev.voronka.decision.LoggedDecision;
import dev.voronka.lookup.Budgets;
import dev.voronka.lookup.Suppliers;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.incominglead.Channel;
import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.process.incominglead.LeadData;
import dev.voronka.process.purchaserequest.Line;
import dev.voronka.process.purchaserequest.Offer;
import dev.voronka.process.purchaserequest.PurchaseRequest;
import dev.voronka.rules.RuleBook;
import dev.voronka.rules.RuleDesk;
import dev.voronka.rules.whatif.Desk.HandClock;
import dev.voronka.run.Voronka;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A sales department that works by rules: leads come in, purchases are asked for, time goes by. All by one seed. */
final class LiveDepartment {

    private static final Employee MARIA = Employee.of("maria", Role.QUALIFIER).skilled("qualification");
    private static final Directory PEOPLE = Directory.of(
            MARIA,
            Employee.of("polina", Role.QUALIFIER).under("igor"),
            Employee.of("igor", Role.HEAD).under("dmitry"),
            Employee.of("dmitry", Role.DIRECTOR),
            Employee.of("anna", Role.REP).under("igor").in("ru.msk").capacity(40),
            Employee.of("oleg", Role.REP).under("igor").in("ru.klg", "ru.msk").capacity(12),
            Employee.of("olga", Role.REP).under("igor").team("south").capacity(25),
            Employee.of("pavel", Role.REP).under("igor").team("south").in("ru.krm"),
            Employee.of("nikita", Role.REP)
                    .under("igor")
                    .team("new")
                    .away(LocalDate.of(2026, 11, 26), LocalDate.of(2026, 11, 27)),
            Employee.of("boris", Role.BUYER).under("igor"),
            Employee.of("sava", Role.SECURITY),
            Employee.of("fedor", Role.CFO),
            Employee.of("kira", Role.CEO));

    private static final List<String> REGIONS = List.of("", "ru.msk", "ru.klg", "ru.krm", "Москва", "=1+1");
    private static final List<String> PROCESSES =
            List.of("deal", "contract", "proposal", "purchase-request", "corrective-action", "eleventh");
    private static final List<String> WORDS =
            List.of("self", "knows", "month", "quarter", "", "«ёлка»", "🙂", "a;b\"c", "=HYPERLINK(1)", "self ");
    private static final int PATIENCE_HOURS = 60;

    final HandClock clock = new HandClock();
    final Voronka voronka;
    private final Random random;
    private int phones;

    LiveDepartment(RuleBook book, long seed) {
        random = new Random(seed);
        var desk = RuleDesk.builder().book(book).judging(Desk.judging(clock)).build();
        voronka = Voronka.builder()
                .process(Job.PROCESS)
                .process(IncomingLead.PROCESS)
                .process(PurchaseRequest.PROCESS)
                .clock(clock)
                .people(PEOPLE)
                .decisions(desk)
                .port(Budgets.class, (Budgets) asked -> Budgets.Left.of(Money.roubles(500_000_000)))
                .port(Suppliers.class, (Suppliers) asked -> new Suppliers.Checked(Suppliers.Standing.GOOD, ""))
                .build();
    }

    List<LoggedDecision> decisions() {
        return voronka.decisions().stream(DecisionQuery.all()).toList();
    }

    void work(int steps) {
        for (var i = 0; i < steps; i++) {
            switch (random.nextInt(8)) {
                case 0, 1 -> incomingLead();
                case 2, 3 -> job(new Job.Judge(facts()));
                case 4 -> job(new Job.Give(one(REGIONS), roubles()));
                case 5 -> job(new Job.Approve(asked()));
                case 6 -> purchase();
                default -> {
                    clock.advance(Duration.ofMinutes(random.nextInt(PATIENCE_HOURS * 60)));
                    voronka.fireDue();
                }
            }
        }
    }

    private void incomingLead() {
        var leads = voronka.funnel(IncomingLead.PROCESS);
        var site = Actor.system("site");
        var lead = LeadData.of("Щит", Channel.WEBSITE, "Нужен щит")
                .phones(String.format("8 916 %03d-%02d-%02d", random.nextInt(1000), ++phones / 100, phones % 100))
                .region(one(REGIONS));
        var card = leads.open(lead, site).id();
        leads.fire(card, new IncomingLead.Intake(), site);
        if (random.nextInt(5) > 0) {
            Map<String, Object> answers = Map.of(
                    "need",
                    "щит",
                    "budget",
                    new BigDecimal(roubles()),
                    "authority",
                    one(List.of("self", "knows", "unknown")),
                    "deadline",
                    one(List.of("month", "quarter", "later")));
            leads.fire(card, IncomingLead.SubmitQuestionnaire.of(1, answers), MARIA.actor());
        }
    }

    private void job(Job.Trigger trigger) {
        var jobs = voronka.funnel(Job.PROCESS);
        var card = jobs.open(new Job.Data("работа"), Actor.employee(one(List.of("anna", "oleg")), Role.REP));
        jobs.fire(card.id(), trigger, Actor.system("job")).orThrow();
        if (random.nextInt(3) == 0) {
            jobs.fire(card.id(), new Job.Finish(), Actor.system("job")).orThrow();
        }
    }

    private void purchase() {
        var requests = voronka.funnel(PurchaseRequest.PROCESS);
        var anna = Actor.employee("anna", Role.REP);
        var boris = Actor.employee("boris", Role.BUYER);
        var limit = Math.max(60_000, roubles());
        var data = PurchaseRequest.Data.of(
                        "Серверы",
                        List.of(Line.of("Сервер", 1, "шт", Money.roubles(limit))),
                        LocalDate.ofInstant(clock.instant(), Desk.MOSCOW).plusDays(60))
                .costCentre("ЦЗ-7")
                .budget("b1")
                .justification("Для склада");
        CardId card = requests.open(data, anna).id();
        requests.fire(card, new PurchaseRequest.Submit(), anna).orThrow();
        for (var i = 1; i <= 3; i++) {
            var price = Money.roubles(limit * (90 + 3L * i) / 100);
            requests.fire(card, new PurchaseRequest.AddOffer(new Offer("s" + i, price, true, 10, "аванс")), boris)
                    .orThrow();
        }
        requests.fire(card, new PurchaseRequest.SubmitOffers(), boris).orThrow();
    }

    /** Facts as they may come from anywhere: of wrong types, unknown, around today. */
    private LeadFacts facts() {
        var answers = new TreeMap<String, Object>();
        if (random.nextBoolean()) {
            answers.put(
                    "visitOn", LocalDate.ofInstant(clock.instant(), Desk.MOSCOW).plusDays(random.nextInt(16) - 5L));
        }
        for (var code : List.of("authority", "deadline", "need", "seats", "visitAgain", "hasCompetitor")) {
            switch (random.nextInt(6)) {
                case 0 -> answers.put(code, one(WORDS));
                case 1 -> answers.put(code, random.nextBoolean());
                case 2 -> answers.put(code, new BigDecimal(roubles()).movePointLeft(random.nextInt(4)));
                default -> {}
            }
        }
        return new LeadFacts(
                one(WORDS),
                one(REGIONS),
                new BigDecimal(roubles()).movePointLeft(random.nextInt(3)),
                answers,
                one(WORDS),
                one(WORDS),
                List.of(one(WORDS)),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextInt(9),
                random.nextInt(5),
                random.nextInt(40),
                random.nextBoolean() ? List.of() : List.of("budget"));
    }

    private ApprovalPolicy.Asked asked() {
        var figures = new TreeMap<String, BigDecimal>();
        for (var name : new ArrayList<>(List.of("discount", "margin", "severity", "неизвестная"))) {
            if (random.nextBoolean()) {
                figures.put(name, BigDecimal.valueOf(random.nextInt(4000), 2));
            }
        }
        var currency = one(List.of("RUB", "RUB", "RUB", "USD"));
        return new ApprovalPolicy.Asked(
                one(PROCESSES),
                random.nextBoolean() ? "services" : null,
                random.nextInt(5) == 0 ? null : new Money(roubles() * 100, currency),
                figures);
    }

    private long roubles() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(12_000);
            case 1 -> 100_000L * random.nextInt(12);
            case 2 -> 1_000_000L * random.nextInt(15);
            default -> random.nextInt(1_500_000);
        };
    }

    private <X> X one(List<X> of) {
        return of.get(random.nextInt(of.size()));
    }
}
