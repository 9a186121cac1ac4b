package dev.voronka.process.correctiveaction;

import dev.voronka.approval.ApprovalSheet;
import dev.voronka.approval.SectionDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done, and who has agreed to it.
 *
 * @param measures numbered from 1 in this order
 * @param goal by what figure the effect is seen
 * @param approval who must approve the plan, and who has
 */
public record Plan(List<Measure> measures, Goal goal, ApprovalSheet approval) {

    /** Nothing is planned yet. */
    public static final Plan NONE = new Plan(List.of(), Goal.NONE, ApprovalSheet.NONE);

    /** Keeps an unmodifiable copy. */
    public Plan {
        measures = List.copyOf(measures);
    }

    /** A new version. Verdicts of an earlier one stay only if the same person asks for the approval. */
    Plan submitted(List<Measure> planned, Goal newGoal, @Nullable String requester) {
        var sheet = Objects.equals(requester, approval.requester())
                ? approval
                : new ApprovalSheet(requester, List.of(), new TreeMap<>(), approval.delegations());
        return new Plan(planned.stream().map(m -> m.with(null)).toList(), newGoal, sheet);
    }

    /** What a verdict is given on: section code to digest. */
    Map<String, String> sections() {
        return Map.of("measures", SectionDigest.of(measures), "goal", SectionDigest.of(goal));
    }

    Plan approval(ApprovalSheet sheet) {
        return new Plan(measures, goal, sheet);
    }

    /** The same for another round: a new plan must be approved anew; those who stand in for others still do. */
    Plan begunAnew() {
        return approval(new ApprovalSheet(null, List.of(), new TreeMap<>(), approval.delegations()));
    }

    Plan with(int number, Measure changed) {
        var all = new ArrayList<>(measures);
        all.set(number - 1, changed);
        return new Plan(all, goal, approval);
    }

    /** The measure with this number, counted from 1. */
    Optional<Measure> measure(int number) {
        return number >= 1 && number <= measures.size() ? Optional.of(measures.get(number - 1)) : Optional.empty();
    }

    List<Measure> open() {
        return measures.stream().filter(Measure::isOpen).toList();
    }

    /** The last due date of all measures; null while there is none. */
    @Nullable
    LocalDate lastDue() {
        return measures.stream()
                .map(Measure::due)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The first due date of the measures that are open; null if there is none. */
    @Nullable
    LocalDate nextDue() {
        return open().stream()
                .map(Measure::due)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Numbers of the measures that are not due after today. */
    List<Integer> notDueAfter(LocalDate today) {
        return numbers(measures, m -> !m.isDueAfter(today));
    }

    /** Numbers, counted from 1, of the measures of which something holds. */
    static List<Integer> numbers(List<Measure> measures, Predicate<Measure> which) {
        return IntStream.rangeClosed(1, measures.size())
                .filter(n -> which.test(measures.get(n - 1)))
                .boxed()
                .toList();
    }
}
