package dev.voronka.questionnaire;

import static dev.voronka.questionnaire.AnswerType.CHOICE;
import static dev.voronka.questionnaire.AnswerType.DATE;
import static dev.voronka.questionnaire.AnswerType.NUMBER;
import static dev.voronka.questionnaire.AnswerType.ROUBLES;
import static dev.voronka.questionnaire.AnswerType.TEXT;
import static dev.voronka.questionnaire.AnswerType.YES_NO;
import static dev.voronka.questionnaire.Question.choice;
import static dev.voronka.questionnaire.Question.optional;
import static dev.voronka.questionnaire.Question.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.InvalidInput;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which questions are asked, which are still open, and which answers do not belong. */
class QuestionnaireTest {

    private static final Questionnaire ABOUT_A_CAR = Questionnaire.of(
            3,
            choice("use", "private", "company"),
            required("company", TEXT).onlyIf("use", "company"),
            required("fleet", YES_NO).onlyIf("use", "company"),
            required("cars", NUMBER).onlyIf("fleet", true),
            optional("budget", ROUBLES),
            optional("from", DATE));

    private static AnswerSheet answers(Map<String, Object> answers) {
        return AnswerSheet.of(3, answers);
    }

    private static List<String> asked(Map<String, Object> answers) {
        return ABOUT_A_CAR.asked(answers(answers)).stream().map(Question::code).toList();
    }

    @Test
    void a_question_is_asked_only_if_the_one_before_was_answered_so() {
        assertThat(asked(Map.of())).containsExactly("use", "budget", "from");
        assertThat(asked(Map.of("use", "private"))).containsExactly("use", "budget", "from");
        assertThat(asked(Map.of("use", "company"))).containsExactly("use", "company", "fleet", "budget", "from");
        assertThat(asked(Map.of("use", "company", "fleet", true))).contains("cars");
        assertThat(asked(Map.of("use", "company", "fleet", false))).doesNotContain("cars");
    }

    @Test
    void a_branch_of_a_branch_that_is_not_taken_is_not_asked() {
        assertThat(asked(Map.of("use", "private", "fleet", true))).doesNotContain("fleet", "cars");
    }

    @Test
    void unanswered_are_those_too_that_may_be_left_open() {
        assertThat(ABOUT_A_CAR.unanswered(answers(Map.of("use", "company", "budget", BigDecimal.TEN))))
                .containsExactly("company", "fleet", "from");
    }

    @Test
    void who_decides_sees_choices_and_figures_but_of_words_only_that_there_are_some() {
        var said = answers(Map.of(
                "use", "company", "company", "ООО Ромашка", "fleet", false, "budget", BigDecimal.TEN, "gone", "Анна"));

        assertThat(ABOUT_A_CAR.withoutWords(said))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "use", "company", "company", true, "fleet", false, "budget", BigDecimal.TEN, "gone", true));
    }

    @Test
    void open_are_the_required_questions_that_are_asked_and_have_no_answer() {
        assertThat(ABOUT_A_CAR.missing(answers(Map.of()))).containsExactly("use");
        assertThat(ABOUT_A_CAR.missing(answers(Map.of("use", "company")))).containsExactly("company", "fleet");
        assertThat(ABOUT_A_CAR.missing(answers(Map.of("use", "company", "company", "Ромашка", "fleet", true))))
                .containsExactly("cars");
        assertThat(ABOUT_A_CAR.missing(answers(Map.of("use", "private")))).isEmpty();
    }

    @Test
    void every_type_of_answer_is_taken_in_its_own_java_type() {
        var all = new HashMap<String, Object>();
        all.put("use", "company");
        all.put("company", "Ромашка");
        all.put("fleet", true);
        all.put("cars", new BigDecimal("12"));
        all.put("budget", new BigDecimal("1000000.50"));
        all.put("from", LocalDate.of(2027, 1, 11));

        assertThat(ABOUT_A_CAR.misfits(answers(all))).isEmpty();
    }

    @Test
    void answers_of_another_type_do_not_fit() {
        var all = new HashMap<String, Object>();
        all.put("use", "company");
        all.put("company", " ");
        all.put("fleet", "да");
        all.put("budget", 1_000_000);
        all.put("from", "11.01.2027");

        assertThat(ABOUT_A_CAR.misfits(answers(all))).containsExactly("budget", "company", "fleet", "from");
    }

    @Test
    void roubles_that_are_no_amount_of_money_do_not_fit() {
        assertThat(ABOUT_A_CAR.misfits(answers(Map.of("use", "private", "budget", new BigDecimal("-0.01")))))
                .containsExactly("budget");
        assertThat(ABOUT_A_CAR.misfits(answers(Map.of("use", "private", "budget", new BigDecimal("1e30")))))
                .containsExactly("budget");
        assertThat(ABOUT_A_CAR.misfits(answers(Map.of("use", "private", "budget", BigDecimal.ZERO))))
                .isEmpty();
    }

    @Test
    void an_answer_that_is_no_option_to_no_question_or_to_one_not_asked_does_not_fit() {
        assertThat(ABOUT_A_CAR.misfits(answers(Map.of("use", "rent")))).containsExactly("use");
        assertThat(ABOUT_A_CAR.misfits(answers(Map.of("colour", "red")))).containsExactly("colour");
        assertThat(ABOUT_A_CAR.misfits(answers(Map.of("use", "private", "company", "Ромашка"))))
                .containsExactly("company");
    }

    @Test
    void an_answer_sheet_reads_its_answers_by_type() {
        var sheet = answers(Map.of("use", "private", "budget", BigDecimal.TEN, "fleet", true));

        assertThat(sheet.text("use")).contains("private");
        assertThat(sheet.number("budget")).contains(BigDecimal.TEN);
        assertThat(sheet.yes("fleet")).isTrue();
        assertThat(sheet.text("budget")).isEmpty();
        assertThat(sheet.number("use")).isEmpty();
        assertThat(sheet.yes("from")).isFalse();
    }

    @Test
    void a_questionnaire_that_cannot_be_meant_is_refused() {
        assertThatThrownBy(() -> Questionnaire.of(1, required("a", TEXT).onlyIf("b", true), optional("b", YES_NO)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContainingAll("a", "b", "not asked before it");
        assertThatThrownBy(() -> Questionnaire.of(1, required("a", TEXT), optional("a", TEXT)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("two questions with the code a");
        assertThatThrownBy(() -> choice("a")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> required("a", CHOICE)).isInstanceOf(InvalidInput.class);
    }
}
