package dev.voronka.decision;

import dev.voronka.InvalidInput;
import dev.voronka.decision.Qualification.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How points become a score and a verdict. Points of one group are added up and held within the group's limits, the
 * groups are added up and held within the limits of the total, and the score falls into a band. Where points are cut off,
 * a contribution says so, so that the contributions always add up to the score. Their order does not matter. Immutable,
 * thread-safe.
 *
 * <p>How well a client suits us (fit) and how much he or she wants it (engagement) are told apart: by the groups that count
 * as one or the other, with the limits of the groups and without that of the total. Points of other groups, or of none,
 * count for the score only.
 */
public final class Scoring {

    /** From so many points on a lead is sold to. Source: a proposal, to be set by each company. */
    public static final int QUALIFIED_FROM = 50;

    /** From so many points on a lead is kept in touch with. Source: a proposal, to be set by each company. */
    public static final int NURTURE_FROM = 25;

    /** The group that counts as fit if nothing else is said. */
    public static final String FIT = "fit";

    /** The group that counts as engagement if nothing else is said. */
    public static final String ENGAGEMENT = "engagement";

    private static final int NONE = Integer.MIN_VALUE;

    private record Limits(int least, int most) {
        static final Limits WIDEST = new Limits(Integer.MIN_VALUE, Integer.MAX_VALUE);

        long within(long points) {
            return Math.max(least, Math.min(most, points));
        }
    }

    /** What points come to. */
    record Total(int score, int fit, int engagement, List<Contribution> contributions) {}

    private final Map<String, Limits> groups;
    private final Limits total;
    private final int qualifiedFrom;
    private final int nurtureFrom;
    private final int leastFit;
    private final Set<String> fit;
    private final Set<String> engagement;

    private Scoring(
            Map<String, Limits> groups,
            Limits total,
            int qualifiedFrom,
            int nurtureFrom,
            int leastFit,
            Set<String> fit,
            Set<String> engagement) {
        this.groups = Map.copyOf(groups);
        this.total = total;
        this.qualifiedFrom = qualifiedFrom;
        this.nurtureFrom = nurtureFrom;
        this.leastFit = leastFit;
        this.fit = Set.copyOf(fit);
        this.engagement = Set.copyOf(engagement);
    }

    /** Without limits; bands from {@value #QUALIFIED_FROM} and from {@value #NURTURE_FROM} points. */
    public static Scoring standard() {
        return new Scoring(
                Map.of(), Limits.WIDEST, QUALIFIED_FROM, NURTURE_FROM, NONE, Set.of(FIT), Set.of(ENGAGEMENT));
    }

    /** The same, but a group counts for so many points at most. */
    public Scoring limit(String group, int most) {
        return limit(group, Integer.MIN_VALUE, most);
    }

    /**
     * The same, but a group counts for so many points at least, which may be less than none, and at most.
     *
     * @throws InvalidInput if the least is more than the most
     */
    public Scoring limit(String group, int least, int most) {
        var more = new TreeMap<>(groups);
        more.put(group, limits("group \"" + group + "\"", least, most));
        return new Scoring(more, total, qualifiedFrom, nurtureFrom, leastFit, fit, engagement);
    }

    /**
     * The same, but a score is so many points at least and at most.
     *
     * @throws InvalidInput if the least is more than the most
     */
    public Scoring limitTotal(int least, int most) {
        return new Scoring(
                groups, limits("the total", least, most), qualifiedFrom, nurtureFrom, leastFit, fit, engagement);
    }

    private static Limits limits(String what, int least, int most) {
        if (least > most) {
            throw new InvalidInput(
                    "The limits of " + what + " are " + least + " to " + most + " points; the first is the lower one.");
        }
        return new Limits(least, most);
    }

    /**
     * The same with other bands: a lead below both is no target.
     *
     * @param nurture from so many points on it is kept in touch with
     * @param qualified from so many points on it is sold to
     * @throws InvalidInput if the latter is less than the former
     */
    public Scoring bands(int nurture, int qualified) {
        if (nurture > qualified) {
            throw new InvalidInput("Leads would be nurtured from " + nurture + " points on and sold to from "
                    + qualified + " on; selling takes at least as many as nurturing.");
        }
        return new Scoring(groups, total, qualified, nurture, leastFit, fit, engagement);
    }

    /** The same, but a lead with less fit is at best kept in touch with, however much it wants. */
    public Scoring leastFit(int points) {
        return new Scoring(groups, total, qualifiedFrom, nurtureFrom, points, fit, engagement);
    }

    /**
     * The same, but these groups count as fit; the empty one stands for points of no group.
     *
     * @throws InvalidInput if one of them counts as engagement
     */
    public Scoring fit(String... names) {
        return new Scoring(groups, total, qualifiedFrom, nurtureFrom, leastFit, apart(names, engagement), engagement);
    }

    /**
     * The same, but these groups count as engagement; the empty one stands for points of no group.
     *
     * @throws InvalidInput if one of them counts as fit
     */
    public Scoring engagement(String... names) {
        return new Scoring(groups, total, qualifiedFrom, nurtureFrom, leastFit, fit, apart(names, fit));
    }

    private static Set<String> apart(String[] names, Set<String> others) {
        var named = new TreeSet<>(Arrays.asList(names));
        for (var name : named) {
            if (others.contains(name)) {
                throw new InvalidInput(
                        "Group \"" + name + "\" would count both as fit and as engagement; name it for one of them.");
            }
        }
        return named;
    }

    /** From so many points on a lead is kept in touch with. */
    public int nurtureFrom() {
        return nurtureFrom;
    }

    /** From so many points on a lead is sold to. */
    public int qualifiedFrom() {
        return qualifiedFrom;
    }

    /** A sheet to add points up on. */
    public ScoreSheet sheet() {
        return new ScoreSheet(this);
    }

    /**
     * What these points come to.
     *
     * @throws InvalidInput if they add up to more than can be counted
     */
    Total total(List<Contribution> given) {
        var sums = new TreeMap<String, Long>();
        given.forEach(c -> sums.merge(c.group(), (long) c.points(), Long::sum));
        var all = new ArrayList<>(given);
        sums.replaceAll((group, sum) -> {
            var limits = groups.getOrDefault(group, Limits.WIDEST);
            var told = group.isEmpty() ? "предел баллов без группы" : "предел группы «" + group + "»";
            return limited(group, sum, limits, told, all);
        });
        var sum = of(sums.values());
        var score = limited("", sum, total, "предел всех баллов", all);
        return new Total(counted(score), counted(of(sums, fit)), counted(of(sums, engagement)), List.copyOf(all));
    }

    private static long of(Collection<Long> some) {
        return some.stream().mapToLong(Long::longValue).sum();
    }

    private static long of(Map<String, Long> sums, Set<String> names) {
        return of(names.stream().map(n -> sums.getOrDefault(n, 0L)).toList());
    }

    /** The sum within limits; what is cut off is said by one more contribution. */
    private static long limited(String group, long sum, Limits limits, String reason, List<Contribution> all) {
        var within = limits.within(sum);
        if (within != sum && !limits.equals(Limits.WIDEST)) {
            all.add(new Contribution(reason + ": " + within, counted(within - sum), group));
            return within;
        }
        return sum;
    }

    private static int counted(long points) {
        if (points != (int) points) {
            throw new InvalidInput("The points add up to " + points
                    + ", which is beyond what a score can be. Give reasons points of ordinary size.");
        }
        return (int) points;
    }

    /** What to do with a lead of such a score, unless something stops it. */
    Verdict verdict(Total of) {
        if (of.score() >= qualifiedFrom && of.fit() >= leastFit) {
            return Verdict.QUALIFIED;
        }
        return of.score() >= nurtureFrom ? Verdict.NURTURE : Verdict.NOT_TARGET;
    }
}
