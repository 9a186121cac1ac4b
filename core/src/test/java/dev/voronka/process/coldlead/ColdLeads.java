package dev.voronka.process.coldlead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.CommonTrigger;
import dev.voronka.ContactRef;
import dev.voronka.Outcome;
import dev.voronka.Role;
import dev.voronka.Texts;
import dev.voronka.lookup.CompanyDeals;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.Bed;
import dev.voronka.process.coldlead.ColdLead.ConfirmInterest;
import dev.voronka.process.coldlead.ColdLead.Data;
import dev.voronka.process.coldlead.ColdLead.LogNoAnswer;
import dev.voronka.process.coldlead.ColdLead.MeetingFailed;
import dev.voronka.process.coldlead.ColdLead.Reach;
import dev.voronka.process.coldlead.ColdLead.Stage;
import dev.voronka.process.coldlead.ColdLead.Take;
import dev.voronka.process.coldlead.ColdLead.Trigger;
import dev.voronka.run.Voronka;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A small sales department that calls a list, and the ways by which its leads come where a test wants them. */
final class ColdLeads {

    static final Actor LIST = Actor.system("list-import");
    static final Actor ANNA = Actor.employee("anna", Role.REP);
    static final Actor BORIS = Actor.employee("boris", Role.REP);
    static final Actor IGOR = Actor.employee("igor", Role.HEAD);
    static final Actor OLGA = Actor.employee("olga", Role.HEAD);
    static final Actor DMITRY = Actor.employee("dmitry", Role.DIRECTOR);
    static final CardId MEETING_CARD = new CardId(new UUID(0, 4));
    static final Reach PETR = new Reach("Пётр Ильин", "директор склада", false);
    static final LocalDate NEXT_WEEK = LocalDate.of(2026, 12, 1);

    /** Anna and Boris sell, Igor heads them; Olga heads nobody here. */
    static final Directory PEOPLE = Directory.of(
            Employee.of("anna", Role.REP).under("igor"),
            Employee.of("boris", Role.REP).under("igor"),
            Employee.of("igor", Role.HEAD).under("dmitry"),
            Employee.of("olga", Role.HEAD).under("dmitry"),
            Employee.of("dmitry", Role.DIRECTOR));

    /** Open deals with the company {@code acme}. */
    final List<CardId> openDeals = new ArrayList<>();

    final Bed<Trigger, Data> bed;
    private int phones;

    ColdLeads() {
        CompanyDeals deals = asked -> new CompanyDeals.Found(
                "acme".equals(asked.company()) ? List.copyOf(openDeals) : List.of(), List.of(), null);
        bed = new Bed<>(ColdLead.PROCESS, Voronka.builder().people(PEOPLE).port(CompanyDeals.class, deals));
    }

    /** A line of the list with leave to call and a phone that no other lead has. */
    Data lead() {
        return lead("");
    }

    Data lead(String company) {
        return Data.of(
                        "Склад на Лесной",
                        company,
                        ContactRef.of("client-7"),
                        Set.of("tel:+791600000" + (100 + phones++)))
                .list("expo-2026")
                .segment("склады")
                .direction("shelves")
                .consentGiven(bed.clock.instant());
    }

    Card<Data> isNew() {
        return bed.open(lead(), LIST);
    }

    Card<Data> inContact() {
        return take(isNew(), new Take(), ANNA);
    }

    Card<Data> inInteraction() {
        return take(inContact(), PETR, ANNA);
    }

    Card<Data> inMeeting() {
        return toMeeting(inInteraction());
    }

    Card<Data> toMeeting(Card<Data> card) {
        var day = bed.clock.instant().atZone(Bed.MOSCOW).toLocalDate().plusDays(3);
        return take(card, new ConfirmInterest("стеллажи на 500 мест", day, true), ANNA);
    }

    Card<Data> meetingFails(Card<Data> card) {
        return take(card, new MeetingFailed(MEETING_CARD, "клиент не пришёл"), Actor.LINK);
    }

    Card<Data> in(Stage stage) {
        return switch (stage) {
            case NEW -> isNew();
            case CONTACT -> inContact();
            case INTERACTION -> inInteraction();
            case MEETING -> inMeeting();
            default -> throw new AssertionError("no way to " + stage);
        };
    }

    /** So many tries in vain, each as soon as it may be and at another hour than the one before. */
    void tryInVain(Card<Data> card, int times) {
        for (var i = 0; i < times; i++) {
            waitForNextTry(card);
            take(card, new LogNoAnswer("не берут трубку"), ANNA);
        }
    }

    /** Until the next try may be made. */
    void waitForNextTry(Card<Data> card) {
        var tries = bed.now(card).data().tries();
        var next = tries.next();
        if (next != null) {
            bed.at(next.plusHours(1 + tries.made()));
        }
    }

    Card<Data> take(Card<Data> card, Trigger trigger, Actor actor) {
        return bed.fire(card, trigger, actor).orThrow();
    }

    Card<Data> take(Card<Data> card, CommonTrigger trigger, Actor actor) {
        return bed.fire(card, trigger, actor).orThrow();
    }

    /** That the trigger is refused for these reasons and no others, and that nothing has changed; what is said then. */
    List<String> refused(Card<Data> card, Trigger trigger, Actor actor, String... reasons) {
        var before = bed.now(card);
        return refused(before, bed.fire(card, trigger, actor), reasons);
    }

    /** That the trigger is refused for these reasons and no others, and that nothing has changed; what is said then. */
    List<String> refused(Card<Data> card, CommonTrigger trigger, Actor actor, String... reasons) {
        var before = bed.now(card);
        return refused(before, bed.fire(card, trigger, actor), reasons);
    }

    private List<String> refused(Card<Data> before, Outcome<Data> outcome, String... reasons) {
        assertThat(bed.refusal(outcome)).containsExactly(reasons);
        assertThat(bed.now(before)).isEqualTo(before);
        return ((Outcome.Refused<Data>) outcome).reasons(Texts.RUSSIAN);
    }

    /** By when the card should leave its stage, in Moscow. */
    ZonedDateTime due(Card<Data> card) {
        return bed.now(card).due().orElseThrow().atZone(Bed.MOSCOW);
    }

    /** This day of November 2026 at this time in Moscow. */
    static ZonedDateTime november(int day, int hour, int minute) {
        return ZonedDateTime.of(2026, 11, day, hour, minute, 0, 0, Bed.MOSCOW);
    }
}
