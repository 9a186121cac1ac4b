package dev.voronka.rules.analysis;

import dev.voronka.questionnaire.Question;
import dev.voronka.questionnaire.Questionnaire;
import dev.voronka.rules.fact.Candidate;
import dev.voronka.rules.fact.Card;
import dev.voronka.rules.fact.Lead;
import dev.voronka.rules.fact.Overdue;
import dev.voronka.rules.fact.Request;
import dev.voronka.rules.fact.Total;
import dev.voronka.rules.gate.Kind;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The places that rules of one kind ask about, and what can lie there. Not thread-safe: one analysis has its own. */
final class Places {

    private static final Values WHOLE =
            new Values(false, Numbers.of(true, Interval.between(Integer.MIN_VALUE, Integer.MAX_VALUE)));
    private static final Values NUMBER = new Values(false, Numbers.of(false, Interval.ALL));
    private static final Values TEXT = new Values(false, Tokens.ALL);
    private static final Values TRUTH = new Values(false, Tokens.of(true, false));
    private static final Values BLANK = new Values(false, Tokens.of(""));

    /** Never negative, by the facts' own documentation. */
    private static final Set<String> COUNTS = Set.of(
            name(Lead.class, "touches"),
            name(Lead.class, "reached"),
            name(Lead.class, "daysSinceFirstTouch"),
            name(Total.class, "missing"),
            name(Candidate.class, "openCards"),
            name(Candidate.class, "capacity"),
            name(Overdue.class, "hoursLeft"),
            name(Overdue.class, "hoursLate"),
            name(Overdue.class, "reminders"));

    /** Amounts that nothing forbids to be negative, and that hardly ever are. */
    private static final Set<String> AMOUNTS =
            Set.of(name(Lead.class, "budget"), name(Card.class, "amount"), name(Request.class, "amount"));

    private final Kind kind;
    private final Questionnaire questionnaire;
    private final boolean usual;
    private final Map<String, Values> narrower;
    private final Map<String, Place> known = new HashMap<>();

    /**
     * @param usual whether amounts are taken as not negative
     * @param narrower what is known of some fields besides, by name
     */
    Places(Kind kind, Questionnaire questionnaire, boolean usual, Map<String, Values> narrower) {
        this.kind = kind;
        this.questionnaire = questionnaire;
        this.usual = usual;
        this.narrower = Map.copyOf(narrower);
    }

    static String name(Class<? extends Record> fact, String field) {
        return fact.getSimpleName() + "." + field;
    }

    Place field(Class<? extends Record> fact, String field) {
        return known.computeIfAbsent(
                name(fact, field), n -> new Place(fact, field, "", Place.Form.FIELD, values(fact, field)));
    }

    Place entry(Class<? extends Record> fact, String field, String key) {
        return known.computeIfAbsent(
                name(fact, field) + "[" + key,
                n -> new Place(fact, field, key, Place.Form.ENTRY, entryValues(field, key)));
    }

    Place element(Class<? extends Record> fact, String field, String element) {
        return known.computeIfAbsent(
                name(fact, field) + "]" + element, n -> new Place(fact, field, element, Place.Form.ELEMENT, TRUTH));
    }

    static Class<?> type(Class<? extends Record> fact, String field) {
        return Arrays.stream(fact.getRecordComponents())
                .filter(c -> c.getName().equals(field))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("A checked rule names " + name(fact, field)))
                .getType();
    }

    private Values values(Class<? extends Record> fact, String field) {
        var type = type(fact, field);
        var name = name(fact, field);
        Values all;
        if (type == int.class) {
            var least = COUNTS.contains(name) ? 0 : name.equals(name(Candidate.class, "rank")) ? 1 : Integer.MIN_VALUE;
            all = new Values(false, Numbers.of(true, Interval.between(least, Integer.MAX_VALUE)));
        } else if (type == BigDecimal.class) {
            all = usual && AMOUNTS.contains(name)
                    ? new Values(false, Numbers.of(false, Interval.atLeast(BigDecimal.ZERO)))
                    : NUMBER;
        } else if (type == boolean.class) {
            all = TRUTH;
        } else if (type.isEnum()) {
            all = new Values(false, Tokens.of(type.getEnumConstants()));
        } else {
            all = TEXT;
        }
        all = fact == Card.class ? all.and(card(field)) : all;
        var known = narrower.get(name);
        return known == null ? all : all.and(known);
    }

    /** What nobody tells the rules of this kind about a card is always empty. */
    private Values card(String field) {
        return switch (kind) {
            case ROUTE -> field.equals("owner") ? BLANK : any(field);
            case ESCALATE ->
                switch (field) {
                    case "skill", "region", "source" -> BLANK;
                    case "score" -> new Values(false, Numbers.of(true, Interval.between(0, 0)));
                    default -> any(field);
                };
            default -> any(field);
        };
    }

    private static Values any(String field) {
        return switch (field) {
            case "amount" -> NUMBER;
            case "score" -> WHOLE;
            default -> TEXT;
        };
    }

    private Values entryValues(String field, String key) {
        if (!field.equals("answers")) {
            return NUMBER.or(new Values(true, Numbers.of(false, List.of())));
        }
        var present = questionnaire.questions().stream()
                .filter(q -> q.code().equals(key))
                .findFirst()
                .map(Places::answers)
                .orElse(Tokens.ALL);
        return new Values(true, present);
    }

    private static Span answers(Question question) {
        return switch (question.type()) {
            case TEXT -> Tokens.of(true);
            case YES_NO -> Tokens.of(true, false);
            case CHOICE -> new Tokens(true, new LinkedHashSet<>(question.options()));
            case NUMBER -> Numbers.of(false, Interval.ALL);
            case ROUBLES -> Numbers.of(false, Interval.atLeast(BigDecimal.ZERO));
            case DATE -> Numbers.of(true, Interval.ALL);
        };
    }

    Kind kind() {
        return kind;
    }

    /** Whether a number there is counted in whole ones by those who write rules: answers such as a number of employees. */
    boolean isCounted(Place place) {
        return place.form() == Place.Form.ENTRY
                && questionnaire.questions().stream()
                        .anyMatch(q -> q.code().equals(place.key())
                                && q.type() == dev.voronka.questionnaire.AnswerType.NUMBER);
    }
}
