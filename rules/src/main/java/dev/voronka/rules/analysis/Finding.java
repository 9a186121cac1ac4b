package dev.voronka.rules.analysis;

import dev.voronka.rules.gate.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something odd in a book.
 *
 * @param kind what it is
 * @param severity how certain
 * @param decides what the rules decide, such as {@code verdict}
 * @param rules which rules, the one to look at first; none if it concerns all of that kind
 * @param text what is so, in English
 * @param textRu the same in Russian
 * @param advice what to do, in English
 * @param adviceRu the same in Russian
 * @param witness facts that show it; null if there are none
 */
public record Finding(
        Kind kind,
        Severity severity,
        String decides,
        List<RuleAt> rules,
        String text,
        String textRu,
        String advice,
        String adviceRu,
        @Nullable Witness witness) {

    /** What may be odd. */
    public enum Kind {
        /** No facts can fulfil its conditions. */
        NEVER_FIRES("never-fires"),
        /** Wherever it holds, a rule before it has decided already. */
        SHADOWED("shadowed-rule"),
        /** No score of this book reaches it. */
        UNREACHABLE_VERDICT("unreachable-verdict"),
        /** Rules that hold together and decide differently, or ranges that overlap. */
        OVERLAP("overlapping-rules"),
        /** Points are given twice for the same. */
        DOUBLE_COUNT("double-count"),
        /** Numbers between ranges for which there is no rule. */
        RANGE_GAP("range-gap"),
        /** Answers or constants for which there is no rule, though there is for others. */
        VALUE_GAP("value-gap"),
        /** A condition that says no more than the others of its rule. */
        REPEATED_CONDITION("repeated-condition"),
        /** Two rules with the same conditions. */
        SAME_CONDITIONS("same-conditions"),
        /** A rule that is switched off. */
        DISABLED("disabled-rule"),
        /** A rule that has too many cases to be looked at. */
        TOO_INVOLVED("too-involved"),
        /** Not all was looked at or shown. */
        CUT_SHORT("cut-short");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /** {@code never-fires}: its stored name, and the code of the warning. */
        public String code() {
            return code;
        }
    }

    /** How certain a finding is. */
    public enum Severity {
        /** It is proven. */
        SURE("Sure", "Точно"),
        /** It looks like a mistake and may be meant. */
        LIKELY("Likely", "Вероятно"),
        /** To be known only. */
        NOTE("Notes", "К сведению");

        private final String en;
        private final String ru;

        Severity(String en, String ru) {
            this.en = en;
            this.ru = ru;
        }

        /** Its title. */
        public String said(Locale reader) {
            return Bilingual.isRussian(reader) ? ru : en;
        }
    }

    /**
     * A rule and its place.
     *
     * @param name of the rule
     * @param file where it stands
     * @param line the line of the word {@code rule}
     */
    public record RuleAt(String name, String file, int line) {}

    /** Keeps an unmodifiable copy. */
    public Finding {
        rules = List.copyOf(rules);
    }

    static Finding of(
            Kind kind,
            Severity severity,
            dev.voronka.rules.gate.Kind decides,
            List<Reading> rules,
            Bilingual text,
            Bilingual advice,
            @Nullable Witness witness) {
        var places = rules.stream()
                .map(r -> new RuleAt(r.rule().name(), r.rule().file(), r.rule().line()))
                .toList();
        return new Finding(
                kind,
                severity,
                decides.code(),
                places,
                text.en(),
                text.ru(),
                advice.en(),
                advice.ru(),
                witness == null || witness.given().isEmpty() ? null : witness);
    }

    /** What is so, with an example; without the place and without advice. */
    public String said(Locale reader) {
        var russian = Bilingual.isRussian(reader);
        var example = witness == null ? "" : (russian ? " Например: " : " For example: ") + witness.said(reader) + ".";
        return (russian ? textRu : text) + example;
    }

    /** What to do. */
    public String advice(Locale reader) {
        return Bilingual.isRussian(reader) ? adviceRu : advice;
    }

    /** {@code verdict.drl:12}; the kind of rules if it concerns all of them. */
    public String place() {
        return rules.isEmpty()
                ? decides
                : rules.get(0).file() + ":" + rules.get(0).line();
    }

    /** As a warning about a book. */
    public Problem problem() {
        var russian = Locale.forLanguageTag("ru");
        var first = rules.isEmpty() ? new RuleAt("", decides, 0) : rules.get(0);
        return new Problem(
                first.file(),
                first.line(),
                0,
                first.name(),
                kind.code(),
                unnamed("The rule \"" + first.name() + "\" ", said(Locale.ENGLISH)) + " " + advice,
                unnamed("Правило «" + first.name() + "» ", said(russian)) + " " + adviceRu);
    }

    /** A problem says the name of its rule by itself. */
    private static String unnamed(String beginning, String text) {
        return text.startsWith(beginning) ? text.substring(beginning.length()) : text;
    }

    /** Texts, numbers, lists and maps only, ready to be written as JSON. */
    public Map<String, Object> plain() {
        var all = new LinkedHashMap<String, Object>();
        all.put("kind", kind.code());
        all.put("severity", severity.name().toLowerCase(Locale.ROOT));
        all.put("decides", decides);
        all.put(
                "rules",
                rules.stream()
                        .map(r -> Map.<String, Object>of("name", r.name(), "file", r.file(), "line", r.line()))
                        .toList());
        all.put("text", text);
        all.put("textRu", textRu);
        all.put("advice", advice);
        all.put("adviceRu", adviceRu);
        all.put(
                "example",
                witness == null
                        ? List.of()
                        : witness.given().stream()
                                .map(g -> Map.<String, Object>of(
                                        "name",
                                        g.name(),
                                        "nameRu",
                                        g.nameRu(),
                                        "value",
                                        g.value(),
                                        "valueRu",
                                        g.valueRu()))
                                .toList());
        return all;
    }
}
