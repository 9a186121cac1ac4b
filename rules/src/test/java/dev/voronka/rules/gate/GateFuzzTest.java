package dev.voronka.rules.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Texts of a grammar of DRL, with things in it that must not come through, and mutations of known attacks. Whatever the gate
 * accepts must consist of harmless tokens only, says an oracle that looks at the emitted text alone; some of it is compiled.
 */
class GateFuzzTest {

    private static final Gate GATE = GateBed.gate();
    private static final Map<String, Integer> COUNTS = new TreeMap<>();
    private static final List<String> ATTACKS = GateAttacksTest.texts();
    private static final List<String> SPICE = List.of(
            "System.exit(0)",
            "eval(true)",
            "new Object()",
            "\"",
            "'",
            "\\u000a",
            "//",
            "/*",
            "*/",
            ";",
            "}",
            "{",
            "(",
            ")",
            "then",
            "end",
            "when",
            "import java.util.*\n",
            "@x",
            "from",
            "$l.getClass()",
            "[",
            "]",
            "||",
            "&&",
            "=",
            "\n",
            "matches \"x\"",
            "this",
            "drools.halt();",
            "insert($l);",
            "rule \"y\"",
            ",",
            "-",
            "1",
            "/",
            "!",
            ".",
            ":",
            "function",
            "\u200b",
            "«");

    @AfterContainer
    static void print() {
        System.out.println("Gate fuzz: " + COUNTS);
    }

    @Property(tries = 14_000, shrinking = ShrinkingMode.OFF)
    void whatever_the_grammar_makes_is_refused_or_harmless(@ForAll("texts") String text) {
        tried("grammar", Kind.SCORE, text);
    }

    @Property(tries = 6_000, shrinking = ShrinkingMode.OFF)
    void a_mutated_attack_is_refused_or_harmless(@ForAll("mutations") String text) {
        tried("attack", Kind.SCORE, text);
    }

    @Example
    void enough_was_accepted_to_mean_something() {
        var random = new Random(42);
        for (var i = 0; i < 16_000; i++) {
            tried("sound", Kind.SCORE, file(random, 0));
        }
        assertThat(COUNTS.get("sound: accepted")).isGreaterThan(10_000);
    }

    @Example
    void what_is_accepted_compiles() {
        var random = new Random(4711);
        var rules = new StringBuilder("package voronka.score\n");
        for (var i = 0; i < 150; i++) {
            rules.append(rule(random, 0, i));
        }
        var checked = GATE.check(Kind.SCORE, List.of(new SourceText("f", rules.toString())));
        assertThat(checked.problems()).isEmpty();
        var base = GateBed.compile(checked.drl());
        for (var seed = 0; seed < 40; seed++) {
            var facts = GateBed.facts(Kind.SCORE, new Random(seed));
            assertThat(GateBed.run(base, Kind.SCORE, facts)).isEqualTo(GateBed.evaluated(checked.rules(), facts));
        }
    }

    private static void tried(String source, Kind kind, String text) {
        var start = System.nanoTime();
        var checked = GATE.check(kind, List.of(new SourceText("f.drl", text)));
        assertThat(System.nanoTime() - start).as(text).isLessThan(TimeUnit.SECONDS.toNanos(10));
        count(source + ": tried");
        if (checked.isSound()) {
            count(source + ": accepted");
            assertThat(EmittedTokens.wrong(kind, checked.drl()))
                    .as(text + "\n" + checked.drl())
                    .isEmpty();
        } else {
            checked.problems().stream().map(Problem::code).distinct().forEach(c -> count(source + ": refused, " + c));
        }
    }

    private static void count(String what) {
        COUNTS.merge(what, 1, Integer::sum);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.longs()
                .withDistribution(RandomDistribution.uniform())
                .map(seed -> file(new Random(seed), 3));
    }

    @Provide
    Arbitrary<String> mutations() {
        return Arbitraries.longs()
                .withDistribution(RandomDistribution.uniform())
                .map(seed -> mutated(new Random(seed)));
    }

    /** {@code spice} in a hundred places is something that does not belong there. */
    private static String file(Random random, int spice) {
        return "package voronka.score\n" + rule(random, spice, 1);
    }

    private static String rule(Random random, int spice, int number) {
        var header = random.nextInt(5) == 0 ? " salience " + (random.nextInt(40) - 20) : "";
        return "rule \"Правило " + number + "\"" + header + spiced(random, spice) + "\nwhen\n  "
                + conditions(random, spice) + "\nthen\n  " + action(random, spice) + spiced(random, spice) + "\nend\n";
    }

    private static String spiced(Random random, int spice) {
        return random.nextInt(100) < spice ? " " + pick(random, SPICE) + " " : "";
    }

    private static String conditions(Random random, int spice) {
        return switch (random.nextInt(8)) {
            case 0 -> "not Lead(" + constraints(random, spice) + ") $l : Lead()";
            case 1 -> "exists (Lead(" + constraints(random, spice) + ")) and $l : Lead()";
            case 2 ->
                "(Lead(" + constraints(random, spice) + ") or Lead(" + constraints(random, spice) + ")) $l : Lead()";
            case 3 ->
                "$l : Lead($r : region, " + constraints(random, spice) + ") Lead(region == $r, budget >= $l.budget)";
            default -> "$l : Lead(" + constraints(random, spice) + ")";
        };
    }

    private static String constraints(Random random, int spice) {
        var all = new ArrayList<String>();
        for (var i = 0; i <= random.nextInt(3); i++) {
            all.add(constraint(random, 2, spice) + spiced(random, spice));
        }
        return String.join(", ", all);
    }

    private static String constraint(Random random, int depth, int spice) {
        if (depth > 0 && random.nextInt(3) == 0) {
            return switch (random.nextInt(3)) {
                case 0 ->
                    "(" + constraint(random, depth - 1, spice) + " || " + constraint(random, depth - 1, spice) + ")";
                case 1 -> constraint(random, depth - 1, spice) + " && " + constraint(random, depth - 1, spice);
                default -> "!(" + constraint(random, depth - 1, spice) + ")";
            };
        }
        return switch (random.nextInt(9)) {
            case 0 -> pick(random, "source", "region") + pick(random, " == ", " != ") + word(random);
            case 1 -> "region " + pick(random, "in", "not in") + " (" + word(random) + ", " + word(random) + ")";
            case 2 ->
                "region " + pick(random, "like", "not like") + " \"*" + pick(random, "оск", "а", "б", "?") + "*\"";
            case 3 -> "source " + pick(random, "contains", "not contains") + " " + word(random);
            case 4 ->
                "answers[\"deadline\"] "
                        + pick(random, "== null", "!= null", "== \"month\"", "in (\"year\", \"quarter\")");
            case 5 -> "answers[\"vip\"]" + pick(random, "", " == true", " != false");
            default ->
                number(random, 2)
                        + spiced(random, spice)
                        + pick(random, " > ", " >= ", " < ", " <= ", " == ", " != ")
                        + figure(random);
        };
    }

    private static String number(Random random, int depth) {
        if (depth > 0 && random.nextInt(3) == 0) {
            return "(" + number(random, depth - 1) + pick(random, " + ", " - ", " * ", " / ") + number(random, 0) + ")";
        }
        return pick(random, "budget", "answers[\"employees\"]");
    }

    private static String figure(Random random) {
        return pick(random, "0", "5", "100000", "1000000", "0.5", "-3", "99999.5", "100B", "1500000.25");
    }

    private static String word(Random random) {
        return pick(
                random,
                "\"Москва\"",
                "\"СПб\"",
                "\"site\"",
                "'call'",
                "\"\"",
                "\"// /* */\"",
                "\"end then rule\"",
                "\"a;b){}\"");
    }

    private static String action(Random random, int spice) {
        var text = pick(
                random,
                "\"x\"",
                "\"drools.halt(); insert(a)\"",
                "\"регион \" + $l.region",
                "\"бюджет \" + $l.budget() + \"!\"");
        var points = pick(random, "5", "-7", "2 * 3 + 1", "$l.budget / 100000", "-$l.budget");
        return switch (random.nextInt(4)) {
            case 0 -> "score.stop(" + text + spiced(random, spice) + ");";
            case 1 -> "score.add(" + points + ", " + text + ", \"fit\");" + spiced(random, spice);
            default -> "score.add(" + points + ", " + text + ");\n  score.add(1, \"y\");";
        };
    }

    private static String mutated(Random random) {
        var text = new StringBuilder(pick(random, ATTACKS));
        for (var i = 0; i <= random.nextInt(4); i++) {
            var at = random.nextInt(text.length());
            switch (random.nextInt(5)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, pick(random, SPICE));
                case 2 -> text.delete(at, Math.min(text.length(), at + random.nextInt(20)));
                case 3 -> {
                    var other = pick(random, ATTACKS);
                    var from = random.nextInt(other.length());
                    text.insert(at, other, from, Math.min(other.length(), from + random.nextInt(40)));
                }
                default -> text.setCharAt(at, pick(random, SPICE).charAt(0));
            }
            if (text.length() == 0) {
                text.append(' ');
            }
        }
        return text.toString();
    }

    private static String pick(Random random, String... choice) {
        return pick(random, Arrays.asList(choice));
    }

    private static String pick(Random random, List<String> choice) {
        return choice.get(random.nextInt(choice.size()));
    }
}
