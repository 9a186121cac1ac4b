package dev.voronka.decision;

/**
 * What one reason added to a score.
 *
 * @param reason in plain words
 * @param points may be negative
 * @param group what the points speak of, such as {@code fit} or {@code engagement}; empty for none
 */
public record Contribution(String reason, int points, String group) {

    /** A contribution of no group. */
    public Contribution(String reason, int points) {
        this(reason, points, "");
    }
}
