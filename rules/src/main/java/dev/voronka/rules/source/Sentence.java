package dev.voronka.rules.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A sentence of a {@code .dsl} file: what people write and the DRL that it means. Compares without regard to case and to
 * how many blanks there are; takes time in proportion to the line.
 */
final class Sentence {

    /** Where a sentence may stand. */
    enum Part {
        WHEN,
        THEN,
        KEYWORD
    }

    private static final Pattern PLACE = Pattern.compile("\\{([^{}:]+)(?::[^{}]*)?\\}");

    private final Part part;
    private final String said;
    private final String drl;
    private final List<String> literals = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    Sentence(Part part, String said, String drl) {
        this.part = part;
        this.said = tidy(said);
        this.drl = drl.strip();
        var places = PLACE.matcher(this.said);
        var done = 0;
        while (places.find()) {
            literals.add(this.said.substring(done, places.start()));
            names.add(places.group(1).strip());
            done = places.end();
        }
        literals.add(this.said.substring(done));
    }

    static String tidy(String line) {
        return line.strip().replaceAll("\\s+", " ");
    }

    Part part() {
        return part;
    }

    /** As its author wrote it. */
    String said() {
        return said;
    }

    /** How much of it stands fast: of several sentences that fit, the one with most is meant. */
    int weight() {
        return literals.stream().mapToInt(String::length).sum();
    }

    /** The DRL of a line that says this; empty if it says something else. */
    Optional<String> read(String line) {
        var first = literals.get(0);
        var last = literals.get(literals.size() - 1);
        if (names.isEmpty()) {
            return line.equalsIgnoreCase(first) ? Optional.of(drl) : Optional.empty();
        }
        if (!startsWith(line, first, 0) || line.length() < first.length() + last.length()) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        var at = first.length();
        for (var i = 1; i < literals.size(); i++) {
            var literal = literals.get(i);
            var isLast = i == literals.size() - 1;
            var next = isLast ? line.length() - literal.length() : indexOf(line, literal, at + 1);
            if (next <= at || !startsWith(line, literal, next)) {
                return Optional.empty();
            }
            values.put(names.get(i - 1), line.substring(at, next).strip());
            at = next + literal.length();
        }
        return Optional.of(Template.filled(drl, PLACE, name -> values.get(name.strip())));
    }

    private static boolean startsWith(String line, String literal, int at) {
        return at >= 0 && line.regionMatches(true, at, literal, 0, literal.length());
    }

    private static int indexOf(String line, String literal, int from) {
        for (var i = from; i + literal.length() <= line.length(); i++) {
            if (startsWith(line, literal, i)) {
                return i;
            }
        }
        return -1;
    }
}
