package dev.voronka.rules.example;

import dev.voronka.Addressee;
import dev.voronka.approval.ApprovalLine;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.decision.Decisions;
import dev.voronka.decision.Escalation;
import dev.voronka.decision.Escalator.Measure;
import dev.voronka.decision.LeadFacts;
import dev.voronka.decision.RoutingRules;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks the ports of a book and writes down what they say. */
final class Asking {

    private final Decisions book;

    Asking(Decisions book) {
        this.book = book;
    }

    /** Empty if the book has no rules for it. */
    Optional<Outcome> judge(LeadFacts lead) {
        return book.qualifier().map(port -> {
            var judged = port.answer(lead);
            return Outcome.of(
                    Map.of(
                            Column.EXPECT_VERDICT, judged.verdict().name(),
                            Column.EXPECT_SCORE, Integer.toString(judged.score())),
                    judged.ruling());
        });
    }

    /** Empty if the book has no rules for it. */
    Optional<Outcome> route(RoutingRules.Question question) {
        var advice = book.routing().advise(question);
        return Optional.ofNullable(advice.ruling())
                .map(ruling -> Outcome.of(Map.of(Column.EXPECT_OWNER, owner(question, advice)), Optional.of(ruling)));
    }

    /** Whom a router would take: who is forced, else a queue, else who has most points, of equals the best ranked. */
    private static String owner(RoutingRules.Question question, RoutingRules.Advice advice) {
        if (advice.force() != null) {
            return advice.force().who();
        }
        if (advice.queue() != null) {
            return advice.queue().who();
        }
        Map<String, Integer> points = new HashMap<>();
        advice.says().forEach(s -> points.merge(s.who(), s.points(), Integer::sum));
        return question.candidates().stream()
                .map(RoutingRules.Candidate::employee)
                .filter(e -> advice.says().stream()
                        .noneMatch(s -> s.veto() && s.who().equals(e)))
                .min(Comparator.comparingInt(e -> -points.getOrDefault(e, 0)))
                .orElse("");
    }

    /** Empty if the book has no rules for it. */
    Optional<Outcome> escalate(Escalation card) {
        return book.escalator().map(port -> {
            var answer = port.answer(card);
            var actions = answer.measures().stream()
                    .map(Asking::said)
                    .filter(s -> !s.isEmpty())
                    .collect(Collectors.joining(" + "));
            return Outcome.of(Map.of(Column.EXPECT_ACTIONS, actions), answer.ruling());
        });
    }

    private static String said(Measure measure) {
        if (measure instanceof Measure.Tell tell) {
            return "notify " + told(tell.to());
        }
        if (measure instanceof Measure.Raise raise) {
            return "raise " + raise.to().code();
        }
        if (measure instanceof Measure.Reassign reassign) {
            return ("reassign " + reassign.role()).strip();
        }
        return measure instanceof Measure.Fail ? "fail" : "";
    }

    private static String told(Addressee to) {
        if (to instanceof Addressee.Holder holder) {
            return holder.role().code();
        }
        return to instanceof Addressee.Employee employee ? employee.id() : "OWNER";
    }

    /** Empty if the book has no rules for it. */
    Optional<Outcome> approve(ApprovalPolicy.Asked asked) {
        return book.approvals().map(port -> {
            var required = port.answer(asked);
            var steps = required.steps().stream()
                    .map(step -> step.lines().stream()
                            .map(ApprovalLine::role)
                            .map(Object::toString)
                            .collect(Collectors.joining(" + ")))
                    .collect(Collectors.joining(" > "));
            return Outcome.of(Map.of(Column.EXPECT_APPROVERS, steps), required.ruling());
        });
    }
}
