package dev.voronka.rules.explain;

import dev.voronka.questionnaire.AnswerType;
import dev.voronka.rules.explain.Comparison.Test;
import dev.voronka.rules.explain.Sense.Meaning;
import dev.voronka.rules.gate.RuleTree.Condition;
import dev.voronka.rules.gate.RuleTree.Expr;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Expressions of one rule in words. {@code own} is the fact whose pattern they stand in; null in an action. */
final class Clauses {

    private static final Set<String> SIGNS = Set.of("+", "-", "*", "/");
    private static final Set<AnswerType> COUNTED = Set.of(AnswerType.NUMBER, AnswerType.ROUBLES, AnswerType.DATE);

    private final Spoken spoken;
    private final Titles titles;
    private final Sense sense;

    Clauses(Spoken spoken, Titles titles, Sense sense) {
        this.spoken = spoken;
        this.titles = titles;
        this.sense = sense;
    }

    /** A constraint as a clause: {@code бюджет не меньше 1 000 000}. */
    String said(Expr expr, @Nullable Class<? extends Record> own) {
        if (expr instanceof Expr.Binary b && b.operator().equals("&&")) {
            return spoken.all(sides(b, own));
        } else if (expr instanceof Expr.Binary b && b.operator().equals("||")) {
            return spoken.any(sides(b, own));
        } else if (expr instanceof Expr.Unary u && u.operator().equals("!")) {
            return spoken.say("not", bracketed(u.of(), own));
        }
        return Comparison.of(expr).map(c -> said(c, own)).orElseGet(() -> nominal(expr, own));
    }

    /** Both sides; what is joined otherwise within them stands in brackets. */
    private List<String> sides(Expr.Binary joined, @Nullable Class<? extends Record> own) {
        return Stream.of(joined.left(), joined.right())
                .flatMap(side -> {
                    var inner = side instanceof Expr.Binary b ? b.operator() : "";
                    if (inner.equals(joined.operator())) {
                        return sides((Expr.Binary) side, own).stream();
                    }
                    return Stream.of(bracketed(side, own));
                })
                .toList();
    }

    private String bracketed(Expr expr, @Nullable Class<? extends Record> own) {
        var said = said(expr, own);
        var joined = expr instanceof Expr.Binary b
                && (b.operator().equals("&&") || b.operator().equals("||"));
        return joined ? "(" + said + ")" : said;
    }

    private String said(Comparison c, @Nullable Class<? extends Record> own) {
        var right = right(c, own, r -> nominal(r, own));
        if (isAsked(c, own)) {
            return spoken.say("asked", question(c.left(), own), spoken.say("asked." + key(c, own), right));
        }
        var left = nominal(c.left(), own);
        return isBesideField(c)
                ? left + " " + sign(c.test()) + " " + right
                : spoken.say("cond." + key(c, own), left, right);
    }

    /** What must be: {@code не меньше 1 000 000}. Fields on the right are told with their values. */
    String wanted(Comparison c, @Nullable Class<? extends Record> own, Function<Expr, @Nullable Object> now) {
        var right = right(c, own, r -> nominal(r, own) + " (" + value(now.apply(r), r, own) + ")");
        return isBesideField(c)
                ? sign(c.test()) + " " + right
                : spoken.say((isAsked(c, own) ? "asked.need." : "need.") + key(c, own), right);
    }

    /** What there is: {@code бюджет 850 000}. */
    String had(Comparison c, @Nullable Class<? extends Record> own, Function<Expr, @Nullable Object> now) {
        var value = now.apply(c.left());
        if (isAsked(c, own)) {
            var answered = value == null
                    ? spoken.say("asked.missing", "")
                    : Boolean.TRUE.equals(value) && type(c.left(), own) == AnswerType.TEXT
                            ? spoken.say("asked.given", "")
                            : spoken.say("asked.eq", spoken.quoted(value(value, c.left(), own)));
            return spoken.say("asked", question(c.left(), own), answered);
        }
        var nominal = nominal(c.left(), own);
        if (value == null || "".equals(value)) {
            return spoken.say("had.nothing", nominal);
        }
        var form = value instanceof Number ? (isReckoned(c.left()) ? "had.sum" : "had.number") : "had.other";
        return spoken.say(form, nominal, value(value, c.left(), own));
    }

    private String right(Comparison c, @Nullable Class<? extends Record> own, Function<Expr, String> field) {
        var said = c.right().stream()
                .map(r -> r instanceof Expr.Literal l ? literal(l.value(), c, own) : field.apply(r))
                .toList();
        return c.test() == Test.NOT_IN ? joinedByNor(said) : spoken.any(said);
    }

    /** What is compared with another field is told by signs: after words its name would have to be declined. */
    private static boolean isBesideField(Comparison c) {
        return c.test().isOrder() && !(c.right().get(0) instanceof Expr.Literal);
    }

    private static String sign(Test order) {
        return switch (order) {
            case GE -> "≥";
            case GT -> ">";
            case LE -> "≤";
            default -> "<";
        };
    }

    private String literal(@Nullable Object value, Comparison c, @Nullable Class<? extends Record> own) {
        var said = value(value, c.left(), own);
        return isAsked(c, own) ? spoken.quoted(said) : said;
    }

    private String joinedByNor(List<String> said) {
        return String.join(" " + spoken.say("nor") + " ", said);
    }

    private String key(Comparison c, @Nullable Class<? extends Record> own) {
        var numbers = isNumber(c.left(), own) ? "number" : "";
        return switch (c.test()) {
            case GE, GT, LE, LT, LIKE, IN, GIVEN, MISSING, HAS, YES ->
                isYesNoText(c, own) ? "given" : c.test().name().toLowerCase(Locale.ROOT);
            case NOT_IN -> "notin";
            case EQ -> isYesNoText(c, own) ? "given" : numbers + "eq";
            case NE -> isYesNoText(c, own) ? "missing" : numbers + "ne";
        };
    }

    /** Of an answer in free text a rule knows only that it was given: {@code answers["need"] == true}. */
    private boolean isYesNoText(Comparison c, @Nullable Class<? extends Record> own) {
        return type(c.left(), own) == AnswerType.TEXT
                && (c.test() == Test.YES
                        || ((c.test() == Test.EQ || c.test() == Test.NE)
                                && c.right().get(0).equals(new Expr.Literal(true))));
    }

    /** Whether it is told as what was asked and answered. */
    private boolean isAsked(Comparison c, @Nullable Class<? extends Record> own) {
        var type = type(c.left(), own);
        return type != null && (c.test() == Test.GIVEN || c.test() == Test.MISSING || !COUNTED.contains(type));
    }

    private @Nullable AnswerType type(Expr expr, @Nullable Class<? extends Record> own) {
        return sense.place(expr, own)
                .map(Meaning::value)
                .filter(v -> v instanceof Expr.Entry e && isAnswers(e))
                .flatMap(v -> titles.type(((Expr.Entry) v).key()))
                .orElse(null);
    }

    private static boolean isAnswers(Expr.Entry entry) {
        return entry.map() instanceof Expr.Field f && f.name().equals("answers");
    }

    private String question(Expr expr, @Nullable Class<? extends Record> own) {
        var entry = sense.place(expr, own).map(Meaning::value).orElse(expr);
        return entry instanceof Expr.Entry e ? titles.question(e.key(), spoken.reader()) : "";
    }

    private boolean isReckoned(Expr expr) {
        return (expr instanceof Expr.Binary b && SIGNS.contains(b.operator())) || expr instanceof Expr.Unary;
    }

    private boolean isNumber(Expr expr, @Nullable Class<? extends Record> own) {
        if (isReckoned(expr) || (expr instanceof Expr.Literal l && l.value() instanceof BigDecimal)) {
            return true;
        }
        var place = sense.place(expr, own);
        var value = place.map(Meaning::value).orElse(null);
        if (value instanceof Expr.Entry e) {
            var type = type(expr, own);
            return isAnswers(e) ? type != null && COUNTED.contains(type) : true;
        }
        return value instanceof Expr.Field f
                && Arrays.stream(place.orElseThrow().fact().getRecordComponents())
                        .filter(r -> r.getName().equals(f.name()))
                        .anyMatch(r -> r.getType() == int.class || r.getType() == BigDecimal.class);
    }

    /** What something is called: {@code бюджет}, {@code регион карточки}. */
    String nominal(Expr expr, @Nullable Class<? extends Record> own) {
        if (expr instanceof Expr.Literal l) {
            return value(l.value(), l, own);
        } else if (expr instanceof Expr.Unary u && u.operator().equals("-")) {
            return "−" + nominal(u.of(), own);
        } else if (expr instanceof Expr.Binary b && SIGNS.contains(b.operator())) {
            return summand(b.left(), own) + " " + sign(b.operator()) + " " + summand(b.right(), own);
        }
        return sense.place(expr, own).map(m -> nominal(m, own)).orElseGet(() -> said(expr, own));
    }

    private String summand(Expr expr, @Nullable Class<? extends Record> own) {
        var said = nominal(expr, own);
        return expr instanceof Expr.Binary ? "(" + said + ")" : said;
    }

    private static String sign(String operator) {
        return switch (operator) {
            case "-" -> "−";
            case "*" -> "×";
            case "/" -> "÷";
            default -> operator;
        };
    }

    private String nominal(Meaning place, @Nullable Class<? extends Record> own) {
        var fact = place.fact().getSimpleName();
        if (place.value() == null) {
            return spoken.orCode("fact." + fact, fact) + numbered(place);
        }
        if (place.value() instanceof Expr.Entry e) {
            if (!isAnswers(e)) {
                return spoken.has("figure." + e.key())
                        ? spoken.say("figure." + e.key())
                        : spoken.say("figure", spoken.quoted(e.key()));
            }
            var days = titles.type(e.key()).filter(t -> t == AnswerType.DATE).isPresent();
            return spoken.say(days ? "answer.days" : "answer", titles.question(e.key(), spoken.reader()));
        }
        var name = place.value() instanceof Expr.Field f ? f.name() : "";
        if (fact.equals("Candidate") && name.equals("id") && !place.binding().isEmpty()) {
            return spoken.say("fact.Candidate") + numbered(place);
        }
        var field = spoken.orCode("field." + fact + "." + name, name);
        var isOwn = place.fact() == own && place.binding().isEmpty();
        return isOwn ? field : spoken.say("of", field, spoken.orCode("of." + fact, fact) + numbered(place));
    }

    /** {@code  ($a)}, where a rule looks at several such facts. */
    String numbered(Condition.Pattern pattern) {
        return numbered(new Meaning(pattern.fact(), null, pattern.binding()));
    }

    /** The same for the fact that an expression is of. */
    String numbered(Expr expr) {
        return sense.place(expr, null).map(this::numbered).orElse("");
    }

    private String numbered(Meaning place) {
        return sense.isTwice(place.fact()) && !place.binding().isEmpty() ? " (" + place.binding() + ")" : "";
    }

    /** A value beside what it belongs to, from which it is known what it means. */
    String value(@Nullable Object value, Expr beside, @Nullable Class<? extends Record> own) {
        if (value == null) {
            return spoken.say("unknown");
        } else if (value instanceof BigDecimal number) {
            return spoken.number(number);
        } else if (value instanceof Integer whole) {
            return spoken.number(BigDecimal.valueOf(whole));
        } else if (value instanceof Boolean yes) {
            return spoken.say(yes ? "yes" : "no");
        } else if (value instanceof Enum<?> choice) {
            var code = "enum." + choice.getDeclaringClass().getSimpleName() + "." + choice.name();
            return spoken.has(code) ? spoken.quoted(spoken.say(code)) : choice.name();
        } else if (value instanceof Collection<?> list) {
            return list.isEmpty()
                    ? spoken.say("none")
                    : list.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        var text = String.valueOf(value);
        return text.isEmpty() ? spoken.say("unknown") : titled(text, beside, own);
    }

    private String titled(String text, Expr beside, @Nullable Class<? extends Record> own) {
        var place = sense.place(beside, own).map(Meaning::value).orElse(beside);
        if (place instanceof Expr.Entry e) {
            return titles.option(e.key(), text, spoken.reader());
        }
        var title = !(place instanceof Expr.Field f)
                ? text
                : switch (f.name()) {
                    case "process" -> titles.process(text, spoken.reader());
                    case "stage" -> titles.stage(text, spoken.reader());
                    case "role" -> titles.role(text, spoken.reader());
                    case "direction" -> titles.direction(text, spoken.reader());
                    default -> text;
                };
        return title.equals(text) ? text : spoken.quoted(title);
    }
}
