package dev.voronka.rules.gate;

import dev.voronka.Role;
import dev.voronka.rules.fact.Candidate;
import dev.voronka.rules.fact.Verdict;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the rules of one kind may name: facts with their fields, questions, and what they may do. */
final class Vocabulary {

    /** What an argument of an action is. */
    enum Parameter {
        POINTS,
        TEXT,
        GROUP,
        VERDICT,
        EMPLOYEE,
        QUEUE,
        ROLE;

        String shown() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Of these there may be hundreds in one decision, of the others there is one. */
    static final Set<Class<?>> MANY = Set.of(Candidate.class);

    private final Kind kind;
    private final Questions questions;
    private final List<String> roles;
    private final Map<String, Class<? extends Record>> facts = new LinkedHashMap<>();
    private final Map<String, Class<?>> choices = new LinkedHashMap<>();

    Vocabulary(Kind kind, Questions questions, List<Role> ownRoles) {
        this.kind = kind;
        this.roles = Stream.concat(Role.standard().stream(), ownRoles.stream())
                .map(Role::code)
                .toList();
        this.questions = questions;
        for (var fact : kind.facts()) {
            facts.put(fact.getSimpleName(), fact);
            for (var component : fact.getRecordComponents()) {
                addChoice(component.getType());
            }
        }
        if (kind == Kind.VERDICT) {
            addChoice(Verdict.class);
        }
    }

    private void addChoice(Class<?> type) {
        if (type.isEnum()) {
            choices.put(type.getSimpleName(), type);
        }
    }

    Kind kind() {
        return kind;
    }

    Optional<Class<? extends Record>> fact(String name) {
        return Optional.ofNullable(facts.get(name));
    }

    Set<String> factNames() {
        return facts.keySet();
    }

    Map<String, Class<?>> choices() {
        return choices;
    }

    static List<String> fields(Class<?> fact) {
        return Arrays.stream(fact.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    static Optional<RecordComponent> component(Class<?> fact, String name) {
        return Arrays.stream(fact.getRecordComponents())
                .filter(c -> c.getName().equals(name))
                .findFirst();
    }

    /** What a field is. */
    static Type type(RecordComponent component) {
        var raw = component.getType();
        if (raw == int.class) {
            return Type.WHOLE;
        } else if (raw == BigDecimal.class) {
            return Type.NUMBER;
        } else if (raw == String.class) {
            return Type.TEXT;
        } else if (raw == boolean.class) {
            return Type.TRUTH;
        } else if (raw.isEnum()) {
            return Type.choice(raw);
        } else if (raw == Map.class) {
            return Type.MAP;
        } else if (raw == List.class
                && component.getGenericType() instanceof ParameterizedType list
                && list.getActualTypeArguments()[0] == String.class) {
            return Type.LIST;
        }
        throw new IllegalStateException("Rules cannot speak of " + component);
    }

    /** What {@code map["key"]} is; empty if there is no such key. */
    Optional<Type> entry(String map, String key) {
        if (map.equals("answers")) {
            return Optional.ofNullable(questions.answers().get(key)).map(Type::answer);
        }
        return questions.figures().contains(key) ? Optional.of(Type.OPEN_NUMBER) : Optional.empty();
    }

    List<String> keys(String map) {
        return map.equals("answers") ? List.copyOf(questions.answers().keySet()) : questions.figures();
    }

    /** What rules of this kind may do, by name. A list for each number of arguments. */
    Map<String, List<List<Parameter>>> actions() {
        return actions(kind);
    }

    private static Map<String, List<List<Parameter>>> actions(Kind kind) {
        return switch (kind) {
            case SCORE ->
                Map.of(
                        "add",
                        List.of(
                                List.of(Parameter.POINTS, Parameter.TEXT),
                                List.of(Parameter.POINTS, Parameter.TEXT, Parameter.GROUP)),
                        "stop",
                        List.of(List.of(Parameter.TEXT)));
            case VERDICT -> Map.of("set", List.of(List.of(Parameter.VERDICT, Parameter.TEXT)));
            case ROUTE ->
                Map.of(
                        "prefer", List.of(List.of(Parameter.EMPLOYEE, Parameter.POINTS, Parameter.TEXT)),
                        "veto", List.of(List.of(Parameter.EMPLOYEE, Parameter.TEXT)),
                        "force", List.of(List.of(Parameter.EMPLOYEE, Parameter.TEXT)),
                        "queue", List.of(List.of(Parameter.QUEUE, Parameter.TEXT)));
            case ESCALATE ->
                Map.of(
                        "notify", List.of(List.of(Parameter.ROLE, Parameter.TEXT)),
                        "reassign", List.of(List.of(Parameter.QUEUE, Parameter.TEXT)),
                        "raise", List.of(List.of(Parameter.ROLE, Parameter.TEXT)));
            case APPROVE -> Map.of("require", List.of(List.of(Parameter.ROLE, Parameter.TEXT)));
        };
    }

    /** The kind whose sink has such an action; for hints. */
    static Optional<Kind> kindOfSink(String sink) {
        return Arrays.stream(Kind.values()).filter(k -> k.code().equals(sink)).findFirst();
    }

    List<String> roles() {
        return roles;
    }
}
