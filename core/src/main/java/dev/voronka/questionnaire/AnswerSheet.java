package dev.voronka.questionnaire;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a client has answered.
 *
 * @param version the version of the questionnaire that was asked; 0 if none was yet
 * @param answers by the question's code, of the Java type of {@link AnswerType}
 */
public record AnswerSheet(int version, SortedMap<String, Object> answers) {

    /** Nothing has been asked yet. */
    public static final AnswerSheet EMPTY = new AnswerSheet(0, new TreeMap<>());

    /** Keeps an unmodifiable copy. */
    public AnswerSheet {
        answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
    }

    /** The answers to this version. */
    public static AnswerSheet of(int version, Map<String, Object> answers) {
        return new AnswerSheet(version, new TreeMap<>(answers));
    }

    /** The answer to a question whose answers are text or a choice. */
    public Optional<String> text(String question) {
        return answers.get(question) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** The answer to a question whose answers are numbers or roubles. */
    public Optional<BigDecimal> number(String question) {
        return answers.get(question) instanceof BigDecimal number ? Optional.of(number) : Optional.empty();
    }

    /** Whether the question was answered with yes. */
    public boolean yes(String question) {
        return Boolean.TRUE.equals(answers.get(question));
    }
}
