package dev.voronka.rules;

import dev.voronka.VoronkaException;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.decision.Escalation;
import dev.voronka.decision.LeadFacts;
import dev.voronka.decision.RoutingRules;
import dev.voronka.people.Directory;
import dev.voronka.rules.drools.Limits;
import dev.voronka.rules.drools.RuleFailed;
import dev.voronka.rules.drools.RuleStopped;
import dev.voronka.rules.example.ExampleReport;
import dev.voronka.rules.example.Examples;
import dev.voronka.rules.gate.Kind;
import dev.voronka.rules.gate.Problem;
import dev.voronka.rules.gate.RuleTree.Expr.Literal;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries a book before it is published: warms it up, runs its examples, looks for what may go wrong later. */
public final class Trial {

    private static final Logger LOG = LoggerFactory.getLogger(RuleDesk.class);

    /** How long a book is looked through before it comes into force. */
    private static final Duration ANALYSIS = Duration.ofSeconds(2);

    /** The first decisions of a book take long; nobody waits for them. */
    private static final Duration TIME = Duration.ofSeconds(30);

    /**
     * How the trial went.
     *
     * @param problems what keeps the book from being published
     * @param warnings what somebody should look at
     * @param examples what came of them
     */
    public record Result(List<Problem> problems, List<Problem> warnings, ExampleReport examples) {}

    private Trial() {}

    /**
     * Decides about nothing known, so that the first true decision does not take long.
     *
     * @return what keeps the book from being published; empty if nothing does
     */
    public static List<Problem> warmed(RuleBook book, Judging judging) {
        return warmed(patient(book, judging)).stream().toList();
    }

    private static BookDecisions patient(RuleBook book, Judging judging) {
        return BookDecisions.of(book, judging.limits(new Limits(judging.limits().firings(), TIME)));
    }

    /**
     * Tries everything.
     *
     * @param people whom routing rules may name; empty if that is not known
     */
    public static Result of(RuleBook book, Judging judging, Directory people) {
        var patient = patient(book, judging);
        var problems = new ArrayList<Problem>();
        warmed(patient).ifPresent(problems::add);
        var vocabulary = judging.vocabulary();
        var examples = Examples.tried(
                book.examples(), patient, vocabulary.questionnaire(), vocabulary.figures(), judging.clock());
        problems.addAll(examples.problems());
        var warnings = unknownPeople(book, people);
        warnings.addAll(oddities(book, judging));
        return new Result(List.copyOf(problems), List.copyOf(warnings), examples);
    }

    /** What is certainly odd in the book. It keeps no book out. */
    private static List<Problem> oddities(RuleBook book, Judging judging) {
        try {
            return book.analysed(judging, ANALYSIS).warnings();
        } catch (RuntimeException failed) {
            LOG.error("A rule book could not be analysed; it is used all the same. Please report this.", failed);
            return List.of(new Problem(
                    "—",
                    0,
                    0,
                    "",
                    "not-analysed",
                    "The book could not be looked through for rules that never fire and the like; that is a mistake of"
                            + " voronka's. Details are in the log.",
                    "Не удалось проверить книгу на правила, которые не сработают, и тому подобное; это ошибка voronka."
                            + " Подробности в журнале."));
        }
    }

    private static Optional<Problem> warmed(BookDecisions book) {
        try {
            book.qualifier().ifPresent(port -> port.answer(new LeadFacts("", "", BigDecimal.ZERO, new TreeMap<>())));
            book.routing()
                    .advise(new RoutingRules.Question(
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            BigDecimal.ZERO,
                            0,
                            List.of(new RoutingRules.Candidate("?", "", Set.of(), Set.of(), 0, 0))));
            book.escalator().ifPresent(port -> port.answer(breach()));
            book.approvals().ifPresent(port -> port.answer(new ApprovalPolicy.Asked("", null, null, new TreeMap<>())));
            return Optional.empty();
        } catch (RuleFailed | RuleStopped failed) {
            return Optional.of(failing(failed));
        }
    }

    private static Escalation breach() {
        return new Escalation(
                "",
                "",
                "",
                "",
                "",
                Escalation.Kind.BREACH,
                "",
                "",
                "",
                "",
                "",
                BigDecimal.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                0,
                new TreeMap<>());
    }

    private static Problem failing(VoronkaException failed) {
        var rule = failed instanceof RuleFailed thrown ? thrown.rule() : ((RuleStopped) failed).rule();
        return new Problem(
                "—",
                0,
                0,
                rule,
                "fails-when-tried",
                "It failed where all that a rule can ask is unknown, empty or 0: " + failed.getMessage(),
                "Правило не сработало там, где всё неизвестно, пусто или 0 (деление на ноль?): " + failed.getMessage());
    }

    /** Employees whom routing rules name and nobody knows. They are warned of only: somebody may begin tomorrow. */
    private static List<Problem> unknownPeople(RuleBook book, Directory people) {
        var warnings = new ArrayList<Problem>();
        if (people.isEmpty()) {
            return warnings;
        }
        for (var rule : book.rules(Kind.ROUTE)) {
            for (var action : rule.actions()) {
                if (!action.method().equals("queue")
                        && !action.arguments().isEmpty()
                        && action.arguments().get(0) instanceof Literal literal
                        && literal.value() instanceof String employee
                        && people.find(employee).isEmpty()) {
                    warnings.add(new Problem(
                            rule.file(),
                            action.line(),
                            action.column(),
                            rule.name(),
                            "unknown-employee",
                            "The directory knows no employee \"" + employee + "\"; the router will leave this out.",
                            "Сотрудника «" + employee + "» нет в справочнике; при распределении это будет пропущено."));
                }
            }
        }
        return warnings;
    }
}
