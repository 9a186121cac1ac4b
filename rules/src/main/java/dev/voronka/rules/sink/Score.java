package dev.voronka.rules.sink;

/** What a score rule may do. */
public interface Score {
    /**
     * Gives or takes points.
     *
     * @param points -1,000,000 to 1,000,000
     * @param text the reason, as people read it
     */
    void add(int points, String text);

    /**
     * Gives or takes points within a group whose sum may be limited.
     *
     * @param points -1,000,000 to 1,000,000
     * @param text the reason, as people read it
     * @param group such as {@code fit} or {@code engagement}
     */
    void add(int points, String text, String group);

    /**
     * Says that this lead is no target, however many points it has.
     *
     * @param text the reason, as people read it
     */
    void stop(String text);
}
