package dev.voronka.process.correctiveaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.CommonTrigger;
import dev.voronka.Effect;
import dev.voronka.Outcome;
import dev.voronka.Role;
import dev.voronka.Row;
import dev.voronka.Texts;
import dev.voronka.decision.AmountMatrix;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.lookup.Metrics;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.Bed;
import dev.voronka.process.correctiveaction.CorrectiveAction.Approve;
import dev.voronka.process.correctiveaction.CorrectiveAction.CaseAdded;
import dev.voronka.process.correctiveaction.CorrectiveAction.Data;
import dev.voronka.process.correctiveaction.CorrectiveAction.DelegateApprovals;
import dev.voronka.process.correctiveaction.CorrectiveAction.PostponeMeasure;
import dev.voronka.process.correctiveaction.CorrectiveAction.Reject;
import dev.voronka.process.correctiveaction.CorrectiveAction.ReportMeasureDone;
import dev.voronka.process.correctiveaction.CorrectiveAction.ReviewEffect;
import dev.voronka.process.correctiveaction.CorrectiveAction.Severity;
import dev.voronka.process.correctiveaction.CorrectiveAction.Stage;
import dev.voronka.process.correctiveaction.CorrectiveAction.SubmitAnalysis;
import dev.voronka.process.correctiveaction.CorrectiveAction.SubmitPlan;
import dev.voronka.process.correctiveaction.CorrectiveAction.WaiveMeasure;
import dev.voronka.run.Voronka;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Corrective actions for deals lost by their price, in every stage. Today is Monday 23 November 2026, 10:00 in Moscow;
 * two measures are due on 1 and 4 December, and thirty days are watched, until 23 December.
 */
final class Actions {

    static final Actor QUALITY = Actor.employee("e5", Role.QUALITY);
    static final Actor HEAD = Actor.employee("e2", Role.HEAD);
    static final Actor OTHER_HEAD = Actor.employee("e3", Role.HEAD);
    static final Actor DIRECTOR = Actor.employee("e1", Role.DIRECTOR);
    static final Actor SELLER = Actor.employee("e17", Role.REP);

    static final String METRIC = "fails:deal:LOST_PRICE";
    static final CardId FIRST_CASE = new CardId(new UUID(0, 1));
    static final CardId SECOND_CASE = new CardId(new UUID(0, 2));
    static final Data LOST_BY_PRICE = Data.ofMetric(METRIC, "Проигрыши по цене", List.of(FIRST_CASE), Severity.MAJOR);
    static final RootCause NO_DISCOUNTS = new RootCause("нет порядка скидок", "в 8 из 10 сделок скидку не просили");
    static final RootCause LATE_OFFERS = new RootCause("поздние ТКП", "срок ТКП 9 дней");
    static final Measure RULE =
            Measure.of(1, "Ввести порядок скидок", "e17", LocalDate.of(2026, 12, 1), "скидку просят вовремя");
    static final Measure TRAINING = Measure.of(1, "Обучить продавцов", "e2", LocalDate.of(2026, 12, 4), "умеют");
    static final Goal TEN_TO_FOUR = new Goal(METRIC, BigDecimal.TEN, new BigDecimal("4"), 30);
    static final Checklist SETTLED = Checklist.updated("overlay-17");

    private static final Directory PEOPLE = Directory.of(
            Employee.of("e1", Role.DIRECTOR),
            Employee.of("e2", Role.HEAD).under("e1"),
            Employee.of("e3", Role.HEAD).under("e1"),
            Employee.of("e5", Role.QUALITY).under("e1"),
            Employee.of("e8", Role.HEAD).under("e1").away(day(11, 24), day(11, 25)),
            Employee.of("e17", Role.REP).under("e2"));

    final Bed<CorrectiveAction.Trigger, Data> bed;
    /** What the metric is; null while nobody measures it. */
    @Nullable
    BigDecimal measured;

    final List<Metrics.Asked> asked = new ArrayList<>();

    Actions() {
        this(AmountMatrix.standard());
    }

    Actions(ApprovalPolicy policy) {
        Metrics metrics = question -> {
            asked.add(question);
            return new Metrics.Reading(measured);
        };
        bed = new Bed<>(
                CorrectiveAction.PROCESS,
                Voronka.builder()
                        .people(PEOPLE)
                        .port(ApprovalPolicy.class, policy)
                        .port(Metrics.class, metrics));
    }

    /** A moment in December 2026, in Moscow. */
    static ZonedDateTime december(int day, int hour, int minute) {
        return ZonedDateTime.of(2026, 12, day, hour, minute, 0, 0, Bed.MOSCOW);
    }

    static LocalDate day(int month, int day) {
        return LocalDate.of(2026, month, day);
    }

    static SubmitAnalysis analysis(RootCause... causes) {
        return new SubmitAnalysis("10 проигрышей по цене", "2 млн в месяц", Category.PROCESS, List.of(causes));
    }

    static SubmitPlan plan(Measure... measures) {
        return new SubmitPlan(List.of(measures), TEN_TO_FOUR);
    }

    static ReviewEffect review() {
        return new ReviewEffect(null, "", false, SETTLED);
    }

    static ReviewEffect refuted() {
        return new ReviewEffect(null, "", true, SETTLED);
    }

    Card<Data> opened() {
        return bed.open(LOST_BY_PRICE, QUALITY);
    }

    Card<Data> analysed() {
        return take(opened(), analysis(NO_DISCOUNTS), QUALITY);
    }

    Card<Data> submitted() {
        return take(analysed(), plan(RULE, TRAINING), QUALITY);
    }

    Card<Data> running() {
        return take(submitted(), new Approve(""), HEAD);
    }

    Card<Data> watched() {
        var card = running();
        take(card, new ReportMeasureDone(1, "приказ 17"), SELLER);
        return take(card, new ReportMeasureDone(2, "ведомость"), SELLER);
    }

    /** The window is over; the clock has gone on to its end. */
    Card<Data> windowOver() {
        return windowOver(watched());
    }

    Card<Data> windowOver(Card<Data> card) {
        bed.at(now(card).data().windowEnd());
        return now(card);
    }

    Card<Data> succeeded() {
        var card = windowOver();
        measured = new BigDecimal("3");
        return take(card, review(), QUALITY);
    }

    /** In a stage that is no end, with all that its triggers need; for a review the clock has gone on. */
    Card<Data> in(dev.voronka.Stage stage) {
        return switch ((Stage) stage) {
            case ANALYSIS -> opened();
            case DEVELOPMENT -> submitted();
            case IMPLEMENTATION -> running();
            case REANALYSIS -> windowOver();
            default -> throw new AssertionError(stage + " is an end");
        };
    }

    /** From the review that has sent it back to the window that is over, with this plan. */
    Card<Data> triedAgain(Card<Data> card) {
        var today = bed.clock.instant().atZone(Bed.MOSCOW).toLocalDate();
        var measure = Measure.of(1, "Ещё одна мера", "e17", today.plusDays(7), "поможет");
        take(card, plan(measure), QUALITY);
        take(card, new Approve(""), HEAD);
        take(card, new ReportMeasureDone(1, "готово"), SELLER);
        return windowOver(card);
    }

    /** What goes through this row, if nothing hinders. */
    static CorrectiveAction.Trigger triggerOf(Row<Data> row) {
        return row.bare().map(CorrectiveAction.Trigger.class::cast).orElseGet(() -> switch (row.event()) {
            case "case-added" -> new CaseAdded(SECOND_CASE);
            case "submit-analysis" -> analysis(NO_DISCOUNTS);
            case "submit-plan" -> plan(RULE, TRAINING);
            case "approve" -> new Approve("");
            case "reject" -> new Reject("Мало мер");
            case "delegate-approvals" -> new DelegateApprovals("e3", day(11, 23), day(12, 30));
            case "report-measure-done" -> new ReportMeasureDone(1, "приказ 17");
            case "waive-measure" -> new WaiveMeasure(1, "Порядок уже есть");
            case "postpone-measure" -> new PostponeMeasure(1, day(12, 10), "Ждём юристов");
            case "review-effect" -> new ReviewEffect(BigDecimal.ONE, "отчёт отдела", false, SETTLED);
            default -> throw new AssertionError("no trigger for " + row.event());
        });
    }

    /** Who may send a trigger through this row. */
    static Actor actorOf(Row<Data> row) {
        if (row.clockOnly()) {
            return row.event().equals("case-added") ? Actor.LINK : Actor.TIMER;
        }
        return row.by().contains(Role.HEAD)
                        || List.of("approve", "reject", "delegate-approvals").contains(row.event())
                ? HEAD
                : QUALITY;
    }

    Card<Data> take(Card<Data> card, CorrectiveAction.Trigger trigger, Actor actor) {
        return bed.fire(card, trigger, actor).orThrow();
    }

    Card<Data> take(Card<Data> card, CommonTrigger trigger, Actor actor) {
        return bed.fire(card, trigger, actor).orThrow();
    }

    /** The trigger is refused for this reason alone and leaves no trace on the card; gives the reason in Russian. */
    String refused(Card<Data> card, CorrectiveAction.Trigger trigger, Actor actor, String reason) {
        var before = now(card);
        return refused(before, bed.fire(card, trigger, actor), reason);
    }

    String refused(Card<Data> card, CommonTrigger trigger, Actor actor, String reason) {
        var before = now(card);
        return refused(before, bed.fire(card, trigger, actor), reason);
    }

    private String refused(Card<Data> before, Outcome<Data> outcome, String reason) {
        assertThat(bed.refusal(outcome)).containsExactly(reason);
        assertThat(now(before)).isEqualTo(before);
        return outcome.fold(m -> "", s -> "", r -> r.reasons(Texts.RUSSIAN).get(0), n -> "", s -> "");
    }

    Card<Data> now(Card<Data> card) {
        return bed.now(card);
    }

    Stage stage(Card<Data> card) {
        return (Stage) now(card).stage();
    }

    /** The last move said this in Russian, among other things. */
    void said(Card<Data> card, String... messages) {
        assertThat(bed.lastMessages(card)).contains(messages);
    }

    /** Tasks and messages of the last move, in Russian, without the line on the card's time line. */
    List<String> told(Card<Data> card) {
        return bed.lastMessages(card).stream()
                .filter(m -> m.startsWith("task ") || m.startsWith("tell "))
                .toList();
    }

    List<Effect> effects(Card<Data> card) {
        return bed.lastEffects(card);
    }

    /** How often the clock itself has fired this trigger. */
    long rang(Card<Data> card, String event) {
        return bed.funnel.history(card.id()).stream()
                .filter(m -> m.trigger().equals(event) && m.actor().equals(Actor.TIMER))
                .count();
    }
}
