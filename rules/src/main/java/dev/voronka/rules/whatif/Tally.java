package dev.voronka.rules.whatif;

import dev.voronka.decision.Ruling.Fired;
import dev.voronka.rules.whatif.Replayed.Status;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What is counted of the decisions of one kind. How much is kept does not depend on how many there are. For one thread. */
final class Tally {

    /** More turns or rules than this in one kind nobody reads; what comes later is not told apart. */
    private static final int MOST = 5000;

    /** How often something came out: before, after, where it had not been before, where it no longer is. */
    record Share(long before, long after, long added, long removed) {
        static final Share NONE = new Share(0, 0, 0, 0);

        Share plus(boolean was, boolean is) {
            return new Share(
                    before + (was ? 1 : 0),
                    after + (is ? 1 : 0),
                    added + (is && !was ? 1 : 0),
                    removed + (was && !is ? 1 : 0));
        }
    }

    /** How often a rule fired: before, after, newly, no longer, and said something else, such as other points. */
    record Shots(long before, long after, long gained, long lost, long altered) {
        static final Shots NONE = new Shots(0, 0, 0, 0, 0);

        Shots plus(List<Fired> was, List<Fired> is) {
            return new Shots(
                    before + (was.isEmpty() ? 0 : 1),
                    after + (is.isEmpty() ? 0 : 1),
                    gained + (was.isEmpty() ? 1 : 0),
                    lost + (is.isEmpty() ? 1 : 0),
                    altered + (was.isEmpty() || is.isEmpty() || was.equals(is) ? 0 : 1));
        }

        boolean isOther() {
            return gained + lost + altered > 0;
        }
    }

    /** From what to what. */
    record Flow(List<List<Label>> from, List<List<Label>> to) {}

    /** How scores moved: how often up and down, by how much in all, at most each way. */
    record Moves(long up, long down, long sum, long most, long least) {
        static final Moves NONE = new Moves(0, 0, 0, 0, 0);

        Moves plus(long gained) {
            return new Moves(
                    up + (gained > 0 ? 1 : 0),
                    down + (gained < 0 ? 1 : 0),
                    sum + gained,
                    Math.max(most, gained),
                    Math.min(least, gained));
        }
    }

    private final String kind;
    private final Shortlist changed;
    private final TreeMap<Label, Share> shares = new TreeMap<>();
    private final Map<Flow, Long> flows = new HashMap<>();
    private final TreeMap<String, Shots> rules = new TreeMap<>();
    private final TreeMap<Band, Long> bands = new TreeMap<>();
    private Moves moves = Moves.NONE;
    private Counts counts = Counts.NONE;

    Tally(String kind, int listed) {
        this.kind = kind;
        this.changed = new Shortlist(listed);
    }

    void add(Replayed one) {
        counts = counts.plus(one);
        var before = one.before();
        var after = one.after();
        if (before == null || after == null) {
            return;
        }
        add(before, after);
        Stream.concat(one.firedBefore().stream(), one.firedAfter().stream())
                .map(Fired::rule)
                .distinct()
                .filter(rule -> rules.size() < MOST || rules.containsKey(rule))
                .forEach(rule -> rules.put(
                        rule,
                        rules.getOrDefault(rule, Shots.NONE)
                                .plus(by(rule, one.firedBefore()), by(rule, one.firedAfter()))));
        if (one.status() == Status.CHANGED) {
            changed.add(one);
        }
    }

    private void add(Result before, Result after) {
        var was = new TreeSet<>(before.items());
        var is = new TreeSet<>(after.items());
        Stream.concat(was.stream(), is.stream())
                .distinct()
                .forEach(item -> shares.put(
                        item, shares.getOrDefault(item, Share.NONE).plus(was.contains(item), is.contains(item))));
        var flow = new Flow(before.steps(), after.steps());
        if (flows.size() < MOST || flows.containsKey(flow)) {
            flows.merge(flow, 1L, Long::sum);
        }
        var gained = (long) after.score() - before.score();
        moves = moves.plus(gained);
        bands.merge(Band.of(gained), 1L, Long::sum);
    }

    static List<Fired> by(String rule, List<Fired> fired) {
        return fired.stream().filter(f -> f.rule().equals(rule)).toList();
    }

    String kind() {
        return kind;
    }

    Counts counts() {
        return counts;
    }

    Map<Label, Share> shares() {
        return shares;
    }

    Map<String, Shots> rules() {
        return rules;
    }

    Moves moves() {
        return moves;
    }

    Map<Band, Long> bands() {
        return bands;
    }

    /** How often it went from one to another, the same included. */
    Map<Flow, Long> flows() {
        return flows;
    }

    /** From one thing to another one, most often first. */
    List<Map.Entry<Flow, Long>> turns(int most) {
        return flows.entrySet().stream()
                .filter(e -> !e.getKey().from().equals(e.getKey().to()))
                .sorted(Map.Entry.<Flow, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(e -> e.getKey().toString()))
                .limit(most)
                .toList();
    }

    /** Those that changed most. */
    List<Replayed> changed() {
        return changed.inOrder();
    }
}
