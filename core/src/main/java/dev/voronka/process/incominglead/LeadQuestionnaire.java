package dev.voronka.process.incominglead;

import static dev.voronka.questionnaire.AnswerType.DATE;
import static dev.voronka.questionnaire.AnswerType.ROUBLES;
import static dev.voronka.questionnaire.AnswerType.TEXT;
import static dev.voronka.questionnaire.AnswerType.YES_NO;
import static dev.voronka.questionnaire.Question.choice;
import static dev.voronka.questionnaire.Question.optional;
import static dev.voronka.questionnaire.Question.required;

import dev.voronka.questionnaire.Questionnaire;

/** Опросный лист: what a new lead is asked, by BANT (budget, authority, need, timing). */
final class LeadQuestionnaire {

    static final Questionnaire CURRENT = Questionnaire.of(
            1,
            required("need", TEXT),
            required("budget", ROUBLES),
            choice("authority", "self", "knows", "unknown"),
            required("decisionMaker", TEXT).onlyIf("authority", "knows"),
            choice("deadline", "month", "quarter", "later"),
            required("callAgainOn", DATE).onlyIf("deadline", "later"),
            optional("hasCompetitor", YES_NO),
            required("competitor", TEXT).onlyIf("hasCompetitor", true));

    private LeadQuestionnaire() {}
}
