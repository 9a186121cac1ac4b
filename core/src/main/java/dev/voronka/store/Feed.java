package dev.voronka.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * What is to be remembered about the changes of other systems: who listens to a system now, how far it has been read, and
 * which of its records are said to have changed. Thread-safe; shared by all nodes of a store.
 */
public interface Feed {

    /**
     * A record that is said to have changed.
     *
     * @param record its id in the other system
     * @param number the saying: each has another one
     */
    record Hint(String record, long number) {}

    /**
     * Takes or renews the turn to speak to a system, if nobody else has it.
     *
     * @param node who wants it
     * @param now a turn that ended by this moment is nobody's
     * @param until when it ends unless it is renewed
     * @return whether this node has it now
     */
    boolean claim(String system, String node, Instant now, Instant until);

    /** Gives the turn back, if this node has it. */
    void release(String system, String node);

    /** How far a system has been read, in its own words; empty if never. */
    String place(String system);

    /**
     * Notes how far a system has been read, if this node still has the turn.
     *
     * @return whether it was noted
     */
    boolean place(String system, String node, String place);

    /** Notes that these records are said to have changed; each once, however often it is said. */
    void hint(String system, Collection<String> records);

    /** What is said to have changed, the oldest saying first. */
    List<Hint> hinted(String system, int limit);

    /** Takes sayings away that were looked into, unless the record was named anew meanwhile. */
    void settled(String system, Collection<Hint> hints);
}
