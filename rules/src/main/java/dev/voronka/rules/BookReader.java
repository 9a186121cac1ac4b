package dev.voronka.rules;

import dev.voronka.rules.drools.CompiledKind;
import dev.voronka.rules.fact.Lead;
import dev.voronka.rules.gate.Gate;
import dev.voronka.rules.gate.Gate.Bounds;
import dev.voronka.rules.gate.Kind;
import dev.voronka.rules.gate.Problem;
import dev.voronka.rules.gate.RuleTree;
import dev.voronka.rules.sink.Approve;
import dev.voronka.rules.sink.Escalate;
import dev.voronka.rules.sink.Route;
import dev.voronka.rules.sink.Score;
import dev.voronka.rules.sink.Verdicts;
import dev.voronka.rules.source.Expanded;
import dev.voronka.rules.source.Sources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a book of texts: reads, checks, compiles. */
final class BookReader {

    private static final Logger LOG = LoggerFactory.getLogger(RuleBook.class);

    private static final Pattern PACKAGE = Pattern.compile("(?m)^(\\s*package\\s+[^\\s;]+)[ \\t]*;?");

    private static final Map<Kind, Class<?>> SINKS = Map.of(
            Kind.SCORE, Score.class,
            Kind.VERDICT, Verdicts.class,
            Kind.ROUTE, Route.class,
            Kind.ESCALATE, Escalate.class,
            Kind.APPROVE, Approve.class);

    private BookReader() {}

    static RuleBook gated(SortedMap<String, String> files, Vocabulary vocabulary, Bounds bounds) {
        var sources = Sources.of(files);
        var problems = new ArrayList<>(sources.problems());
        var gate = new Gate(vocabulary.questions(), bounds, vocabulary.ownRoles());
        var emitted = new EnumMap<Kind, String>(Kind.class);
        var rules = new EnumMap<Kind, List<RuleTree>>(Kind.class);
        sources.byKind().forEach((kind, texts) -> {
            var byName = texts.stream().collect(Collectors.toMap(t -> t.text().name(), UnaryOperator.identity()));
            var checked = gate.check(kind, texts.stream().map(Expanded::text).toList());
            checked.problems().forEach(p -> problems.add(back(p, byName)));
            emitted.put(kind, checked.drl());
            rules.put(
                    kind,
                    checked.rules().stream()
                            .map(r -> byName.containsKey(r.file())
                                    ? byName.get(r.file()).back(r)
                                    : r)
                            .toList());
        });
        rules.forEach((kind, trees) -> problems.addAll(Roles.unknown(trees, vocabulary.roles())));
        problems.sort(Comparator.comparing(Problem::file)
                .thenComparingInt(Problem::line)
                .thenComparingInt(Problem::column));
        BookFiles.refuse(problems);
        var compiled = new EnumMap<Kind, CompiledKind>(Kind.class);
        emitted.forEach((kind, drl) -> compiled.put(kind, CompiledKind.of(kind, List.of(drl))));
        return new RuleBook(files, false, sources.examples(), compiled, rules);
    }

    private static Problem back(Problem found, Map<String, Expanded> byName) {
        var file = byName.get(found.file());
        var at = file == null ? found : file.back(found);
        return new Problem(
                at.file(),
                at.line(),
                at.column(),
                at.rule(),
                at.code(),
                mentions(at.text(), byName),
                mentions(at.textRu(), byName));
    }

    /** Places of other files that a message mentions, as {@code route.csv:12}. */
    private static String mentions(String text, Map<String, Expanded> byName) {
        var said = text;
        for (var file : byName.entrySet()) {
            said = Pattern.compile(Pattern.quote(file.getKey()) + ":(\\d+)")
                    .matcher(said)
                    .replaceAll(m -> Matcher.quoteReplacement(file.getKey() + ":"
                            + file.getValue()
                                    .lines()
                                    .of(Integer.parseInt(m.group(1)), 0)
                                    .line()));
        }
        return said;
    }

    static RuleBook trusted(SortedMap<String, String> files) {
        var sources = Sources.of(files);
        BookFiles.refuse(sources.problems());
        var compiled = new EnumMap<Kind, CompiledKind>(Kind.class);
        sources.byKind()
                .forEach((kind, texts) -> compiled.put(
                        kind,
                        CompiledKind.of(
                                kind,
                                texts.stream()
                                        .map(t -> equipped(kind, t.text().text()))
                                        .toList())));
        var book = new RuleBook(files, true, sources.examples(), compiled, Map.of());
        LOG.warn(
                "A trusted rule book, version {}, is loaded without the gate: its {} files may run any code.",
                book.version(),
                files.size());
        return book;
    }

    /** Facts and sink, in the line of the package, so that the others keep their numbers. */
    private static String equipped(Kind kind, String text) {
        return PACKAGE.matcher(text)
                .replaceFirst("$1; import " + Lead.class.getPackageName() + ".*; global "
                        + Objects.requireNonNull(SINKS.get(kind)).getName() + " " + kind.code() + ";");
    }
}
