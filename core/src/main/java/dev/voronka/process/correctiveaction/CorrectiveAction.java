package dev.voronka.process.correctiveaction;

import static dev.voronka.FailGroup.INTERNAL;
import static dev.voronka.FailGroup.OTHER;
import static dev.voronka.Step.emitting;
import static dev.voronka.Step.setting;
import static dev.voronka.When.after;
import static dev.voronka.When.at;
import static dev.voronka.When.before;
import static dev.voronka.When.following;
import static dev.voronka.WorkingTime.calendarDays;
import static dev.voronka.WorkingTime.workingDays;
import static dev.voronka.process.correctiveaction.CorrectiveAction.Stage.ANALYSIS;
import static dev.voronka.process.correctiveaction.CorrectiveAction.Stage.CANCELLED;
import static dev.voronka.process.correctiveaction.CorrectiveAction.Stage.CAUSE_NOT_FOUND;
import static dev.voronka.process.correctiveaction.CorrectiveAction.Stage.DEVELOPMENT;
import static dev.voronka.process.correctiveaction.CorrectiveAction.Stage.IMPLEMENTATION;
import static dev.voronka.process.correctiveaction.CorrectiveAction.Stage.INEFFECTIVE;
import static dev.voronka.process.correctiveaction.CorrectiveAction.Stage.NOT_IMPLEMENTED;
import static dev.voronka.process.correctiveaction.CorrectiveAction.Stage.REANALYSIS;
import static dev.voronka.process.correctiveaction.CorrectiveAction.Stage.RISK_ACCEPTED;
import static dev.voronka.process.correctiveaction.CorrectiveAction.Stage.SUCCESS;

import dev.voronka.Actor;
import dev.voronka.Addressee;
import dev.voronka.CardId;
import dev.voronka.Code;
import dev.voronka.CommonTrigger;
import dev.voronka.Effect;
import dev.voronka.Fields;
import dev.voronka.Guard;
import dev.voronka.Header;
import dev.voronka.Message;
import dev.voronka.Personal;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.Situation;
import dev.voronka.Step;
import dev.voronka.TextRef;
import dev.voronka.WorkingTime;
import dev.voronka.approval.Answer;
import dev.voronka.approval.ApprovalLine;
import dev.voronka.approval.Delegation;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.lookup.Metrics;
import dev.voronka.people.Colleague;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Корректирующие мероприятия: from a failure that could have been prevented to a cure that is proven by a figure.
 * Source: processes.md, 10; the order is that of ISO 9001, 10.2.
 */
public final class CorrectiveAction {

    /** The stages of a corrective action. */
    public enum Stage implements dev.voronka.Stage {
        /** Анализ ситуации: what happened and why is being found out. */
        ANALYSIS,
        /** Разработка мер: what is to be done is being planned and approved. */
        DEVELOPMENT,
        /** Реализация корректирующих действий: the measures are being carried out. */
        IMPLEMENTATION,
        /** Повторный анализ: whether they have helped is being watched. */
        REANALYSIS,
        /** Успех. */
        SUCCESS,
        /** Меры неэффективны. */
        INEFFECTIVE,
        /** Не реализовано в срок. */
        NOT_IMPLEMENTED,
        /** Причина не найдена. */
        CAUSE_NOT_FOUND,
        /** Риск принят. */
        RISK_ACCEPTED,
        /** Отменено. */
        CANCELLED
    }

    /** What opened a corrective action. */
    public enum Origin {
        /** A figure: fails that could have been prevented, deadlines that are missed. */
        METRIC,
        /** One card. */
        CARD,
        /** A complaint. */
        COMPLAINT
    }

    /** How bad it is. */
    public enum Severity {
        /** Незначительно. */
        MINOR(1),
        /** Значительно. */
        MAJOR(2),
        /** Критично. */
        CRITICAL(3);

        private final int weight;

        Severity(int weight) {
            this.weight = weight;
        }
    }

    /** What happens to a corrective action. */
    public sealed interface Trigger extends dev.voronka.Trigger {}

    /** What speaks of one measure of the plan. */
    public sealed interface OnMeasure extends Trigger {
        /** The measure's number, counted from 1. */
        int measure();
    }

    /** What an approver decides about one measure of an approved plan. */
    public sealed interface ChangesPlan extends OnMeasure {
        /** Why, in plain words. */
        String why();
    }

    /** Another card of the same metric and period has failed. */
    @Code("case-added")
    public record CaseAdded(CardId card) implements Trigger {}

    /**
     * Says what happened and why.
     *
     * @param facts what happened
     * @param impact what it costs: money, clients, time
     * @param category where the causes lie; null is refused
     * @param rootCauses why it happened, at least one
     */
    @Code("submit-analysis")
    public record SubmitAnalysis(
            @Personal String facts, String impact, @Nullable Category category, List<RootCause> rootCauses)
            implements Trigger {

        /** Keeps an unmodifiable copy. */
        public SubmitAnalysis {
            rootCauses = List.copyOf(rootCauses);
        }

        /** The analysis as a person has filled it in in the CRM: a line {@code cause | evidence} for each root cause. */
        public static SubmitAnalysis from(Fields fields) {
            return new SubmitAnalysis(
                    fields.text("facts").orElse(""),
                    fields.text("impact").orElse(""),
                    fields.text("category").flatMap(SubmitAnalysis::category).orElse(null),
                    fields.lines("rootCause").stream().map(RootCause::of).toList());
        }

        private static Optional<Category> category(String code) {
            return List.of(Category.values()).stream()
                    .filter(c -> c.name().equalsIgnoreCase(code))
                    .findFirst();
        }
    }

    /** Says what is to be done and by what figure the effect is seen; the approvers are asked. */
    @Code("submit-plan")
    public record SubmitPlan(List<Measure> measures, Goal goal) implements Trigger {
        /** Keeps an unmodifiable copy. */
        public SubmitPlan {
            measures = List.copyOf(measures);
        }
    }

    /** Approves the plan. */
    @Code("approve")
    public record Approve(String comment) implements Trigger {
        /** The approval as a person has given it in the CRM. */
        public static Approve from(Fields fields) {
            return new Approve(fields.text("comment").orElse(""));
        }
    }

    /** Sends the plan back. */
    @Code("reject")
    public record Reject(String comment) implements Trigger {}

    /** Lets a colleague approve instead, from the first day to the last one, both included, in Moscow. */
    @Code("delegate-approvals")
    public record DelegateApprovals(String to, LocalDate first, LocalDate last) implements Trigger {}

    /** Reports that a measure is done, with evidence. */
    @Code("report-measure-done")
    public record ReportMeasureDone(int measure, String evidence) implements OnMeasure {}

    /** Waives a measure that is no longer needed. */
    @Code("waive-measure")
    public record WaiveMeasure(int measure, String why) implements ChangesPlan {}

    /** Gives a measure another due date. */
    @Code("postpone-measure")
    public record PostponeMeasure(int measure, LocalDate due, String why) implements ChangesPlan {}

    /** A working day is left until the first measures are due. */
    @Code("measures-come-due")
    public record MeasuresComeDue() implements Trigger {}

    /** A working day is left until the last measures are due. */
    @Code("plan-comes-due")
    public record PlanComesDue() implements Trigger {}

    /** The last due date is over and measures are open. */
    @Code("plan-overdue")
    public record PlanOverdue() implements Trigger {}

    /** The plan has been overdue for long. */
    @Code("plan-given-up")
    public record PlanGivenUp() implements Trigger {}

    /** The window is over in which the metric is watched. */
    @Code("window-ended")
    public record WindowEnded() implements Trigger {}

    /**
     * Says whether it has helped. The figure is read from the port {@link Metrics}; what is entered by hand counts only
     * where nobody measures.
     *
     * @param figure what the metric was in the window, entered by hand; null where it is measured
     * @param evidence where that figure comes from, and what else was seen
     * @param causeRefuted whether the cause has turned out to be another one
     * @param checklist what is settled; it must be whole once the target is met
     */
    @Code("review-effect")
    public record ReviewEffect(@Nullable BigDecimal figure, String evidence, boolean causeRefuted, Checklist checklist)
            implements Trigger {

        /** The review as a person has filled it in in the CRM; yes is «да», "yes", {@code Y} or 1. */
        public static ReviewEffect from(Fields fields) {
            var changeId = fields.text("changeId").orElse("");
            return new ReviewEffect(
                    fields.text("figure").flatMap(ReviewEffect::number).orElse(null),
                    fields.text("evidence").orElse(""),
                    isYes(fields, "causeRefuted"),
                    new Checklist(
                            isYes(fields, "standardUpdated") || !changeId.isEmpty(),
                            changeId,
                            fields.text("whyNot").orElse(""),
                            isYes(fields, "peopleTold")));
        }

        private static boolean isYes(Fields fields, String code) {
            return fields.text(code)
                    .filter(t -> YES.contains(t.toLowerCase(Locale.ROOT)))
                    .isPresent();
        }

        private static Optional<BigDecimal> number(String text) {
            try {
                return Optional.of(new BigDecimal(text.replace(',', '.').replaceAll("[\\s\\u00a0]", "")));
            } catch (NumberFormatException notANumber) {
                return Optional.empty();
            }
        }
    }

    /** A success has lasted for its time of watch. */
    @Code("watch-ended")
    public record WatchEnded() implements Trigger {}

    /**
     * The corrective action's card.
     *
     * @param origin what opened it
     * @param metric the figure that opened it, such as {@code fails:deal:LOST_PRICE}; empty if none did
     * @param title what people call it
     * @param cases the cards in which it was seen
     * @param severity how bad it is
     * @param analysis what happened and why
     * @param plan what is to be done, and who has agreed to it
     * @param proof whether it has helped
     */
    public record Data(
            Origin origin,
            String metric,
            String title,
            List<CardId> cases,
            Severity severity,
            Analysis analysis,
            Plan plan,
            Proof proof) {

        /** Keeps an unmodifiable copy, each card once. */
        public Data {
            cases = List.copyOf(new LinkedHashSet<>(cases));
        }

        /** Opened for a figure: fails that could have been prevented, deadlines that are missed. */
        public static Data ofMetric(String metric, String title, List<CardId> cases, Severity severity) {
            return new Data(
                    Origin.METRIC, metric, title, cases, severity, Analysis.begunWith(""), Plan.NONE, Proof.NONE);
        }

        /** Opened for one card. */
        public static Data ofCard(CardId card, String title, Severity severity) {
            return new Data(
                    Origin.CARD, "", title, List.of(card), severity, Analysis.begunWith(""), Plan.NONE, Proof.NONE);
        }

        /** Opened for a complaint, about a card or about none. Its beginning becomes the title. */
        public static Data ofComplaint(@Nullable CardId card, String text, Severity severity) {
            return new Data(
                    Origin.COMPLAINT,
                    "",
                    beginning(text.strip()),
                    card == null ? List.of() : List.of(card),
                    severity,
                    Analysis.begunWith(text.strip()),
                    Plan.NONE,
                    Proof.NONE);
        }

        /** The change by which the standard was improved; empty if it was not. */
        public String changeId() {
            return proof.checklist().changeId();
        }

        /** How often the effect has been looked at. */
        public int cycles() {
            return proof.reviews().size();
        }

        /** The end of the window in which the metric is watched, in Moscow; null until the measures are over. */
        public @Nullable ZonedDateTime windowEnd() {
            var start = proof.windowStart();
            return start == null ? null : start.plusDays(plan.goal().window());
        }

        /** The moment at which the last due date of the plan is over, in Moscow; null while there is no plan. */
        public @Nullable ZonedDateTime planEnd() {
            var last = plan.lastDue();
            return last == null ? null : last.plusDays(1).atStartOfDay(MOSCOW);
        }

        /** The beginning of the plan's last due date. */
        @Nullable
        ZonedDateTime lastDay() {
            var last = plan.lastDue();
            return last == null ? null : last.atStartOfDay(MOSCOW);
        }

        /** The beginning of the next due date; null if that is the plan's last one, of which {@link #lastDay} tells. */
        @Nullable
        ZonedDateTime nextDay() {
            var next = plan.nextDue();
            return next == null || next.equals(plan.lastDue()) ? null : next.atStartOfDay(MOSCOW);
        }

        Data with(CaseAdded t) {
            var all = new ArrayList<>(cases);
            all.add(t.card());
            return new Data(origin, metric, title, all, severity, analysis, plan, proof);
        }

        Data analysed(SubmitAnalysis t) {
            return with(analysis.submitted(t), plan, proof);
        }

        Data planned(SubmitPlan t, @Nullable String requester) {
            return with(analysis, plan.submitted(t.measures(), t.goal(), requester), proof);
        }

        Data approversAsked(ApprovalPolicy.Required required) {
            var sheet = plan.approval().required(required.steps()).renewed(plan.sections());
            return with(analysis, plan.approval(sheet), proof);
        }

        Data decided(Actor actor, Answer answer, String comment, Instant at) {
            var sheet = plan.approval().decided(actor, answer, comment, at, day(at));
            return with(analysis, plan.approval(sheet), proof);
        }

        Data delegated(Delegation delegation) {
            return with(analysis, plan.approval(plan.approval().delegated(delegation)), proof);
        }

        /** The last measure that is settled begins the window. */
        Data settled(int number, Measure.Result result) {
            var settled = plan.measure(number)
                    .map(m -> plan.with(number, m.with(result)))
                    .orElse(plan);
            var start = settled.open().isEmpty() ? result.at().atZone(MOSCOW) : null;
            return with(analysis, settled, proof.watchedFrom(start));
        }

        Data postponed(PostponeMeasure t) {
            var later = plan.measure(t.measure())
                    .map(m -> plan.with(t.measure(), m.dueOn(t.due())))
                    .orElse(plan);
            return with(analysis, later, proof);
        }

        Data reviewed(ReviewEffect t, BigDecimal figure, Instant at) {
            var review = new Review(figure, t.evidence(), t.causeRefuted(), at);
            return with(analysis, plan, proof.reviewed(review, t.checklist()));
        }

        Data toBePlannedAnew() {
            return with(analysis, plan.begunAnew(), proof.watchedFrom(null));
        }

        Data toBeAnalysedAnew() {
            return with(analysis.withCausesRefuted(), plan.begunAnew(), proof.watchedFrom(null));
        }

        Optional<Review> lastReview() {
            var reviews = proof.reviews();
            return reviews.isEmpty() ? Optional.empty() : Optional.of(reviews.get(reviews.size() - 1));
        }

        private Data with(Analysis newAnalysis, Plan newPlan, Proof newProof) {
            return new Data(origin, metric, title, cases, severity, newAnalysis, newPlan, newProof);
        }

        private static String beginning(String text) {
            var line = text.lines().findFirst().orElse("");
            return line.length() <= LONGEST_TITLE
                    ? line
                    : line.substring(0, LONGEST_TITLE - 1).strip() + "…";
        }
    }

    /** How often a plan may be tried. Source: processes.md, 10. */
    static final int CYCLES = 3;

    /** How long a success is watched, in days of the calendar. Source: processes.md, 10. */
    static final WorkingTime WATCH = calendarDays(90);

    /** How long after the window the effect is to be reviewed. Source: processes.md, 10. */
    static final WorkingTime REVIEW = workingDays(2);

    /** How long before their due date people are reminded of measures. Source: a proposal, to be set by each company. */
    static final WorkingTime REMINDER = workingDays(1);

    /** How long a plan may be overdue before it is given up. Source: a proposal, to be set by each company. */
    static final WorkingTime GIVEN_UP = workingDays(5);

    /** How many characters of a complaint become the title. Source: a proposal. */
    private static final int LONGEST_TITLE = 80;

    /** In which zone days are counted. Source: design.md, 9. */
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    private static final Set<String> YES = Set.of("да", "yes", "y", "1", "true");

    static final Guard<Data, SubmitAnalysis> SITUATION_IS_DESCRIBED =
            Guard.listing("situation-is-described", s -> undescribed(s.trigger()));
    static final Guard<Data, SubmitAnalysis> CAUSE_IS_NAMED = Guard.of(
            "cause-is-named",
            s -> !s.trigger().rootCauses().isEmpty()
                    && s.trigger().rootCauses().stream()
                            .noneMatch(c -> c.cause().isBlank()));
    static final Guard<Data, SubmitAnalysis> CAUSES_ARE_PROVEN = Guard.listing(
            "causes-are-proven",
            s -> causes(s.trigger().rootCauses().stream()
                    .filter(c -> c.evidence().isBlank())
                    .toList()));
    static final Guard<Data, SubmitAnalysis> CAUSES_ARE_NEW = Guard.listing(
            "causes-are-new",
            s -> causes(s.trigger().rootCauses().stream()
                    .filter(s.data().analysis()::hasRefuted)
                    .toList()));
    static final Guard<Data, SubmitPlan> CAUSES_HAVE_MEASURES =
            Guard.listing("causes-have-measures", s -> causesWithoutMeasure(s.data(), s.trigger()));
    static final Guard<Data, SubmitPlan> MEASURES_ARE_WHOLE = Guard.listing(
            "measures-are-whole",
            s -> Plan.numbers(
                    s.trigger().measures(),
                    m -> !m.isComplete(s.data().analysis().rootCauses().size())));
    static final Guard<Data, SubmitPlan> DUE_DATES_ARE_AHEAD = Guard.listing(
            "due-dates-are-ahead",
            s -> Plan.numbers(s.trigger().measures(), m -> m.due() != null && !m.isDueAfter(day(s.now()))));
    static final Guard<Data, SubmitPlan> GOAL_IS_SET =
            Guard.listing("goal-is-set", s -> unset(s.trigger().goal()));
    static final Guard<Data, Object> PLAN_IS_APPROVED =
            Guard.onData("plan-is-approved", d -> d.plan().approval().isPositive());
    static final Guard<Data, Object> APPROVER_IS_ASKED =
            Guard.of("approver-is-asked", s -> s.data().plan().approval().isAsked(s.actor(), day(s.now())));
    static final Guard<Data, Object> NOT_OWN_REQUEST =
            Guard.of("not-own-request", s -> !s.data().plan().approval().isOwnRequest(s.actor()));
    static final Guard<Data, Object> DUE_DATES_STILL_HOLD =
            Guard.listing("due-dates-still-hold", s -> s.data().plan().notDueAfter(day(s.now())));
    static final Guard<Data, Reject> REJECTION_IS_EXPLAINED =
            Guard.of("rejection-is-explained", s -> !s.trigger().comment().isBlank());
    static final Guard<Data, Object> ACTOR_IS_AN_APPROVER = Guard.of(
            "actor-is-an-approver",
            s -> s.data().plan().approval().lines().stream().anyMatch(l -> isLineOf(l, s.actor())));
    static final Guard<Data, DelegateApprovals> DELEGATE_IS_ANOTHER = Guard.of(
            "delegate-is-another",
            s -> !s.trigger().to().isBlank()
                    && !s.trigger().to().equals(s.actor().id())
                    && !s.trigger().to().equals(s.data().plan().approval().requester()));
    static final Guard<Data, DelegateApprovals> DELEGATE_IS_AT_WORK =
            Guard.of("delegate-is-at-work", s -> s.answer(Colleague.class).canWork());
    static final Guard<Data, DelegateApprovals> DAYS_ARE_IN_ORDER = Guard.of(
            "days-are-in-order", s -> !s.trigger().last().isBefore(s.trigger().first()));
    static final Guard<Data, DelegateApprovals> DELEGATION_IS_NOT_OVER =
            Guard.of("delegation-is-not-over", s -> !s.trigger().last().isBefore(day(s.now())));
    static final Guard<Data, OnMeasure> MEASURE_IS_PLANNED = Guard.of(
            "measure-is-planned",
            s -> s.data().plan().measure(s.trigger().measure()).isPresent());
    static final Guard<Data, OnMeasure> MEASURE_IS_OPEN = Guard.of(
            "measure-is-open",
            s -> s.data()
                    .plan()
                    .measure(s.trigger().measure())
                    .filter(m -> !m.isOpen())
                    .isEmpty());
    static final Guard<Data, ReportMeasureDone> EVIDENCE_IS_GIVEN =
            Guard.of("evidence-is-given", s -> !s.trigger().evidence().isBlank());
    static final Guard<Data, ChangesPlan> CHANGE_IS_EXPLAINED =
            Guard.of("change-is-explained", s -> !s.trigger().why().isBlank());
    static final Guard<Data, PostponeMeasure> NEW_DATE_IS_AHEAD =
            Guard.of("new-date-is-ahead", s -> s.trigger().due().isAfter(day(s.now())));
    static final Guard<Data, Object> MEASURES_ARE_OVER =
            Guard.onData("measures-are-over", d -> d.plan().open().isEmpty());
    static final Guard<Data, Object> PLAN_IS_STILL_RUNNING = Guard.of("plan-is-still-running", s -> !isPlanOver(s));
    static final Guard<Data, Object> PLAN_IS_OVERDUE = Guard.of("plan-is-overdue", CorrectiveAction::isPlanOver);
    static final Guard<Data, CommonTrigger.Fail> HEAD_ACCEPTS_THE_RISK = Guard.of(
            "head-accepts-the-risk",
            s -> s.actor().is(Role.HEAD)
                    || s.actor().is(Role.DIRECTOR)
                    || s.actor().is(Role.CEO));
    static final Guard<Data, Object> WINDOW_IS_OVER = Guard.of("window-is-over", s -> {
        var end = s.data().windowEnd();
        return end != null && !s.now().isBefore(end.toInstant());
    });
    static final Guard<Data, ReviewEffect> FIGURE_IS_KNOWN =
            Guard.of("figure-is-known", s -> figure(s).isPresent());
    static final Guard<Data, ReviewEffect> CHECKLIST_IS_DONE = Guard.listing(
            "checklist-is-done",
            s -> figure(s).filter(s.data().plan().goal()::isMetBy).isPresent()
                    ? s.trigger().checklist().open()
                    : List.of());
    static final Guard<Data, Object> TARGET_IS_MET = Guard.onData(
            "target-is-met",
            d -> d.lastReview().filter(r -> d.plan().goal().isMetBy(r.figure())).isPresent());
    static final Guard<Data, Object> CYCLES_ARE_USED_UP = Guard.onData("cycles-are-used-up", d -> d.cycles() >= CYCLES);
    static final Guard<Data, Object> PARTLY_BETTER = Guard.onData(
            "partly-better",
            d -> d.lastReview()
                    .filter(r -> !r.causeRefuted() && d.plan().goal().isNearedBy(r.figure()))
                    .isPresent());

    // The definition keeps its own layout, so that it reads like the description of the process.
    // spotless:off
    /** The process. */
    public static final SalesProcess<Trigger, Data> PROCESS = SalesProcess.named(
                    "corrective-action", Stage.class, Trigger.class, Data.class)
            .header(d -> Header.of(d.title()))
            .startsIn(ANALYSIS)
            .mainPath(ANALYSIS, DEVELOPMENT, IMPLEMENTATION, REANALYSIS, SUCCESS)
            .stage(ANALYSIS, s -> s.ownedBy(Role.QUALITY)
                    .within(workingDays(3))
                    .mayFail(CAUSE_NOT_FOUND, CANCELLED)
                    .mayFailWhen(RISK_ACCEPTED, HEAD_ACCEPTS_THE_RISK)
                    .on(CaseAdded.class)
                        .byProgram()
                        .set(Data::with)
                        .stay()
                    .on(SubmitAnalysis.class)
                        .when(SITUATION_IS_DESCRIBED, CAUSE_IS_NAMED, CAUSES_ARE_PROVEN, CAUSES_ARE_NEW)
                        .set(Data::analysed)
                        .emit(m -> Effect.task("corrective-action.plan", m.data().title()))
                        .reportedAs(SubmitAnalysis::from)
                        .goTo(DEVELOPMENT))
            .stage(DEVELOPMENT, s -> s.ownedBy(Role.QUALITY)
                    .within(workingDays(3))
                    .mayFail(CANCELLED)
                    .mayFailWhen(RISK_ACCEPTED, HEAD_ACCEPTS_THE_RISK)
                    .on(CaseAdded.class)
                        .byProgram()
                        .set(Data::with)
                        .stay()
                    .on(SubmitPlan.class)
                        .when(CAUSES_HAVE_MEASURES, MEASURES_ARE_WHOLE, DUE_DATES_ARE_AHEAD, GOAL_IS_SET)
                        .setFrom(m -> m.data().planned(m.trigger(), requester(m)))
                        .ask(ApprovalPolicy.class, m -> approvers(m.data()), Data::approversAsked)
                        .emitAll(m -> asked(m, List.of()))
                        .choose(c -> c
                            .when(PLAN_IS_APPROVED, started(), IMPLEMENTATION)
                            .otherwiseStay())
                    .on(Approve.class)
                        .when(APPROVER_IS_ASKED, NOT_OWN_REQUEST, DUE_DATES_STILL_HOLD)
                        .setFrom(m -> m.data().decided(m.actor(), Answer.APPROVED, m.trigger().comment(), m.now()))
                        .emitAll(m -> asked(m, m.card().data().plan().approval().waitingFor()))
                        .reportedAs(Approve::from)
                        .choose(c -> c
                            .when(PLAN_IS_APPROVED, started(), IMPLEMENTATION)
                            .otherwiseStay())
                    .on(Reject.class)
                        .when(APPROVER_IS_ASKED, NOT_OWN_REQUEST, REJECTION_IS_EXPLAINED)
                        .setFrom(m -> m.data().decided(m.actor(), Answer.REJECTED, m.trigger().comment(), m.now()))
                        .emit(m -> Effect.task("corrective-action.plan-rejected", m.data().title(), m.trigger().comment()))
                        .stay()
                    .on(DelegateApprovals.class)
                        .consult(Colleague.class, m -> Colleague.of(m.trigger().to(), beginning(m.trigger(), m.now())))
                        .when(ACTOR_IS_AN_APPROVER, NOT_OWN_REQUEST, DELEGATE_IS_ANOTHER, DELEGATE_IS_AT_WORK,
                                DAYS_ARE_IN_ORDER, DELEGATION_IS_NOT_OVER)
                        .setFrom(m -> m.data().delegated(delegation(m)))
                        .emit(m -> Effect.tell(m.trigger().to(), "corrective-action.delegated", m.data().title(),
                                DAY.format(m.trigger().first()), DAY.format(m.trigger().last())))
                        .stay())
            .stage(IMPLEMENTATION, s -> s.ownedBy(Role.QUALITY)
                    .within(at(Data::planEnd))
                    .mayFail(CANCELLED)
                    .mayFailWhen(NOT_IMPLEMENTED, PLAN_IS_OVERDUE)
                    .mayFailWhen(RISK_ACCEPTED, HEAD_ACCEPTS_THE_RISK)
                    .on(CaseAdded.class)
                        .byProgram()
                        .set(Data::with)
                        .stay()
                    .on(ReportMeasureDone.class)
                        .when(MEASURE_IS_PLANNED, MEASURE_IS_OPEN, EVIDENCE_IS_GIVEN)
                        .setFrom(m -> m.data().settled(m.trigger().measure(), result(m, true, m.trigger().evidence())))
                        .choose(c -> c
                            .when(MEASURES_ARE_OVER, emitting(CorrectiveAction::watched), REANALYSIS)
                            .otherwiseStay())
                    .on(WaiveMeasure.class)
                        .by(Role.HEAD)
                        .when(MEASURE_IS_PLANNED, MEASURE_IS_OPEN, CHANGE_IS_EXPLAINED, NOT_OWN_REQUEST)
                        .setFrom(m -> m.data().settled(m.trigger().measure(), result(m, false, m.trigger().why())))
                        .emitAll(m -> toldToItsOwner(m, "corrective-action.measure-waived", m.trigger().why()))
                        .choose(c -> c
                            .when(MEASURES_ARE_OVER, emitting(CorrectiveAction::watched), REANALYSIS)
                            .otherwiseStay())
                    .on(PostponeMeasure.class)
                        .by(Role.HEAD)
                        .when(MEASURE_IS_PLANNED, MEASURE_IS_OPEN, CHANGE_IS_EXPLAINED, NOT_OWN_REQUEST, NEW_DATE_IS_AHEAD)
                        .set(Data::postponed)
                        .emitAll(m -> toldToItsOwner(m, "corrective-action.measure-postponed", DAY.format(m.trigger().due())))
                        .stay()
                    .fires(MeasuresComeDue::new, before(REMINDER, Data::nextDay))
                    .on(MeasuresComeDue.class)
                        .when(PLAN_IS_STILL_RUNNING)
                        .emitAll(m -> reminders(m.data(), m.data().plan().nextDue()))
                        .stay()
                    .fires(PlanComesDue::new, before(REMINDER, Data::lastDay))
                    .on(PlanComesDue.class)
                        .when(PLAN_IS_STILL_RUNNING)
                        .emitAll(m -> reminders(m.data(), m.data().plan().lastDue()))
                        .stay()
                    .fires(PlanOverdue::new, at(Data::planEnd))
                    .on(PlanOverdue.class)
                        .emit(m -> Effect.tellOwner("corrective-action.plan-overdue", m.data().title(), openTold(m.data())))
                        .emit(m -> Effect.tell(Role.HEAD, "corrective-action.plan-overdue", m.data().title(), openTold(m.data())))
                        .stay()
                    .fires(PlanGivenUp::new, following(GIVEN_UP, Data::planEnd))
                    .on(PlanGivenUp.class)
                        .emit(m -> Effect.tell(Role.HEAD, "corrective-action.not-implemented", m.data().title(), openTold(m.data())))
                        .goTo(NOT_IMPLEMENTED))
            .stage(REANALYSIS, s -> s.ownedBy(Role.QUALITY)
                    .within(following(REVIEW, Data::windowEnd))
                    .mayFail(CANCELLED)
                    .mayFailWhen(RISK_ACCEPTED, HEAD_ACCEPTS_THE_RISK)
                    .on(CaseAdded.class)
                        .byProgram()
                        .set(Data::with)
                        .stay()
                    .fires(WindowEnded::new, at(Data::windowEnd))
                    .on(WindowEnded.class)
                        .emit(m -> Effect.task("corrective-action.review", m.data().title(), m.data().plan().goal().metric()))
                        .stay()
                    .on(ReviewEffect.class)
                        .consult(Metrics.class, m -> inTheWindow(m.data(), m.now()))
                        .when(WINDOW_IS_OVER, FIGURE_IS_KNOWN, CHECKLIST_IS_DONE)
                        .atMost(CYCLES)
                        .setFrom(m -> m.data().reviewed(m.trigger(), figure(m).orElseThrow(), m.now()))
                        .reportedAs(ReviewEffect::from)
                        .choose(c -> c
                            .when(TARGET_IS_MET,
                                    emitting(m -> figureTold("corrective-action.cured", m.data())),
                                    SUCCESS)
                            .when(CYCLES_ARE_USED_UP,
                                    emitting(m -> Effect.tell(Role.HEAD, "corrective-action.ineffective", m.data().title())),
                                    INEFFECTIVE)
                            .when(PARTLY_BETTER,
                                    emitting(m -> figureTold("corrective-action.partly-better", m.data())),
                                    setting(m -> m.data().toBePlannedAnew()),
                                    DEVELOPMENT)
                            .otherwise(
                                    emitting(m -> figureTold("corrective-action.cause-refuted", m.data())),
                                    setting(m -> m.data().toBeAnalysedAnew()),
                                    ANALYSIS)))
            .stage(SUCCESS, s -> s
                    .fires(WatchEnded::new, after(WATCH))
                    .on(WatchEnded.class)
                        .consult(Metrics.class, m -> lately(m.data(), m.now()))
                        .emitAll(CorrectiveAction::lookedBackOn)
                        .stay())
            .succeedsIn(SUCCESS)
            .failsIn(INTERNAL, INEFFECTIVE, NOT_IMPLEMENTED, CAUSE_NOT_FOUND)
            .failsIn(OTHER, RISK_ACCEPTED, CANCELLED)
            .build();
    // spotless:on

    private CorrectiveAction() {}

    private static LocalDate day(Instant at) {
        return at.atZone(MOSCOW).toLocalDate();
    }

    // Analysis and plan

    private static List<TextRef> undescribed(SubmitAnalysis t) {
        var missing = new ArrayList<TextRef>();
        if (t.facts().isBlank()) {
            missing.add(new TextRef("analysis.facts"));
        }
        if (t.impact().isBlank()) {
            missing.add(new TextRef("analysis.impact"));
        }
        if (t.category() == null) {
            missing.add(new TextRef("analysis.category"));
        }
        return missing;
    }

    private static List<String> causes(List<RootCause> causes) {
        return causes.stream().map(RootCause::cause).toList();
    }

    private static List<String> causesWithoutMeasure(Data data, SubmitPlan t) {
        var causes = data.analysis().rootCauses();
        return IntStream.rangeClosed(1, causes.size())
                .filter(n -> t.measures().stream().noneMatch(m -> m.cause() == n))
                .mapToObj(n -> causes.get(n - 1).cause())
                .toList();
    }

    private static List<TextRef> unset(Goal goal) {
        var missing = new ArrayList<TextRef>();
        if (goal.metric().isBlank()) {
            missing.add(new TextRef("goal.metric"));
        }
        if (goal.target().compareTo(goal.baseline()) == 0) {
            missing.add(new TextRef("goal.target"));
        }
        if (goal.window() < 1) {
            missing.add(new TextRef("goal.window"));
        }
        return missing;
    }

    // Approval

    private static ApprovalPolicy.Asked approvers(Data data) {
        var severity = BigDecimal.valueOf(data.severity().weight);
        return ApprovalPolicy.Asked.of("corrective-action", null, null, Map.of("severity", severity));
    }

    private static @Nullable String requester(Situation<Data, SubmitPlan> m) {
        return m.actor().kind() == Actor.Kind.EMPLOYEE
                ? m.actor().id()
                : m.card().owner();
    }

    /** Tasks for those who can decide now and could not before, and for those who stand in for them today. */
    private static List<Effect> asked(Situation<Data, ? extends Trigger> m, List<ApprovalLine> before) {
        var sheet = m.data().plan().approval();
        var message = Message.of("corrective-action.approve", m.data().title());
        return sheet.waitingFor().stream()
                .filter(line -> !before.contains(line))
                .flatMap(line -> Stream.concat(
                        Stream.of(addressee(line)),
                        sheet.delegations().stream()
                                .filter(d -> d.holdsOn(day(m.now())) && covers(d, line))
                                .map(d -> new Addressee.Employee(d.to()))))
                .distinct()
                .<Effect>map(to -> new Effect.Task(to, message, null))
                .toList();
    }

    private static Addressee addressee(ApprovalLine line) {
        var employee = line.employee();
        return employee == null ? new Addressee.Holder(line.role()) : new Addressee.Employee(employee);
    }

    private static boolean covers(Delegation delegation, ApprovalLine line) {
        return line.employee() == null
                ? delegation.roles().contains(line.role())
                : delegation.from().equals(line.employee());
    }

    private static boolean isLineOf(ApprovalLine line, Actor actor) {
        return line.employee() == null ? actor.is(line.role()) : actor.id().equals(line.employee());
    }

    private static Delegation delegation(Situation<Data, DelegateApprovals> m) {
        var roles = m.data().plan().approval().lines().stream()
                .filter(l -> isLineOf(l, m.actor()))
                .map(ApprovalLine::role)
                .collect(Collectors.toSet());
        var t = m.trigger();
        return Delegation.of(m.actor().id(), roles, t.to(), t.first(), t.last());
    }

    /** When the delegate must be at work: when the delegation begins, at once if it has begun already. */
    private static Instant beginning(DelegateApprovals t, Instant now) {
        return t.first().isAfter(day(now)) ? t.first().atStartOfDay(MOSCOW).toInstant() : now;
    }

    // Implementation

    private static <X extends Trigger> Step<Data, X> started() {
        return new Step.Emit<>(m -> m.data().plan().measures().stream()
                .map(measure -> Effect.task(measure.owner(), end(measure), "corrective-action.measure", measure.what()))
                .toList());
    }

    private static @Nullable Instant end(Measure measure) {
        var due = measure.due();
        return due == null ? null : due.plusDays(1).atStartOfDay(MOSCOW).toInstant();
    }

    private static boolean isPlanOver(Situation<Data, ?> m) {
        var end = m.data().planEnd();
        return end != null && !m.now().isBefore(end.toInstant());
    }

    private static Measure.Result result(Situation<Data, ?> m, boolean done, String told) {
        return new Measure.Result(done, told, m.actor().id(), m.now());
    }

    private static List<Effect> toldToItsOwner(Situation<Data, ? extends OnMeasure> m, String code, String more) {
        return m.data().plan().measure(m.trigger().measure()).stream()
                .map(measure -> Effect.tell(measure.owner(), code, measure.what(), more))
                .toList();
    }

    /** Tells the owners of the open measures that are due until then. */
    private static List<Effect> reminders(Data data, @Nullable LocalDate until) {
        var reminders = new ArrayList<Effect>();
        for (var measure : data.plan().open()) {
            var due = measure.due();
            if (due != null && until != null && !due.isAfter(until)) {
                reminders.add(
                        Effect.tell(measure.owner(), "corrective-action.measure-due", measure.what(), DAY.format(due)));
            }
        }
        return reminders;
    }

    private static String openTold(Data data) {
        return data.plan().open().stream().map(Measure::what).collect(Collectors.joining(", "));
    }

    // Re-analysis

    private static Effect watched(Situation<Data, ? extends Trigger> m) {
        var end = Objects.requireNonNull(m.data().windowEnd(), "measures that are over begin the window");
        return Effect.tellOwner(
                "corrective-action.watched",
                m.data().title(),
                m.data().plan().goal().metric(),
                DAY.format(end));
    }

    private static Metrics.Asked inTheWindow(Data data, Instant now) {
        var start = data.proof().windowStart();
        var end = data.windowEnd();
        return Metrics.of(
                data.plan().goal().metric(),
                start == null ? now : start.toInstant(),
                end == null ? now : end.toInstant());
    }

    private static Metrics.Asked lately(Data data, Instant now) {
        var from = now.atZone(MOSCOW).minusDays(data.plan().goal().window());
        return Metrics.of(data.plan().goal().metric(), from.toInstant(), now);
    }

    /** What is measured; where nobody measures, what is entered by hand with evidence. */
    private static Optional<BigDecimal> figure(Situation<Data, ReviewEffect> m) {
        var measured = Optional.ofNullable(m.answer(Metrics.class).value());
        return measured.isPresent() || m.trigger().evidence().isBlank()
                ? measured
                : Optional.ofNullable(m.trigger().figure());
    }

    private static Effect figureTold(String code, Data data) {
        var goal = data.plan().goal();
        var figure = data.lastReview().map(Review::figure).orElse(goal.baseline());
        return Effect.tellOwner(code, data.title(), goal.metric(), told(figure), told(goal.target()));
    }

    /** Says whether the problem has come back; nothing if it has not. */
    private static List<Effect> lookedBackOn(Situation<Data, WatchEnded> m) {
        var goal = m.data().plan().goal();
        var figure = m.answer(Metrics.class).value();
        if (figure == null) {
            return List.of(Effect.tell(
                    Role.QUALITY, "corrective-action.look-again", m.data().title(), goal.metric()));
        }
        return goal.isMetBy(figure)
                ? List.of()
                : List.of(Effect.tell(
                        Role.QUALITY,
                        "corrective-action.came-back",
                        m.data().title(),
                        goal.metric(),
                        told(figure),
                        told(goal.target())));
    }

    private static String told(BigDecimal figure) {
        return figure.stripTrailingZeros().toPlainString();
    }
}
