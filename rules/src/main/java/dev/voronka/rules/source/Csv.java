package dev.voronka.rules.source;

import dev.voronka.rules.source.Lines.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * Tables as spreadsheets save them: cells between semicolons (Excel in Russia), commas or tabs, whichever the file has most
 * of in its first line; a cell in quotes may have any of them, line breaks, and quotes written twice.
 */
public final class Csv {

    /**
     * A cell.
     *
     * @param text without surrounding blanks
     * @param at where it begins
     */
    public record Cell(String text, Place at) {
        /** Whether there is nothing in it. */
        public boolean isBlank() {
            return text.isEmpty();
        }
    }

    /**
     * A row.
     *
     * @param line where it begins
     * @param cells from the left
     */
    public record Row(int line, List<Cell> cells) {
        /** Keeps an unmodifiable copy. */
        public Row {
            cells = List.copyOf(cells);
        }

        /** The cell there; a blank one beyond the last. */
        public Cell cell(int index) {
            return index < cells.size() ? cells.get(index) : new Cell("", new Place(line, 0));
        }

        /** Whether there is nothing in it. */
        public boolean isBlank() {
            return cells.stream().allMatch(Cell::isBlank);
        }
    }

    private final String text;
    private final char separator;
    private final List<Row> rows = new ArrayList<>();
    private List<Cell> cells = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineBegins;

    private Csv(String text) {
        this.text = text;
        this.separator = separator(text);
    }

    /** All rows, blank ones too. */
    public static List<Row> rows(String text) {
        return new Csv(text).read();
    }

    private static char separator(String text) {
        var first = text.lines().filter(l -> !l.isBlank()).findFirst().orElse("");
        var best = ';';
        for (var candidate : new char[] {',', '\t'}) {
            if (count(first, candidate) > count(first, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static int count(String line, char what) {
        var found = 0;
        var quoted = false;
        for (var i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '"') {
                quoted = !quoted;
            } else if (!quoted && line.charAt(i) == what) {
                found++;
            }
        }
        return found;
    }

    private List<Row> read() {
        while (at < text.length()) {
            var began = line;
            cells = new ArrayList<>();
            do {
                cell();
            } while (isAtSeparator());
            endLine();
            rows.add(new Row(began, cells));
        }
        return rows;
    }

    private boolean isAtSeparator() {
        if (at < text.length() && text.charAt(at) == separator) {
            at++;
            return true;
        }
        return false;
    }

    private void endLine() {
        if (at < text.length() && text.charAt(at) == '\r') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '\n') {
            at++;
        }
        line++;
        lineBegins = at;
    }

    private void cell() {
        var place = new Place(line, at - lineBegins + 1);
        var content = new StringBuilder();
        if (at < text.length() && text.charAt(at) == '"') {
            at++;
            quoted(content);
        }
        while (at < text.length() && text.charAt(at) != separator && !isLineEnd(text.charAt(at))) {
            content.append(text.charAt(at++));
        }
        cells.add(new Cell(content.toString().strip(), place));
    }

    private void quoted(StringBuilder content) {
        while (at < text.length()) {
            var c = text.charAt(at++);
            if (c == '"') {
                if (at < text.length() && text.charAt(at) == '"') {
                    at++;
                } else {
                    return;
                }
            }
            if (c == '\n') {
                line++;
                lineBegins = at;
            }
            content.append(c);
        }
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }
}
