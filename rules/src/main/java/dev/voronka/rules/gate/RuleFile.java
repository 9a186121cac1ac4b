package dev.voronka.rules.gate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a file from its package to its last rule and goes on behind every mistake. */
final class RuleFile {

    private static final int LONGEST_NAME = 150;
    private static final BigDecimal MOST_SALIENCE = BigDecimal.valueOf(1_000_000);

    private final String file;
    private final Vocabulary vocabulary;
    private final Gate.Bounds bounds;
    private final Complaints complaints;
    private final NavigableSet<Integer> brokenLines;
    private final Cursor cursor;
    private final List<RuleTree> rules = new ArrayList<>();

    RuleFile(
            String file,
            List<Token> tokens,
            NavigableSet<Integer> brokenLines,
            Vocabulary vocabulary,
            Gate.Bounds bounds,
            Complaints complaints) {
        this.file = file;
        this.vocabulary = vocabulary;
        this.bounds = bounds;
        this.complaints = complaints;
        this.cursor = new Cursor(tokens);
        this.brokenLines = brokenLines;
    }

    List<RuleTree> read() {
        readPackage();
        while (!cursor.now().isEnd()) {
            var token = cursor.now();
            if (Keywords.isMeant(token, "rule", complaints)) {
                readRule();
            } else if (cursor.is(";")) {
                cursor.take();
            } else {
                complaints.at(
                        token,
                        Keywords.REFUSED_AT_TOP.contains(token.raw()) ? "refused-at-top" : "outside-rule",
                        token.raw());
                skipToRule();
            }
        }
        return rules;
    }

    private void readPackage() {
        var token = cursor.now();
        if (!Keywords.isMeant(token, "package", complaints)) {
            complaints.at(token, "package-missing", vocabulary.kind().packageName());
            return;
        }
        cursor.take();
        var first = cursor.now();
        var name = new StringBuilder();
        while (!cursor.now().isEnd() && (cursor.now().glued() || name.length() == 0) && !cursor.is(";")) {
            name.append(cursor.take().raw());
        }
        if (!name.toString().equals(vocabulary.kind().packageName())) {
            complaints.at(first, "package-wrong", name, vocabulary.kind().packageName());
        }
        cursor.takeIf(";");
    }

    private void skipToRule() {
        cursor.take();
        while (!cursor.now().isEnd() && !isRuleStart(cursor)) {
            cursor.take();
        }
    }

    static boolean isRuleStart(Cursor cursor) {
        return cursor.now().leads()
                && Keywords.isLike(cursor.now(), "rule")
                && cursor.ahead(1).isText();
    }

    private void readRule() {
        var start = cursor.take();
        complaints.inRule("");
        var before = complaints.count();
        var name = readName();
        complaints.inRule(name);
        var header = new Header();
        var scope = new Scope();
        var conditions = new Conditions(cursor, complaints, scope, vocabulary, bounds);
        var tree = List.<RuleTree.Condition>of();
        var actions = List.<RuleTree.Action>of();
        var complete = readHeader(header);
        if (complete) {
            tree = conditions.read();
            if (Keywords.isLike(cursor.now(), "then")) {
                Keywords.isMeant(cursor.now(), "then", complaints);
                cursor.take();
            } else {
                complaints.after(cursor.before(), "then-missing");
            }
            actions = new Actions(cursor, complaints, scope, vocabulary).read();
            readEnd();
        }
        var broken = brokenLines.ceiling(start.line());
        if (broken != null && broken <= cursor.before().endLine()) {
            complaints.forgetFrom(before, broken);
        }
        var cut = complaints.claim(name, start, cursor.before());
        if (complaints.count() == before && !cut) {
            rules.add(new RuleTree(name, name, file, start.line(), header.salience, header.enabled, tree, actions));
        }
        complaints.inRule("");
    }

    private void readEnd() {
        if (Keywords.isLike(cursor.now(), "end")) {
            Keywords.isMeant(cursor.now(), "end", complaints);
            cursor.take();
        } else {
            complaints.after(cursor.before(), "end-missing");
        }
    }

    private String readName() {
        var token = cursor.now();
        if (token.isText() && token.line() == cursor.before().line()) {
            cursor.take();
            var name = token.value();
            if (name.isBlank() || name.length() > LONGEST_NAME || !name.equals(name.strip())) {
                complaints.at(token, "rule-name", LONGEST_NAME);
            }
            return name;
        }
        var line = cursor.before().line();
        var words = new ArrayList<String>();
        complaints.at(token, "rule-name-quotes", token.raw());
        while (!cursor.now().isEnd() && cursor.now().line() == line && !Keywords.isLike(cursor.now(), "when")) {
            words.add(cursor.take().raw());
        }
        return String.join(" ", words);
    }

    private static final class Header {
        int salience;
        boolean enabled = true;
    }

    /** Whether the conditions can be read. */
    private boolean readHeader(Header header) {
        while (true) {
            var token = cursor.now();
            if (token.is("when") || (Keywords.isLike(token, "when") && !isAttribute(token))) {
                Keywords.isMeant(token, "when", complaints);
                cursor.take();
                return true;
            } else if (token.is("then") || startsCondition(token)) {
                complaints.at(token, "when-missing", token.raw());
                return true;
            } else if (token.isEnd() || isRuleStart(cursor) || token.is("end")) {
                complaints.after(cursor.before(), "when-missing", token.raw());
                cursor.takeIf("end");
                return false;
            } else if (token.is("@") || token.is("extends")) {
                complaints.at(token, token.is("@") ? "refused-annotation" : "refused-attribute", token.raw());
                skipLine();
            } else {
                readAttribute(header);
            }
        }
    }

    private static boolean isAttribute(Token token) {
        return Keywords.KEPT_ATTRIBUTES.contains(token.raw()) || Keywords.REFUSED_ATTRIBUTES.contains(token.raw());
    }

    private boolean startsCondition(Token token) {
        return vocabulary.factNames().contains(token.raw())
                || (token.isWord() && token.raw().startsWith("$"))
                || token.is("not")
                || token.is("exists")
                || token.is("eval")
                || token.is("(");
    }

    private void readAttribute(Header header) {
        cursor.takeIf(",");
        var token = cursor.take();
        var name = new StringBuilder(token.raw());
        while (token.isWord()
                && cursor.is("-")
                && cursor.now().glued()
                && cursor.ahead(1).isWord()) {
            name.append(cursor.take().raw()).append(cursor.take().raw());
        }
        switch (name.toString()) {
            case "salience" -> header.salience = readSalience();
            case "no-loop" -> readTruth(name.toString());
            case "enabled" -> header.enabled = readTruth(name.toString());
            default -> {
                var code = Keywords.REFUSED_ATTRIBUTES.contains(name.toString())
                        ? "refused-attribute"
                        : "unknown-attribute";
                complaints.at(token, code, name, Nearest.or(name.toString(), attributes()));
                if (cursor.now().line() == token.line()) {
                    skipLine();
                }
            }
        }
    }

    private static Set<String> attributes() {
        return Stream.concat(Keywords.KEPT_ATTRIBUTES.stream(), Stream.of("when"))
                .collect(Collectors.toSet());
    }

    private int readSalience() {
        var negative = cursor.takeIf("-");
        var token = cursor.now();
        if (token.isNumber()
                && !token.value().contains(".")
                && token.raw().equals(token.value())
                && token.value().length() < 8) {
            cursor.take();
            var value = new BigDecimal(token.value());
            if (value.compareTo(MOST_SALIENCE) <= 0) {
                return negative ? -value.intValue() : value.intValue();
            }
        }
        complaints.at(token, "salience-literal", token.raw());
        if (!token.leads()) {
            skipLine();
        }
        return 0;
    }

    private boolean readTruth(String attribute) {
        if (cursor.takeIf("true")) {
            return true;
        }
        if (cursor.takeIf("false")) {
            return false;
        }
        if (attribute.equals("enabled") || !cursor.now().leads()) {
            complaints.at(cursor.now(), "truth-literal", attribute, cursor.now().raw());
            if (!cursor.now().leads()) {
                skipLine();
            }
        }
        return true;
    }

    private void skipLine() {
        cursor.take();
        while (!cursor.now().isEnd() && !cursor.now().leads() && !cursor.is("when") && !cursor.is("then")) {
            cursor.take();
        }
    }
}
