package dev.voronka.rules.sink;

/** What an escalation rule may do. */
public interface Escalate {
    /**
     * Tells somebody.
     *
     * @param role a code of a role, such as {@code HEAD}
     * @param text what to say
     */
    void notify(String role, String text);

    /**
     * Takes the card from its owner.
     *
     * @param queue from which it is given out again
     * @param text the reason, as people read it
     */
    void reassign(String queue, String text);

    /**
     * Lets somebody higher decide.
     *
     * @param role a code of a role, such as {@code DIRECTOR}
     * @param text the reason, as people read it
     */
    void raise(String role, String text);
}
