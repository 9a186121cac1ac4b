package dev.voronka.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.CardId;
import dev.voronka.InvalidInput;
import dev.voronka.Money;
import dev.voronka.Role;
import dev.voronka.approval.ApprovalLine;
import dev.voronka.approval.ApprovalStep;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.decision.Escalation;
import dev.voronka.decision.Escalator;
import dev.voronka.decision.Escalator.Measure;
import dev.voronka.decision.LeadFacts;
import dev.voronka.decision.LoggedDecision;
import dev.voronka.decision.Qualification;
import dev.voronka.decision.Qualification.Verdict;
import dev.voronka.decision.RoutingRules;
import dev.voronka.decision.Ruled;
import dev.voronka.decision.Ruling;
import dev.voronka.decision.Scoring;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Decisions are read as they were written, by a voronka whose facts have changed since too. */
class DecisionFormTest {

    private static final CardId CARD = new CardId(new UUID(0, 7));
    private static final Instant AT = Instant.parse("2026-11-23T07:00:00Z");
    private static final LeadFacts LEAD = new LeadFacts(
            "yandex",
            "Москва",
            new BigDecimal("1000000.5"),
            new TreeMap<>(Map.of(
                    "authority",
                    "self",
                    "hasCompetitor",
                    true,
                    "callAgainOn",
                    LocalDate.of(2026, 12, 1),
                    "seats",
                    BigDecimal.TEN)),
            "WEBSITE",
            "alarms",
            List.of("щит"),
            true,
            true,
            3,
            2,
            1,
            List.of("budget"));

    private final DecisionForm form = new DecisionForm(new JacksonCodec());

    private LoggedDecision kept(Ruled answer) {
        return form.read(form.line(CARD, "incoming-lead", 2, "", AT, answer));
    }

    private static Ruling ruling(String kind, Object facts) {
        return new Ruling(kind, "book-1", facts, List.of(new Ruling.Fired("Бюджет", "score.add", 5, "fit")));
    }

    private static DecisionLine line(String kind, String facts, String answer) {
        return new DecisionLine(3, CARD, "incoming-lead", 2, "", kind, AT, "old", "00000000", facts, answer, "[]");
    }

    @Test
    void a_judged_lead_is_read_as_it_was_written() {
        var answer = Scoring.standard()
                .limit("fit", 10)
                .sheet()
                .add(60, "бюджет", "fit")
                .stop("конкурент")
                .missing(List.of("budget"))
                .judged()
                .ruled(ruling(Ruling.QUALIFY, LEAD));

        var kept = kept(answer);

        assertThat(kept.facts()).isEqualTo(LEAD);
        assertThat(kept.answer()).isEqualTo(answer.withoutRuling());
        assertThat(kept.older()).isFalse();
        assertThat(kept.answerJson()).doesNotContain("book-1");
        assertThat(kept.key()).isEqualTo("0@2026-11-23T07:00:00Z");
        assertThat(kept.facts(Escalation.class)).isEmpty();
    }

    @Test
    void a_rung_is_read_as_it_was_written() {
        var facts = new Escalation(
                "deal",
                "",
                "NEED",
                "rep",
                "ladder.head",
                Escalation.Kind.HEAD,
                "",
                "",
                "anna",
                "igor",
                "dmitry",
                new BigDecimal("5"),
                Duration.ZERO,
                Duration.ofHours(30),
                2,
                new TreeMap<>(Map.of("reschedule", 2)));
        var answer = Escalator.Answer.of(
                        Measure.say(Role.HEAD, "сделка ждёт"),
                        Measure.tellOwner("deadline-near"),
                        Measure.tell("anna", "deadline-taken-away", Money.roubles(5)),
                        Measure.raise(Role.HEAD, "deadline-help", "anna"),
                        Measure.note("deadline-breached"),
                        Measure.reassign(Role.REP))
                .ruled(ruling(Ruling.ESCALATE, facts));

        var kept = kept(answer);

        assertThat(kept.facts()).isEqualTo(facts);
        assertThat(kept.answer()).isEqualTo(answer.withoutRuling());
    }

    @Test
    void an_approval_is_read_as_it_was_written() {
        var facts = ApprovalPolicy.Asked.of(
                "deal", null, Money.roubles(3_000_000), Map.of("discount", new BigDecimal("12.5")));
        var answer = new ApprovalPolicy.Required(List.of(ApprovalStep.all(
                        new ApprovalLine(Role.DIRECTOR, null, "скидка", new java.util.TreeSet<>(), null))))
                .ruled(ruling(Ruling.APPROVE, facts));

        var kept = kept(answer);

        assertThat(kept.facts()).isEqualTo(facts);
        assertThat(kept.answer()).isEqualTo(answer.withoutRuling());
    }

    @Test
    void facts_of_an_older_vocabulary_are_marked_and_what_they_do_not_tell_is_empty() {
        var kept = form.read(line(
                Ruling.QUALIFY,
                "{\"answers\":{\"authority\":\"self\"},\"budget\":5,\"hairColour\":\"red\",\"source\":\"радио\"}",
                "{\"contributions\":[{\"points\":5,\"reason\":\"бюджет\"}],\"score\":5,\"verdict\":\"NOT_TARGET\"}"));

        assertThat(kept.older()).isTrue();
        assertThat(kept.facts())
                .isEqualTo(new LeadFacts("радио", "", new BigDecimal(5), new TreeMap<>(Map.of("authority", "self"))));
        assertThat(kept.answer(Qualification.class).orElseThrow().verdict()).isEqualTo(Verdict.NOT_TARGET);
        assertThat(kept.factsJson()).contains("hairColour");
    }

    @Test
    void facts_within_facts_are_filled_too() {
        var kept =
                form.read(line(Ruling.ROUTE, "{\"candidates\":[{\"employee\":\"anna\"}],\"process\":\"deal\"}", "{}"));

        var question = kept.facts(RoutingRules.Question.class).orElseThrow();
        assertThat(question.process()).isEqualTo("deal");
        assertThat(question.candidates())
                .containsExactly(new RoutingRules.Candidate("anna", "", Set.of(), Set.of(), 0, 0));
    }

    @Test
    void facts_that_cannot_be_read_any_more_stay_as_they_are() {
        var kept = form.read(line(Ruling.QUALIFY, "{\"budget\":\"много\"}", "{\"verdict\":\"MAYBE\"}"));

        assertThat(kept.facts()).isNull();
        assertThat(kept.answer()).isNull();
        assertThat(kept.factsJson()).isEqualTo("{\"budget\":\"много\"}");
    }

    @Test
    void decisions_of_a_hosts_own_kind_are_kept_as_they_are() {
        var kept = form.read(line("discount", "{\"percent\":5}", "{\"allowed\":true}"));

        assertThat(kept.older()).isFalse();
        assertThat(kept.facts()).isNull();
        assertThat(kept.answerJson()).isEqualTo("{\"allowed\":true}");
    }

    @Test
    void a_text_that_is_no_line_is_refused_and_says_what_is_missing() {
        assertThatThrownBy(() -> form.line("[]"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("no JSON object");
        assertThatThrownBy(() -> form.line("{\"card\":\"" + CARD + "\"}"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("has no \"number\"");
    }

    @Test
    void what_nobody_has_ruled_is_no_line() {
        var plain = new Qualification(5, Verdict.NOT_TARGET, List.of());

        assertThat(plain.ruling()).isEqualTo(Optional.empty());
        assertThatThrownBy(() -> form.line(CARD, "incoming-lead", 2, "", AT, plain))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("has no ruling");
    }
}
