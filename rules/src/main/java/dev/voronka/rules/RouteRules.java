package dev.voronka.rules;

import dev.voronka.decision.RoutingRules;
import dev.voronka.decision.Ruling;
import dev.voronka.decision.Ruling.Fired;
import dev.voronka.rules.drools.Said;
import dev.voronka.rules.drools.Said.Verb;
import dev.voronka.rules.fact.Card;
import dev.voronka.rules.gate.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What routing rules say: all preferences and vetoes, and the first {@code force} or {@code queue}. */
final class RouteRules implements RoutingRules {

    private final BookDecisions book;

    RouteRules(BookDecisions book) {
        this.book = book;
    }

    @Override
    public Advice advise(Question question) {
        var ranked = question.candidates().stream()
                .map(RoutingRules.Candidate::employee)
                .toList();
        var said = book.said(Kind.ROUTE, facts(question));
        var first = first(said, ranked);
        var counted = said.stream().filter(RouteRules::isCounted).toList();
        var fired = new ArrayList<Fired>();
        said.stream()
                .filter(s -> isCounted(s) || first.filter(s::equals).isPresent())
                .forEach(s -> fired.add(new Fired(s.rule(), s.who() + ": " + s.text(), s.points(), "")));
        return new Advice(
                counted.stream().map(RouteRules::say).toList(),
                first.filter(s -> s.verb() == Verb.FORCE).map(RouteRules::say).orElse(null),
                first.filter(s -> s.verb() == Verb.QUEUE).map(RouteRules::say).orElse(null),
                new Ruling(Ruling.ROUTE, book.book().version(), question, fired));
    }

    private static boolean isCounted(Said said) {
        return said.verb() == Verb.PREFER || said.verb() == Verb.VETO;
    }

    /** Of a rule that forces several, the one who stands first in the ranking. */
    private static Optional<Said> first(List<Said> said, List<String> ranked) {
        var first = said.stream()
                .filter(s -> s.verb() == Verb.FORCE || s.verb() == Verb.QUEUE)
                .findFirst();
        return first.flatMap(f -> said.stream()
                .filter(s -> s.verb() == f.verb() && s.rule().equals(f.rule()))
                .min(Comparator.comparingInt(s -> place(s.who(), ranked))));
    }

    private static int place(String employee, List<String> ranked) {
        var place = ranked.indexOf(employee);
        return place < 0 ? Integer.MAX_VALUE : place;
    }

    private static Say say(Said said) {
        return new Say(said.who(), said.points(), said.verb() == Verb.VETO, said.text(), said.rule());
    }

    static List<Record> facts(Question question) {
        var facts = new ArrayList<Record>();
        facts.add(new Card(
                question.process(),
                question.direction(),
                question.stage(),
                question.role(),
                question.skill(),
                question.region(),
                question.source(),
                "",
                question.amount(),
                question.score()));
        var rank = 0;
        for (var candidate : question.candidates()) {
            facts.add(new dev.voronka.rules.fact.Candidate(
                    candidate.employee(),
                    candidate.team(),
                    List.copyOf(new TreeSet<>(candidate.skills())),
                    List.copyOf(new TreeSet<>(candidate.territories())),
                    candidate.openCards(),
                    candidate.capacity(),
                    ++rank));
        }
        return facts;
    }
}
