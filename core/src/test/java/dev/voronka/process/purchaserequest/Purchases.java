package dev.voronka.process.purchaserequest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.CommonTrigger;
import dev.voronka.Money;
import dev.voronka.Outcome;
import dev.voronka.Role;
import dev.voronka.Row;
import dev.voronka.Texts;
import dev.voronka.decision.AmountMatrix;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.lookup.Budgets;
import dev.voronka.lookup.Suppliers;
import dev.voronka.lookup.Suppliers.Standing;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.Bed;
import dev.voronka.process.purchaserequest.PurchaseRequest.AcceptDelivery;
import dev.voronka.process.purchaserequest.PurchaseRequest.AddOffer;
import dev.voronka.process.purchaserequest.PurchaseRequest.Approve;
import dev.voronka.process.purchaserequest.PurchaseRequest.ChooseOffer;
import dev.voronka.process.purchaserequest.PurchaseRequest.ContractFailed;
import dev.voronka.process.purchaserequest.PurchaseRequest.ContractSigned;
import dev.voronka.process.purchaserequest.PurchaseRequest.Data;
import dev.voronka.process.purchaserequest.PurchaseRequest.DelegateApprovals;
import dev.voronka.process.purchaserequest.PurchaseRequest.HandInDocuments;
import dev.voronka.process.purchaserequest.PurchaseRequest.NameSingleSource;
import dev.voronka.process.purchaserequest.PurchaseRequest.RecordSupplierCheck;
import dev.voronka.process.purchaserequest.PurchaseRequest.Reject;
import dev.voronka.process.purchaserequest.PurchaseRequest.ReviseOffer;
import dev.voronka.process.purchaserequest.PurchaseRequest.SendOrder;
import dev.voronka.process.purchaserequest.PurchaseRequest.Stage;
import dev.voronka.process.purchaserequest.PurchaseRequest.Submit;
import dev.voronka.process.purchaserequest.PurchaseRequest.SubmitOffers;
import dev.voronka.process.purchaserequest.PurchaseRequest.Trigger;
import dev.voronka.process.purchaserequest.PurchaseRequest.WithdrawOffer;
import dev.voronka.run.Voronka;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;

/**
 * A company that buys. Today is Monday 23 November 2026, 10:00 in Moscow. Anna needs something by Friday 11 December,
 * Boris buys it; Igor, Fedor and Kira approve. Suppliers offer 90, 95 and 100 per cent of the highest price.
 */
final class Purchases {

    static final Actor ANNA = Actor.employee("anna", Role.REP);
    static final Actor BORIS = Actor.employee("boris", Role.BUYER);
    static final Actor SAVA = Actor.employee("sava", Role.SECURITY);
    static final Actor IGOR = Actor.employee("igor", Role.HEAD);
    static final Actor OLGA = Actor.employee("olga", Role.HEAD);
    static final Actor FEDOR = Actor.employee("fedor", Role.CFO);
    static final Actor KIRA = Actor.employee("kira", Role.CEO);
    static final Actor DMITRY = Actor.employee("dmitry", Role.DIRECTOR);

    static final CardId CONTRACT = new CardId(new UUID(0, 6));
    static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    static final LocalDate NEED_BY = LocalDate.of(2026, 12, 11);

    private static final Directory PEOPLE = Directory.of(
            Employee.of("dmitry", Role.DIRECTOR),
            Employee.of("igor", Role.HEAD).under("dmitry"),
            Employee.of("olga", Role.HEAD).under("dmitry"),
            Employee.of("anna", Role.REP).under("igor"),
            Employee.of("boris", Role.BUYER).under("igor"),
            Employee.of("sava", Role.SECURITY),
            Employee.of("fedor", Role.CFO),
            Employee.of("kira", Role.CEO));

    final Bed<Trigger, Data> bed;
    Budgets.Left left = Budgets.Left.of(Money.roubles(5_000_000));
    Suppliers.Checked checked = new Suppliers.Checked(Standing.GOOD, "");

    Purchases() {
        this(AmountMatrix.standard());
    }

    Purchases(ApprovalPolicy policy) {
        bed = new Bed<>(
                PurchaseRequest.PROCESS,
                Voronka.builder()
                        .people(PEOPLE)
                        .port(ApprovalPolicy.class, policy)
                        .port(Budgets.class, (Budgets) asked -> left)
                        .port(Suppliers.class, (Suppliers) asked -> checked));
    }

    void supplierIs(Standing standing, String why) {
        checked = new Suppliers.Checked(standing, why);
    }

    /** A request that may cost so many roubles at most. */
    static Data request(long roubles) {
        return Data.of("Серверы", List.of(Line.of("Сервер", 2, "шт", Money.roubles(roubles / 2))), NEED_BY)
                .costCentre("ЦЗ-7")
                .budget("b1")
                .justification("Для проекта склада");
    }

    static Offer offer(String supplier, long roubles) {
        return new Offer(supplier, Money.roubles(roubles), true, 10, "предоплата 30 %");
    }

    Card<Data> isNew(long roubles) {
        return bed.open(request(roubles), ANNA);
    }

    Card<Data> inRequests(long roubles) {
        return take(isNew(roubles), new Submit(), ANNA);
    }

    Card<Data> withOffers(long roubles) {
        return offered(inRequests(roubles), roubles);
    }

    Card<Data> offered(Card<Data> card, long roubles) {
        take(card, new AddOffer(offer("s3", roubles)), BORIS);
        take(card, new AddOffer(offer("s1", roubles * 90 / 100)), BORIS);
        return take(card, new AddOffer(offer("s2", roubles * 95 / 100)), BORIS);
    }

    Card<Data> inTerms(long roubles) {
        return take(withOffers(roubles), new SubmitOffers(), BORIS);
    }

    Card<Data> approved(Card<Data> card, Actor... by) {
        for (var actor : by) {
            take(card, new Approve(""), actor);
        }
        return bed.now(card);
    }

    /** Approved by everybody whom up to so many roubles call in. */
    Card<Data> inClosing(long roubles) {
        var card = inTerms(roubles);
        approved(card, IGOR);
        return roubles * 90 / 100 > 100_000 ? approved(card, FEDOR) : bed.now(card);
    }

    Card<Data> smallInClosing() {
        return take(bed.open(request(8_000).proposedSupplier("s1"), ANNA), new Submit(), ANNA);
    }

    /** Everything but completed. */
    Card<Data> readyToComplete(long roubles) {
        var card = inClosing(roubles);
        if (card.data().needsContract()) {
            take(card, new ContractSigned(CONTRACT), Actor.LINK);
        }
        take(card, new SendOrder("З-1", NEED_BY), BORIS);
        take(card, new AcceptDelivery(TODAY), BORIS);
        return take(card, documents(roubles * 90 / 100), BORIS);
    }

    static HandInDocuments documents(long roubles) {
        return new HandInDocuments(List.of("УПД 17"), Money.roubles(roubles));
    }

    Card<Data> in(dev.voronka.Stage stage) {
        return switch ((Stage) stage) {
            case NEW -> isNew(60_000);
            case REQUESTS -> withOffers(60_000);
            case TERMS -> inTerms(60_000);
            case CLOSING -> inClosing(60_000);
            default -> throw new AssertionError(stage + " is an end");
        };
    }

    /** A request that a person has failed, from the first stage that may fail so. */
    Card<Data> failed(dev.voronka.Stage fail) {
        var from = PurchaseRequest.PROCESS.rows().stream()
                .filter(r -> r.event().equals("fail:" + fail.name()))
                .findFirst()
                .orElseThrow()
                .from();
        return take(in(from), new CommonTrigger.Fail(fail, "Так вышло"), IGOR);
    }

    static Trigger triggerOf(Row<Data> row) {
        return row.bare().map(Trigger.class::cast).orElseGet(() -> switch (row.event()) {
            case "add-offer" -> new AddOffer(offer("s4", 70_000));
            case "withdraw-offer" -> new WithdrawOffer("s1");
            case "choose-offer" -> new ChooseOffer("s2", "быстрее");
            case "name-single-source" -> new NameSingleSource("правообладатель");
            case "record-supplier-check" -> new RecordSupplierCheck("s1", "ЕГРЮЛ, суды");
            case "approve" -> new Approve("");
            case "reject" -> new Reject("дорого");
            case "delegate-approvals" -> new DelegateApprovals("olga", TODAY, TODAY.plusDays(20));
            case "revise-offer" -> new ReviseOffer(offer("s1", 55_000));
            case "send-order" -> new SendOrder("З-1", NEED_BY);
            case "contract-signed" -> new ContractSigned(CONTRACT);
            case "contract-failed" -> new ContractFailed(CONTRACT, "не сошлись");
            case "accept-delivery" -> new AcceptDelivery(TODAY);
            case "hand-in-documents" -> documents(54_000);
            default -> throw new AssertionError("no trigger for " + row.event());
        });
    }

    static Actor actorOf(Row<Data> row) {
        if (row.clockOnly()) {
            return Actor.LINK;
        }
        return row.by().contains(Role.BUYER) ? BORIS : IGOR;
    }

    Card<Data> take(Card<Data> card, Trigger trigger, Actor actor) {
        return bed.fire(card, trigger, actor).orThrow();
    }

    Card<Data> take(Card<Data> card, CommonTrigger trigger, Actor actor) {
        return bed.fire(card, trigger, actor).orThrow();
    }

    Card<Data> amended(Card<Data> card, Data data) {
        return take(card, new CommonTrigger.Amend(data), BORIS);
    }

    /** The trigger is refused for this reason alone and changes nothing; gives the reason in Russian. */
    String refused(Card<Data> card, Trigger trigger, Actor actor, String reason) {
        var before = bed.now(card);
        return refused(before, bed.fire(card, trigger, actor), reason);
    }

    String refused(Card<Data> card, CommonTrigger trigger, Actor actor, String reason) {
        var before = bed.now(card);
        return refused(before, bed.fire(card, trigger, actor), reason);
    }

    private String refused(Card<Data> before, Outcome<Data> outcome, String reason) {
        assertThat(bed.refusal(outcome)).containsExactly(reason);
        assertThat(bed.now(before)).isEqualTo(before);
        return ((Outcome.Refused<Data>) outcome).reasons(Texts.RUSSIAN).get(0);
    }

    void said(Card<Data> card, String message) {
        assertThat(bed.lastMessages(card)).contains(message);
    }

    /** Tasks and tellings of the last move, in Russian. */
    List<String> told(Card<Data> card) {
        return bed.lastMessages(card).stream()
                .filter(m -> m.startsWith("task") || m.startsWith("tell"))
                .toList();
    }

    void isDue(Card<Data> card, ZonedDateTime moment) {
        assertThat(bed.now(card).due()).contains(moment.toInstant());
    }

    static ZonedDateTime november(int day, int hour, int minute) {
        return ZonedDateTime.of(2026, 11, day, hour, minute, 0, 0, Bed.MOSCOW);
    }
}
