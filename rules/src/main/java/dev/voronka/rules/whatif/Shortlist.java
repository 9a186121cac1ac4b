package dev.voronka.rules.whatif;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Keeps those that changed most, of equals the first. For one thread. */
final class Shortlist {

    private record Kept(Replayed one, long number) {}

    private static final Comparator<Kept> LEAST_FIRST = Comparator.<Kept, Boolean>comparing(k -> k.one.isOtherResult())
            .thenComparingLong(k -> Math.abs(k.one.gained()))
            .thenComparing(Comparator.comparingLong(Kept::number).reversed());

    private final PriorityQueue<Kept> kept = new PriorityQueue<>(LEAST_FIRST);
    private final int most;
    private long last;

    Shortlist(int most) {
        this.most = most;
    }

    void add(Replayed one) {
        kept.add(new Kept(one, last++));
        if (kept.size() > most) {
            kept.poll();
        }
    }

    /** What changed most first. */
    List<Replayed> inOrder() {
        var all = new ArrayList<>(kept);
        all.sort(LEAST_FIRST.reversed());
        return all.stream().map(Kept::one).toList();
    }
}
