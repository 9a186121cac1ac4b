package dev.voronka.decision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Turns by weight, spread evenly. With weights that sum up to W, each W turns give everybody as many as the weight, and after
 * any number of turns from the beginning nobody is a whole turn ahead of or behind the exact share. The turn with a number is
 * reckoned from the weights alone, so nothing but the number is stored and every node comes to the same.
 *
 * <p>Each turn of a member has its exact time, the nth of {@code W / weight} turns; it may not be taken before that time
 * begins, and of those that may, the one whose time ends first is next.
 */
final class SmoothTurns {

    /**
     * A member.
     *
     * @param id breaks ties
     * @param weight 1 or more
     */
    record Member(String id, int weight) {}

    private final List<Member> members;
    private final long total;
    private final long[] had;

    private SmoothTurns(List<Member> members) {
        this.members = members.stream().sorted(Comparator.comparing(Member::id)).toList();
        this.total = members.stream().mapToLong(Member::weight).sum();
        this.had = new long[members.size()];
    }

    /** All members by when they have their next turn, the one whose turn it is first. */
    static List<String> order(List<Member> members, long turn) {
        if (members.isEmpty()) {
            return List.of();
        }
        var turns = new SmoothTurns(members);
        var at = turn % turns.total;
        for (var t = 0L; t < at; t++) {
            turns.next(t);
        }
        var order = new ArrayList<String>();
        // Within one whole round from any turn everybody has one.
        for (var t = at; order.size() < members.size(); t++) {
            var next = turns.next(t);
            if (!order.contains(next)) {
                order.add(next);
            }
        }
        return order;
    }

    private String next(long turn) {
        var best = -1;
        for (var i = 0; i < had.length; i++) {
            var mayBegin = had[i] * total <= turn * members.get(i).weight();
            if (mayBegin && (best < 0 || endsSooner(i, best))) {
                best = i;
            }
        }
        had[best]++;
        return members.get(best).id();
    }

    /** Whether the next share of one must be had before that of the other. */
    private boolean endsSooner(int one, int other) {
        return (had[one] + 1) * members.get(other).weight()
                < (had[other] + 1) * members.get(one).weight();
    }
}
