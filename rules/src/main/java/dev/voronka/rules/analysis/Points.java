package dev.voronka.rules.analysis;

import dev.voronka.rules.gate.RuleTree.Action;
import dev.voronka.rules.gate.RuleTree.Expr.Literal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the score rules of a book can come to, group by group. Rules whose values of one place exclude each other do not add up. */
final class Points {

    private static final long MOST_POINTS = 1_000_000;

    /** Rules about one place are compared value by value only up to so many pairs of a rule and a value. */
    private static final long MOST_PAIRS = 200_000;

    private static final BigDecimal HALF = new BigDecimal("0.5");

    /** A rule that gives points. */
    private record Gift(Reading rule, List<Case> cases, Map<String, Sums> groups) {}

    private final List<Gift> gifts = new ArrayList<>();
    private final boolean stops;

    Points(Chapter score) {
        var any = false;
        for (var rule : score.proven()) {
            if (rule.isDead()) {
                continue;
            }
            var groups = new LinkedHashMap<String, Sums>();
            for (var action : rule.rule().actions()) {
                any |= action.method().equals("stop");
                if (action.method().equals("add")) {
                    groups.merge(group(action), points(action), Sums::plus);
                }
            }
            gifts.add(new Gift(rule, rule.cases(), groups));
        }
        stops = any;
    }

    /** Whether a rule may stop a lead. */
    boolean stops() {
        return stops;
    }

    static String group(Action action) {
        return action.arguments().size() > 2
                        && action.arguments().get(2) instanceof Literal l
                        && l.value() instanceof String group
                ? group
                : "";
    }

    static Sums points(Action action) {
        return action.arguments().get(0) instanceof Literal l && l.value() instanceof BigDecimal n
                ? Sums.only(n.longValue())
                : Sums.between(-MOST_POINTS, MOST_POINTS);
    }

    /** The sums of each group for facts of which the box holds. */
    Map<String, Sums> reached(Box given) {
        var open = new ArrayList<Gift>();
        for (var gift : gifts) {
            var cases = gift.cases().stream().filter(c -> given.meets(c.box())).toList();
            if (gift.rule().involved() || !cases.isEmpty()) {
                open.add(new Gift(gift.rule(), cases, gift.groups()));
            }
        }
        var clusters = clusters(open);
        var groups = new LinkedHashSet<String>();
        open.forEach(g -> groups.addAll(g.groups().keySet()));
        var reached = new LinkedHashMap<String, Sums>();
        for (var group : groups) {
            var sums = Sums.NONE;
            for (var cluster : clusters.entrySet()) {
                sums = sums.plus(sums(cluster.getKey(), cluster.getValue(), group, given));
            }
            reached.put(group, sums);
        }
        return reached;
    }

    /** Rules by the place that most of them ask about; each rule is in one cluster. Those that ask nothing alike are with null. */
    private static Map<@Nullable Place, List<Gift>> clusters(List<Gift> open) {
        var uses = new IdentityHashMap<Place, Integer>();
        open.forEach(g -> common(g).forEach(p -> uses.merge(p, 1, Integer::sum)));
        var clusters = new HashMap<@Nullable Place, List<Gift>>();
        for (var gift : open) {
            @Nullable
            Place pivot = common(gift).stream()
                    .max(Comparator.<Place>comparingInt(p -> uses.getOrDefault(p, 0))
                            .thenComparing(Place::name))
                    .orElse(null);
            clusters.computeIfAbsent(pivot, p -> new ArrayList<>()).add(gift);
        }
        return clusters;
    }

    private static Set<Place> common(Gift gift) {
        if (gift.cases().isEmpty()) {
            return Set.of();
        }
        var common = new LinkedHashSet<>(gift.cases().get(0).box().values().keySet());
        gift.cases().forEach(c -> common.retainAll(c.box().values().keySet()));
        return common;
    }

    private static Sums sums(@Nullable Place place, List<Gift> cluster, String group, Box given) {
        var concerned =
                cluster.stream().filter(g -> g.groups().containsKey(group)).toList();
        var values = place == null ? List.<@Nullable Object>of() : values(place, concerned, given.of(place));
        if (place == null || values.size() * (long) concerned.size() > MOST_PAIRS) {
            return apart(concerned, group, given);
        }
        @Nullable Sums any = null;
        for (var value : values) {
            if (!given.of(place).has(value)) {
                continue;
            }
            var sums = Sums.NONE;
            for (var gift : concerned) {
                if (gift.cases().stream().anyMatch(c -> c.box().of(place).has(value))) {
                    sums = sums.plus(given(gift, group, isCertain(gift, given, place, value)));
                }
            }
            any = any == null ? sums : any.or(sums);
        }
        return any == null ? apart(concerned, group, given) : any;
    }

    /** As if each rule could hold whatever the others do. */
    private static Sums apart(List<Gift> concerned, String group, Box given) {
        var sums = Sums.NONE;
        for (var gift : concerned) {
            sums = sums.plus(given(gift, group, isCertain(gift, given)));
        }
        return sums;
    }

    private static Sums given(Gift gift, String group, boolean certain) {
        var points = gift.groups().getOrDefault(group, Sums.NONE);
        return certain ? points : points.or(Sums.NONE);
    }

    private static boolean isCertain(Gift gift, Box given) {
        return gift.cases().stream().anyMatch(c -> given.implies(c.box()));
    }

    private static boolean isCertain(Gift gift, Box given, Place place, @Nullable Object value) {
        return gift.cases().stream()
                .anyMatch(c ->
                        c.box().of(place).has(value) && given.implies(c.box().without(place)));
    }

    /** One value out of each set of values that no condition of these rules tells apart. */
    private static List<@Nullable Object> values(Place place, List<Gift> gifts, Values given) {
        var some = new LinkedHashSet<@Nullable Object>();
        var ends = new java.util.TreeSet<BigDecimal>();
        var told = new ArrayList<>(List.of(given));
        gifts.forEach(g -> g.cases().forEach(c -> told.add(c.box().of(place))));
        for (var one : told) {
            if (one.present() instanceof Numbers n) {
                n.parts().forEach(p -> add(p, ends));
            } else {
                some.addAll(((Tokens) one.present()).these());
            }
        }
        if (place.all().present() instanceof Numbers all) {
            all.parts().forEach(p -> add(p, ends));
            some.addAll(between(ends));
        } else if (place.all().present() instanceof Tokens t) {
            if (t.listed()) {
                some.addAll(t.these());
            } else {
                // Text that no rule names.
                some.add("\u0000");
            }
        }
        some.add(null);
        some.removeIf(v -> !place.all().has(v));
        return new ArrayList<@Nullable Object>(some);
    }

    private static void add(Interval part, Set<BigDecimal> ends) {
        if (part.low() != null) {
            ends.add(part.low());
        }
        if (part.high() != null) {
            ends.add(part.high());
        }
    }

    private static Set<BigDecimal> between(Set<BigDecimal> ends) {
        var all = new LinkedHashSet<BigDecimal>();
        if (ends.isEmpty()) {
            all.add(BigDecimal.ZERO);
            return all;
        }
        @Nullable BigDecimal before = null;
        for (var end : ends) {
            all.add(end);
            all.add(end.subtract(BigDecimal.ONE));
            all.add(end.add(BigDecimal.ONE));
            if (before != null) {
                all.add(before.add(end).multiply(HALF));
            }
            before = end;
        }
        return all;
    }
}
