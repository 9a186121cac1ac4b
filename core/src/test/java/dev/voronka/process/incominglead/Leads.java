package dev.voronka.process.incominglead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CommonTrigger;
import dev.voronka.Outcome;
import dev.voronka.Role;
import dev.voronka.Texts;
import dev.voronka.decision.Assignment;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.Bed;
import dev.voronka.process.incominglead.IncomingLead.Accept;
import dev.voronka.process.incominglead.IncomingLead.Decline;
import dev.voronka.process.incominglead.IncomingLead.Intake;
import dev.voronka.process.incominglead.IncomingLead.LogAttempt;
import dev.voronka.process.incominglead.IncomingLead.ReturnToQualification;
import dev.voronka.process.incominglead.IncomingLead.Stage;
import dev.voronka.process.incominglead.IncomingLead.SubmitQuestionnaire;
import dev.voronka.process.incominglead.IncomingLead.Trigger;
import dev.voronka.questionnaire.AnswerSheet;
import dev.voronka.run.Voronka;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A small sales department and the ways by which its leads come where a test wants them. */
final class Leads {

    static final Actor FORM = Actor.system("form");
    static final Actor POLINA = Actor.employee("polina", Role.QUALIFIER);
    static final Actor LIDIA = Actor.employee("lidia", Role.LEAD_HEAD);
    static final Actor ANNA = Actor.employee("anna", Role.REP);
    static final Actor BORIS = Actor.employee("boris", Role.REP);
    static final Actor VERA = Actor.employee("vera", Role.REP);
    static final Actor IGOR = Actor.employee("igor", Role.HEAD);
    static final Actor OLGA = Actor.employee("olga", Role.HEAD);
    static final Actor DMITRY = Actor.employee("dmitry", Role.DIRECTOR);

    /** Polina qualifies, Anna, Boris, Vera and Gleb sell alarms, Dina sells nothing but doors; Igor heads them all. */
    static final Directory PEOPLE = Directory.of(
            Employee.of("polina", Role.QUALIFIER).under("lidia"),
            Employee.of("lidia", Role.LEAD_HEAD).under("dmitry"),
            seller("anna"),
            seller("boris"),
            seller("vera"),
            seller("gleb"),
            Employee.of("dina", Role.REP).under("igor").skilled("doors"),
            Employee.of("igor", Role.HEAD).under("dmitry"),
            Employee.of("dmitry", Role.DIRECTOR));

    final Bed<Trigger, LeadData> bed;
    private int phones;

    Leads() {
        this(PEOPLE);
    }

    Leads(Directory people) {
        this(Voronka.builder().people(people));
    }

    Leads(Voronka.Builder builder) {
        bed = new Bed<>(IncomingLead.PROCESS, builder);
    }

    static Employee seller(String id) {
        return Employee.of(id, Role.REP).under("igor").skilled("alarms");
    }

    /** A lead for alarms, from a person whom we may call and write to and whose phone no other lead has. */
    LeadData lead() {
        return LeadData.of("Сигнализация на склад", Channel.WEBSITE, "Нужна сигнализация, перезвоните")
                .phones("8 (916) 000-00-" + (10 + phones++))
                .contact("client-7")
                .direction("alarms")
                .consentGiven(bed.clock.instant());
    }

    Card<LeadData> isNew() {
        return bed.open(lead(), FORM);
    }

    Card<LeadData> inQualification() {
        return inQualification(lead());
    }

    Card<LeadData> inQualification(LeadData lead) {
        return bed.fire(bed.open(lead, FORM), new Intake(), FORM).orThrow();
    }

    Card<LeadData> inRouting() {
        return inRouting(lead());
    }

    Card<LeadData> inRouting(LeadData lead) {
        return qualified(inQualification(lead));
    }

    Card<LeadData> qualified(Card<LeadData> card) {
        return bed.fire(card, new SubmitQuestionnaire(eager()), POLINA).orThrow();
    }

    /** A lead that three sellers have let pass, so that their head has it. */
    Card<LeadData> withTheHead() {
        return letPass(inRouting(), 3);
    }

    Card<LeadData> letPass(Card<LeadData> card, int sellers) {
        for (var i = 0; i < sellers; i++) {
            card = declined(card);
        }
        return card;
    }

    Card<LeadData> declined(Card<LeadData> card) {
        return bed.fire(card, new Decline("занят другой сделкой"), owner(card)).orThrow();
    }

    Card<LeadData> returned(Card<LeadData> card) {
        return bed.fire(card, new ReturnToQualification("бюджета нет"), owner(card))
                .orThrow();
    }

    Card<LeadData> accepted(Card<LeadData> card) {
        return bed.fire(card, new Accept(), owner(card)).orThrow();
    }

    Card<LeadData> in(Stage stage) {
        return switch (stage) {
            case NEW -> isNew();
            case QUALIFICATION -> inQualification();
            case ROUTING -> inRouting();
            default -> throw new AssertionError("no way to " + stage);
        };
    }

    /** The card's owner as an actor without any special right. */
    Actor owner(Card<LeadData> card) {
        return Actor.employee(Objects.requireNonNull(bed.now(card).owner()));
    }

    /** So many tries to reach the client, one a day from now on. */
    void tryToReach(Card<LeadData> card, int days) {
        for (var i = 0; i < days; i++) {
            bed.fire(card, new LogAttempt(false, "не берёт трубку"), POLINA).orThrow();
            bed.clock.advance(Duration.ofDays(1));
        }
    }

    /** That the trigger is refused for these reasons and no others, and that nothing has changed; what is said then. */
    List<String> refused(Card<LeadData> card, Trigger trigger, Actor actor, String... reasons) {
        var before = bed.now(card);
        return refused(before, bed.fire(card, trigger, actor), reasons);
    }

    /** That the trigger is refused for these reasons and no others, and that nothing has changed; what is said then. */
    List<String> refused(Card<LeadData> card, CommonTrigger trigger, Actor actor, String... reasons) {
        var before = bed.now(card);
        return refused(before, bed.fire(card, trigger, actor), reasons);
    }

    private List<String> refused(Card<LeadData> before, Outcome<LeadData> outcome, String... reasons) {
        assertThat(bed.refusal(outcome)).containsExactly(reasons);
        assertThat(bed.now(before)).isEqualTo(before);
        return ((Outcome.Refused<LeadData>) outcome).reasons(Texts.RUSSIAN);
    }

    /** By when the card should leave its stage, in Moscow. */
    ZonedDateTime due(Card<LeadData> card) {
        return bed.now(card).due().orElseThrow().atZone(Bed.MOSCOW);
    }

    /** How the last router's answer for this card explains itself: {@code anna taken, boris not-best}. */
    String explained(Card<LeadData> card) {
        var considered = lastAssignment(card).considered().stream()
                .map(c -> c.employee() + " " + c.why().code())
                .toList();
        return String.join(", ", considered);
    }

    Assignment lastAssignment(Card<LeadData> card) {
        return bed.funnel.history(card.id()).stream()
                .flatMap(m -> m.answers().stream())
                .filter(a -> a.port().equals("Router"))
                .map(a -> (Assignment) a.answer())
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    /** Monday 23 November 2026 at this time in Moscow. */
    static ZonedDateTime monday(int hour, int minute) {
        return november(23, hour, minute);
    }

    /** This day of November 2026 at this time in Moscow. */
    static ZonedDateTime november(int day, int hour, int minute) {
        return ZonedDateTime.of(2026, 11, day, hour, minute, 0, 0, Bed.MOSCOW);
    }

    /** Wants to buy, can pay and decides: 100 points. */
    static AnswerSheet eager() {
        return answers("budget", roubles(2_000_000), "authority", "self", "deadline", "month");
    }

    /** Is curious, but no more: 40 points. */
    static AnswerSheet curious() {
        return answers("budget", roubles(50_000), "authority", "unknown", "deadline", "quarter");
    }

    /** An answer sheet of the current version with a need and these answers, question and answer by turns. */
    static AnswerSheet answers(Object... questionsAndAnswers) {
        return sheet(1, questionsAndAnswers);
    }

    static AnswerSheet sheet(int version, Object... questionsAndAnswers) {
        Map<String, Object> answers = new HashMap<>(Map.of("need", "сигнализация на склад"));
        for (var i = 0; i < questionsAndAnswers.length; i += 2) {
            answers.put((String) questionsAndAnswers[i], questionsAndAnswers[i + 1]);
        }
        return AnswerSheet.of(version, answers);
    }

    static BigDecimal roubles(long amount) {
        return BigDecimal.valueOf(amount);
    }
}
