package dev.voronka.approval;

import dev.voronka.Actor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Who must approve something, and who has: an immutable value in a card's data. Verdicts come by triggers of the
 * process.
 *
 * <p>Steps run one after another, the lines of a step side by side. Nobody approves an own request, not even instead of
 * somebody else. What a verdict was given on is kept as digests of sections, so that a new version asks again only those
 * whose sections have changed.
 *
 * @param requester who asks for the approval, by id; null if a program does
 * @param steps one after another; none if nobody needs to approve
 * @param sections digests of what is to be approved, by section code; see {@link SectionDigest}
 * @param delegations who approves instead of whom
 */
public record ApprovalSheet(
        @Nullable String requester,
        List<ApprovalStep> steps,
        SortedMap<String, String> sections,
        List<Delegation> delegations) {

    /** A sheet that nobody has asked for yet. */
    public static final ApprovalSheet NONE = new ApprovalSheet(null, List.of(), new TreeMap<>(), List.of());

    /** How far it is. */
    public enum Status {
        /** Nobody needs to approve. */
        NOT_NEEDED,
        /** Somebody is still to be heard. */
        OPEN,
        /** All steps are approved. */
        APPROVED,
        /** Enough have said no. */
        REJECTED
    }

    /** Keeps unmodifiable copies. A verdict of somebody who now asks for the approval no longer counts. */
    public ApprovalSheet {
        steps = steps.stream()
                .map(s -> s.each(l -> l.isBy(requester) ? l.reset() : l))
                .toList();
        sections = Collections.unmodifiableSortedMap(new TreeMap<>(sections));
        delegations = List.copyOf(delegations);
    }

    /** A new sheet. */
    public static ApprovalSheet of(@Nullable String requester, List<ApprovalStep> steps, Map<String, String> sections) {
        return new ApprovalSheet(requester, steps, new TreeMap<>(sections), List.of());
    }

    /** How far it is. */
    public Status status() {
        if (steps.isEmpty()) {
            return Status.NOT_NEEDED;
        }
        if (steps.stream().anyMatch(ApprovalStep::isRejected)) {
            return Status.REJECTED;
        }
        return steps.stream().allMatch(ApprovalStep::isApproved) ? Status.APPROVED : Status.OPEN;
    }

    /** Whether all have approved, or nobody needs to. */
    public boolean isPositive() {
        return status() == Status.APPROVED || status() == Status.NOT_NEEDED;
    }

    /** Whether enough have said no. */
    public boolean isRejected() {
        return status() == Status.REJECTED;
    }

    /** The lines that can be decided now: the open ones of the first step that is not approved; none once it is over. */
    public List<ApprovalLine> waitingFor() {
        return current().stream()
                .flatMap(s -> s.lines().stream())
                .filter(ApprovalLine::isOpen)
                .toList();
    }

    /** Whether the actor may decide something now, on this day, leaving open whether the request is his or her own. */
    public boolean isAsked(Actor actor, LocalDate day) {
        return current().isPresent() && !mine(current().get(), actor, day).isEmpty();
    }

    /** Whether the actor is the one who asks for the approval. */
    public boolean isOwnRequest(Actor actor) {
        return actor.id().equals(requester);
    }

    /**
     * The same with the actor's verdict on what he or she is asked now; unchanged if that is nothing. Where all lines of
     * a step are needed, somebody with several roles decides for each of them; where a quorum is enough, once.
     */
    public ApprovalSheet decided(Actor actor, Answer answer, String comment, Instant at, LocalDate day) {
        if (current().isEmpty() || isOwnRequest(actor)) {
            return this;
        }
        var step = current().get();
        var decided = step;
        for (var i : mine(step, actor, day)) {
            var line = step.lines().get(i);
            var from = insteadOf(step, line, actor, day);
            decided = decided.with(i, line.decided(new Verdict(answer, actor.id(), from, comment, at, seen(line))));
        }
        var all = new ArrayList<>(steps);
        all.set(steps.indexOf(step), decided);
        return with(all);
    }

    /** The same where somebody hands his or her approvals over for a while. */
    public ApprovalSheet delegated(Delegation delegation) {
        var all = new ArrayList<>(delegations);
        all.add(delegation);
        return new ApprovalSheet(requester, steps, sections, all);
    }

    /**
     * The same for a new version: approvals of sections that have changed are open again, and so is everything that was
     * rejected. Approvals of what has not changed stay.
     */
    public ApprovalSheet renewed(Map<String, String> now) {
        var changed = new HashSet<String>();
        now.forEach((section, digest) -> {
            if (!digest.equals(sections.get(section))) {
                changed.add(section);
            }
        });
        sections.keySet().stream().filter(s -> !now.containsKey(s)).forEach(changed::add);
        UnaryOperator<ApprovalLine> again =
                line -> line.isApproved() && changed.stream().noneMatch(line::looksAt) ? line : line.reset();
        return new ApprovalSheet(
                requester, steps.stream().map(s -> s.each(again)).toList(), new TreeMap<>(now), delegations);
    }

    /**
     * The same with other steps; where the same people are asked the same, their verdicts stay. In a quorum one verdict of
     * a person stays at most.
     */
    public ApprovalSheet required(Collection<ApprovalStep> now) {
        var given = new ArrayList<>(lines().stream().filter(l -> !l.isOpen()).toList());
        var wanted = new ArrayList<>(
                now.stream().map(s -> s.each(ApprovalLine::reset)).toList());
        for (var i = 0; i < Math.min(wanted.size(), steps.size()); i++) {
            wanted.set(i, inPlace(wanted.get(i), steps.get(i), given));
        }
        return with(wanted.stream().map(step -> withVerdicts(step, given)).toList());
    }

    /** The step with those verdicts that were given at the same place; they are taken out of the list. */
    private static ApprovalStep inPlace(ApprovalStep step, ApprovalStep before, List<ApprovalLine> given) {
        var filled = step;
        for (var i = 0; i < Math.min(step.lines().size(), before.lines().size()); i++) {
            filled = withVerdict(filled, i, before.lines().get(i), given);
        }
        return filled;
    }

    /** The step with those of the verdicts that fit its open lines; they are taken out of the list. */
    private static ApprovalStep withVerdicts(ApprovalStep step, List<ApprovalLine> given) {
        var filled = step;
        for (var i = 0; i < step.lines().size(); i++) {
            for (var g : List.copyOf(given)) {
                filled = withVerdict(filled, i, g, given);
            }
        }
        return filled;
    }

    private static ApprovalStep withVerdict(ApprovalStep step, int at, ApprovalLine from, List<ApprovalLine> given) {
        var line = step.lines().get(at);
        var verdict = from.verdict();
        if (verdict == null
                || !line.isOpen()
                || !line.asksSame(from)
                || (step.quorum() > 0 && step.hasHeardAnyOf(verdict))
                || !given.remove(from)) {
            return step;
        }
        return step.with(at, line.decided(verdict));
    }

    /** All lines, step by step. */
    public List<ApprovalLine> lines() {
        return steps.stream().flatMap(s -> s.lines().stream()).toList();
    }

    private ApprovalSheet with(List<ApprovalStep> others) {
        return new ApprovalSheet(requester, others, sections, delegations);
    }

    private Optional<ApprovalStep> current() {
        return status() == Status.OPEN
                ? steps.stream().filter(s -> !s.isApproved()).findFirst()
                : Optional.empty();
    }

    /** Places of the lines that the actor may decide; in a quorum one at most, and none for who was heard already. */
    private List<Integer> mine(ApprovalStep step, Actor actor, LocalDate day) {
        if (actor.kind() != Actor.Kind.EMPLOYEE || (step.quorum() > 0 && step.hasHeard(actor.id()))) {
            return List.of();
        }
        return IntStream.range(0, step.lines().size())
                .filter(i -> {
                    var line = step.lines().get(i);
                    return line.isOpen() && (isHis(line, actor) || insteadOf(step, line, actor, day) != null);
                })
                .limit(step.quorum() > 0 ? 1 : Long.MAX_VALUE)
                .boxed()
                .toList();
    }

    private static boolean isHis(ApprovalLine line, Actor actor) {
        return line.employee() == null ? actor.is(line.role()) : line.employee().equals(actor.id());
    }

    /**
     * Whose line the actor decides on this day; null if it is his or her own, or nobody's. Who was heard in a quorum is
     * not heard again through somebody else.
     */
    private @Nullable String insteadOf(ApprovalStep step, ApprovalLine line, Actor actor, LocalDate day) {
        if (isHis(line, actor)) {
            return null;
        }
        return delegations.stream()
                .filter(d ->
                        d.to().equals(actor.id()) && d.holdsOn(day) && !d.from().equals(requester))
                .filter(d -> line.employee() == null
                        ? d.roles().contains(line.role())
                        : line.employee().equals(d.from()))
                .map(Delegation::from)
                .filter(from -> step.quorum() == 0 || !step.hasHeard(from))
                .findFirst()
                .orElse(null);
    }

    private SortedMap<String, String> seen(ApprovalLine line) {
        var seen = new TreeMap<String, String>();
        sections.forEach((section, digest) -> {
            if (line.looksAt(section)) {
                seen.put(section, digest);
            }
        });
        return seen;
    }
}
