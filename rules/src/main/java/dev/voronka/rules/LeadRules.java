package dev.voronka.rules;

import dev.voronka.decision.LeadFacts;
import dev.voronka.decision.Qualification;
import dev.voronka.decision.Qualifier;
import dev.voronka.decision.Ruling;
import dev.voronka.decision.Ruling.Fired;
import dev.voronka.questionnaire.AnswerSheet;
import dev.voronka.questionnaire.AnswerType;
import dev.voronka.questionnaire.Question;
import dev.voronka.rules.drools.Said;
import dev.voronka.rules.drools.Said.Verb;
import dev.voronka.rules.fact.Lead;
import dev.voronka.rules.fact.Total;
import dev.voronka.rules.gate.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges a lead in two passes: score rules give points, which are summed up; verdict rules see the lead and the total. Where
 * no verdict rule holds, the bands of the scoring decide. A stop outweighs both.
 */
final class LeadRules implements Qualifier {

    private final BookDecisions book;

    LeadRules(BookDecisions book) {
        this.book = book;
    }

    @Override
    public Qualification answer(LeadFacts facts) {
        var lead = lead(facts);
        var fired = new ArrayList<Fired>();
        var judged = book.has(Kind.SCORE) ? judged(facts, lead, fired) : judgedPlainly(facts, lead, fired);
        return judged.ruled(new Ruling(Ruling.QUALIFY, book.book().version(), facts, fired));
    }

    private Qualification judged(LeadFacts facts, Lead lead, List<Fired> fired) {
        var sheet = book.judging().scoring().sheet().missing(missing(facts));
        var isStopped = false;
        for (var said : book.said(Kind.SCORE, List.of(lead))) {
            fired.add(new Fired(said.rule(), said.text(), said.points(), said.group()));
            if (said.verb() == Verb.STOP) {
                sheet.stop(said.text());
                isStopped = true;
            } else {
                sheet.add(said.points(), said.text(), said.group());
            }
        }
        if (isStopped) {
            return sheet.judged();
        }
        var total = new Total(
                sheet.score(), sheet.fit(), sheet.engagement(), missing(facts).size());
        return verdict(lead, total, fired).map(sheet::judged).orElseGet(sheet::judged);
    }

    /** For a book that has verdict rules only. */
    private Qualification judgedPlainly(LeadFacts facts, Lead lead, List<Fired> fired) {
        var scored = book.judging().qualifier().answer(facts).withoutRuling();
        var total = new Total(
                scored.score(),
                scored.fit(),
                scored.engagement(),
                missing(facts).size());
        return verdict(lead, total, fired).map(v -> with(scored, v)).orElse(scored);
    }

    private Optional<Qualification.Verdict> verdict(Lead lead, Total total, List<Fired> fired) {
        var first = book.said(Kind.VERDICT, List.of(lead, total)).stream().findFirst();
        first.ifPresent(said -> fired.add(new Fired(said.rule(), said.text(), 0, "")));
        return first.map(Said::who).map(Qualification.Verdict::valueOf);
    }

    private static Qualification with(Qualification scored, Qualification.Verdict verdict) {
        return new Qualification(
                scored.score(),
                verdict,
                scored.contributions(),
                scored.fit(),
                scored.engagement(),
                scored.stops(),
                scored.missing(),
                null);
    }

    /** What rules of this kind are given. */
    List<Record> facts(Kind kind, LeadFacts facts) {
        var lead = lead(facts);
        return kind == Kind.SCORE ? List.of(lead) : List.of(lead, total(facts, lead));
    }

    private Total total(LeadFacts facts, Lead lead) {
        var unanswered = missing(facts).size();
        if (!book.has(Kind.SCORE)) {
            var scored = book.judging().qualifier().answer(facts);
            return new Total(scored.score(), scored.fit(), scored.engagement(), unanswered);
        }
        var sheet = book.judging().scoring().sheet();
        book.said(Kind.SCORE, List.of(lead)).stream()
                .filter(said -> said.verb() != Verb.STOP)
                .forEach(said -> sheet.add(said.points(), said.text(), said.group()));
        return new Total(sheet.score(), sheet.fit(), sheet.engagement(), unanswered);
    }

    /** Codes of questions that are asked and not answered, required or not. */
    private List<String> missing(LeadFacts facts) {
        if (!facts.missing().isEmpty()) {
            return facts.missing();
        }
        var sheet = new AnswerSheet(0, facts.answers());
        return book.judging().vocabulary().questionnaire().asked(sheet).stream()
                .map(Question::code)
                .filter(code -> !facts.answers().containsKey(code))
                .toList();
    }

    private Lead lead(LeadFacts facts) {
        Map<String, Object> answers = new HashMap<>();
        for (var question : book.judging().vocabulary().questionnaire().questions()) {
            var answer = facts.answers().get(question.code());
            if (answer != null) {
                typed(question.type(), answer).ifPresent(given -> answers.put(question.code(), given));
            }
        }
        return new Lead(
                facts.source(),
                facts.region(),
                facts.budget(),
                answers,
                facts.channel(),
                facts.direction(),
                facts.products(),
                facts.company(),
                facts.consent(),
                facts.touches(),
                facts.reached(),
                facts.daysSinceFirstTouch());
    }

    /** As the gate has checked rules against it; empty if it is of another type, which would break them. */
    private Optional<Object> typed(AnswerType type, Object answer) {
        return switch (type) {
            case TEXT -> Optional.of(true);
            case DATE -> answer instanceof LocalDate date ? Optional.of(daysUntil(date)) : Optional.empty();
            default -> type.javaType().isInstance(answer) ? Optional.of(answer) : Optional.empty();
        };
    }

    private BigDecimal daysUntil(LocalDate date) {
        return BigDecimal.valueOf(
                ChronoUnit.DAYS.between(LocalDate.now(book.judging().clock()), date));
    }
}
