package dev.voronka.rules.cli;

import dev.voronka.decision.Ruling;
import dev.voronka.rules.RuleBook;
import dev.voronka.rules.whatif.Counts;
import dev.voronka.rules.whatif.WhatIf;
import dev.voronka.rules.whatif.WhatIfReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What stored decisions would have come to with other rules. */
@Command(name = "what-if", sortOptions = false)
final class WhatIfCommand implements Callable<Integer> {

    private final Desk desk;

    @Option(names = "--old", paramLabel = "DIR", descriptionKey = "old")
    private @Nullable Path old;

    @Option(names = "--new", paramLabel = "DIR", required = true, descriptionKey = "new")
    private Path changed = Path.of("");

    @Option(names = "--decisions", paramLabel = "FILE", required = true, descriptionKey = "decisions")
    private Path decisions = Path.of("");

    @Option(names = "--csv", paramLabel = "FILE", descriptionKey = "csv")
    private @Nullable Path csv;

    @Option(names = "--html", paramLabel = "FILE", descriptionKey = "html")
    private @Nullable Path html;

    WhatIfCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        if (csv != null) {
            Target.check(csv, List.of(".csv"), List.of(decisions));
            Target.outside(csv, changed);
            if (old != null) {
                Target.outside(csv, old);
            }
        }
        if (html != null) {
            Target.check(html, List.of(".html", ".htm"), csv == null ? List.of(decisions) : List.of(decisions, csv));
        }
        RuleBook before = null;
        if (old != null) {
            var found = desk.read(old);
            if (!found.isFine() || found.book().isEmpty()) {
                return desk.refused("what-if", found);
            }
            before = found.book().get();
        }
        var found = desk.read(changed);
        if (!found.isFine() || found.book().isEmpty()) {
            return desk.refused("what-if", found);
        }
        var after = found.book().get();
        var whatIf = before == null ? WhatIf.of(after, desk.judging()) : WhatIf.of(before, after, desk.judging());
        var report = replayed(whatIf);
        if (html != null) {
            write(html, report.html(desk.screen().reader()));
        }
        print(report);
        return Screen.FINE;
    }

    private WhatIfReport replayed(WhatIf whatIf) {
        if (csv == null) {
            return DecisionLines.of(decisions, whatIf::replay);
        }
        var file = csv;
        try (var table = new PrintWriter(Files.newBufferedWriter(file))) {
            var report = DecisionLines.of(
                    decisions, d -> whatIf.replay(d, table, desk.screen().reader()));
            if (table.checkError()) {
                throw new WrongUse("unwritable", file);
            }
            return report;
        } catch (IOException unable) {
            throw WrongUse.of(unable, "unwritable", file);
        }
    }

    private static void write(Path file, String page) {
        try {
            Files.writeString(file, page);
        } catch (IOException unable) {
            throw WrongUse.of(unable, "unwritable", file);
        }
    }

    private void print(WhatIfReport report) {
        var screen = desk.screen();
        if (!screen.isJson()) {
            screen.text(report.text(screen.reader()));
            return;
        }
        var kinds = new LinkedHashMap<String, Object>();
        for (var kind : List.of(Ruling.QUALIFY, Ruling.ROUTE, Ruling.ESCALATE, Ruling.APPROVE)) {
            if (report.counts(kind).decisions() > 0) {
                kinds.put(kind, counts(report.counts(kind)));
            }
        }
        var loads = new LinkedHashMap<String, Object>();
        report.loads()
                .forEach((who, load) -> loads.put(who, Screen.object("before", load.before(), "after", load.after())));
        screen.json(Screen.object(
                "command",
                "what-if",
                "ok",
                true,
                "exit",
                Screen.FINE,
                "old",
                report.before(),
                "new",
                report.after(),
                "counts",
                counts(report.counts()),
                "kinds",
                kinds,
                "loads",
                loads));
    }

    private static Map<String, Object> counts(Counts counts) {
        return Screen.object(
                "decisions",
                counts.decisions(),
                "changed",
                counts.changed(),
                "otherwise",
                counts.otherwise(),
                "failed",
                counts.failed(),
                "notReplayed",
                counts.notReplayed(),
                "notReproduced",
                counts.notReproduced());
    }
}
