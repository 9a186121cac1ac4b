package dev.voronka.rules.analysis;

import static dev.voronka.rules.analysis.AnalysisBed.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.rules.analysis.Finding.Severity;
import dev.voronka.rules.gate.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** As many rules as a book may have. */
class LargeBookTest {

    @Test
    void of_five_thousand_ranges_the_one_in_the_shadow_is_found() {
        var text = new StringBuilder();
        for (var i = 0; i < 4_999; i++) {
            text.append(verdict(
                    "П" + i,
                    "Lead(budget >= " + i * 10 + ", budget < " + (i * 10 + 10) + ")",
                    i % 2 == 0 ? "NURTURE" : "QUALIFIED"));
        }
        text.append(verdict("В тени", "Lead(budget > 40001, budget < 40009)", "QUALIFIED"));

        assertThat(found(text)).containsExactly("SURE SHADOWED В тени П4000");
    }

    @Test
    void of_five_thousand_regions_and_ranges_the_one_in_the_shadow_is_found() {
        var text = new StringBuilder();
        for (var i = 0; i < 4_999; i++) {
            var low = i % 5 * 100;
            text.append(verdict(
                    "П" + i,
                    "Lead(region == \"р" + i / 5 + "\", budget >= " + low + ", budget < " + (low + 100) + ")",
                    i % 2 == 0 ? "NURTURE" : "QUALIFIED"));
        }
        text.append(verdict("В тени", "Lead(region == \"р7\", budget > 150, budget < 250)", "QUALIFIED"));

        assertThat(found(text)).containsExactly("SURE SHADOWED В тени П36 П37");
    }

    private static java.util.List<String> found(StringBuilder text) {
        var rules = AnalysisBed.rules(Kind.VERDICT, text.toString());
        var begun = System.nanoTime();
        var report = AnalysisBed.analysed(Map.of(Kind.VERDICT, rules));
        System.out.println("5,000 rules were looked through in " + (System.nanoTime() - begun) / 1_000_000 + " ms");
        assertThat(report.complete()).isTrue();
        return report.of(Severity.SURE).stream()
                .map(f -> f.severity() + " " + f.kind() + " "
                        + String.join(
                                " ",
                                f.rules().stream().map(Finding.RuleAt::name).toList()))
                .toList();
    }
}
