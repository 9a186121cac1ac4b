package dev.voronka.rules.analysis;

import dev.voronka.rules.analysis.Finding.Severity;
import dev.voronka.rules.gate.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects findings, a bounded number of each kind. */
final class Notes {

    /** More of one kind nobody reads. */
    static final int MOST = 20;

    private record Sort(Finding.Kind kind, Kind decides) {}

    private final Pace pace;
    private final List<Finding> found = new ArrayList<>();
    private final Map<Sort, Integer> counts = new LinkedHashMap<>();

    Notes(Pace pace) {
        this.pace = pace;
    }

    Pace pace() {
        return pace;
    }

    /** Whether there are so many of this kind that no more are shown. */
    boolean isFull(Finding.Kind kind, Kind decides) {
        return counts.getOrDefault(new Sort(kind, decides), 0) > MOST;
    }

    void add(
            Finding.Kind kind,
            Severity severity,
            Kind decides,
            List<Reading> rules,
            Bilingual text,
            Bilingual advice,
            @Nullable Witness witness) {
        if (counts.merge(new Sort(kind, decides), 1, Integer::sum) <= MOST) {
            found.add(Finding.of(kind, severity, decides, rules, text, advice, witness));
        }
    }

    AnalysisReport report() {
        var all = new ArrayList<>(found);
        var complete = found.stream().noneMatch(f -> f.kind() == Finding.Kind.TOO_INVOLVED);
        for (var count : counts.entrySet()) {
            var sort = count.getKey();
            if (count.getValue() > MOST) {
                complete = false;
                all.add(cut(
                        sort.decides(),
                        new Bilingual(
                                "There are more findings \"" + sort.kind().code() + "\" than the " + MOST
                                        + " shown here.",
                                "Замечаний «" + sort.kind().code() + "» больше, показаны " + MOST + ".")));
            }
        }
        if (pace.wasStopped()) {
            complete = false;
            all.add(cut(
                    Kind.SCORE,
                    new Bilingual(
                            "The book is so large that not all rules could be compared in time.",
                            "Книга велика: за отведённое время сравнили не все правила.")));
        }
        all.sort(Comparator.comparing(Finding::severity)
                .thenComparing(Finding::kind)
                .thenComparing(f -> f.rules().isEmpty() ? "" : f.rules().get(0).file())
                .thenComparing(f -> f.rules().isEmpty() ? 0 : f.rules().get(0).line()));
        return new AnalysisReport(all, complete);
    }

    private static Finding cut(Kind decides, Bilingual text) {
        return Finding.of(Finding.Kind.CUT_SHORT, Severity.NOTE, decides, List.of(), text, Bilingual.same(""), null);
    }
}
