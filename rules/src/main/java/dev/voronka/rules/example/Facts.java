package dev.voronka.rules.example;

import dev.voronka.Money;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.decision.Escalation;
import dev.voronka.decision.LeadFacts;
import dev.voronka.decision.RoutingRules.Candidate;
import dev.voronka.decision.RoutingRules.Question;
import dev.voronka.questionnaire.Questionnaire;
import dev.voronka.rules.source.Csv.Cell;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The facts of one row, typed. */
final class Facts {

    /** A cell does not say what it should. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;
        final transient Cell cell;
        final String wanted;
        final String wantedRu;

        Unreadable(Cell cell, String wanted, String wantedRu) {
            super(wanted);
            this.cell = cell;
            this.wanted = wanted;
            this.wantedRu = wantedRu;
        }
    }

    private final Map<Column, Cell> cells = new EnumMap<>(Column.class);
    private final Map<String, Cell> named = new LinkedHashMap<>();

    void put(Column column, Cell cell) {
        cells.put(column, cell);
    }

    /** An answer or a figure. */
    void put(String name, Cell cell) {
        named.put(name, cell);
    }

    LeadFacts lead(Questionnaire questionnaire, Clock clock) throws Unreadable {
        var answers = new TreeMap<String, Object>();
        for (var question : questionnaire.questions()) {
            var cell = named.get(question.code());
            if (cell != null && !cell.isBlank()) {
                answers.put(question.code(), answer(question, cell, clock));
            }
        }
        var budget = number(Column.BUDGET);
        if (budget == null) {
            budget = answers.get("budget") instanceof BigDecimal told ? told : BigDecimal.ZERO;
        } else if (questionnaire.questions().stream().anyMatch(q -> q.code().equals("budget"))) {
            answers.putIfAbsent("budget", budget);
        }
        return new LeadFacts(
                text(Column.SOURCE),
                text(Column.REGION),
                budget,
                answers,
                text(Column.CHANNEL),
                text(Column.DIRECTION),
                list(Column.PRODUCTS),
                yes(Column.COMPANY),
                yes(Column.CONSENT),
                whole(Column.TOUCHES),
                whole(Column.REACHED),
                whole(Column.DAYS_SINCE_FIRST_TOUCH),
                List.of());
    }

    private static Object answer(dev.voronka.questionnaire.Question question, Cell cell, Clock clock)
            throws Unreadable {
        return switch (question.type()) {
            // Of what the client has said in free text facts tell only that it was said.
            case TEXT -> true;
            case CHOICE -> {
                if (!question.options().isEmpty() && !question.options().contains(cell.text())) {
                    var all = String.join(", ", question.options());
                    throw new Unreadable(cell, "one of " + all, "одно из " + all);
                }
                yield cell.text();
            }
            case NUMBER, ROUBLES -> number(cell);
            case YES_NO -> yes(cell);
            case DATE -> date(cell, clock);
        };
    }

    Question question() throws Unreadable {
        return new Question(
                text(Column.PROCESS),
                text(Column.DIRECTION),
                text(Column.STAGE),
                text(Column.ROLE),
                text(Column.SKILL),
                text(Column.REGION),
                text(Column.SOURCE),
                orZero(Column.AMOUNT),
                whole(Column.SCORE),
                candidates());
    }

    Escalation escalation() throws Unreadable {
        var kind = cells.containsKey(Column.RUNG) ? kind(cells.get(Column.RUNG)) : Escalation.Kind.BREACH;
        return new Escalation(
                text(Column.PROCESS),
                text(Column.DIRECTION),
                text(Column.STAGE),
                text(Column.ROLE),
                "ladder." + kind.name().toLowerCase(Locale.ROOT),
                kind,
                "",
                "",
                text(Column.OWNER),
                "",
                "",
                orZero(Column.AMOUNT),
                Duration.ofHours(whole(Column.HOURS_LEFT)),
                Duration.ofHours(whole(Column.HOURS_LATE)),
                whole(Column.REMINDERS),
                new TreeMap<>());
    }

    ApprovalPolicy.Asked asked(List<String> figures) throws Unreadable {
        var given = new TreeMap<String, BigDecimal>();
        for (var name : figures) {
            var cell = named.get(name);
            if (cell != null && !cell.isBlank()) {
                given.put(name, number(cell));
            }
        }
        var amount = cells.get(Column.AMOUNT);
        return new ApprovalPolicy.Asked(
                text(Column.PROCESS),
                text(Column.DIRECTION).isEmpty() ? null : text(Column.DIRECTION),
                amount == null || amount.isBlank() ? null : roubles(amount),
                given);
    }

    private static Money roubles(Cell cell) throws Unreadable {
        try {
            return new Money(number(cell).movePointRight(2).longValueExact(), "RUB");
        } catch (ArithmeticException tooFine) {
            throw new Unreadable(cell, "an amount in roubles and kopecks", "сумма в рублях и копейках");
        }
    }

    private List<Candidate> candidates() throws Unreadable {
        var cell = cells.get(Column.CANDIDATES);
        var candidates = new ArrayList<Candidate>();
        if (cell != null && !cell.isBlank()) {
            for (var one : cell.text().split("\\|", -1)) {
                candidates.add(candidate(cell, one.strip()));
            }
        }
        return candidates;
    }

    /** {@code e1 команда=a навыки=it,1c территории=msk карточек=3 предел=10}. */
    private static Candidate candidate(Cell cell, String said) throws Unreadable {
        var words = said.split("\\s+");
        var of = new TreeMap<String, String>();
        for (var word : List.of(words).subList(1, words.length)) {
            var parts = word.split("=", 2);
            var known = Set.of(
                    "команда",
                    "team",
                    "навыки",
                    "skills",
                    "территории",
                    "territories",
                    "карточек",
                    "open",
                    "предел",
                    "capacity");
            if (parts.length < 2 || !known.contains(parts[0])) {
                throw new Unreadable(
                        cell,
                        "\"" + word + "\" is not one of team=, skills=, territories=, open=, capacity=",
                        "«" + word + "» — нужно команда=, навыки=, территории=, карточек=, предел=");
            }
            of.put(parts[0], parts[1]);
        }
        return new Candidate(
                words[0],
                either(of, "команда", "team"),
                set(either(of, "навыки", "skills")),
                set(either(of, "территории", "territories")),
                count(cell, either(of, "карточек", "open")),
                count(cell, either(of, "предел", "capacity")));
    }

    private static String either(Map<String, String> of, String russian, String english) {
        return of.getOrDefault(russian, of.getOrDefault(english, ""));
    }

    private static Set<String> set(String said) {
        return Arrays.stream(said.split(",", -1)).filter(s -> !s.isBlank()).collect(Collectors.toSet());
    }

    private static int count(Cell cell, String said) throws Unreadable {
        return said.isEmpty() ? 0 : whole(cell, number(new Cell(said, cell.at())));
    }

    private static Escalation.Kind kind(Cell cell) throws Unreadable {
        for (var kind : Escalation.Kind.values()) {
            if (kind.name().equalsIgnoreCase(cell.text())) {
                return kind;
            }
        }
        var all = Arrays.toString(Escalation.Kind.values());
        throw new Unreadable(cell, "one of " + all, "одно из " + all);
    }

    private String text(Column column) {
        var cell = cells.get(column);
        return cell == null ? "" : cell.text();
    }

    private boolean yes(Column column) throws Unreadable {
        var cell = cells.get(column);
        return cell != null && !cell.isBlank() && yes(cell);
    }

    /** {@code сигнализация|видео}. */
    private List<String> list(Column column) {
        return Arrays.stream(text(column).split("\\|", -1))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
    }

    private BigDecimal orZero(Column column) throws Unreadable {
        var number = number(column);
        return number == null ? BigDecimal.ZERO : number;
    }

    private int whole(Column column) throws Unreadable {
        var cell = cells.get(column);
        return cell == null || cell.isBlank() ? 0 : whole(cell, number(cell));
    }

    private static int whole(Cell cell, BigDecimal number) throws Unreadable {
        try {
            return number.intValueExact();
        } catch (ArithmeticException notWhole) {
            throw new Unreadable(cell, "a whole number", "целое число");
        }
    }

    private @Nullable BigDecimal number(Column column) throws Unreadable {
        var cell = cells.get(column);
        return cell == null || cell.isBlank() ? null : number(cell);
    }

    private static BigDecimal number(Cell cell) throws Unreadable {
        try {
            return new BigDecimal(
                    cell.text().replaceAll("[\\u0020\\u00A0\\u202F]", "").replace(',', '.'));
        } catch (NumberFormatException notANumber) {
            throw new Unreadable(cell, "a number", "число");
        }
    }

    private static Boolean yes(Cell cell) throws Unreadable {
        return switch (cell.text().toLowerCase(Locale.ROOT)) {
            case "да", "yes", "true" -> true;
            case "нет", "no", "false" -> false;
            default -> throw new Unreadable(cell, "yes or no", "да или нет");
        };
    }

    /** {@code 2026-12-31}, or {@code +30} for so many days from today. */
    private static LocalDate date(Cell cell, Clock clock) throws Unreadable {
        try {
            return cell.text().matches("[+-][0-9]{1,6}")
                    ? LocalDate.now(clock).plusDays(Long.parseLong(cell.text()))
                    : LocalDate.parse(cell.text());
        } catch (java.time.DateTimeException notADate) {
            throw new Unreadable(
                    cell,
                    "a date such as 2026-12-31, or +30 for days from today",
                    "дата вроде 2026-12-31 или +30 (дней)");
        }
    }
}
