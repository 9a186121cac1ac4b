package dev.voronka.rules.sink;

/** What a routing rule may do. */
public interface Route {
    /**
     * Moves an employee up or down in the ranking.
     *
     * @param employee the id
     * @param points -1,000,000 to 1,000,000
     * @param text the reason, as people read it
     */
    void prefer(String employee, int points, String text);

    /**
     * Takes an employee out of the choice.
     *
     * @param employee the id
     * @param text the reason, as people read it
     */
    void veto(String employee, String text);

    /**
     * Gives the card to this employee, whatever the ranking says.
     *
     * @param employee the id
     * @param text the reason, as people read it
     */
    void force(String employee, String text);

    /**
     * Puts the card into a queue instead of giving it to anybody.
     *
     * @param name of the queue
     * @param text the reason, as people read it
     */
    void queue(String name, String text);
}
