package dev.voronka.process.deal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.CommonTrigger;
import dev.voronka.ContactRef;
import dev.voronka.Effect;
import dev.voronka.Money;
import dev.voronka.Outcome;
import dev.voronka.Role;
import dev.voronka.Row;
import dev.voronka.Texts;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.Bed;
import dev.voronka.process.deal.Deal.AgreeTerms;
import dev.voronka.process.deal.Deal.Approve;
import dev.voronka.process.deal.Deal.ArrangeMeeting;
import dev.voronka.process.deal.Deal.AskOtherTerms;
import dev.voronka.process.deal.Deal.Assess;
import dev.voronka.process.deal.Deal.ChangeTerms;
import dev.voronka.process.deal.Deal.CloseQuestion;
import dev.voronka.process.deal.Deal.ContractFailed;
import dev.voronka.process.deal.Deal.ContractSigned;
import dev.voronka.process.deal.Deal.DelegateApprovals;
import dev.voronka.process.deal.Deal.DescribeRequest;
import dev.voronka.process.deal.Deal.LoseToCompetitor;
import dev.voronka.process.deal.Deal.MeetingFailed;
import dev.voronka.process.deal.Deal.MeetingHeld;
import dev.voronka.process.deal.Deal.NameDecisionMaker;
import dev.voronka.process.deal.Deal.NewScope;
import dev.voronka.process.deal.Deal.NoteQuestion;
import dev.voronka.process.deal.Deal.PreliminaryFailed;
import dev.voronka.process.deal.Deal.PreliminarySigned;
import dev.voronka.process.deal.Deal.ProposalAccepted;
import dev.voronka.process.deal.Deal.ProposalLost;
import dev.voronka.process.deal.Deal.PurchaseEnded;
import dev.voronka.process.deal.Deal.Reject;
import dev.voronka.process.deal.Deal.Stage;
import dev.voronka.run.Voronka;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;

/**
 * A seller with deals in every stage. Today is Monday 23 November 2026, 10:00 in Moscow. The price list says two million
 * roubles, the client approves 1.9 million (5 % off, a margin of 26 %), for which the management is not asked; for 1.7
 * million (15 % off, a margin of 18 %) it is.
 */
final class Deals {

    static final Actor SELLER = Actor.employee("e17", Role.REP);
    static final Actor COLLEAGUE = Actor.employee("e18", Role.REP);
    static final Actor HEAD = Actor.employee("e2", Role.HEAD);
    static final Actor OTHER_HEAD = Actor.employee("e3", Role.HEAD);
    static final Actor DIRECTOR = Actor.employee("e1", Role.DIRECTOR);
    static final Actor DEPUTY = Actor.employee("e4", Role.HEAD);
    static final Actor CEO = Actor.employee("e5", Role.CEO);

    static final Money PRICE = Money.roubles(1_900_000);
    static final Money LOW_PRICE = Money.roubles(1_700_000);
    static final Money COST = Money.roubles(1_400_000);
    static final Budget BUDGET = new Budget(Money.roubles(1_500_000), Money.roubles(2_000_000));
    static final List<String> NEEDS = List.of("Два станка", "Запуск до марта");
    static final List<ProductLine> LINES = List.of(
            ProductLine.of("ST-7", "Станок", 1, Money.roubles(1_200_000), Money.roubles(900_000))
                    .bought(),
            ProductLine.of("SRV", "Наладка", 2, Money.roubles(400_000), Money.roubles(250_000)));
    static final DealData STANKI = DealData.of("Станки для цеха", "c-9", ContactRef.of("c4"), "goods")
            .requirements(NEEDS)
            .productLines(LINES);
    static final LocalDate NEW_YEAR_EVE = LocalDate.of(2026, 12, 31);
    static final CardId CHILD = id(7);

    private static final Directory PEOPLE = Directory.of(
            Employee.of("e1", Role.DIRECTOR),
            Employee.of("e2", Role.HEAD).under("e1"),
            Employee.of("e3", Role.HEAD).under("e1"),
            Employee.of("e4", Role.HEAD).under("e1"),
            Employee.of("e5", Role.CEO),
            Employee.of("e17", Role.REP).under("e2"),
            Employee.of("e18", Role.REP).under("e3"));

    final Bed<Deal.Trigger, DealData> bed;

    Deals() {
        bed = new Bed<>(Deal.PROCESS, PEOPLE);
    }

    /** With another rule about who must approve. */
    Deals(ApprovalPolicy policy) {
        bed = new Bed<>(Deal.PROCESS, Voronka.builder().people(PEOPLE).port(ApprovalPolicy.class, policy));
    }

    static CardId id(long number) {
        return new CardId(new UUID(0, number));
    }

    /** A moment in November 2026, in Moscow. */
    static ZonedDateTime november(int day, int hour, int minute) {
        return ZonedDateTime.of(2026, 11, day, hour, minute, 0, 0, Bed.MOSCOW);
    }

    static LocalDate novemberDay(int day) {
        return LocalDate.of(2026, 11, day);
    }

    Card<DealData> newDeal() {
        return newDeal(STANKI);
    }

    Card<DealData> newDeal(DealData data) {
        return bed.open(data, SELLER);
    }

    Card<DealData> atProposal() {
        return assessed(newDeal());
    }

    Card<DealData> assessed(Card<DealData> card) {
        return take(card, new Assess(true, BUDGET), SELLER);
    }

    Card<DealData> atClient() {
        return atClient(newDeal(), PRICE);
    }

    Card<DealData> atClient(Card<DealData> fresh, Money price) {
        return take(assessed(fresh), new ProposalAccepted(CHILD, price, COST), Actor.LINK);
    }

    /** Agreed with the client: the management need not approve it. */
    Card<DealData> atContract() {
        return agreed(atClient());
    }

    /** Agreed with the client: the director must approve it. */
    Card<DealData> waitingForDirector() {
        return agreed(atClient(newDeal(), LOW_PRICE));
    }

    Card<DealData> agreed(Card<DealData> card) {
        take(card, new NameDecisionMaker("Иванов", "Главный инженер"), SELLER);
        return take(card, new AgreeTerms(NEW_YEAR_EVE), SELLER);
    }

    /** Takes a reopened deal the same way again; who decides at the client is still known. */
    Card<DealData> atContractAgain(Card<DealData> card) {
        atClient(card, PRICE);
        return take(card, new AgreeTerms(NEW_YEAR_EVE), SELLER);
    }

    Card<DealData> won() {
        return take(atContract(), new ContractSigned(CHILD), Actor.LINK);
    }

    /** A deal in this stage; at the contract the director is asked. */
    Card<DealData> in(dev.voronka.Stage stage) {
        return switch ((Stage) stage) {
            case ASSESSMENT -> newDeal();
            case PROPOSAL -> atProposal();
            case AT_CLIENT -> atClient();
            case CONTRACT -> waitingForDirector();
            case SUCCESS -> won();
            default -> throw new AssertionError(stage + " is a fail");
        };
    }

    /** A deal in the row's stage, where nothing hinders the row. */
    Card<DealData> readyFor(Row<DealData> row) {
        var card = in(row.from());
        if (row.event().equals("close-question")) {
            return take(card, new NoteQuestion("Кто везёт?"), SELLER);
        }
        if (row.event().equals("agree-terms")) {
            return take(card, new NameDecisionMaker("Иванов", "Директор"), SELLER);
        }
        return card;
    }

    /** What goes through this row, if nothing hinders. */
    static Deal.Trigger triggerOf(Row<DealData> row) {
        return row.bare().map(Deal.Trigger.class::cast).orElseGet(() -> switch (row.event()) {
            case "describe-request" -> new DescribeRequest(NEEDS, LINES);
            case "assess" -> new Assess(true, BUDGET);
            case "proposal-accepted" -> new ProposalAccepted(CHILD, PRICE, COST);
            case "proposal-lost" -> new ProposalLost(CHILD, "REJECTED_SCOPE");
            case "arrange-meeting" -> new ArrangeMeeting("Показать станок");
            case "meeting-held" -> new MeetingHeld(CHILD, List.of());
            case "meeting-failed" -> new MeetingFailed(CHILD, "NO_SHOW");
            case "preliminary-signed" -> new PreliminarySigned(CHILD);
            case "preliminary-failed" -> new PreliminaryFailed(CHILD, "CANCELLED");
            case "name-decision-maker" -> new NameDecisionMaker("Иванов", "Директор");
            case "note-question" -> new NoteQuestion("Кто везёт?");
            case "close-question" -> new CloseQuestion("Кто везёт?");
            case "new-scope" -> new NewScope(List.of("Один станок"));
            case "agree-terms" -> new AgreeTerms(NEW_YEAR_EVE);
            case "change-terms" -> new ChangeTerms(PRICE, COST);
            case "approve" -> new Approve("");
            case "reject" -> new Reject("Невыгодно");
            case "ask-other-terms" -> new AskOtherTerms("Предоплата");
            case "delegate-approvals" -> new DelegateApprovals("e4", novemberDay(23), novemberDay(27));
            case "contract-signed" -> new ContractSigned(CHILD);
            case "contract-failed" -> new ContractFailed(CHILD, "SECURITY_STOP");
            case "lose-to-competitor" -> new LoseToCompetitor("Станкоторг", "Дешевле");
            case "purchase-ended" -> new PurchaseEnded(CHILD, true, COST, NEW_YEAR_EVE);
            default -> throw new AssertionError("no trigger for " + row.event());
        });
    }

    /** Who may send a trigger through this row. */
    static Actor actorOf(Row<DealData> row) {
        if (row.clockOnly()) {
            return Actor.LINK;
        }
        return List.of("approve", "reject", "ask-other-terms", "delegate-approvals")
                        .contains(row.event())
                ? DIRECTOR
                : SELLER;
    }

    Card<DealData> take(Card<DealData> card, Deal.Trigger trigger, Actor actor) {
        return bed.fire(card, trigger, actor).orThrow();
    }

    Card<DealData> take(Card<DealData> card, CommonTrigger trigger, Actor actor) {
        return bed.fire(card, trigger, actor).orThrow();
    }

    /** The trigger is refused for this reason alone and leaves no trace on the card; gives the reason in Russian. */
    String refused(Card<DealData> card, Deal.Trigger trigger, Actor actor, String reason) {
        var before = bed.now(card);
        return refused(before, bed.fire(card, trigger, actor), reason);
    }

    /** The common trigger is refused for this reason alone and leaves no trace on the card. */
    String refused(Card<DealData> card, CommonTrigger trigger, Actor actor, String reason) {
        var before = bed.now(card);
        return refused(before, bed.fire(card, trigger, actor), reason);
    }

    private String refused(Card<DealData> before, Outcome<DealData> outcome, String reason) {
        assertThat(bed.refusal(outcome)).containsExactly(reason);
        assertThat(bed.now(before)).isEqualTo(before);
        assertThat(bed.funnel.history(before.id())).hasSize((int) before.version());
        return outcome.fold(m -> "", s -> "", r -> r.reasons(Texts.RUSSIAN).get(0), n -> "", s -> "");
    }

    Stage stage(Card<DealData> card) {
        return (Stage) bed.now(card).stage();
    }

    DealData data(Card<DealData> card) {
        return bed.now(card).data();
    }

    /** Effects of the last move that are the process's own: neither the mirror nor the line on the card's time line. */
    List<Effect> ownEffects(Card<DealData> card) {
        return bed.lastEffects(card).stream()
                .filter(e -> !(e instanceof Effect.Mirror) && !(e instanceof Effect.Comment))
                .toList();
    }

    /** The last move said this in Russian, among other things. */
    void said(Card<DealData> card, String message) {
        assertThat(bed.lastMessages(card)).contains(message);
    }

    /** By when it should go on. */
    void isDue(Card<DealData> card, ZonedDateTime moment) {
        assertThat(bed.now(card).due()).contains(moment.toInstant());
    }
}
