package dev.voronka.process.partner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.CommonTrigger;
import dev.voronka.ContactRef;
import dev.voronka.Effect;
import dev.voronka.Outcome;
import dev.voronka.Role;
import dev.voronka.Row;
import dev.voronka.SalesProcess;
import dev.voronka.Texts;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.Bed;
import dev.voronka.process.partner.Partner.Activate;
import dev.voronka.process.partner.Partner.AddObligation;
import dev.voronka.process.partner.Partner.ArrangeMeeting;
import dev.voronka.process.partner.Partner.CheckConflict;
import dev.voronka.process.partner.Partner.CompleteScorecard;
import dev.voronka.process.partner.Partner.ContractFailed;
import dev.voronka.process.partner.Partner.ContractSigned;
import dev.voronka.process.partner.Partner.Data;
import dev.voronka.process.partner.Partner.FillProfile;
import dev.voronka.process.partner.Partner.IssueAccess;
import dev.voronka.process.partner.Partner.MeetObligation;
import dev.voronka.process.partner.Partner.MeetingFailed;
import dev.voronka.process.partner.Partner.MeetingHeld;
import dev.voronka.process.partner.Partner.PassTraining;
import dev.voronka.process.partner.Partner.Rate;
import dev.voronka.process.partner.Partner.Stage;
import dev.voronka.process.partner.Partner.Trigger;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;

/**
 * A partner manager with partners in every stage. Today is Monday 23 November 2026, 10:00 in Moscow, and stays so until a
 * test moves the clock.
 */
final class Partners {

    static final Actor VIKA = Actor.employee("vika", Role.PARTNER_MANAGER);
    static final Actor IGOR = Actor.employee("igor", Role.HEAD);
    static final Actor OLGA = Actor.employee("olga", Role.HEAD);
    static final Actor DMITRY = Actor.employee("dmitry", Role.DIRECTOR);

    static final CardId MEETING = new CardId(new UUID(0, 4));
    static final CardId CONTRACT_CARD = new CardId(new UUID(0, 6));
    static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    static final Data NORTH = Data.of("Север", "company-7", ContactRef.of("c4"));
    static final String INN = "7707083893";

    private static final Directory PEOPLE = Directory.of(
            Employee.of("vika", Role.PARTNER_MANAGER).under("igor"),
            Employee.of("gleb", Role.PARTNER_MANAGER).under("olga"),
            Employee.of("igor", Role.HEAD).under("dmitry"),
            Employee.of("olga", Role.HEAD).under("dmitry"),
            Employee.of("dmitry", Role.DIRECTOR));

    final Bed<Trigger, Data> bed;

    Partners() {
        this(Partner.PROCESS);
    }

    private Partners(SalesProcess<Trigger, Data> process) {
        bed = new Bed<>(process, PEOPLE);
    }

    /** With training and launch switched on. */
    static Partners whoAreTrained() {
        return new Partners(Partner.describe().switchOn(Stage.ONBOARDING).build());
    }

    static FillProfile profile() {
        return new FillProfile(PartnerType.DEALER, INN, "Тверь", ContactRef.NONE);
    }

    Card<Data> isNew() {
        return bed.open(NORTH, VIKA);
    }

    Card<Data> inEvaluation() {
        return take(isNew(), profile(), VIKA);
    }

    Card<Data> inEvaluationAs(PartnerType type) {
        return take(isNew(), new FillProfile(type, INN, "Тверь", ContactRef.NONE), VIKA);
    }

    /** All standard criteria get this mark. */
    Card<Data> rated(Card<Data> card, int mark) {
        bed.now(card).data().scorecard().criteria().forEach(c -> take(card, new Rate(c.code(), mark), VIKA));
        return bed.now(card);
    }

    /** Rated with this mark and free of conflicts. */
    Card<Data> evaluated(Card<Data> card, int mark) {
        rated(card, mark);
        return take(card, new CheckConflict(""), VIKA);
    }

    Card<Data> inContract() {
        return take(evaluated(inEvaluation(), 4), new CompleteScorecard(), VIKA);
    }

    /** Comes to the obligations, or to training where that is switched on. */
    Card<Data> signed() {
        return take(inContract(), new ContractSigned(CONTRACT_CARD), Actor.LINK);
    }

    Card<Data> active() {
        var card = signed();
        take(card, new MeetObligation(Obligation.FIRST_DEAL, "счёт 12"), VIKA);
        return take(card, new Activate(), VIKA);
    }

    Card<Data> in(dev.voronka.Stage stage) {
        return switch ((Stage) stage) {
            case NEW -> isNew();
            case EVALUATION -> inEvaluation();
            case CONTRACT -> inContract();
            case ONBOARDING, OBLIGATIONS -> signed();
            case SUCCESS -> active();
            default -> throw new AssertionError("no way to " + stage);
        };
    }

    /** What goes through this row, if nothing hinders. */
    static Trigger triggerOf(Row<Data> row) {
        return row.bare().map(Trigger.class::cast).orElseGet(() -> switch (row.event()) {
            case "fill-profile" -> profile();
            case "rate" -> new Rate("market", 4);
            case "check-conflict" -> new CheckConflict("");
            case "arrange-meeting" -> new ArrangeMeeting("Познакомиться");
            case "meeting-held" -> new MeetingHeld(MEETING);
            case "meeting-failed" -> new MeetingFailed(MEETING, "Не приехали");
            case "contract-signed" -> new ContractSigned(CONTRACT_CARD);
            case "contract-failed" -> new ContractFailed(CONTRACT_CARD, "Не сошлись в марже");
            case "pass-training" -> new PassTraining("Сертификат 7");
            case "issue-access" -> new IssueAccess("sever");
            case "add-obligation" -> new AddObligation("Открыть склад", TODAY.plusDays(20));
            case "meet-obligation" -> new MeetObligation(Obligation.FIRST_DEAL, "счёт 12");
            default -> throw new AssertionError("no trigger for " + row.event());
        });
    }

    static Actor actorOf(Row<Data> row) {
        return row.clockOnly() ? Actor.LINK : VIKA;
    }

    Card<Data> take(Card<Data> card, Trigger trigger, Actor actor) {
        return bed.fire(card, trigger, actor).orThrow();
    }

    Card<Data> take(Card<Data> card, CommonTrigger trigger, Actor actor) {
        return bed.fire(card, trigger, actor).orThrow();
    }

    /** The trigger is refused for this reason alone and leaves no trace on the card; gives the reason in Russian. */
    String refused(Card<Data> card, Trigger trigger, Actor actor, String reason) {
        var before = bed.now(card);
        return refused(before, bed.fire(card, trigger, actor), reason);
    }

    /** The common trigger is refused for this reason alone and leaves no trace on the card. */
    String refused(Card<Data> card, CommonTrigger trigger, Actor actor, String reason) {
        var before = bed.now(card);
        return refused(before, bed.fire(card, trigger, actor), reason);
    }

    private String refused(Card<Data> before, Outcome<Data> outcome, String reason) {
        assertThat(bed.refusal(outcome)).containsExactly(reason);
        assertThat(bed.now(before)).isEqualTo(before);
        return ((Outcome.Refused<Data>) outcome).reasons(Texts.RUSSIAN).get(0);
    }

    /** What the last move said to people in Russian: neither the mirror nor the lines that every move writes. */
    List<String> told(Card<Data> card) {
        return bed.lastMessages(card).stream()
                .filter(m -> m.startsWith("tell") || m.startsWith("task"))
                .toList();
    }

    List<Effect> ownEffects(Card<Data> card) {
        return bed.lastEffects(card).stream()
                .filter(e -> !(e instanceof Effect.Mirror) && !(e instanceof Effect.Comment))
                .toList();
    }

    Data data(Card<Data> card) {
        return bed.now(card).data();
    }

    dev.voronka.Stage stage(Card<Data> card) {
        return bed.now(card).stage();
    }

    void isDue(Card<Data> card, ZonedDateTime moment) {
        assertThat(bed.now(card).due()).contains(moment.toInstant());
    }

    /** The end of that day, counted from today. */
    static ZonedDateTime endOfDay(int daysFromNow) {
        return TODAY.plusDays(daysFromNow + 1L).atStartOfDay(Bed.MOSCOW);
    }

    static ZonedDateTime inDays(int days) {
        return Bed.MONDAY_TEN.plusDays(days);
    }
}
