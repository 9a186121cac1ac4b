package dev.voronka.rules.gate;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.OrDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsParserException;
import org.kie.internal.builder.conf.LanguageLevelOption;

/**
 * Reads a file that seems sound once more, with Drools' own parser and with a parser of Java, and lets nothing through that
 * they understand differently: the same rules, nothing beside rules, the same facts in the same order, only calls of the
 * sink. What is compiled never comes from here.
 */
final class SecondReading {

    private static final Set<Class<?>> GROUPS =
            Set.of(AndDescr.class, OrDescr.class, NotDescr.class, ExistsDescr.class);

    private final Kind kind;
    private final JavaParser java = new JavaParser(new ParserConfiguration()
            .setLanguageLevel(ParserConfiguration.LanguageLevel.JAVA_17)
            .setAttributeComments(false));

    SecondReading(Kind kind) {
        this.kind = kind;
    }

    /** Complains of the first difference. */
    void compare(List<Token> tokens, String text, List<RuleTree> rules, Complaints complaints) {
        var parser = new DrlParser(LanguageLevelOption.DRL6);
        PackageDescr read;
        try {
            read = parser.parse(false, plainDrl(tokens, text));
        } catch (DroolsParserException e) {
            complaints.at(1, 0, "two-readings", String.valueOf(e.getMessage()));
            return;
        }
        if (parser.hasErrors() || read == null) {
            var first = parser.getErrors().isEmpty() ? null : parser.getErrors().get(0);
            var line = first == null || first.getLines().length == 0 ? 1 : Math.max(1, first.getLines()[0]);
            complaints.at(line, 0, "two-readings", first == null ? "" : first.getMessage());
            return;
        }
        beside(read).ifPresent(what -> complaints.at(1, 0, "two-readings", what));
        if (read.getRules().size() != rules.size()) {
            complaints.at(1, 0, "two-readings", read.getRules().size() + " / " + rules.size() + " rules");
            return;
        }
        for (var i = 0; i < rules.size(); i++) {
            var tree = rules.get(i);
            difference(read.getRules().get(i), tree).ifPresent(what -> {
                complaints.inRule(tree.name());
                complaints.at(tree.line(), 1, "two-readings", what);
            });
        }
    }

    /** The word of ours that Drools does not know is shown to it as one that it knows. */
    private static String plainDrl(List<Token> tokens, String text) {
        var lines = text.split("\n", -1);
        for (var i = tokens.size() - 1; i > 0; i--) {
            var token = tokens.get(i);
            if (token.isWord()
                    && token.raw().equals("like")
                    && tokens.get(i + 1).isText()) {
                var line = lines[token.line() - 1];
                lines[token.line() - 1] =
                        line.substring(0, token.column() - 1) + "matches" + line.substring(token.endColumn() - 1);
            }
        }
        return String.join("\n", lines);
    }

    private Optional<String> beside(PackageDescr read) {
        var others = List.of(
                read.getImports(),
                read.getFunctionImports(),
                read.getAccumulateImports(),
                read.getGlobals(),
                read.getAttributes(),
                read.getFunctions(),
                read.getTypeDeclarations(),
                read.getEnumDeclarations(),
                read.getEntryPointDeclarations(),
                read.getWindowDeclarations());
        var name = String.valueOf(read.getName());
        if (!name.equals(kind.packageName()) || read.getUnit() != null) {
            return Optional.of("package " + name);
        }
        return others.stream().filter(o -> !o.isEmpty()).findFirst().map(String::valueOf);
    }

    private Optional<String> difference(RuleDescr read, RuleTree tree) {
        if (!tree.name().equals(read.getName())) {
            return Optional.of("rule " + read.getName());
        }
        if (read.isQuery()
                || read.hasErrors()
                || read.getParentName() != null
                || !read.getNamedConsequences().isEmpty()
                || !read.getAnnotations().isEmpty()
                || !Keywords.KEPT_ATTRIBUTES.containsAll(read.getAttributes().keySet())) {
            return Optional.of(
                    "rule " + read.getName() + " " + read.getAttributes().keySet());
        }
        var salience = read.getAttributes().get("salience");
        if (tree.salience()
                != (salience == null ? 0 : Integer.parseInt(salience.getValue().strip()))) {
            return Optional.of("salience " + salience);
        }
        var facts = new ArrayList<String>();
        var refused = facts(read.getLhs(), facts);
        if (refused.isPresent()) {
            return refused;
        }
        var patterns = new ArrayList<RuleTree.Condition.Pattern>();
        tree.conditions().forEach(c -> Names.collect(c, patterns));
        var own = patterns.stream().map(p -> p.fact().getSimpleName()).toList();
        return facts.equals(own) ? actions(read, tree) : Optional.of(facts + " / " + own);
    }

    private static Optional<String> facts(BaseDescr read, List<String> facts) {
        if (read instanceof PatternDescr pattern) {
            facts.add(pattern.getObjectType());
            var plain = pattern.getSource() == null
                    && pattern.getBehaviors().isEmpty()
                    && pattern.getAnnotations().isEmpty()
                    && !pattern.isQuery()
                    && !pattern.isUnification()
                    && pattern.getPositionalConstraints().isEmpty()
                    && pattern.getDescrs().stream().allMatch(d -> d.getClass() == ExprConstraintDescr.class);
            return plain ? Optional.empty() : Optional.of(String.valueOf(pattern.getObjectType()));
        }
        if (!GROUPS.contains(read.getClass())) {
            return Optional.of(read.getClass().getSimpleName());
        }
        for (var part : ((ConditionalElementDescr) read).getDescrs()) {
            var refused = facts(part, facts);
            if (refused.isPresent()) {
                return refused;
            }
        }
        return Optional.empty();
    }

    private Optional<String> actions(RuleDescr read, RuleTree tree) {
        var block =
                java.parseBlock("{" + read.getConsequence() + "\n}").getResult().orElse(null);
        if (block == null || block.getStatements().size() != tree.actions().size()) {
            return Optional.of("then");
        }
        for (var i = 0; i < tree.actions().size(); i++) {
            var action = tree.actions().get(i);
            var call =
                    block.getStatement(i) instanceof ExpressionStmt s && s.getExpression() instanceof MethodCallExpr c
                            ? c
                            : null;
            if (call == null
                    || !call.getNameAsString().equals(action.method())
                    || call.getArguments().size() != action.arguments().size()
                    || !(call.getScope().orElse(null) instanceof NameExpr n
                            && n.getNameAsString().equals(action.sink()))) {
                return Optional.of(String.valueOf(block.getStatement(i)));
            }
        }
        return Optional.empty();
    }
}
