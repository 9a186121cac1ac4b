package dev.voronka.rules.whatif;

import dev.voronka.decision.Assignment.Heard;
import dev.voronka.decision.RoutingRules.Advice;
import dev.voronka.decision.RoutingRules.Say;
import dev.voronka.rules.whatif.Label.Sort;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What rules leave to the router of candidates in their ranking: those among whom it chooses, or where the card goes
 * instead.
 *
 * @param sort {@link Sort#EMPLOYEE} if the router chooses among people
 * @param people whom rules prefer most, best ranked first; the one forced; the name of the queue
 * @param vetoed who must not get it
 */
record Choice(Sort sort, List<String> people, Set<String> vetoed) {

    /** By what rules say now. */
    static Choice of(Advice advice, List<String> ranked) {
        var force = advice.force();
        var queue = advice.queue();
        return new Sums(advice.says())
                .choice(force == null ? null : force.who(), queue == null ? null : queue.who(), ranked);
    }

    /** By what rules said when the card was assigned. */
    static Choice heard(List<Heard> heard, List<String> ranked) {
        String force = null;
        String queue = null;
        var says = new ArrayList<Say>();
        for (var one : heard) {
            switch (one.kind()) {
                case FORCE -> force = one.who();
                case QUEUE -> queue = one.who();
                case PREFER, VETO ->
                    says.add(new Say(one.who(), one.points(), one.kind() == Heard.Kind.VETO, one.text(), one.rule()));
            }
        }
        return new Sums(says).choice(force, queue, ranked);
    }

    /** Who would get the card, as far as that can be said of a decision by itself. */
    Label holder() {
        return sort == Sort.OVERFLOW ? Label.of(sort) : new Label(sort, people.get(0));
    }

    /** Whether the router would give the card to the same employee as it did by that choice. */
    boolean keeps(Choice then, String employee) {
        if (sort != then.sort || !Set.copyOf(people).equals(Set.copyOf(then.people))) {
            return false;
        }
        return sort != Sort.QUEUE || (vetoed.containsAll(then.vetoed) && !vetoed.contains(employee));
    }

    /** Points and vetoes by employee. */
    private static final class Sums {
        private final Map<String, Long> points = new HashMap<>();
        private final Set<String> vetoed = new HashSet<>();

        Sums(List<Say> says) {
            for (var say : says) {
                if (say.veto()) {
                    vetoed.add(say.who());
                } else {
                    points.merge(say.who(), (long) say.points(), Long::sum);
                }
            }
        }

        Choice choice(@Nullable String force, @Nullable String queue, List<String> ranked) {
            if (force != null) {
                return vetoed.contains(force)
                        ? new Choice(Sort.OVERFLOW, List.of(), vetoed)
                        : new Choice(ranked.contains(force) ? Sort.EMPLOYEE : Sort.ABSENT, List.of(force), vetoed);
            }
            if (queue != null) {
                return new Choice(Sort.QUEUE, List.of(queue), vetoed);
            }
            var free = ranked.stream().filter(e -> !vetoed.contains(e)).toList();
            var most = free.stream().mapToLong(this::points).max().orElse(0);
            var best = free.stream().filter(e -> points(e) == most).toList();
            return new Choice(best.isEmpty() ? Sort.OVERFLOW : Sort.EMPLOYEE, best, vetoed);
        }

        private long points(String employee) {
            return points.getOrDefault(employee, 0L);
        }
    }
}
