package dev.voronka.rules.gate;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words that hold a rule together, and what people write for them. */
final class Keywords {

    private static final Map<String, List<String>> OTHERWISE = Map.of(
            "package", List.of("пакет", "Package", "PACKAGE"),
            "rule", List.of("правило", "Правило", "Rule", "RULE"),
            "when", List.of("когда", "если", "Когда", "When", "WHEN", "if"),
            "then", List.of("тогда", "то", "Тогда", "Then", "THEN"),
            "end", List.of("конец", "Конец", "End", "END"));

    /** Words of DRL that begin something else than a rule. */
    static final Set<String> REFUSED_AT_TOP = Set.of(
            "import",
            "global",
            "function",
            "declare",
            "query",
            "unit",
            "dialect",
            "attributes",
            "template",
            "expander",
            "window",
            "enum",
            "class",
            "static",
            "salience",
            "agenda");

    /** Words that begin a condition and are refused. */
    static final Set<String> REFUSED_CONDITIONS = Set.of(
            "eval", "forall", "accumulate", "acc", "collect", "groupby", "if", "do", "break", "from", "over", "window");

    /** Words that begin a statement and are refused. */
    static final Set<String> REFUSED_STATEMENTS = Set.of(
            "if",
            "else",
            "for",
            "while",
            "do",
            "switch",
            "try",
            "return",
            "throw",
            "synchronized",
            "new",
            "class",
            "int",
            "long",
            "double",
            "boolean",
            "var",
            "final",
            "String",
            "Object",
            "import",
            "static",
            "public",
            "private",
            "break",
            "continue",
            "this",
            "super",
            "assert",
            "interface",
            "enum",
            "record",
            "char",
            "byte",
            "short",
            "float");

    /** What plain Drools offers for changing facts and more. */
    static final Set<String> REFUSED_CHANGES = Set.of(
            "insert",
            "insertLogical",
            "update",
            "modify",
            "delete",
            "retract",
            "drools",
            "kcontext",
            "halt",
            "channels",
            "entryPoints",
            "setFocus",
            "getContext");

    static final Set<String> KEPT_ATTRIBUTES = Set.of("salience", "no-loop", "enabled");

    static final Set<String> REFUSED_ATTRIBUTES = Set.of(
            "dialect",
            "agenda-group",
            "activation-group",
            "ruleflow-group",
            "auto-focus",
            "lock-on-active",
            "timer",
            "calendars",
            "duration",
            "date-effective",
            "date-expires",
            "refract",
            "direct",
            "extends");

    private Keywords() {}

    /** Whether the token is that word, or is meant as it; then that is told. */
    static boolean isMeant(Token token, String keyword, Complaints complaints) {
        if (!token.isWord()) {
            return false;
        }
        if (token.raw().equals(keyword)) {
            return true;
        }
        if (!isLike(token, keyword)) {
            return false;
        }
        complaints.at(
                token,
                Nearest.looksLike(token.raw(), keyword) ? "keyword-alphabet" : "keyword-misspelt",
                token.raw(),
                keyword);
        return true;
    }

    /** The same without a word said. */
    static boolean isLike(Token token, String keyword) {
        return token.isWord()
                && (token.raw().equals(keyword)
                        || Nearest.looksLike(token.raw(), keyword)
                        || OTHERWISE.getOrDefault(keyword, List.of()).contains(token.raw())
                        || (token.raw().length() >= keyword.length() - 1
                                && token.raw().length() <= keyword.length() + 1
                                && Nearest.distance(token.raw(), keyword) == 1));
    }
}
