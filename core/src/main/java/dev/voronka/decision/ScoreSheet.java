package dev.voronka.decision;

import dev.voronka.InvalidInput;
import dev.voronka.decision.Qualification.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Points of one lead, added up by a {@link Scoring}. A stop makes it no target, whatever the points. For one thread. */
public final class ScoreSheet {

    private final Scoring scoring;
    private final List<Contribution> given = new ArrayList<>();
    private final List<String> stops = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private Scoring.@Nullable Total total;

    ScoreSheet(Scoring scoring) {
        this.scoring = scoring;
    }

    /** Adds points of no group; they may be negative. */
    public ScoreSheet add(int points, String reason) {
        return add(points, reason, "");
    }

    /** Adds points of a group; they may be negative. */
    public ScoreSheet add(int points, String reason, String group) {
        given.add(new Contribution(reason, points, group));
        total = null;
        return this;
    }

    /** Says that the lead is no target, whatever its points, and why. */
    public ScoreSheet stop(String why) {
        stops.add(why);
        return this;
    }

    /** Notes questions that are not answered, by code. */
    public ScoreSheet missing(List<String> questions) {
        missing.addAll(questions);
        return this;
    }

    /**
     * The points so far, limits applied.
     *
     * @throws InvalidInput if they add up to more than can be counted
     */
    public int score() {
        return total().score();
    }

    /**
     * The points for how well the client suits us, limits of the groups applied.
     *
     * @throws InvalidInput if the points add up to more than can be counted
     */
    public int fit() {
        return total().fit();
    }

    /**
     * The points for how much the client wants it, limits of the groups applied.
     *
     * @throws InvalidInput if the points add up to more than can be counted
     */
    public int engagement() {
        return total().engagement();
    }

    /**
     * The judgement by the bands.
     *
     * @throws InvalidInput if the points add up to more than can be counted
     */
    public Qualification judged() {
        return judged(scoring.verdict(total()));
    }

    /**
     * The judgement with a verdict that somebody else has come to; a stop outweighs it.
     *
     * @throws InvalidInput if the points add up to more than can be counted
     */
    public Qualification judged(Verdict verdict) {
        var all = total();
        return new Qualification(
                all.score(),
                stops.isEmpty() ? verdict : Verdict.NOT_TARGET,
                all.contributions(),
                all.fit(),
                all.engagement(),
                stops,
                missing,
                null);
    }

    private Scoring.Total total() {
        var known = total;
        if (known == null) {
            known = scoring.total(given);
            total = known;
        }
        return known;
    }
}
