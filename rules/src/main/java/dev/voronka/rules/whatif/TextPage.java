package dev.voronka.rules.whatif;

import dev.voronka.decision.Ruling;
import dev.voronka.rules.whatif.Replayed.Status;
import java.util.ArrayList;
import java.util.List;

/** Writes a report for people at a console. */
final class TextPage {

    /** A console is no place for more. */
    private static final int MOST_CASES = 10;

    private static final int MOST_TURNS = 10;

    private final WhatIfReport report;
    private final Wording wording;
    private final StringBuilder page = new StringBuilder();

    TextPage(WhatIfReport report, Wording wording) {
        this.report = report;
        this.wording = wording;
    }

    String written() {
        line(0, wording.title(report));
        wording.sums(report).forEach(s -> line(0, s));
        line(0, wording.say("note"));
        report.tallies().forEach(this::kind);
        troubles();
        report.silent().forEach(kind -> line(0, wording.say("silent", wording.kind(kind))));
        return page.toString();
    }

    private void kind(Tally tally) {
        var counts = tally.counts();
        page.append('\n');
        line(0, wording.say("kind.line", wording.kind(tally.kind()), wording.figures(counts)));
        if (counts.changed() > 0) {
            if (tally.kind().equals(Ruling.QUALIFY)) {
                line(1, wording.moves(tally));
                table(bands(tally));
            }
            table(shares(tally));
            turns(tally);
        }
        rules(tally);
        cases(tally);
    }

    private List<List<String>> bands(Tally tally) {
        var rows = new ArrayList<List<String>>();
        tally.bands().forEach((band, count) -> rows.add(List.of(band.range(), wording.count(count))));
        return rows;
    }

    private List<List<String>> shares(Tally tally) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of(
                wording.say("shares." + tally.kind()),
                wording.say("before"),
                wording.say("after"),
                wording.say("added"),
                wording.say("removed")));
        tally.shares()
                .forEach((label, share) -> rows.add(List.of(
                        wording.label(label),
                        wording.count(share.before()),
                        wording.count(share.after()),
                        share.added() == 0 ? "" : "+" + wording.count(share.added()),
                        share.removed() == 0 ? "" : "−" + wording.count(share.removed()))));
        return rows;
    }

    private void turns(Tally tally) {
        var turns = tally.turns(MOST_TURNS);
        if (!turns.isEmpty()) {
            line(1, wording.say("turns"));
            turns.forEach(turn -> line(
                    2,
                    wording.steps(turn.getKey().from()) + " ⇒ "
                            + wording.steps(turn.getKey().to()) + ": " + wording.count(turn.getValue())));
        }
    }

    private void rules(Tally tally) {
        var rows = new ArrayList<List<String>>();
        tally.rules().forEach((rule, shots) -> {
            if (shots.isOther()) {
                rows.add(wording.shots(rule, shots));
            }
        });
        if (!rows.isEmpty()) {
            rows.add(0, wording.shotsHead());
            table(rows);
        }
    }

    private void cases(Tally tally) {
        var changed = tally.changed();
        if (changed.isEmpty()) {
            return;
        }
        var listed = changed.stream().limit(MOST_CASES).toList();
        line(
                1,
                wording.say(
                        "cases",
                        wording.count(listed.size()),
                        wording.count(tally.counts().changed())));
        for (var one : listed) {
            line(2, head(one));
            line(3, wording.change(one));
            var rules = String.join("; ", wording.rules(one));
            if (!rules.isEmpty()) {
                line(3, rules);
            }
        }
    }

    private String head(Replayed one) {
        var decision = one.decision();
        var marks = wording.marks(one);
        return wording.at(decision.at()) + "  " + wording.process(decision.process()) + "  " + decision.card()
                + (marks.isEmpty() ? "" : "  [" + marks + "]");
    }

    private void troubles() {
        var listed = report.troubles().stream().limit(MOST_CASES).toList();
        if (listed.isEmpty()) {
            return;
        }
        page.append('\n');
        line(0, wording.say("troubles"));
        for (var one : listed) {
            line(1, head(one) + ": " + wording.say("status." + one.status().code()));
            line(
                    2,
                    one.status() == Status.FAILED || one.status() == Status.NOT_REPLAYED
                            ? wording.why(one)
                            : wording.reproduced(one));
        }
    }

    /** First column to the left, the others to the right. */
    private void table(List<List<String>> rows) {
        var widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
        for (var row : rows) {
            for (var i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (var row : rows) {
            var text = new StringBuilder();
            for (var i = 0; i < row.size(); i++) {
                var cell = row.get(i);
                var pad = " ".repeat(widths[i] - cell.length());
                text.append(i == 0 ? cell + pad : "  " + pad + cell);
            }
            line(2, text.toString().stripTrailing());
        }
    }

    private void line(int depth, String text) {
        page.append("  ".repeat(depth)).append(text).append('\n');
    }
}
