package dev.voronka.rules;

import dev.voronka.rules.analysis.AnalysisReport;
import dev.voronka.rules.analysis.BookAnalysis;
import dev.voronka.rules.drools.CompiledKind;
import dev.voronka.rules.gate.Gate.Bounds;
import dev.voronka.rules.gate.Kind;
import dev.voronka.rules.gate.RuleTree;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One version of a company's rules, checked and compiled. Immutable, thread-safe.
 *
 * <p>A book is a folder of files {@code .drl}, {@code .dslr} with their sentences {@code .dsl}, tables {@code .csv} and
 * {@code .examples.csv}. Each file of rules says by its package what it decides: {@link Kind}; a book needs no more than one
 * kind. How several rules that hold go together is fixed:
 *
 * <table>
 *   <caption>Hit policies</caption>
 *   <tr><th>kind</th><th>rules that hold</th></tr>
 *   <tr><td>score</td><td>all; their points are summed up (collect, sum)</td></tr>
 *   <tr><td>verdict</td><td>the first by salience, then by file name and place (first)</td></tr>
 *   <tr><td>route</td><td>all preferences and vetoes; of {@code force} and {@code queue} the first</td></tr>
 *   <tr><td>escalate, approve</td><td>all (collect)</td></tr>
 * </table>
 */
public final class RuleBook {

    private final String version;
    private final boolean trusted;
    private final SortedMap<String, String> files;
    private final SortedMap<String, String> examples;
    private final Map<Kind, CompiledKind> compiled;
    private final Map<Kind, List<RuleTree>> rules;

    RuleBook(
            SortedMap<String, String> files,
            boolean trusted,
            SortedMap<String, String> examples,
            Map<Kind, CompiledKind> compiled,
            Map<Kind, List<RuleTree>> rules) {
        this.version = BookFiles.version(files);
        this.trusted = trusted;
        this.files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        this.examples = Collections.unmodifiableSortedMap(new TreeMap<>(examples));
        this.compiled = Collections.unmodifiableMap(inOrder(compiled));
        this.rules = Collections.unmodifiableMap(inOrder(rules));
    }

    private static <V> Map<Kind, V> inOrder(Map<Kind, V> byKind) {
        var ordered = new EnumMap<Kind, V>(Kind.class);
        ordered.putAll(byKind);
        return ordered;
    }

    /**
     * Reads the book in a folder, with the standard vocabulary.
     *
     * @throws BookRefused if anything in it cannot stay
     */
    public static RuleBook read(Path folder) {
        return read(folder, Vocabulary.STANDARD);
    }

    /**
     * Reads the book in a folder.
     *
     * @throws BookRefused if anything in it cannot stay
     */
    public static RuleBook read(Path folder, Vocabulary vocabulary) {
        return BookReader.gated(BookFiles.read(folder, Bounds.STANDARD), vocabulary, Bounds.STANDARD);
    }

    /**
     * A book of these texts by the name of the file, with the standard vocabulary.
     *
     * @throws BookRefused if anything in it cannot stay
     */
    public static RuleBook of(Map<String, String> files) {
        return of(files, Vocabulary.STANDARD);
    }

    /**
     * A book of these texts by the name of the file.
     *
     * @throws BookRefused if anything in it cannot stay
     */
    public static RuleBook of(Map<String, String> files, Vocabulary vocabulary) {
        return BookReader.gated(BookFiles.given(new TreeMap<>(files), Bounds.STANDARD), vocabulary, Bounds.STANDARD);
    }

    /**
     * A book that does not go through the gate. Its rules may do anything that Java can do in this process: for texts of the
     * host's own developers only, never for what somebody may edit. Each is logged as a warning. A text gets the facts as
     * imports and its sink as a global.
     *
     * @throws BookRefused if files cannot be those of a book
     * @throws dev.voronka.rules.drools.NotCompiled if the compiler refuses a text
     */
    public static RuleBook trusted(Map<String, String> files) {
        return BookReader.trusted(BookFiles.given(new TreeMap<>(files), Bounds.STANDARD));
    }

    /** The book that ships with voronka: rules for its ten processes, to begin with. */
    public static RuleBook starter() {
        return of(StarterBook.files());
    }

    /** The texts of the starter book by the name of the file, to be written into a folder of one's own. */
    public static SortedMap<String, String> starterFiles() {
        return StarterBook.files();
    }

    /** The first twelve letters of the hash of its files' names and texts: equal books have equal versions. */
    public String version() {
        return version;
    }

    /** Whether it has not gone through the gate. */
    public boolean isTrusted() {
        return trusted;
    }

    /** Its files. */
    public SortedMap<String, String> files() {
        return files;
    }

    /** What it decides. */
    public Set<Kind> kinds() {
        return compiled.keySet();
    }

    /** The rules of a kind as the gate has understood them, in order; empty for a trusted book. */
    public List<RuleTree> rules(Kind kind) {
        return rules.getOrDefault(kind, List.of());
    }

    /**
     * What is odd in it: rules that never fire or never decide, overlaps, gaps, verdicts out of reach, conditions said twice.
     * Takes a moment for an ordinary book, seconds for thousands of rules. Empty and incomplete for a trusted book.
     */
    public AnalysisReport analysed(Judging judging) {
        return analysed(judging, BookAnalysis.LONG);
    }

    AnalysisReport analysed(Judging judging, Duration limit) {
        return trusted
                ? new AnalysisReport(List.of(), false)
                : BookAnalysis.of(rules, judging.vocabulary().questionnaire(), judging.scoring(), limit);
    }

    /** Its examples, by the name of the file. */
    public SortedMap<String, String> examples() {
        return examples;
    }

    Optional<CompiledKind> compiled(Kind kind) {
        return Optional.ofNullable(compiled.get(kind));
    }

    @Override
    public String toString() {
        return "RuleBook " + version + " " + kinds();
    }
}
