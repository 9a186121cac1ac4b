package dev.voronka.rules.cli;

import dev.voronka.rules.RuleBook;
import dev.voronka.rules.explain.RuleWords;
import dev.voronka.rules.gate.Kind;
import dev.voronka.rules.gate.RuleTree;
import dev.voronka.rules.source.Csv;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A book as people read it.
 *
 * @param chapters one a kind
 * @param examples by the name of the file; rows of cells, the first is the head
 */
record BookInWords(String version, int rules, List<Chapter> chapters, List<Table> examples) {

    /** All rules of a kind. */
    record Chapter(Kind kind, String title, String policy, List<Part> files) {
        int rules() {
            return files.stream().mapToInt(f -> f.rules().size()).sum();
        }
    }

    /** The rules of a kind that stand in one file, in the order in which they are asked. */
    record Part(String file, List<Rule> rules) {}

    /**
     * One rule.
     *
     * @param place in the order in which rules of its kind are asked, from 1
     */
    record Rule(
            String name,
            int line,
            int salience,
            boolean enabled,
            int place,
            List<String> conditions,
            List<String> actions) {}

    /** A table of examples. */
    record Table(String file, List<List<String>> rows) {}

    static BookInWords of(RuleBook book, RuleWords words) {
        var chapters = new ArrayList<Chapter>();
        for (var kind : book.kinds()) {
            chapters.add(new Chapter(kind, words.kind(kind), words.policy(kind), parts(book.rules(kind), words)));
        }
        var examples = book.examples().entrySet().stream()
                .map(e -> new Table(e.getKey(), rows(e.getValue())))
                .toList();
        return new BookInWords(book.version(), Desk.rules(book), chapters, examples);
    }

    private static List<Part> parts(List<RuleTree> trees, RuleWords words) {
        var inOrder = trees.stream()
                .sorted(Comparator.comparingInt(t -> -t.salience()))
                .toList();
        return trees.stream()
                .map(RuleTree::file)
                .distinct()
                .map(file -> new Part(
                        file,
                        inOrder.stream()
                                .filter(t -> t.file().equals(file))
                                .map(t -> rule(t, inOrder.indexOf(t) + 1, words))
                                .toList()))
                .toList();
    }

    private static Rule rule(RuleTree tree, int place, RuleWords words) {
        return new Rule(
                tree.name(),
                tree.line(),
                tree.salience(),
                tree.enabled(),
                place,
                words.conditions(tree),
                words.actions(tree));
    }

    private static List<List<String>> rows(String table) {
        return Csv.rows(table).stream()
                .filter(r -> !r.isBlank() && !r.cell(0).text().startsWith("#"))
                .map(r -> r.cells().stream().map(Csv.Cell::text).toList())
                .toList();
    }

    /** For machines. */
    Map<String, Object> json() {
        return Screen.object(
                "command",
                "docs",
                "ok",
                true,
                "exit",
                Screen.FINE,
                "book",
                version,
                "kinds",
                chapters.stream()
                        .map(c -> Screen.object(
                                "kind",
                                c.kind().code(),
                                "title",
                                c.title(),
                                "policy",
                                c.policy(),
                                "rules",
                                c.files().stream()
                                        .flatMap(f -> f.rules().stream().map(r -> json(f, r)))
                                        .toList()))
                        .toList());
    }

    private static Map<String, Object> json(Part file, Rule rule) {
        return Screen.object(
                "rule",
                rule.name(),
                "file",
                file.file(),
                "line",
                rule.line(),
                "salience",
                rule.salience(),
                "enabled",
                rule.enabled(),
                "place",
                rule.place(),
                "conditions",
                rule.conditions(),
                "actions",
                rule.actions());
    }
}
