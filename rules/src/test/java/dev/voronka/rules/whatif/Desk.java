package dev.voronka.rules.whatif;

import dev.voronka.decision.LeadFacts;
import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.questionnaire.AnswerType;
import dev.voronka.questionnaire.Question;
import dev.voronka.questionnaire.Questionnaire;
import dev.voronka.rules.Judging;
import dev.voronka.rules.RuleBook;
import dev.voronka.rules.Vocabulary;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/** Books and facts for tests. */
final class Desk {

    static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

    /** Monday, 10:00 in Moscow. */
    static final Instant MONDAY = Instant.parse("2026-11-23T07:00:00Z");

    /** The starter book, and rules on a date and on people whom it does not name. */
    private static final Map<String, String> MORE = Map.of("dates.drl", """
            package voronka.score
            rule "Выезд на этой неделе"
            when
                Lead(answers["visitOn"] != null, answers["visitOn"] >= 0, answers["visitOn"] <= 7)
            then
                score.add(7, "скоро выезд", "engagement");
            end
            rule "Выезд был"
            when
                Lead(answers["visitOn"] != null, answers["visitOn"] < 0)
            then
                score.add(-3, "выезд прошёл");
            end
            """, "people.drl", """
            package voronka.route
            rule "Калугу ведёт Ольга"
            when
                Card(region == "ru.klg")
                $who : Candidate(id == "olga")
            then
                route.force($who.id(), "её регион");
            end
            rule "Крупное — не новичкам"
                salience 5
            when
                Card(amount >= 3000000)
                $who : Candidate(team == "new")
            then
                route.veto($who.id(), "новичок");
            end
            rule "Крым — в очередь"
            when
                Card(region == "ru.krm")
            then
                route.queue("south", "едут южане");
            end
            """);

    private Desk() {}

    static Map<String, String> files() {
        var files = new TreeMap<>(RuleBook.starterFiles());
        files.putAll(MORE);
        return files;
    }

    static Vocabulary vocabulary() {
        var asked = IncomingLead.questionnaire();
        var questions = new ArrayList<>(asked.questions());
        questions.add(Question.optional("visitOn", AnswerType.DATE));
        questions.add(Question.optional("seats", AnswerType.NUMBER));
        return Vocabulary.STANDARD.with(Questionnaire.of(asked.version(), questions.toArray(new Question[0])));
    }

    static Judging judging(Clock clock) {
        return Judging.standard().vocabulary(vocabulary()).clock(clock);
    }

    static RuleBook book(Map<String, String> files) {
        return RuleBook.of(files, vocabulary());
    }

    static LeadFacts lead(long budget, Map<String, Object> answers) {
        return new LeadFacts("", "", BigDecimal.valueOf(budget), new TreeMap<>(answers));
    }

    /** A clock that is moved by hand. */
    static final class HandClock extends Clock {
        private volatile Instant now = MONDAY;

        void advance(Duration by) {
            now = instant().plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return MOSCOW;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }
    }
}
