package dev.voronka.process.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CommonTrigger;
import dev.voronka.Effect;
import dev.voronka.Money;
import dev.voronka.Outcome;
import dev.voronka.Role;
import dev.voronka.Row;
import dev.voronka.SalesProcess;
import dev.voronka.Texts;
import dev.voronka.approval.ApprovalLine;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.Bed;
import dev.voronka.process.contract.Contract.Approve;
import dev.voronka.process.contract.Contract.DelegateApprovals;
import dev.voronka.process.contract.Contract.DisagreementProtocol;
import dev.voronka.process.contract.Contract.DraftReady;
import dev.voronka.process.contract.Contract.ExtendValidity;
import dev.voronka.process.contract.Contract.ProtocolReady;
import dev.voronka.process.contract.Contract.Reject;
import dev.voronka.process.contract.Contract.Rework;
import dev.voronka.process.contract.Contract.SettleClause;
import dev.voronka.process.contract.Contract.Sign;
import dev.voronka.process.contract.Contract.Stage;
import dev.voronka.process.contract.Contract.StopBySecurity;
import dev.voronka.process.contract.Contract.SubmitVersion;
import dev.voronka.process.contract.ProtocolItem.Status;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * A seller with contracts in every stage. Today is Monday 23 November 2026, 10:00 in Moscow; the contract is worth a
 * million roubles and ends with 2027.
 */
final class Contracts {

    static final Actor SELLER = Actor.employee("e17", Role.REP);
    static final Actor COLLEAGUE = Actor.employee("e18", Role.REP);
    static final Actor HEAD = Actor.employee("e2", Role.HEAD);
    static final Actor LAWYER = Actor.employee("e21", Role.LEGAL);
    static final Actor FINANCIER = Actor.employee("e22", Role.FINANCE);
    static final Actor GUARD = Actor.employee("e23", Role.SECURITY);
    static final Actor CFO = Actor.employee("e24", Role.CFO);
    static final Actor CEO = Actor.employee("e25", Role.CEO);
    static final Actor DEPUTY = Actor.employee("e26", Role.ENGINEER);

    static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    static final Party US = Party.ours("ООО «Ворота»", "7701234567", "Москва, р/с 40702810000000000001");
    static final Party THEM = Party.theirs("ООО «Станки»", "780112345678", "Тверь, р/с 40702810000000000002");
    static final Money MILLION = Money.roubles(1_000_000);
    static final Money FIVE_MILLION = Money.roubles(5_000_000);
    static final Money TWELVE_MILLION = Money.roubles(12_000_000);
    static final Document FILE = file(1);
    static final Terms TERMS = new Terms(
            "Поставка станка",
            "Миллион рублей, половина вперёд",
            "До 1 марта 2027",
            "Поставщик везёт, покупатель принимает",
            "0,1 % за день",
            LocalDate.of(2027, 12, 31));
    static final ContractData DRAFT =
            ContractData.of(Kind.SALES, "Поставка станка", "7801", MILLION).parties(US, THEM);

    private static final Directory PEOPLE = Directory.of(
            Employee.of("e1", Role.DIRECTOR),
            Employee.of("e2", Role.HEAD).under("e1"),
            Employee.of("e17", Role.REP).under("e2"),
            Employee.of("e18", Role.REP).under("e2"),
            Employee.of("e21", Role.LEGAL),
            Employee.of("e22", Role.FINANCE),
            Employee.of("e23", Role.SECURITY),
            Employee.of("e24", Role.CFO),
            Employee.of("e25", Role.CEO),
            Employee.of("e26", Role.ENGINEER).away(LocalDate.of(2026, 12, 7), LocalDate.of(2026, 12, 11)));

    final Bed<Contract.Trigger, ContractData> bed;

    Contracts() {
        this(Contract.PROCESS);
    }

    Contracts(SalesProcess<Contract.Trigger, ContractData> process) {
        bed = new Bed<>(process, PEOPLE);
    }

    /** A file whose hash tells its number. */
    static Document file(int number) {
        return Document.file("file-" + number, "%064x".formatted(number));
    }

    /** A moment in November 2026, in Moscow. */
    static ZonedDateTime november(int day, int hour, int minute) {
        return ZonedDateTime.of(2026, 11, day, hour, minute, 0, 0, Bed.MOSCOW);
    }

    /** A moment in December 2026, in Moscow. */
    static ZonedDateTime december(int day, int hour, int minute) {
        return ZonedDateTime.of(2026, 12, day, hour, minute, 0, 0, Bed.MOSCOW);
    }

    static DraftReady draftReady() {
        return DraftReady.of("17/26", FILE);
    }

    static Sign ourSignature() {
        return Sign.of(Side.OURS, "Воротов В. В.", "устав");
    }

    static Sign theirSignature() {
        return Sign.of(Side.THEIRS, "Станков С. С.", "доверенность № 5");
    }

    static DisagreementProtocol disagreement(String clause) {
        return new DisagreementProtocol(List.of(ProtocolItem.of(clause, "0,1 % за день", "0,5 % за день")));
    }

    Card<ContractData> newContract() {
        return newContract(DRAFT);
    }

    Card<ContractData> newContract(ContractData data) {
        return bed.open(data, SELLER);
    }

    Card<ContractData> inProtocol() {
        return inProtocol(DRAFT);
    }

    Card<ContractData> inProtocol(ContractData data) {
        return take(newContract(data), draftReady(), SELLER);
    }

    Card<ContractData> inApproval() {
        return inApproval(MILLION);
    }

    Card<ContractData> inApproval(Money amount) {
        return take(inProtocol(DRAFT.amount(amount)), new ProtocolReady(TERMS), SELLER);
    }

    Card<ContractData> approved() {
        return approvedBy(inApproval(), LAWYER, FINANCIER, GUARD, HEAD);
    }

    Card<ContractData> signed() {
        var card = approved();
        take(card, ourSignature(), SELLER);
        return take(card, theirSignature(), SELLER);
    }

    Card<ContractData> approvedBy(Card<ContractData> card, Actor... approvers) {
        for (var approver : approvers) {
            take(card, new Approve(""), approver);
        }
        return bed.now(card);
    }

    /** A protocol of disagreements, answered and sent to the approvers again, so many times. */
    Card<ContractData> disagreedAndAnswered(Card<ContractData> card, int times) {
        for (var i = 0; i < times; i++) {
            take(card, disagreement("5.1"), SELLER);
            take(card, new SettleClause("5.1", Status.OURS, ""), SELLER);
            take(card, new ProtocolReady(TERMS), SELLER);
        }
        return bed.now(card);
    }

    /** A contract in a stage that is no end. */
    Card<ContractData> in(dev.voronka.Stage stage) {
        return switch ((Stage) stage) {
            case NEW_CONTRACT -> newContract();
            case PROTOCOL -> inProtocol();
            case APPROVAL -> inApproval();
            default -> throw new AssertionError(stage + " is an end");
        };
    }

    /** What goes through this row, if nothing hinders but what the row itself asks. */
    static Contract.Trigger triggerOf(Row<ContractData> row) {
        return row.bare().map(Contract.Trigger.class::cast).orElseGet(() -> switch (row.event()) {
            case "draft-ready" -> draftReady();
            case "protocol-ready" -> new ProtocolReady(TERMS);
            case "submit-version" -> new SubmitVersion(file(2), TERMS);
            case "settle-clause" -> new SettleClause("5.1", Status.OURS, "");
            case "approve" -> new Approve("");
            case "reject" -> new Reject("Дорого");
            case "delegate-approvals" -> new DelegateApprovals("e26", TODAY, TODAY);
            case "disagreement-protocol" -> disagreement("5.1");
            case "rework" -> new Rework("Другой предмет");
            case "stop-by-security" -> new StopBySecurity("Фирма-однодневка");
            case "sign" -> ourSignature();
            case "extend-validity" -> new ExtendValidity(TODAY);
            default -> throw new AssertionError("no trigger for " + row.event());
        });
    }

    /** Who may send a trigger through this row. */
    static Actor actorOf(Row<ContractData> row) {
        if (row.clockOnly()) {
            return Actor.TIMER;
        }
        return switch (row.event()) {
            case "stop-by-security" -> GUARD;
            case "approve", "reject", "delegate-approvals" -> LAWYER;
            default -> SELLER;
        };
    }

    Card<ContractData> take(Card<ContractData> card, Contract.Trigger trigger, Actor actor) {
        return bed.fire(card, trigger, actor).orThrow();
    }

    Card<ContractData> take(Card<ContractData> card, CommonTrigger trigger, Actor actor) {
        return bed.fire(card, trigger, actor).orThrow();
    }

    /** The trigger is refused for this reason alone and leaves no trace on the card; gives the reason in Russian. */
    String refused(Card<ContractData> card, Contract.Trigger trigger, Actor actor, String reason) {
        var before = bed.now(card);
        return refused(before, bed.fire(card, trigger, actor), reason);
    }

    /** The common trigger is refused for this reason alone and leaves no trace on the card. */
    String refused(Card<ContractData> card, CommonTrigger trigger, Actor actor, String reason) {
        var before = bed.now(card);
        return refused(before, bed.fire(card, trigger, actor), reason);
    }

    private String refused(Card<ContractData> before, Outcome<ContractData> outcome, String reason) {
        assertThat(bed.refusal(outcome)).containsExactly(reason);
        assertThat(bed.now(before)).isEqualTo(before);
        return outcome.fold(m -> "", s -> "", r -> r.reasons(Texts.RUSSIAN).get(0), n -> "", s -> "");
    }

    Stage stage(Card<ContractData> card) {
        return (Stage) bed.now(card).stage();
    }

    /** In which roles somebody is waited for now. */
    List<String> waitingFor(Card<ContractData> card) {
        return bed.now(card).data().sheet().waitingFor().stream()
                .map(ApprovalLine::role)
                .map(Role::code)
                .toList();
    }

    /** Effects of the last move that are the process's own: neither the mirror nor the line on the card's time line. */
    List<String> saidItself(Card<ContractData> card) {
        return bed.lastMessages(card).stream()
                .filter(m -> m.startsWith("tell ") || m.startsWith("task "))
                .toList();
    }

    boolean tookTasksBack(Card<ContractData> card) {
        return bed.lastEffects(card).stream().anyMatch(Effect.CancelTasks.class::isInstance);
    }

    /** The last move said this in Russian, among other things. */
    void said(Card<ContractData> card, String message) {
        assertThat(bed.lastMessages(card)).contains(message);
    }

    /** How often the clock itself has fired this trigger. */
    long rang(Card<ContractData> card, String event) {
        return bed.funnel.history(card.id()).stream()
                .filter(m -> m.trigger().equals(event) && m.actor().equals(Actor.TIMER))
                .count();
    }

    /** By when it should go on. */
    void isDue(Card<ContractData> card, ZonedDateTime moment) {
        assertThat(bed.now(card).due()).contains(moment.toInstant());
    }
}
