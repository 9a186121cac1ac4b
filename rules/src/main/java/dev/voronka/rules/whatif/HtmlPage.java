package dev.voronka.rules.whatif;

import dev.voronka.decision.Ruling;
import dev.voronka.rules.whatif.Label.Sort;
import dev.voronka.rules.whatif.Replayed.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Writes a report as a page that needs nothing else: no script, no other file, no network. */
final class HtmlPage {

    private static final int MOST_TURNS = 30;
    private static final int HUNDRED = 100;

    private static final String STYLE = """
            :root{color-scheme:light;--ink:#1d2733;--soft:#5d6b7a;--line:#dfe5ec;--fill:#f5f7fa;--was:#9fb0c3;--is:#1f6feb;--up:#1a7f4b;--down:#b3261e;--warn:#fff4de}
            *{box-sizing:border-box}
            body{margin:0;background:var(--fill);color:var(--ink);font:16px/1.5 system-ui,"Segoe UI",Roboto,Arial,sans-serif}
            main{max-width:1080px;margin:0 auto;padding:24px 20px 60px}
            h1{font-size:28px;line-height:1.2;margin:0 0 4px}
            h2{font-size:21px;margin:0 0 4px}
            h3{font-size:16px;margin:22px 0 8px}
            p{margin:6px 0}
            .soft{color:var(--soft)}
            p.soft::first-letter{text-transform:uppercase}
            td.t{white-space:nowrap}
            section{background:#fff;border:1px solid var(--line);border-radius:10px;padding:20px 22px;margin:18px 0}
            .figures{display:flex;flex-wrap:wrap;gap:12px;margin:18px 0}
            .figure{background:#fff;border:1px solid var(--line);border-radius:10px;padding:12px 18px;min-width:150px;flex:1}
            .figure b{display:block;font-size:28px;line-height:1.2}
            .note{border-left:4px solid var(--is);padding:8px 14px;background:#eaf2fe;border-radius:0 8px 8px 0}
            .warn{border-left:4px solid #d98200;padding:8px 14px;background:var(--warn);border-radius:0 8px 8px 0;margin:8px 0}
            .wide{overflow-x:auto}
            table{border-collapse:collapse;width:100%;font-size:15px}
            th,td{text-align:left;padding:6px 10px;border-bottom:1px solid var(--line);vertical-align:top}
            th{color:var(--soft);font-weight:600;font-size:13px}
            td.n,th.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
            td.other{background:var(--warn);font-weight:600}
            td.bars{width:34%;min-width:160px}
            .bar{display:block;height:8px;border-radius:4px;margin:3px 0}
            .was{background:var(--was)}.is{background:var(--is)}
            .up{color:var(--up)}.down{color:var(--down)}
            .id{font:12px/1.5 ui-monospace,Consolas,monospace;color:var(--soft);word-break:break-all}
            .mark{display:inline-block;background:var(--warn);border-radius:6px;padding:0 6px;font-size:13px}
            @media print{body{background:#fff}section{break-inside:avoid;border:0;padding:8px 0}}
            """;

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="%s">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <style>
            %s</style>
            </head>
            <body>
            <main>
            """;

    private final WhatIfReport report;
    private final Wording wording;
    private final StringBuilder page = new StringBuilder();

    HtmlPage(WhatIfReport report, Wording wording) {
        this.report = report;
        this.wording = wording;
    }

    String written() {
        page.append(HEAD.formatted(wording.isRussian() ? "ru" : "en", safe(wording.title(report)), STYLE));
        head();
        report.tallies().forEach(this::kind);
        troubles();
        page.append("</main>\n</body>\n</html>\n");
        return page.toString();
    }

    private void head() {
        tag("h1", wording.say("headline"));
        tag("p", "soft", wording.books(report) + ".");
        var sums = wording.sums(report);
        tag("p", "soft", sums.get(0));
        var counts = report.counts();
        if (counts.decisions() > 0) {
            page.append("<div class=\"figures\">\n");
            report.tallies().forEach(t -> figure(t.kind(), t.counts()));
            page.append("</div>\n");
        }
        // Of what is behind these somebody should know before he or she trusts the figures.
        var plain = counts.otherwise() > 0 ? 3 : 2;
        sums.stream().skip(1).limit(plain - 1).forEach(s -> tag("p", s));
        tag("p", "note", wording.say("note"));
        sums.stream().skip(plain).forEach(s -> tag("p", "warn", s));
        report.silent().forEach(kind -> tag("p", "warn", wording.say("silent", wording.kind(kind))));
    }

    private void figure(String kind, Counts counts) {
        page.append("<div class=\"figure\">")
                .append(safe(wording.kind(kind)))
                .append("<b>")
                .append(safe(wording.count(counts.changed())))
                .append("</b><span class=\"soft\">")
                .append(safe(wording.say(
                        "figure",
                        wording.count(counts.decisions()),
                        wording.percent(counts.changed(), counts.decisions()))))
                .append("</span></div>\n");
    }

    private void kind(Tally tally) {
        var counts = tally.counts();
        page.append("<section>\n");
        tag("h2", wording.kind(tally.kind()));
        tag("p", "soft", wording.figures(counts) + ".");
        if (counts.changed() > 0) {
            if (tally.kind().equals(Ruling.QUALIFY)) {
                scores(tally);
            } else {
                shares(tally);
                turns(tally);
            }
        }
        rules(tally);
        cases(tally);
        page.append("</section>\n");
    }

    // Leads

    private void scores(Tally tally) {
        tag("h3", wording.say("matrix"));
        var verdicts = new TreeSet<Label>();
        tally.shares().keySet().stream().filter(l -> l.sort() == Sort.VERDICT).forEach(verdicts::add);
        var head = new ArrayList<String>(List.of(""));
        verdicts.forEach(v -> head.add(wording.label(v)));
        tableBegins(head, 1);
        for (var from : verdicts) {
            page.append("<tr><th>").append(safe(wording.label(from))).append("</th>");
            for (var to : verdicts) {
                var flow = new Tally.Flow(List.of(List.of(from)), List.of(List.of(to)));
                var count = tally.flows().getOrDefault(flow, 0L);
                var isOther = count > 0 && !from.equals(to);
                cell(isOther ? "n other" : "n", count == 0 ? "" : wording.count(count));
            }
            page.append("</tr>\n");
        }
        tableEnds();
        tag("h3", wording.say("bands"));
        tag("p", "soft", wording.moves(tally));
        var most =
                tally.bands().values().stream().mapToLong(Long::longValue).max().orElse(1);
        tableBegins(List.of(wording.say("bands"), wording.say("bands.count"), ""), 1);
        tally.bands().forEach((band, count) -> {
            page.append("<tr>");
            cell("", band.range());
            cell("n", wording.count(count));
            page.append("<td class=\"bars\">");
            bar(band == Band.NONE ? "was" : "is", count, most);
            page.append("</td></tr>\n");
        });
        tableEnds();
    }

    // The others

    private void shares(Tally tally) {
        tag("h3", wording.say("shares." + tally.kind()));
        var most = tally.shares().values().stream()
                .mapToLong(s -> Math.max(s.before(), s.after()))
                .max()
                .orElse(1);
        tableBegins(
                List.of(
                        "",
                        wording.say("before"),
                        wording.say("after"),
                        wording.say("added"),
                        wording.say("removed"),
                        wording.say("bars.key")),
                1);
        tally.shares().entrySet().stream()
                .sorted(Map.Entry.<Label, Tally.Share>comparingByValue(
                        (a, b) -> Long.compare(Math.max(b.before(), b.after()), Math.max(a.before(), a.after()))))
                .forEach(e -> share(e.getKey(), e.getValue(), most));
        tableEnds();
    }

    private void share(Label label, Tally.Share share, long most) {
        page.append("<tr>");
        cell("", wording.label(label));
        cell("n", wording.count(share.before()));
        cell("n", wording.count(share.after()));
        cell("n up", share.added() == 0 ? "" : "+" + wording.count(share.added()));
        cell("n down", share.removed() == 0 ? "" : "−" + wording.count(share.removed()));
        page.append("<td class=\"bars\">");
        bar("was", share.before(), most);
        bar("is", share.after(), most);
        page.append("</td></tr>\n");
    }

    private void turns(Tally tally) {
        var turns = tally.turns(MOST_TURNS);
        if (turns.isEmpty()) {
            return;
        }
        tag("h3", wording.say("turns.title"));
        tableBegins(List.of(wording.say("turns.from"), wording.say("turns.to"), wording.say("turns.count")), 2);
        for (var turn : turns) {
            page.append("<tr>");
            cell("", wording.steps(turn.getKey().from()));
            cell("", wording.steps(turn.getKey().to()));
            cell("n", wording.count(turn.getValue()));
            page.append("</tr>\n");
        }
        tableEnds();
    }

    private void rules(Tally tally) {
        if (tally.rules().values().stream().noneMatch(Tally.Shots::isOther)) {
            return;
        }
        tag("h3", wording.say("rules"));
        tableBegins(wording.shotsHead(), 1);
        tally.rules().forEach((rule, shots) -> {
            if (shots.isOther()) {
                var cells = wording.shots(rule, shots);
                page.append("<tr>");
                for (var i = 0; i < cells.size(); i++) {
                    cell(i == 0 ? "" : i == 3 ? "n up" : i == 4 ? "n down" : "n", cells.get(i));
                }
                page.append("</tr>\n");
            }
        });
        tableEnds();
    }

    private void cases(Tally tally) {
        var changed = tally.changed();
        if (changed.isEmpty()) {
            return;
        }
        tag(
                "h3",
                wording.say(
                        "cases",
                        wording.count(changed.size()),
                        wording.count(tally.counts().changed())));
        if (changed.size() < tally.counts().changed()) {
            tag("p", "soft", wording.say("cases.all"));
        }
        tableBegins(
                List.of(
                        wording.say("case.at"),
                        wording.say("case.card"),
                        wording.say("case.before"),
                        wording.say("case.after"),
                        wording.say("case.rules")),
                5);
        for (var one : changed) {
            var before = one.before();
            var after = one.after();
            if (before != null && after != null) {
                begins(one);
                cell("", wording.result(before));
                cell("", wording.result(after));
                page.append("<td>");
                wording.rules(one)
                        .forEach(r -> page.append("<div>").append(safe(r)).append("</div>"));
                page.append("</td>");
                page.append("</tr>\n");
            }
        }
        tableEnds();
    }

    private void troubles() {
        var listed = report.troubles();
        if (listed.isEmpty()) {
            return;
        }
        page.append("<section>\n");
        tag("h2", wording.say("troubles"));
        tableBegins(List.of(wording.say("case.at"), wording.say("case.card"), wording.say("troubles.what")), 3);
        for (var one : listed) {
            begins(one);
            var isReplayed = one.status() != Status.FAILED && one.status() != Status.NOT_REPLAYED;
            cell(
                    "",
                    isReplayed
                            ? wording.reproduced(one)
                            : wording.say("status." + one.status().code()) + ": " + wording.why(one));
            page.append("</tr>\n");
        }
        tableEnds();
        page.append("</section>\n");
    }

    /** When and on which card, with its marks. */
    private void begins(Replayed one) {
        var decision = one.decision();
        page.append("<tr>");
        cell("t", wording.at(decision.at()));
        page.append("<td>").append(safe(wording.process(decision.process())));
        one.marks()
                .forEach(m -> page.append(" <span class=\"mark\">")
                        .append(safe(wording.mark(m)))
                        .append("</span>"));
        page.append("<div class=\"id\">")
                .append(safe(decision.card().toString()))
                .append("</div></td>");
    }

    // Words

    /** From the column {@code numbers} on figures stand to the right. */
    private void tableBegins(List<String> head, int numbers) {
        page.append("<div class=\"wide\"><table>\n<tr>");
        for (var i = 0; i < head.size(); i++) {
            page.append(i >= numbers ? "<th class=\"n\">" : "<th>")
                    .append(safe(head.get(i)))
                    .append("</th>");
        }
        page.append("</tr>\n");
    }

    private void tableEnds() {
        page.append("</table></div>\n");
    }

    private void bar(String kind, long part, long whole) {
        page.append("<span class=\"bar ")
                .append(kind)
                .append("\" style=\"width:")
                .append(part == 0 ? 0 : Math.max(1, part * HUNDRED / Math.max(1, whole)))
                .append("%\"></span>");
    }

    private void cell(String kind, String text) {
        page.append(kind.isEmpty() ? "<td>" : "<td class=\"" + kind + "\">")
                .append(safe(text))
                .append("</td>");
    }

    private void tag(String name, String text) {
        page.append('<')
                .append(name)
                .append('>')
                .append(safe(text))
                .append("</")
                .append(name)
                .append(">\n");
    }

    private void tag(String name, String kind, String text) {
        page.append('<')
                .append(name)
                .append(" class=\"")
                .append(kind)
                .append("\">")
                .append(safe(text))
                .append("</")
                .append(name)
                .append(">\n");
    }

    static String safe(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
