package dev.voronka.questionnaire;

import dev.voronka.InvalidInput;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The questions of one version, in the order in which they are asked.
 *
 * @param version 1 or more, one more with each change
 * @param questions with branching: a question may be asked only if one before it was answered so
 */
public record Questionnaire(int version, List<Question> questions) {

    private static final BigDecimal MOST_ROUBLES = BigDecimal.valueOf(Long.MAX_VALUE / 100);

    /** Refuses codes given twice and branching on a question that does not come before. */
    public Questionnaire {
        questions = List.copyOf(questions);
        var before = new HashSet<String>();
        for (var question : questions) {
            if (question.onlyIf() != null && !before.contains(question.onlyIf().question())) {
                throw new InvalidInput("Question " + question.code() + " depends on "
                        + question.onlyIf().question() + ", which is not asked before it.");
            }
            if (!before.add(question.code())) {
                throw new InvalidInput("The questionnaire has two questions with the code " + question.code() + ".");
            }
        }
    }

    /** The questions of this version. */
    public static Questionnaire of(int version, Question... questions) {
        return new Questionnaire(version, Arrays.asList(questions));
    }

    /** The questions to be asked, given the answers so far: those of a branch not taken are left out. */
    public List<Question> asked(AnswerSheet sheet) {
        var asked = new ArrayList<Question>();
        var codes = new HashSet<String>();
        for (var question : questions) {
            var condition = question.onlyIf();
            var isAsked = condition == null
                    || (codes.contains(condition.question())
                            && condition.answer().equals(sheet.answers().get(condition.question())));
            if (isAsked) {
                asked.add(question);
                codes.add(question.code());
            }
        }
        return asked;
    }

    /** Codes of questions that are asked and not answered, required or not. */
    public List<String> unanswered(AnswerSheet sheet) {
        return asked(sheet).stream()
                .map(Question::code)
                .filter(code -> !sheet.answers().containsKey(code))
                .toList();
    }

    /**
     * The answers as whoever decides may see them: of one in the client's own words, and of a text that answers no question
     * of this version, only that it was given, as {@code true}.
     */
    public SortedMap<String, Object> withoutWords(AnswerSheet sheet) {
        var told = new TreeMap<String, Object>();
        sheet.answers().forEach((code, answer) -> {
            var isChoice = questions.stream()
                    .anyMatch(q -> q.code().equals(code) && q.options().contains(answer));
            told.put(code, answer instanceof String && !isChoice ? (Object) true : answer);
        });
        return told;
    }

    /** Codes of required questions that are asked and not answered. */
    public List<String> missing(AnswerSheet sheet) {
        return asked(sheet).stream()
                .filter(Question::required)
                .map(Question::code)
                .filter(code -> !sheet.answers().containsKey(code))
                .toList();
    }

    /** Codes of answers that do not belong: to no question, to a branch not taken, or not of the question's type. */
    public List<String> misfits(AnswerSheet sheet) {
        var asked = asked(sheet);
        return sheet.answers().entrySet().stream()
                .filter(answer ->
                        asked.stream().noneMatch(q -> q.code().equals(answer.getKey()) && fits(q, answer.getValue())))
                .map(java.util.Map.Entry::getKey)
                .toList();
    }

    private static boolean fits(Question question, Object answer) {
        if (!question.type().javaType().isInstance(answer)) {
            return false;
        }
        return switch (question.type()) {
            case CHOICE -> question.options().contains(answer);
            case TEXT -> answer instanceof String text && !text.isBlank();
            case ROUBLES -> answer instanceof BigDecimal roubles && isAnAmount(roubles);
            default -> true;
        };
    }

    /** Not negative, and small enough to be counted in kopecks. */
    private static boolean isAnAmount(BigDecimal roubles) {
        return roubles.signum() >= 0 && roubles.compareTo(MOST_ROUBLES) <= 0;
    }
}
