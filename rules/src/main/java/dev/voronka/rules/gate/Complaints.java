package dev.voronka.rules.gate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The problems of one file, as they are found. */
final class Complaints {

    /** More than these nobody reads. */
    private static final int LIMIT = 200;

    private static final int LONGEST_NAME = 160;

    private final String file;
    private final List<Problem> found = new ArrayList<>();
    private String rule = "";
    private int all;

    Complaints(String file) {
        this.file = file;
    }

    void inRule(String name) {
        rule = shortened(name);
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }

    void at(Token token, String code, Object... arguments) {
        at(token.line(), token.column(), code, arguments);
    }

    void after(Token token, String code, Object... arguments) {
        at(token.endLine(), token.endColumn(), code, arguments);
    }

    void at(int line, int column, String code, Object... arguments) {
        all++;
        if (found.size() < LIMIT) {
            found.add(new Problem(
                    file,
                    line,
                    column,
                    rule,
                    code,
                    Wording.ENGLISH.say(code, arguments),
                    Wording.RUSSIAN.say(code, arguments)));
        }
    }

    /** Gives the problems that the cutting into words has found between these places to this rule; whether there are any. */
    boolean claim(String name, Token first, Token last) {
        var claimed = all > found.size();
        for (var i = 0; i < found.size(); i++) {
            var p = found.get(i);
            if (p.rule().isEmpty()
                    && !isBefore(p, first.line(), first.endColumn())
                    && isBefore(p, last.endLine(), last.endColumn())) {
                found.set(
                        i,
                        new Problem(p.file(), p.line(), p.column(), shortened(name), p.code(), p.text(), p.textRu()));
                claimed = true;
            }
        }
        return claimed;
    }

    private static boolean isBefore(Problem problem, int line, int column) {
        return problem.line() < line || (problem.line() == line && problem.column() < column);
    }

    /** How many there are, also beyond those that are kept. */
    int count() {
        return all;
    }

    /** Forgets those from the {@code from}th on that stand at or behind this line: they only follow from what is known. */
    void forgetFrom(int from, int line) {
        var kept = found.subList(Math.min(from, found.size()), found.size());
        var many = kept.size();
        kept.removeIf(p -> p.line() >= line);
        all -= many - kept.size();
    }

    /** In the order of the file, each place once. */
    List<Problem> sorted() {
        var sorted = new ArrayList<Problem>();
        found.stream()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .forEach(p -> {
                    var last = sorted.isEmpty() ? null : sorted.get(sorted.size() - 1);
                    if (last == null || last.line() != p.line() || last.column() != p.column()) {
                        sorted.add(p);
                    }
                });
        return sorted;
    }
}
