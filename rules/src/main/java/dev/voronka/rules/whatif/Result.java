package dev.voronka.rules.whatif;

import dev.voronka.Addressee;
import dev.voronka.approval.ApprovalStep;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.decision.Escalation;
import dev.voronka.decision.Escalator;
import dev.voronka.decision.Escalator.Measure;
import dev.voronka.decision.Qualification;
import dev.voronka.rules.whatif.Label.Sort;
import java.util.List;
import java.util.TreeSet;

/**
 * What a decision comes to for those whom it is about, without reasons and words.
 *
 * @param score of a lead; 0 for all others
 * @param steps one after another, what is side by side in each; at least one thing in all
 */
record Result(int score, List<List<Label>> steps) {

    private static final String OWNER = "OWNER";
    private static final String STAGE = "STAGE";

    Result {
        steps = steps.stream().filter(s -> !s.isEmpty()).map(List::copyOf).toList();
        if (steps.isEmpty()) {
            steps = List.of(List.of(Label.of(Sort.NOBODY)));
        }
    }

    static Result of(Qualification judged) {
        return new Result(
                judged.score(),
                List.of(List.of(new Label(Sort.VERDICT, judged.verdict().name()))));
    }

    static Result of(Label holder) {
        return new Result(0, List.of(List.of(holder)));
    }

    static Result of(Escalation facts, Escalator.Answer answer) {
        var measures = new TreeSet<Label>();
        answer.measures().forEach(m -> measures.add(label(facts, m)));
        return new Result(0, List.of(List.copyOf(measures)));
    }

    static Result of(ApprovalPolicy.Required required) {
        return new Result(0, required.steps().stream().map(Result::step).toList());
    }

    private static List<Label> step(ApprovalStep step) {
        return step.lines().stream()
                .map(l -> new Label(Sort.APPROVER, l.role().code()))
                .sorted()
                .toList();
    }

    private static Label label(Escalation facts, Measure measure) {
        if (measure instanceof Measure.Tell tell) {
            return new Label(Sort.TELL, named(facts, tell.to()));
        }
        if (measure instanceof Measure.Raise raise) {
            return new Label(Sort.RAISE, named(facts, new Addressee.Holder(raise.to())));
        }
        if (measure instanceof Measure.Reassign reassign) {
            return new Label(Sort.REASSIGN, reassign.role().isEmpty() ? STAGE : reassign.role());
        }
        return measure instanceof Measure.Fail fail ? new Label(Sort.FAIL, fail.stage()) : Label.of(Sort.NOTE);
    }

    /** Who loses a card is told by name, and is its owner all the same. */
    private static String named(Escalation facts, Addressee to) {
        if (to instanceof Addressee.Holder holder) {
            return holder.role().code();
        }
        return to instanceof Addressee.Employee employee && !employee.id().equals(facts.owner())
                ? employee.id()
                : OWNER;
    }

    /** Whether it is a lead's, which has a score. */
    boolean isScored() {
        return steps.get(0).get(0).sort() == Sort.VERDICT;
    }

    /** All things in it, each once. */
    List<Label> items() {
        return steps.stream().flatMap(List::stream).distinct().toList();
    }
}
