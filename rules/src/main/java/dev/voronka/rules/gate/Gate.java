package dev.voronka.rules.gate;

import dev.voronka.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * Checks the files of one kind of a book. Immutable, thread-safe; never throws for what a file says.
 *
 * <p>A rule may say: {@code when} with facts of its kind, {@code and}, {@code or}, {@code not}, {@code exists}, comparisons of
 * fields, answers and variables, {@code in}, {@code contains}, {@code memberOf}, {@code like "*…*"}, {@code + - * /}; {@code
 * then} with the actions of its kind. Everything else is refused with its place. Constants of enums are written {@code
 * Kind.BREACH}, as in plain Drools; beside a field of that enum and in {@code verdict.set} the bare {@code BREACH} will do.
 */
public final class Gate {

    private final Questions questions;
    private final Bounds bounds;
    private final List<Role> ownRoles;

    /**
     * How large a book may be.
     *
     * @param files of a kind
     * @param characters of a file
     * @param rules of a kind
     * @param patterns of a rule
     */
    public record Bounds(int files, int characters, int rules, int patterns) {
        /** 100 files of 1,000,000 characters, 5,000 rules, 6 patterns a rule. */
        public static final Bounds STANDARD = new Bounds(100, 1_000_000, 5_000, 6);
    }

    /** A gate for these questions and the standard roles. */
    public Gate(Questions questions, Bounds bounds) {
        this(questions, bounds, List.of());
    }

    /** A gate for these questions, the standard roles and a host's own ones. */
    public Gate(Questions questions, Bounds bounds, List<Role> ownRoles) {
        this.questions = questions;
        this.bounds = bounds;
        this.ownRoles = List.copyOf(ownRoles);
    }

    /** Checks files of one kind, in the order of the book. */
    public Checked check(Kind kind, List<SourceText> files) {
        var vocabulary = new Vocabulary(kind, questions, ownRoles);
        var problems = new ArrayList<Problem>();
        var rules = new ArrayList<RuleTree>();
        if (files.size() > bounds.files()) {
            var complaints = new Complaints(files.get(bounds.files()).name());
            complaints.at(1, 0, "too-many-files", files.size(), bounds.files());
            return new Checked(kind, complaints.sorted(), "", List.of());
        }
        var seen = new HashMap<String, RuleTree>();
        for (var file : files) {
            var complaints = new Complaints(file.name());
            for (var rule : read(file, vocabulary, complaints)) {
                var twin = seen.putIfAbsent(rule.name(), rule);
                if (twin != null) {
                    complaints.inRule(rule.name());
                    complaints.at(rule.line(), 1, "rule-twice", rule.name(), twin.file() + ":" + twin.line());
                } else {
                    rules.add(rule);
                }
            }
            problems.addAll(complaints.sorted());
        }
        if (rules.size() > bounds.rules()) {
            var complaints = new Complaints(rules.get(bounds.rules()).file());
            complaints.at(rules.get(bounds.rules()).line(), 1, "too-many-rules", rules.size(), bounds.rules());
            problems.addAll(complaints.sorted());
        }
        return new Checked(kind, problems, problems.isEmpty() ? new Emitter(vocabulary).emit(rules) : "", rules);
    }

    private List<RuleTree> read(SourceText file, Vocabulary vocabulary, Complaints complaints) {
        if (!Characters.check(file.text(), bounds, complaints)) {
            return List.of();
        }
        var text = Characters.plain(file.text());
        var lexer = new Lexer(text, complaints);
        var tokens = lexer.read();
        var rules = new RuleFile(file.name(), tokens, lexer.brokenLines(), vocabulary, bounds, complaints).read();
        if (complaints.count() == 0) {
            new SecondReading(vocabulary.kind()).compare(tokens, text, rules, complaints);
        }
        return rules;
    }
}
