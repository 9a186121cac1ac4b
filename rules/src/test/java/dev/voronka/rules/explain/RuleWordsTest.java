package dev.voronka.rules.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Texts;
import dev.voronka.rules.RuleBook;
import dev.voronka.rules.gate.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules as people say them. */
class RuleWordsTest {

    private static final Titles TITLES = Titles.standard();
    private static final RuleWords RUSSIAN = RuleWords.in(Texts.RUSSIAN, TITLES);
    private static final RuleWords ENGLISH = RuleWords.in(Locale.ENGLISH, TITLES);

    @Test
    void all_rules_of_the_starter_book_can_be_read_in_both_languages() {
        for (var words : List.of(RUSSIAN, ENGLISH)) {
            var said = new ArrayList<String>();
            for (var kind : Kind.values()) {
                said.add(words.kind(kind) + ". " + words.policy(kind));
                RuleBook.starter().rules(kind).forEach(r -> said.add(r.name() + ": " + words.sentence(r)));
            }
            if (System.getProperty("voronka.show") != null) {
                said.forEach(System.out::println);
            }
            assertThat(said).hasSize(5 + 56).allSatisfy(s -> assertThat(s).doesNotContain("{", "}", "$", "["));
        }
    }

    @Test
    void amounts_answers_and_codes_are_said_as_people_say_them() {
        assertThat(when(RUSSIAN, "Lead(budget >= 1000000, answers[\"deadline\"] != null)"))
                .containsExactly("бюджет не меньше 1 000 000", "на вопрос «Когда нужно?» ответили");
        assertThat(when(ENGLISH, "Lead(budget >= 1000000, answers[\"deadline\"] != null)"))
                .containsExactly("budget at least 1,000,000", "question \"When is it needed?\" was answered");
        assertThat(when(RUSSIAN, "Lead(region in (\"Москва\", \"СПб\"), source not in (\"site\", \"call\"))"))
                .containsExactly("регион — Москва или СПб", "источник — не site и не call");
        assertThat(when(RUSSIAN, "Lead(answers[\"authority\"] == \"self\", answers[\"need\"] == true)"))
                .containsExactly("на вопрос «Кто решает?» ответили «решает сам»", "на вопрос «Что нужно?» ответили");
        assertThat(when(RUSSIAN, "Lead(answers[\"callAgainOn\"] <= 30, answers[\"hasCompetitor\"] == true)"))
                .containsExactly(
                        "дней до даты в ответе на вопрос «Когда позвонить снова?» не больше 30",
                        "на вопрос «Есть другие предложения?» ответили «да»");
        assertThat(when(RUSSIAN, "Lead(region != \"\", (budget > 5 || source == \"site\") && !(budget == 7.5))"))
                .containsExactly(
                        "указано: регион", "бюджет больше 5 или источник — site", "неверно, что бюджет ровно 7,5");
        assertThat(when(RUSSIAN, "Lead()")).containsExactly("всегда");
        assertThat(when(RUSSIAN, "(Lead(budget > 5) or Lead(budget < 3, region == \"msk\"))"))
                .containsExactly("бюджет больше 5 или (бюджет меньше 3 и регион — msk)");
    }

    @Test
    void a_rule_about_several_candidates_tells_them_apart() {
        var book = RuleBook.of(Map.of("route.drl", """
                package voronka.route
                rule "a"
                when
                    Card(process == "deal", $r : region)
                    $who : Candidate(territories contains $r, openCards * 10 >= capacity * 8)
                    not Candidate(team == $who.team, openCards < $who.openCards)
                then
                    route.prefer($who.id(), -10, "занят: " + $who.openCards());
                    route.veto("e7", "болен");
                    route.queue("vip", "важно");
                end
                """));
        var rule = book.rules(Kind.ROUTE).get(0);

        assertThat(RUSSIAN.sentence(rule))
                .startsWith("Если процесс — «Сделки по направлениям» и нет кандидата, у которого")
                .contains(", то для каждого кандидата ($who), у которого территории");
        assertThat(RUSSIAN.conditions(rule))
                .containsExactly(
                        "процесс — «Сделки по направлениям»",
                        "для каждого кандидата ($who), у которого территории: есть регион карточки и открытых карточек × 10 ≥ предел карточек × 8",
                        "нет кандидата, у которого команда — команда кандидата ($who) и открытых карточек < открытых карточек кандидата ($who)");
        assertThat(RUSSIAN.actions(rule))
                .containsExactly(
                        "снять с кандидата ($who) 10\u00A0баллов: занят: [открытых карточек кандидата ($who)]",
                        "не отдавать сотруднику e7: болен",
                        "отправить в очередь «vip»: важно");
    }

    @Test
    void every_field_that_a_rule_may_name_has_words_in_both_languages() {
        for (var language : Texts.languages()) {
            var spoken = new Spoken(language);
            for (var kind : Kind.values()) {
                for (var fact : kind.facts()) {
                    for (var field : fact.getRecordComponents()) {
                        var code = "field." + fact.getSimpleName() + "." + field.getName();
                        assertThat(spoken.has(code))
                                .as("%s in %s", code, language)
                                .isTrue();
                    }
                }
            }
        }
        assertThat(Texts.beside(Spoken.class, "words").codes()).allSatisfy(code -> {
            assertThat(new Spoken(Texts.RUSSIAN).has(code)).as(code).isTrue();
            assertThat(new Spoken(Locale.ENGLISH).has(code)).as(code).isTrue();
        });
    }

    private static List<String> when(RuleWords words, String when) {
        var book = RuleBook.of(Map.of(
                "score.drl",
                "package voronka.score\nrule \"r\"\nwhen\n  " + when + "\nthen\n  score.add(1, \"x\");\nend\n"));
        return words.conditions(book.rules(Kind.SCORE).get(0)).stream()
                .map(s -> s.replace('\u00A0', ' '))
                .toList();
    }
}
