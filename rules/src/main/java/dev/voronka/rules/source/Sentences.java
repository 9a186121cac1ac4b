package dev.voronka.rules.source;

import dev.voronka.rules.gate.Problem;
import dev.voronka.rules.source.Lines.Place;
import dev.voronka.rules.source.Sentence.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The sentences of a book's {@code .dsl} files. They turn a {@code .dslr} file into DRL line by line:
 *
 * <ul>
 *   <li>{@code [when]есть лид=Lead()} and {@code [then]добавить {n} баллов за «{t}»=score.add({n}, "{t}");}
 *   <li>{@code [when]- бюджет от {n}=budget >= {n}}: a line that begins with {@code -} belongs to the fact above it
 *   <li>{@code [keyword]правило=rule}; Russian keywords are known without it
 *   <li>a line of a {@code .dslr} that begins with {@code >} is DRL as it stands
 * </ul>
 */
final class Sentences {

    private static final Pattern ENTRY = Pattern.compile(
            "\\s*\\[(when|condition|then|consequence|keyword|\\*)\\](?:\\[[^\\]]*\\])?(.*)", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("rule\\s+\"([^\"]*)\".*");
    private static final Pattern OF_A_RULE =
            Pattern.compile("(package|rule|salience|no-loop|enabled|import)\\b.*|//.*|/\\*.*|\\*.*");
    private static final Map<String, String> KEYWORDS = Map.of(
            "пакет", "package",
            "правило", "rule",
            "важность", "salience",
            "когда", "when",
            "тогда", "then",
            "конец", "end");

    private final List<Sentence> sentences = new ArrayList<>();

    /** Takes a {@code .dsl} file in. */
    void learn(String file, String text, List<Problem> problems) {
        var number = 0;
        for (var line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            var entry = ENTRY.matcher(line);
            var is = entry.matches() ? equalsSign(entry.group(2)) : -1;
            if (is < 0) {
                problems.add(new Problem(
                        file,
                        number,
                        0,
                        "",
                        "bad-sentence",
                        "This is no sentence. Write [when]what people write=DRL, or [then]…=….",
                        "Это не описание фразы. Пишите так: [when]фраза=условие DRL или [then]фраза=действие."));
                continue;
            }
            var said = entry.group(2).substring(0, is);
            var drl = entry.group(2).substring(is + 1);
            parts(entry.group(1)).forEach(p -> sentences.add(new Sentence(p, said, drl)));
        }
    }

    /** The first {@code =} that is not part of a comparison. */
    private static int equalsSign(String entry) {
        var at = entry.indexOf('=');
        return at > 0 ? at : -1;
    }

    private static List<Part> parts(String name) {
        return switch (name) {
            case "when", "condition" -> List.of(Part.WHEN);
            case "then", "consequence" -> List.of(Part.THEN);
            case "keyword" -> List.of(Part.KEYWORD);
            default -> List.of(Part.WHEN, Part.THEN);
        };
    }

    /** What a {@code .dslr} file means. */
    Expanded expand(String file, String text, List<Problem> problems) {
        return new Reading(file, problems).read(text);
    }

    /** One file that is being read. */
    private final class Reading {
        private final String file;
        private final List<Problem> problems;
        private final Lines.Writer out = new Lines.Writer();
        private String rule = "";
        private Optional<Part> part = Optional.empty();
        private int fact = -1;

        Reading(String file, List<Problem> problems) {
            this.file = file;
            this.problems = problems;
        }

        Expanded read(String text) {
            var number = 0;
            for (var line : text.lines().toList()) {
                read(line, ++number);
            }
            return Expanded.of(file, out);
        }

        private void read(String line, int number) {
            var said = Sentence.tidy(line);
            var plain = keyword(said);
            var name = NAME.matcher(plain);
            if (name.matches()) {
                rule = name.group(1);
            }
            if (said.startsWith("#")) {
                out.add("", new Place(number, 0));
            } else if (said.startsWith(">")) {
                out.same(line.replaceFirst(">", " "), number);
            } else if (plain.equals("when") || plain.equals("then") || plain.equals("end")) {
                part = plain.equals("end")
                        ? Optional.empty()
                        : Optional.of(Part.valueOf(plain.toUpperCase(Locale.ROOT)));
                fact = -1;
                out.add(plain, new Place(number, 0));
            } else if (said.isEmpty()
                    || part.isEmpty()
                    || OF_A_RULE.matcher(plain).matches()) {
                if (plain.equals(said)) {
                    out.same(line, number);
                } else {
                    out.add(plain, new Place(number, 0));
                }
            } else {
                sentence(said, number, part.get());
            }
        }

        private void sentence(String said, int number, Part where) {
            var found = sentences.stream()
                    .filter(s -> s.part() == where)
                    .sorted(Comparator.comparingInt(s -> -s.weight()))
                    .flatMap(s -> s.read(said).stream())
                    .findFirst();
            if (found.isEmpty()) {
                problems.add(unknown(said, number, where));
                out.add("", new Place(number, 0));
            } else if (said.startsWith("-") && where == Part.WHEN) {
                ofTheFact(found.get(), number);
            } else {
                fact = out.size();
                out.add(found.get(), new Place(number, 0));
            }
        }

        /** Puts a constraint into the parentheses of the fact above it. */
        private void ofTheFact(String constraint, int number) {
            if (fact < 0 || !out.line(fact).endsWith(")")) {
                problems.add(new Problem(
                        file,
                        number,
                        0,
                        rule,
                        "constraint-without-fact",
                        "A line that begins with \"-\" belongs to a fact above it, and there is none.",
                        "Строка, которая начинается с «-», уточняет факт над ней, а его нет."));
                out.add("", new Place(number, 0));
                return;
            }
            var open = out.line(fact).substring(0, out.line(fact).length() - 1);
            out.replace(fact, open);
            fact = out.size();
            out.add((open.strip().endsWith("(") ? "" : ", ") + constraint + ")", new Place(number, 0));
        }

        private String keyword(String said) {
            var end = said.indexOf(' ') < 0 ? said.length() : said.indexOf(' ');
            var word = said.substring(0, end);
            var own = sentences.stream()
                    .filter(s -> s.part() == Part.KEYWORD)
                    .flatMap(s -> s.read(word).stream())
                    .findFirst();
            var plain = own.orElse(KEYWORDS.getOrDefault(word.toLowerCase(Locale.ROOT), word));
            return plain + said.substring(end);
        }

        private Problem unknown(String said, int number, Part where) {
            var known = sentences.stream()
                    .filter(s -> s.part() == where)
                    .map(Sentence::said)
                    .distinct()
                    .toList();
            var near = Likeness.nearest(said, known);
            return new Problem(
                    file,
                    number,
                    0,
                    rule,
                    "unknown-sentence",
                    "No .dsl file of the book knows the sentence \"" + said + "\"."
                            + near.map(n -> " Did you mean \"" + n + "\"?")
                                    .orElse(" Known are: " + String.join("; ", known) + "."),
                    "Такой фразы нет в файлах .dsl: «" + said + "»."
                            + near.map(n -> " Возможно, «" + n + "»?")
                                    .orElse(" Есть такие: " + String.join("; ", known) + "."));
        }
    }
}
