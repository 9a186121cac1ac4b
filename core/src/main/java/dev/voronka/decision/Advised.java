package dev.voronka.decision;

import dev.voronka.Message;
import dev.voronka.decision.Assignment.Heard;
import dev.voronka.decision.Assignment.Why;
import dev.voronka.decision.RoutingRequest.About;
import dev.voronka.decision.RoutingRules.Advice;
import dev.voronka.decision.RoutingRules.Candidate;
import dev.voronka.decision.RoutingRules.Question;
import dev.voronka.decision.RoutingRules.Say;
import dev.voronka.decision.Sieve.Judged;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What rules say about one request, sorted by whom it is about. */
final class Advised {

    /** Rules are told of at most so many candidates. Source: design.md, 6. */
    private static final int MOST_CANDIDATES = 200;

    private final Advice advice;
    private final Directory directory;
    private final Map<String, Judged> ables = new HashMap<>();
    private final Map<String, Judged> staff = new HashMap<>();
    private final Map<String, Say> vetoes = new HashMap<>();
    private final Map<String, Long> points = new HashMap<>();
    private final List<Heard> heard = new ArrayList<>();

    /** Asks the rules about these, best first. */
    Advised(RoutingRules rules, RoutingRequest request, List<Judged> able, List<Judged> unable, Directory directory) {
        this.directory = directory;
        able.forEach(j -> ables.put(j.id(), j));
        staff.putAll(ables);
        unable.forEach(j -> staff.put(j.id(), j));
        this.advice = rules.advise(question(request, able));
        for (var say : advice.says()) {
            if (say.veto()) {
                vetoes.putIfAbsent(say.who(), say);
                hear(say, Heard.Kind.VETO, isKnown(say.who()) ? null : Why.UNKNOWN);
            } else {
                var ignored = ables.containsKey(say.who()) ? null : whyNot(say.who());
                points.merge(say.who(), (long) say.points(), Long::sum);
                hear(say, Heard.Kind.PREFER, ignored);
            }
        }
    }

    private static Question question(RoutingRequest request, List<Judged> able) {
        var about = request.about() == null ? About.NOTHING : request.about();
        var skill = or(request.skill(), "");
        return new Question(
                request.process(),
                about.direction().isEmpty() ? skill : about.direction(),
                about.stage(),
                request.role().code(),
                skill,
                about.region().isEmpty() ? or(request.territory(), "") : about.region(),
                about.source(),
                about.amount(),
                request.score() == null ? 0 : request.score(),
                able.stream().limit(MOST_CANDIDATES).map(Advised::candidate).toList());
    }

    private static Candidate candidate(Judged judged) {
        var employee = judged.employee();
        return new Candidate(
                employee.id(),
                or(employee.team(), ""),
                employee.skills(),
                employee.territories(),
                judged.open(),
                employee.capacity());
    }

    private static String or(@Nullable String text, String other) {
        return text == null ? other : text;
    }

    private void hear(Say say, Heard.Kind kind, @Nullable Why ignored) {
        heard.add(new Heard(say.rule(), kind, say.who(), say.points(), say.text(), ignored));
    }

    private boolean isKnown(String employee) {
        return known(employee).isPresent();
    }

    /** The employee with this id, if he or she works here still. */
    private Optional<Employee> known(String employee) {
        return directory.find(employee).filter(Employee::active);
    }

    private Why whyNot(String employee) {
        var judged = staff.get(employee);
        return judged != null ? judged.why() : isKnown(employee) ? Why.OTHER_ROLE : Why.UNKNOWN;
    }

    /** Everything heard so far, in order. */
    List<Heard> heard() {
        return heard;
    }

    @Nullable
    Ruling ruling() {
        return advice.ruling();
    }

    @Nullable
    Say force() {
        return advice.force();
    }

    @Nullable
    Say queue() {
        return advice.queue();
    }

    boolean isVetoed(String employee) {
        return vetoes.containsKey(employee);
    }

    /** The same candidate with the veto as what hinders; unchanged if there is none. */
    Judged vetoed(Judged judged) {
        var veto = vetoes.get(judged.id());
        return veto == null || !judged.isAble()
                ? judged
                : new Judged(
                        judged.employee(),
                        Why.VETOED,
                        Message.of("", veto.rule(), veto.text()).args(),
                        judged.open(),
                        judged.load());
    }

    /** How much rules prefer this one. */
    long points(Judged judged) {
        return points.getOrDefault(judged.id(), 0L);
    }

    /** Whom rules force, as he or she is for the card; empty if nobody can be forced, and then it is said why. */
    Optional<Judged> forced(Sieve sieve) {
        var force = advice.force();
        if (force == null) {
            return Optional.empty();
        }
        var named = known(force.who()).map(sieve::named).map(this::vetoed);
        var why = named.map(Judged::why).orElse(Why.UNKNOWN);
        hear(force, Heard.Kind.FORCE, why == Why.TAKEN ? null : why);
        return named.filter(Judged::isAble);
    }

    /** The people of the queue that rules name, those who can take the card; nobody can if the queue is not known. */
    List<Judged> queued(Sieve sieve, Optional<List<String>> people) {
        var queue = advice.queue();
        if (queue == null) {
            return List.of();
        }
        hear(queue, Heard.Kind.QUEUE, people.isPresent() ? null : Why.UNKNOWN);
        return people.stream()
                .flatMap(List::stream)
                .flatMap(id -> known(id).stream())
                .map(sieve::named)
                .map(this::vetoed)
                .toList();
    }
}
