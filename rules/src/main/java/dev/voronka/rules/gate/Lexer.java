package dev.voronka.rules.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Cuts a file into words, numbers, texts and signs, each with its place. A text never goes over the end of its line. */
final class Lexer {

    private static final List<String> LONG_SIGNS = List.of(
            "===", "==", "!=", "<=", ">=", "=>", "=<", "<>", "&&", "||", ":=", "++", "--", "+=", "-=", "->", "::");
    private static final String OPENING = "«“„”‟‘‚";
    private static final String CLOSING = "»”“’‘\"";
    private static final int LONGEST_TEXT = 1_000;

    private final String text;
    private final Complaints complaints;
    private final List<Token> tokens = new ArrayList<>();
    private final NavigableSet<Integer> brokenLines = new TreeSet<>();
    private int at;
    private int line = 1;
    private int lineStart;
    private int lineEnd = -1;
    private boolean leads = true;
    private boolean glued;

    Lexer(String text, Complaints complaints) {
        this.text = text;
        this.complaints = complaints;
    }

    /** All tokens; the last one is {@link Token.Kind#END}. */
    List<Token> read() {
        while (at < text.length()) {
            var c = text.charAt(at);
            if (c == '\n') {
                at++;
                line++;
                lineStart = at;
                leads = true;
                glued = false;
            } else if (c == ' ' || c == '\t' || isOtherSpace(c)) {
                if (isOtherSpace(c)) {
                    odd(c);
                }
                at++;
                glued = false;
            } else if (text.startsWith("//", at)) {
                at = endOfLine();
            } else if (text.startsWith("/*", at)) {
                comment();
            } else {
                token(c);
            }
        }
        add(Token.Kind.END, at, at, "");
        return tokens;
    }

    /** Lines with a text whose quote is missing: what follows there cannot be understood. */
    NavigableSet<Integer> brokenLines() {
        return brokenLines;
    }

    private void token(char c) {
        if (isWordStart(c)) {
            word();
        } else if (c >= '0' && c <= '9') {
            number();
        } else if (c == '"' || c == '\'') {
            text(String.valueOf(c), false);
        } else if (OPENING.indexOf(c) >= 0) {
            text(CLOSING, true);
        } else {
            sign(c);
        }
    }

    private void word() {
        var start = at;
        while (at < text.length() && isWordPart(text.charAt(at))) {
            at++;
        }
        add(Token.Kind.WORD, start, at, text.substring(start, at));
    }

    private void number() {
        var start = at;
        digits();
        if (at + 1 < text.length() && text.charAt(at) == '.' && isDigit(text.charAt(at + 1))) {
            at++;
            digits();
        }
        var figures = text.substring(start, at);
        if (at < text.length() && isWordPart(text.charAt(at))) {
            var suffix = at;
            while (at < text.length() && isWordPart(text.charAt(at))) {
                at++;
            }
            if (!text.substring(suffix, at).equals("B")) {
                var written = text.substring(start, at);
                complaints.at(
                        line,
                        start - lineStart + 1,
                        written.contains("_") ? "digit-groups" : "bad-number",
                        written,
                        figures.replace("_", ""));
            }
        } else if (figures.length() > 1 && figures.charAt(0) == '0' && figures.charAt(1) != '.' && !followsNumber()) {
            complaints.at(line, start - lineStart + 1, "bad-number", figures, figures.replaceFirst("^0+(?=\\d)", ""));
        }
        add(Token.Kind.NUMBER, start, at, figures);
    }

    /** {@code 100 000}: told as one number. */
    private boolean followsNumber() {
        return !leads && !tokens.isEmpty() && tokens.get(tokens.size() - 1).isNumber();
    }

    private void digits() {
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
    }

    private void text(String closing, boolean curly) {
        var start = at;
        var last = endOfLine();
        at++;
        while (at < last && closing.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        var value = text.substring(start + 1, at);
        if (at >= last) {
            complaints.at(
                    line, start - lineStart + 1, "missing-quote", text.substring(start, Math.min(last, start + 40)));
            brokenLines.add(line);
        } else {
            at++;
        }
        if (curly) {
            complaints.at(line, start - lineStart + 1, "curly-quotes", text.substring(start, at));
        } else if (value.indexOf('"') >= 0) {
            complaints.at(line, start - lineStart + 1, "quote-in-text", text.substring(start, at));
        } else if (value.length() > LONGEST_TEXT) {
            complaints.at(line, start - lineStart + 1, "long-text", value.length(), LONGEST_TEXT);
        }
        add(Token.Kind.TEXT, start, at, value);
    }

    private void sign(char c) {
        for (var sign : LONG_SIGNS) {
            if (text.startsWith(sign, at)) {
                add(Token.Kind.SIGN, at, at + sign.length(), sign);
                at += sign.length();
                return;
            }
        }
        add(Token.Kind.SIGN, at, at + 1, String.valueOf(c));
        at++;
    }

    private void comment() {
        var end = text.indexOf("*/", at + 2);
        if (end < 0) {
            complaints.at(line, at - lineStart + 1, "open-comment");
            at = text.length();
            return;
        }
        for (; at < end + 2; at++) {
            if (text.charAt(at) == '\n') {
                line++;
                lineStart = at + 1;
                leads = true;
            }
        }
        glued = false;
    }

    private void odd(char c) {
        var last = tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
        var insideNumber = last != null && last.isNumber() && at + 1 < text.length() && isDigit(text.charAt(at + 1));
        if (!insideNumber) {
            complaints.at(line, at - lineStart + 1, "odd-space", String.format("U+%04X", (int) c));
        }
    }

    private void add(Token.Kind kind, int start, int end, String value) {
        tokens.add(new Token(
                kind,
                text.substring(start, end),
                value,
                line,
                start - lineStart + 1,
                line,
                end - lineStart + 1,
                leads,
                glued));
        leads = false;
        glued = true;
    }

    private int endOfLine() {
        if (lineEnd < at) {
            var end = text.indexOf('\n', at);
            lineEnd = end < 0 ? text.length() : end;
        }
        return lineEnd;
    }

    private static boolean isOtherSpace(char c) {
        return Character.getType(c) == Character.SPACE_SEPARATOR && c != ' ';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordStart(char c) {
        return Character.isLetter(c) || c == '_' || c == '$';
    }

    private static boolean isWordPart(char c) {
        return isWordStart(c) || isDigit(c);
    }
}
