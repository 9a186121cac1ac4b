package dev.voronka.rules.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every way that is known in which a rule of plain Drools runs code, loops, reaches out or grows without bounds. */
class GateAttacksTest {

    /** An attack and the code of the problem that stops it. */
    record Attack(String name, Kind kind, String text, String code) {}

    private static final List<Attack> ATTACKS = new ArrayList<>();

    private static void attack(String name, String code, String text) {
        ATTACKS.add(new Attack(name, Kind.SCORE, text, code));
    }

    /** In the action, line 6. */
    private static void then(String name, String code, String then) {
        attack(name, code, GateBed.rule(Kind.SCORE, "$l : Lead(budget > 1)", then));
    }

    /** In the condition, line 4. */
    private static void when(String name, String code, String when) {
        attack(name, code, GateBed.rule(Kind.SCORE, when, "score.add(1, \"x\");"));
    }

    /** Beside the rules. */
    private static void top(String name, String code, String top) {
        attack(
                name,
                code,
                "package voronka.score\n" + top + "\nrule \"r\" when Lead() then score.add(1, \"x\"); end\n");
    }

    /** Between the name of the rule and when. */
    private static void header(String name, String code, String header) {
        attack(
                name,
                code,
                "package voronka.score\nrule \"r\"\n  " + header + "\nwhen Lead() then score.add(1, \"x\"); end\n");
    }

    static {
        actions();
        conditions();
        headers();
        tops();
        characters();
        bounds();
    }

    private static void actions() {
        then("static call", "unknown-sink", "System.exit(0);");
        then(
                "static call behind a sound action",
                "unknown-sink",
                "score.add(1, \"x\"); Runtime.getRuntime().exec(\"id\");");
        then("class by name", "unknown-sink", "Class.forName(\"java.lang.\" + \"Runtime\");");
        then("class of a fact", "unknown-sink", "$l.getClass().forName(\"java.lang.Runtime\");");
        then("full name", "unknown-sink", "java.lang.System.setProperty(\"a\", \"b\");");
        then("thread", "refused-statement", "new Thread(() -> {}).start();");
        then("lambda", "refused-statement", "final Runnable r = () -> {}; r.run();");
        then("anonymous class", "refused-statement", "new Object() { { System.exit(0); } };");
        then("endless loop", "refused-statement", "while (true) {}");
        then("endless for", "refused-statement", "for (;;) {}");
        then("do loop", "refused-statement", "do {} while (true);");
        then("condition", "refused-statement", "if (true) { score.add(1, \"x\"); }");
        then("try", "refused-statement", "try { score.add(1, \"x\"); } finally {}");
        then("throw", "refused-statement", "throw new RuntimeException();");
        then("return", "refused-statement", "return;");
        then("local variable", "refused-statement", "int x = 1; score.add(x, \"x\");");
        then("local class", "refused-statement", "class A { static { System.exit(0); } }");
        then("breakout of the block", "refused-statement", "} static { System.exit(0); } void x() {");
        then("insert", "refused-change", "insert(new Lead(\"\", \"\", null, null));");
        then("logical insert", "refused-change", "insertLogical($l);");
        then("update of itself", "refused-change", "update($l);");
        then("modify", "refused-change", "modify($l) { setBudget(1) }");
        then("retract", "refused-change", "retract($l);");
        then("delete", "refused-change", "delete($l);");
        then("halt", "refused-change", "drools.halt();");
        then("runtime of Drools", "refused-change", "drools.getKieRuntime().getKieBase();");
        then("context", "refused-change", "kcontext.getKnowledgeRuntime();");
        then("foreign global", "other-sink", "route.veto(\"a\", \"b\");");
        then("methods of any object", "unknown-action", "score.getClass();");
        then("wait", "unknown-action", "score.wait();");
        then("chain", "refused-chain", "score.add(1, \"x\").getClass();");
        then("call in an argument", "refused-call", "score.add(1, String.valueOf(1));");
        then("call of a fact in an argument", "unknown-field", "score.add(1, \"x\" + $l.getClass);");
        then("call of a fact with brackets", "refused-call", "score.add(1, \"x\" + $l.getClass().getName());");
        then("call of a field's method", "refused-path", "score.add(1, $l.region.concat(\"x\"));");
        then("new in an argument", "refused-code", "score.add(1, new String(\"x\"));");
        then("lambda in an argument", "refused-variable", "score.add(a -> 1, \"x\");");
        then("cast", "refused-cast", "score.add((int) 1, \"x\");");
        then("assignment in an argument", "refused-assignment", "score.add(x = 1, \"x\");");
        then("increment", "refused-increment", "score.add(1++, \"x\");");
        then("ternary", "refused-ternary", "score.add(true ? 1 : 2, \"x\");");
        then("array", "refused-code", "score.add(new int[]{1}[0], \"x\");");
        then("truth for a text", "argument-text", "score.add(1, true);");
        then("points beyond an int", "points-bounds", "score.add(99999999999, \"x\");");
        then("division by zero", "division-by-zero", "score.add(1 / 0, \"x\");");
        then("division by a field", "division-in-action", "score.add(1 / $l.budget, \"x\");");
        then("fact as text", "not-in-text", "score.add(1, \"x\" + $l);");
        then("named consequence", "semicolon-missing", "score.add(1, \"x\")\nthen[other]\nSystem.exit(0);");
        then("label", "unknown-sink", "a: score.add(1, \"x\");");
    }

    private static void conditions() {
        when("static call", "refused-call", "Lead(System.exit(0) == null)");
        when("static call with full name", "refused-call", "Lead(java.lang.Runtime.getRuntime() != null)");
        when("eval", "refused-condition", "eval(System.exit(0) == null)");
        when("inline eval", "refused-code", "Lead(eval(true))");
        when("from", "refused-condition", "Lead() from java.util.List.of()");
        when("collect", "refused-condition", "Lead() from collect(Lead())");
        when("accumulate", "refused-condition", "accumulate(Lead(), $n : count(1); $n > 0)");
        when("acc", "refused-condition", "acc(Lead(); $n : count(1))");
        when(
                "accumulate code",
                "unknown-fact",
                "Number() from accumulate(Lead(), init(System.exit(0);) action() result(1))");
        when("entry point", "refused-condition", "Lead() from entry-point \"x\"");
        when("window", "refused-condition", "Lead() over window:length(1)");
        when("forall", "refused-condition", "forall(Lead(budget > 1))");
        when("query", "refused-condition", "?q()");
        when("oopath", "refused-condition", "/leads[budget > 1]");
        when("oopath in a fact", "unexpected", "Lead(/answers)");
        when("branch", "refused-condition", "Lead() if (true) do[x]");
        when("branch by do", "refused-condition", "Lead() do[x]");
        when("unification", "unification", "$l := Lead()");
        when("unification of a field", "unification", "Lead($r := region)");
        when("positions", "positional", "Lead(\"site\";)");
        when("full name of a fact", "qualified-fact", "java.lang.Runtime()");
        when("full name of a known fact", "qualified-fact", "dev.voronka.rules.fact.Lead()");
        when("foreign fact", "unknown-fact", "Object()");
        when("class of a fact", "refused-call", "Lead(getClass() != null)");
        when("class as a field", "refused-code", "Lead(class != null)");
        when("this", "refused-this", "Lead(this != null)");
        when("this with a call", "refused-this", "Lead(this.getClass().forName(\"x\") != null)");
        when("call of a field's method", "refused-path", "Lead(region.length > 1)");
        when("call of a field's method with brackets", "refused-path", "Lead(region.toUpperCase() == \"X\")");
        when("null-safe path", "unexpected", "Lead(region!.length > 1)");
        when("method of the map", "entry-by-dot", "Lead(answers.size() > 1)");
        when("code as a key", "entry-key", "Lead(answers[System.getProperty(\"x\")] == null)");
        when("path behind an answer", "refused-path", "Lead(answers[\"comment\"].length > 1)");
        when("code in a list", "refused-call", "Lead(region in (System.getProperty(\"x\")))");
        when("new", "refused-code", "Lead(new Object() != null)");
        when("regular expression", "refused-matches", "Lead(region matches \"(.*a){12}b\")");
        when("soundslike", "refused-operator", "Lead(region soundslike \"x\")");
        when("str operator", "refused-operator", "Lead(region str[startsWith] \"x\")");
        when("instanceof", "unknown-operator", "Lead(region instanceof String)");
        when("assignment", "single-equals", "Lead(region = \"x\")");
        when("ternary", "missing-comma-or-sign", "Lead(true ? true : false)");
        when("annotation", "refused-annotation", "Lead() @watch(*)");
        when("inline annotation", "refused-annotation", "@x Lead()");
        when("block", "pattern-expected", "{ System.exit(0); }");
        when("MVEL block", "unexpected", "Lead({ System.exit(0) } == null)");
        when("map literal of MVEL", "unexpected", "Lead([\"a\" : 1] != null)");
        when("nested pattern of MVEL", "unexpected", "Lead(#java.util.List)");
        when("with block of MVEL", "refused-this", "Lead(this.{ region = \"x\" } != null)");
        when("projection of MVEL", "unexpected", "Lead([1] != null)");
        when("MVEL static field", "unknown-name", "Lead(Integer.MAX_VALUE > budget)");
        when("bit operators", "word-for-sign", "Lead(budget > 1 & budget > 2)");
    }

    private static void headers() {
        header("code in salience", "salience-literal", "salience (System.exit(0) == null ? 1 : 2)");
        header("salience by a variable", "salience-literal", "salience $x");
        header("salience beyond an int", "salience-literal", "salience 99999999999");
        header("code in enabled", "truth-literal", "enabled (System.exit(0) == null)");
        header("dialect", "refused-attribute", "dialect \"mvel\"");
        header("timer", "refused-attribute", "timer (int: 1s 1s)");
        header("calendars", "refused-attribute", "calendars \"x\"");
        header("duration", "refused-attribute", "duration 1000");
        header("group", "refused-attribute", "agenda-group \"x\"");
        header("activation group", "refused-attribute", "activation-group \"x\"");
        header("ruleflow group", "refused-attribute", "ruleflow-group \"x\"");
        header("auto focus", "refused-attribute", "auto-focus true");
        header("lock on active", "refused-attribute", "lock-on-active true");
        header("effective date", "refused-attribute", "date-effective \"01-Jan-2030\"");
        header("parent", "refused-attribute", "extends \"other\"");
        header("annotation", "refused-annotation", "@Direct @Propagation(IMMEDIATE)");
        header("unknown property", "unknown-attribute", "refreshing true");
        attack(
                "quote in a name",
                "rule-name",
                "package voronka.score\nrule \"\" when Lead() then score.add(1, \"x\"); end");
    }

    private static void tops() {
        top("import", "refused-at-top", "import java.util.*");
        top("static import", "refused-at-top", "import static java.lang.System.exit");
        top("import of a function", "refused-at-top", "import function java.lang.System.exit");
        top("import of an accumulate function", "refused-at-top", "import accumulate a.B c");
        top("global", "refused-at-top", "global java.lang.Runtime r");
        top("function", "refused-at-top", "function void f() { System.exit(0); }");
        top("declaration", "refused-at-top", "declare A\n x : int = System.identityHashCode(1)\nend");
        top("enum declaration", "refused-at-top", "declare enum A X(1); end");
        top("window declaration", "refused-at-top", "declare window W Lead() over window:length(1) end");
        top("entry point declaration", "refused-at-top", "declare entry-point E end");
        top("query", "refused-at-top", "query q() Lead() end");
        top("dialect of the package", "refused-at-top", "dialect \"mvel\"");
        top("unit", "refused-at-top", "unit U;");
        top("attributes of the package", "refused-at-top", "salience 10");
        top("template", "refused-at-top", "template A end");
        top("text outside", "outside-rule", "hello");
        attack(
                "foreign package",
                "package-wrong",
                "package org.drools\nrule \"r\" when Lead() then score.add(1, \"x\"); end");
        attack(
                "package with a class in it",
                "package-wrong",
                "package voronka.score.Lead\nrule \"r\" when Lead() then score.add(1, \"x\"); end");
    }

    private static void characters() {
        then("escape that ends a comment", "backslash", "// \\u000a System.exit(0);\nscore.add(1, \"x\");");
        then(
                "escape that closes a comment",
                "backslash",
                "/* \\u002a\\u002f System.exit(0); /* */ score.add(1, \"x\");");
        then("escaped name", "backslash", "\\u0053ystem.exit(0);");
        then("escaped quote", "backslash", "score.add(1, \"x\\\"); System.exit(0); //\");");
        then("backslash at the end of a text", "backslash", "score.add(1, \"x\\\\\");");
        then("text over two lines", "missing-quote", "score.add(1, \"x\n\");");
        then("quote in single quotes", "quote-in-text", "score.add(1, '\"); System.exit(0); //');");
        then("direction override", "forbidden-character", "score.add(1, \"\u202Ex\");");
        then("invisible character", "forbidden-character", "score.add(1, \"x\u200B\");");
        then("line separator", "forbidden-character", "score.add(1, \"x\"); // \u2028 System.exit(0);");
        then("next line", "forbidden-character", "score.add(1, \"x\"); // \u0085 System.exit(0);");
        then("form feed", "forbidden-character", "score.add(1,\f\"x\");");
        then("zero", "forbidden-character", "score.add(1, \"x\0\");");
        then("lonely carriage return ends a comment", "unknown-sink", "// x\rSystem.exit(0);");
        then("half a surrogate", "forbidden-character", "score.add(1, \"\uD800\");");
        then("mark within the file", "forbidden-character", "score.add(1, \"\uFEFF\");");
        attack("comment that never ends", "open-comment", "package voronka.score /* ");
    }

    private static void bounds() {
        when("deep brackets", "too-deep", "Lead(" + "(".repeat(10_000) + "budget > 1" + ")".repeat(10_000) + ")");
        when(
                "brackets just below the first limit",
                "too-deep",
                "Lead(" + "(".repeat(50) + "budget > 1" + ")".repeat(50) + ")");
        when("many minus signs", "too-deep", "Lead(budget > " + "- ".repeat(5_000) + "1)");
        when("many exclamation marks", "too-deep", "Lead(" + "!".repeat(5_000) + "(budget > 1))");
        when("long chain", "too-long", "Lead(" + "budget > 1 && ".repeat(20_000) + "budget > 1)");
        when("long sum", "too-much-arithmetic", "Lead(budget > " + "1 + ".repeat(20_000) + "1)");
        when("a sum just above the limit", "too-much-arithmetic", "Lead(budget > " + "1 + ".repeat(11) + "1)");
        when(
                "a sum above the limit in a list",
                "too-much-arithmetic",
                "Lead(budget in (" + "1 + ".repeat(6) + "1, " + "1 * ".repeat(6) + "1))");
        when("long list", "too-many", "Lead(region in (" + "\"a\", ".repeat(5_000) + "\"a\"))");
        when("many conditions", "too-many", "Lead(" + "budget > 1, ".repeat(5_000) + "budget > 1)");
        when("many facts", "too-many-patterns", "Lead() ".repeat(7));
        when("many branches", "too-many-patterns", "Lead() or ".repeat(5_000) + "Lead()");
        when("nested groups", "too-deep", "(".repeat(59) + "Lead()" + ")".repeat(59));
        then("many actions", "too-many", "score.add(1, \"x\");\n".repeat(5_000));
        then("long text", "long-text", "score.add(1, \"" + "x".repeat(5_000) + "\");");
        then("many texts joined", "too-long", "score.add(1, " + "\"x\" + ".repeat(5_000) + "\"x\");");
        attack("a large file", "too-large", " ".repeat(10_000_000));
        attack(
                "many rules",
                "too-many-rules",
                "package voronka.score\n"
                        + Stream.iterate(0, i -> i + 1)
                                .limit(5_001)
                                .map(i -> "rule \"" + i + "\" when Lead() then score.add(1, \"x\"); end\n")
                                .reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append));
        ATTACKS.add(new Attack(
                "three candidates",
                Kind.ROUTE,
                GateBed.rule(
                        Kind.ROUTE,
                        "$a : Candidate() $b : Candidate(rank > $a.rank) Candidate(rank > $b.rank)",
                        "route.veto(\"e1\", \"x\");"),
                "too-many-joins"));
        ATTACKS.add(new Attack(
                "two candidates that are not tied",
                Kind.ROUTE,
                GateBed.rule(Kind.ROUTE, "$a : Candidate() $b : Candidate(rank > 1)", "route.veto($b.id, \"x\");"),
                "unbounded-join"));
    }

    /** For the fuzz: texts to be mutated. */
    static List<String> texts() {
        return ATTACKS.stream()
                .filter(a -> a.kind() == Kind.SCORE && a.text().length() < 500)
                .map(Attack::text)
                .toList();
    }

    /** Where the name in the table only says what the attack is, not how it is told. */
    private static final Map<String, String> TOLD = Map.of(
            "refused-variable", "unexpected",
            "refused-cast", "unexpected",
            "refused-assignment", "unknown-name",
            "refused-increment", "unexpected",
            "refused-ternary", "unexpected",
            "missing-comma-or-sign", "constant-condition");

    @TestFactory
    Stream<DynamicTest> refuses() {
        assertThat(ATTACKS).hasSizeGreaterThan(130);
        return ATTACKS.stream()
                .map(a -> DynamicTest.dynamicTest(a.name(), () -> {
                    var checked =
                            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> GateBed.check(a.kind(), a.text()));

                    assertThat(checked.isSound()).isFalse();
                    assertThat(checked.drl()).isEmpty();
                    assertThat(checked.problems())
                            .extracting(Problem::code)
                            .contains(TOLD.getOrDefault(a.code(), a.code()));
                }));
    }
}
