package dev.voronka.rules.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.voronka.rules.fact.Lead;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Texts and names that look like code are only texts and names; the heaviest rule that is allowed is no burden. */
class GateTextsTest {

    private static final List<String> LOOK_LIKE_CODE = List.of(
            "*/ } static { System.exit(0); } /*",
            "@{System.exit(0)}",
            "@if{true} @end{}",
            "${1+1} #{1+1}",
            "// then end rule",
            "insert(x); modify(x) { } update(y);",
            "drools.halt(); kcontext.x",
            "channels[a].send(b)",
            "' + System.exit(0) + '",
            "%s %n {0}",
            "а б",
            "а-б",
            "а_б",
            "$f1 $l",
            "like *снг*",
            "tab\there");

    @Test
    void a_text_that_looks_like_code_arrives_as_it_was_written() {
        var file = new StringBuilder("package voronka.score\n");
        for (var text : LOOK_LIKE_CODE) {
            file.append("rule \"")
                    .append(text)
                    .append("\" when\n  Lead(region == \"")
                    .append(text);
            file.append("\") or Lead(answers[\"comment\"] == \"").append(text).append("\")\n");
            file.append("then\n  score.add(1, \"").append(text).append("\");\nend\n");
        }
        var checked = GateBed.check(Kind.SCORE, file.toString());
        assertThat(checked.problems()).isEmpty();
        assertThat(EmittedTokens.wrong(Kind.SCORE, checked.drl().replace("\t", " ")))
                .isEmpty();

        var base = GateBed.compile(checked.drl());

        for (var text : LOOK_LIKE_CODE) {
            var said = List.of("add[1, " + text + "]");
            assertThat(GateBed.run(base, Kind.SCORE, List.of(new Lead("", text, BigDecimal.ONE, Map.of()))))
                    .isEqualTo(said);
            assertThat(GateBed.run(
                            base, Kind.SCORE, List.of(new Lead("", "", BigDecimal.ONE, Map.of("comment", text)))))
                    .isEqualTo(said);
        }
    }

    /** As much as the gate lets through. */
    private static final Map<String, String> HEAVY = Map.of(
            "brackets", "Lead(" + "(".repeat(20) + "budget > 1" + ")".repeat(20) + ")",
            "brackets with two sides", "Lead(" + "(budget > 1 || ".repeat(20) + "budget > 2" + ")".repeat(20) + ")",
            "brackets on the left", "Lead(" + "(".repeat(20) + "budget > 1" + " || budget > 2)".repeat(20) + ")",
            "brackets of a sum", "Lead(budget > " + "(1 + ".repeat(10) + "1" + ")".repeat(10) + ")",
            "negations", "Lead(" + "!(".repeat(10) + "budget > 1" + ")".repeat(10) + ")",
            "chain", "Lead(" + "budget > 1 || ".repeat(30) + "budget > 1)",
            "sum", "Lead(budget > " + "1 + ".repeat(10) + "1)",
            "list", "Lead(region in (" + String.join(", ", Collections.nCopies(199, "\"a\"")) + "))",
            "groups", "(".repeat(9) + "Lead(budget > 1)" + ")".repeat(9),
            "branches",
                    "(Lead(budget > 1) or Lead(budget > 2)) (Lead(budget > 1) or Lead(budget > 2)) (Lead() or Lead())");

    @TestFactory
    Stream<DynamicTest> the_heaviest_that_is_let_through_is_checked_compiled_and_run_in_time() {
        var lead = new Lead("", "a", new BigDecimal("1000"), Map.of());
        return HEAVY.entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> {
                    var done = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
                        var checked = GateBed.check(
                                Kind.SCORE, GateBed.rule(Kind.SCORE, e.getValue(), "score.add(1, \"x\");"));
                        assertThat(checked.problems()).isEmpty();
                        return GateBed.run(GateBed.compile(checked.drl()), Kind.SCORE, List.of(lead));
                    });
                    assertThat(done).contains("add[1, x]");
                }));
    }

    @TestFactory
    Stream<DynamicTest> a_large_file_of_nonsense_is_refused_in_time() {
        return Map.of(
                        "quotes", "\"".repeat(900_000),
                        "texts on one line", "\"a\" ".repeat(220_000),
                        "broken texts", "\"a\n".repeat(300_000),
                        "brackets", "()".repeat(450_000),
                        "words", "rule ".repeat(180_000),
                        "broken rules", "rule \"a\" when Lead( then score.add(; end\n".repeat(20_000),
                        "slashes", "/".repeat(900_000),
                        "comments", "/**/".repeat(200_000),
                        "one word", "a".repeat(900_000),
                        "one number", "1".repeat(900_000))
                .entrySet()
                .stream()
                .map(e -> DynamicTest.dynamicTest(
                        e.getKey(),
                        () -> assertThat(assertTimeoutPreemptively(
                                                Duration.ofSeconds(20),
                                                () -> GateBed.check(
                                                        Kind.SCORE, "package voronka.score\n" + e.getValue()))
                                        .isSound())
                                .isEqualTo(e.getKey().equals("slashes")
                                        || e.getKey().equals("comments"))));
    }

    @Test
    void a_glob_takes_no_time_however_wicked_it_is() {
        var glob = "*a".repeat(99) + "b";

        var fits = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> Reckon.like("a".repeat(100_000), glob));

        assertThat(fits).isFalse();
        assertThat(Reckon.like("Поставка в СНГ", "*снг*")).isTrue();
        assertThat(Reckon.like("", "*")).isTrue();
        assertThat(Reckon.like("абв", "а?в")).isTrue();
        assertThat(Reckon.like("абв", "а?")).isFalse();
        assertThat(Reckon.like("a.c", "a.c")).isTrue();
        assertThat(Reckon.like("abc", "a.c")).isFalse();
    }

    @Test
    void reckoning_never_throws() {
        var huge = new BigDecimal("1e2147483000");
        assertThat(Reckon.times(huge, huge)).isNull();
        assertThat(Reckon.over(1, 0)).isNull();
        assertThat(Reckon.plus(1, null)).isNull();
        assertThat(Reckon.points(huge)).isEqualTo(1_000_000);
        assertThat(Reckon.points(huge.negate())).isEqualTo(-1_000_000);
        assertThat(Reckon.points(null)).isZero();
        assertThat(Reckon.points(new BigDecimal("1e-2147483000"))).isZero();
        assertThat(Reckon.text(huge)).hasSizeLessThan(100);
        assertThat(Reckon.text(new BigDecimal("1000000.00"))).isEqualTo("1000000");
        assertThat(Reckon.more(huge, 1)).isTrue();
        assertThat(Reckon.same(new BigDecimal("1.50"), new BigDecimal("1.5"))).isTrue();
        assertThat(Reckon.same(null, 1)).isFalse();
        assertThat(Reckon.more(null, 1)).isFalse();
    }
}
