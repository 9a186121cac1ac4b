package dev.voronka.rules.sink;

/** What an approval rule may do. */
public interface Approve {
    /**
     * Asks for somebody's consent.
     *
     * @param role a code of a role, such as {@code CFO}
     * @param text the reason, as people read it
     */
    void require(String role, String text);
}
