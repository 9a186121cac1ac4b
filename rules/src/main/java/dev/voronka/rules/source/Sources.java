package dev.voronka.rules.source;

import dev.voronka.rules.gate.Kind;
import dev.voronka.rules.gate.Problem;
import dev.voronka.rules.gate.SourceText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The files of a book, as DRL by kind.
 *
 * @param byKind in the order of the files' names
 * @param examples the files of examples
 * @param problems what could not be read
 */
public record Sources(Map<Kind, List<Expanded>> byKind, SortedMap<String, String> examples, List<Problem> problems) {

    /** How the names of files of examples end. */
    public static final String EXAMPLES = ".examples.csv";

    private static final Pattern PACKAGE = Pattern.compile("\\s*package\\s+([^\\s;]+)\\s*;?.*");

    /** Keeps unmodifiable copies. */
    public Sources {
        var ordered = new EnumMap<Kind, List<Expanded>>(Kind.class);
        ordered.putAll(byKind);
        byKind = Collections.unmodifiableMap(ordered);
        examples = Collections.unmodifiableSortedMap(new TreeMap<>(examples));
        problems = List.copyOf(problems);
    }

    /** Whether a file of this name belongs to a book. */
    public static boolean isOfABook(String name) {
        return name.endsWith(".drl") || name.endsWith(".dsl") || name.endsWith(".dslr") || name.endsWith(".csv");
    }

    /** Reads files by name. */
    public static Sources of(SortedMap<String, String> files) {
        var problems = new ArrayList<Problem>();
        var sentences = new Sentences();
        files.forEach((name, text) -> {
            if (name.endsWith(".dsl")) {
                sentences.learn(name, text, problems);
            }
        });
        var byKind = new EnumMap<Kind, List<Expanded>>(Kind.class);
        var examples = new TreeMap<String, String>();
        files.forEach((name, text) -> {
            if (name.endsWith(EXAMPLES)) {
                examples.put(name, text);
                return;
            }
            if (name.endsWith(".dsl")) {
                return;
            }
            var before = problems.size();
            var expanded = name.endsWith(".dslr")
                    ? sentences.expand(name, text, problems)
                    : name.endsWith(".csv")
                            ? RuleTable.expand(name, text, problems)
                            : new Expanded(new SourceText(name, text), Lines.SAME);
            if (problems.size() == before) {
                kindOf(expanded, problems)
                        .ifPresent(kind -> byKind.computeIfAbsent(kind, k -> new ArrayList<>())
                                .add(expanded));
            }
        });
        return new Sources(byKind, examples, problems);
    }

    private static Optional<Kind> kindOf(Expanded file, List<Problem> problems) {
        var number = 0;
        for (var line : file.text().text().lines().toList()) {
            number++;
            var found = PACKAGE.matcher(line);
            if (found.matches()) {
                var kind = Kind.ofPackage(found.group(1));
                if (kind.isEmpty()) {
                    problems.add(file.back(unknown(file.text().name(), number, found.group(1), found.start(1) + 1)));
                }
                return kind;
            }
        }
        problems.add(new Problem(
                file.text().name(),
                1,
                0,
                "",
                "no-package",
                "The file does not say what it decides: a line such as \"package voronka.score\" is missing. There are: "
                        + packages() + ".",
                "Файл не говорит, что он решает: нет строки вроде «package voronka.score». Бывают: " + packages()
                        + "."));
        return Optional.empty();
    }

    private static Problem unknown(String file, int line, String name, int column) {
        var near = Likeness.nearest(
                name, Arrays.stream(Kind.values()).map(Kind::packageName).toList());
        return new Problem(
                file,
                line,
                column,
                "",
                "unknown-package",
                "There is no package " + name + "."
                        + near.map(n -> " Did you mean " + n + "?").orElse("") + " There are: " + packages() + ".",
                "Нет пакета «" + name + "»."
                        + near.map(n -> " Возможно, «" + n + "»?").orElse("") + " Бывают: " + packages() + ".");
    }

    private static String packages() {
        return Arrays.stream(Kind.values()).map(Kind::packageName).collect(Collectors.joining(", "));
    }
}
