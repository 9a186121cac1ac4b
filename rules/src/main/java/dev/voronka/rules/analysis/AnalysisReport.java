package dev.voronka.rules.analysis;

import dev.voronka.rules.analysis.Finding.Severity;
import dev.voronka.rules.gate.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is odd in a book, the most certain first, then by kind and place.
 *
 * @param findings what was found
 * @param complete whether all rules could be read and all that was found is in the list
 */
public record AnalysisReport(List<Finding> findings, boolean complete) {

    /** Keeps an unmodifiable copy. */
    public AnalysisReport {
        findings = List.copyOf(findings);
    }

    /** The findings of one severity. */
    public List<Finding> of(Severity severity) {
        return findings.stream().filter(f -> f.severity() == severity).toList();
    }

    /** What is proven, as warnings about the book. */
    public List<Problem> warnings() {
        return of(Severity.SURE).stream().map(Finding::problem).toList();
    }

    /** The report for a person. */
    public String text(Locale reader) {
        var russian = Bilingual.isRussian(reader);
        if (findings.isEmpty()) {
            return russian ? "Замечаний нет.\n" : "Nothing odd was found.\n";
        }
        var text = new StringBuilder();
        for (var severity : Severity.values()) {
            var some = of(severity);
            if (some.isEmpty()) {
                continue;
            }
            text.append(text.isEmpty() ? "" : "\n")
                    .append(severity.said(reader))
                    .append(": ")
                    .append(some.size())
                    .append('\n');
            for (var finding : some) {
                text.append("  ")
                        .append(finding.place())
                        .append(": ")
                        .append(finding.said(reader))
                        .append('\n');
                if (!finding.advice(reader).isEmpty()) {
                    text.append("    → ").append(finding.advice(reader)).append('\n');
                }
            }
        }
        return text.toString();
    }

    /** Texts, numbers, lists and maps only, ready to be written as JSON. */
    public Map<String, Object> plain() {
        var all = new LinkedHashMap<String, Object>();
        all.put("complete", complete);
        all.put("findings", findings.stream().map(Finding::plain).toList());
        return all;
    }
}
