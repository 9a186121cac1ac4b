package dev.voronka.rules.gate;

import java.util.Locale;

/** The first check: which characters a file may have at all. */
final class Characters {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int DEEPEST = 60;
    private static final int MOST_COMPLAINTS = 20;

    private Characters() {}

    /** The text with line ends of one kind and without a mark at its start. */
    static String plain(String text) {
        var start = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
        return text.substring(start).replace("\r\n", "\n").replace('\r', '\n');
    }

    /** Whether the file may be read on. */
    static boolean check(String text, Gate.Bounds bounds, Complaints complaints) {
        if (text.length() > bounds.characters()) {
            complaints.at(1, 0, "too-large", text.length(), bounds.characters());
            return false;
        }
        var plain = plain(text);
        var line = 1;
        var column = 1;
        var depth = 0;
        var before = complaints.count();
        for (var i = 0; i < plain.length() && complaints.count() - before < MOST_COMPLAINTS; i++) {
            var c = plain.charAt(i);
            if (c == '\n') {
                line++;
                column = 1;
                continue;
            }
            if (c == '\uFFFD') {
                complaints.at(line, column, "wrong-encoding");
                return false;
            } else if (c == '\\') {
                complaints.at(line, column, "backslash");
            } else if (isForbidden(c)) {
                complaints.at(line, column, "forbidden-character", String.format(Locale.ROOT, "U+%04X", (int) c));
            } else if (c == '(' || c == '[' || c == '{') {
                depth++;
                if (depth == DEEPEST + 1) {
                    complaints.at(line, column, "too-deep", DEEPEST);
                }
            } else if ((c == ')' || c == ']' || c == '}') && depth > 0) {
                depth--;
            }
            column++;
        }
        return complaints.count() == before;
    }

    private static boolean isForbidden(char c) {
        return c != '\t'
                && switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> true;
                    default -> false;
                };
    }
}
