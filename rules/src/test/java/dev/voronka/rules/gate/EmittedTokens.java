package dev.voronka.rules.gate;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The oracle of the fuzz: looks at an emitted text alone, knows nothing of how the gate came to it, and says what in it
 * should not be there.
 */
final class EmittedTokens {

    private static final Pattern TOKEN = Pattern.compile(
            "\"[^\"\\\\\\p{Cntrl}]*\"|\\$f\\d+|[A-Za-z_]\\w*|\\d+\\.\\d+B|\\d+|&&|\\|\\||[=!<>]=|[<>!.,:;()\\[\\]+-]|\\s+");

    private static final Set<String> SIGNS =
            Set.of("&&", "||", "==", "!=", "<=", ">=", "<", ">", "!", ".", ",", ":", ";", "(", ")", "[", "]", "+", "-");

    private static final Set<String> WORDS = Set.of(
            "rule",
            "salience",
            "when",
            "then",
            "end",
            "not",
            "exists",
            "and",
            "or",
            "true",
            "false",
            "null",
            "Reckon",
            "Kind",
            "Verdict",
            "get");

    private static final Set<String> FUNCTIONS = Set.of(
            "number", "plus", "minus", "times", "over", "same", "more", "least", "yes", "has", "like", "text",
            "points");

    private static final Set<String> BEFORE_BRACKET_OF_CALL = Set.of("not", "exists", "and", "or");

    private EmittedTokens() {}

    /** What should not be there; empty if all is well. */
    static Optional<String> wrong(Kind kind, String drl) {
        var lines = drl.split("\n", -1);
        var head = head(kind);
        for (var i = 0; i < head.size(); i++) {
            if (!lines[i].equals(head.get(i))) {
                return Optional.of("head: " + lines[i]);
            }
        }
        var body = String.join("\n", Arrays.asList(lines).subList(head.size(), lines.length));
        return wrongBody(kind, body);
    }

    private static List<String> head(Kind kind) {
        var facts = kind.facts().stream().map(f -> "import " + f.getName());
        var choice = kind == Kind.ESCALATE
                ? Stream.of("import dev.voronka.rules.fact.Overdue.Kind")
                : kind == Kind.VERDICT ? Stream.of("import dev.voronka.rules.fact.Verdict") : Stream.<String>empty();
        return Stream.of(
                        Stream.of("package voronka." + kind.code()),
                        facts,
                        choice,
                        Stream.of(
                                "import dev.voronka.rules.gate.Reckon",
                                "global " + GateBed.SINKS.get(kind).getName() + " " + kind.code()))
                .flatMap(s -> s)
                .toList();
    }

    private static Optional<String> wrongBody(Kind kind, String body) {
        var fields = kind.facts().stream()
                .flatMap(f -> Arrays.stream(f.getRecordComponents()))
                .map(c -> c.getName())
                .collect(Collectors.toSet());
        var facts = kind.facts().stream().map(Class::getSimpleName).collect(Collectors.toSet());
        var methods = Arrays.stream(GateBed.SINKS.get(kind).getMethods())
                .map(m -> m.getName())
                .collect(Collectors.toSet());
        var words = new HashSet<>(WORDS);
        words.addAll(fields);
        words.addAll(facts);
        words.addAll(methods);
        words.addAll(FUNCTIONS);
        words.add(kind.code());
        for (var constants :
                List.of(dev.voronka.rules.fact.Verdict.values(), dev.voronka.rules.fact.Overdue.Kind.values())) {
            Arrays.stream(constants).map(c -> ((Enum<?>) c).name()).forEach(words::add);
        }
        var matcher = TOKEN.matcher(body);
        var at = 0;
        var before = "";
        var twoBefore = "";
        while (matcher.find()) {
            if (matcher.start() != at) {
                break;
            }
            at = matcher.end();
            var token = matcher.group();
            if (token.isBlank()) {
                continue;
            }
            var first = token.charAt(0);
            var known = first == '"'
                    || first == '$'
                    || Character.isDigit(first)
                    || SIGNS.contains(token)
                    || words.contains(token);
            if (!known) {
                return Optional.of("token " + token);
            }
            if (token.equals("(") && Character.isLetter(before.isEmpty() ? ' ' : before.charAt(0))) {
                var allowed = twoBefore.equals(".")
                        ? FUNCTIONS.contains(before)
                                || methods.contains(before)
                                || fields.contains(before)
                                || before.equals("get")
                        : facts.contains(before) || BEFORE_BRACKET_OF_CALL.contains(before) || before.equals("when");
                if (!allowed) {
                    return Optional.of("call of " + before);
                }
            }
            twoBefore = before;
            before = token;
        }
        return at == body.length()
                ? Optional.empty()
                : Optional.of("at " + body.substring(at, Math.min(body.length(), at + 20)));
    }
}
