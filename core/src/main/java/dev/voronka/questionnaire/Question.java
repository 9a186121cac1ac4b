package dev.voronka.questionnaire;

import dev.voronka.InvalidInput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question to a client.
 *
 * @param code its stored name; its text is {@code question.<code>} in the process's texts
 * @param type what its answer is
 * @param required whether it must be answered where it is asked
 * @param options the answers that a {@link AnswerType#CHOICE} may have, by code
 * @param onlyIf when it is asked; null for always
 */
public record Question(
        String code,
        AnswerType type,
        boolean required,
        List<String> options,
        @Nullable OnlyIf onlyIf) {

    /**
     * Asks the question only if another one, before it, was answered so.
     *
     * @param question the code of the other question
     * @param answer its answer
     */
    public record OnlyIf(String question, Object answer) {}

    /** Refuses a choice without options and options without a choice. */
    public Question {
        options = List.copyOf(options);
        if ((type == AnswerType.CHOICE) == options.isEmpty()) {
            throw new InvalidInput("Question " + code + ": options belong to a CHOICE, and a CHOICE needs them.");
        }
    }

    /** A question that must be answered. */
    public static Question required(String code, AnswerType type) {
        return new Question(code, type, true, List.of(), null);
    }

    /** A question that may be left open. */
    public static Question optional(String code, AnswerType type) {
        return new Question(code, type, false, List.of(), null);
    }

    /** A question that must be answered by one of these. */
    public static Question choice(String code, String... options) {
        return new Question(code, AnswerType.CHOICE, true, List.of(options), null);
    }

    /** The same, asked only if another question before it was answered so. */
    public Question onlyIf(String question, Object answer) {
        return new Question(code, type, required, options, new OnlyIf(question, answer));
    }
}
