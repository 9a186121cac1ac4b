package dev.voronka.rules.whatif;

import dev.voronka.rules.whatif.Replayed.Mark;
import dev.voronka.rules.whatif.Replayed.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Cases as a table for Excel in Russia: UTF-8 with a mark, semicolons. Each row is written as soon as it is known. What
 * Excel would take for a formula is kept from being one by an apostrophe before it.
 */
final class CaseTable {

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String LINE_END = "\r\n";
    private static final String BEGINS_A_FORMULA = "=+-@\t\r\n＝＋－＠";
    private static final List<String> COLUMNS = List.of(
            "at",
            "card",
            "process",
            "move",
            "rung",
            "kind",
            "book",
            "status",
            "before",
            "after",
            "score-before",
            "score-after",
            "gained",
            "rules-gained",
            "rules-lost",
            "rules-altered",
            "marks");

    private final Appendable out;
    private final Wording wording;

    CaseTable(Appendable out, Wording wording) {
        this.out = out;
        this.wording = wording;
        write(BYTE_ORDER_MARK);
        row(COLUMNS.stream().map(c -> guarded(wording.say("column." + c, wording.zone()))));
    }

    /** Writes it if there is anything to tell of it. */
    void add(Replayed one) {
        var isTold = one.status() != Status.SAME && one.status() != Status.OTHERWISE;
        if (!isTold && !one.has(Mark.NOT_REPRODUCED)) {
            return;
        }
        var decision = one.decision();
        var isLead = one.before() != null && one.before().isScored();
        row(Stream.of(
                wording.at(decision.at()),
                decision.card().toString(),
                guarded(decision.process()),
                String.valueOf(decision.move()),
                guarded(decision.rung()),
                guarded(wording.kind(decision.kind())),
                guarded(decision.book()),
                guarded(wording.say("status." + one.status().code())),
                guarded(said(one.before())),
                guarded(one.after() == null ? wording.why(one) : said(one.after())),
                isLead ? score(one.before()) : "",
                isLead ? score(one.after()) : "",
                isLead ? String.valueOf(one.gained()) : "",
                guarded(String.join(", ", wording.gained(one))),
                guarded(String.join(", ", wording.lost(one))),
                guarded(String.join(", ", wording.altered(one))),
                guarded(wording.marks(one))));
    }

    private String said(@Nullable Result result) {
        return result == null ? "" : wording.steps(result.steps());
    }

    private static String score(@Nullable Result result) {
        return result == null ? "" : String.valueOf(result.score());
    }

    private void row(Stream<String> cells) {
        write(cells.map(CaseTable::quoted).collect(Collectors.joining(";", "", LINE_END)));
    }

    /** Blanks and what is not seen at the beginning do not keep Excel from it. */
    static String guarded(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (BEGINS_A_FORMULA.indexOf(c) >= 0) {
                return "'" + text;
            }
            if (!isUnseen(c)) {
                break;
            }
        }
        return text;
    }

    private static boolean isUnseen(char c) {
        return Character.isSpaceChar(c)
                || Character.isWhitespace(c)
                || Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT;
    }

    private static String quoted(String text) {
        var needed =
                text.chars().anyMatch(c -> c == ';' || c == '"' || c == '\n' || c == '\r' || c == ',' || c == '\t');
        return needed ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private void write(String text) {
        try {
            out.append(text);
        } catch (IOException broken) {
            throw new UncheckedIOException("The table of changed cases could not be written", broken);
        }
    }
}
