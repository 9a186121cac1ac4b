package dev.voronka.people;

import dev.voronka.Port;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The port that knows whether an employee can take a card now. Answered from the {@link Directory}. */
public interface Colleague extends Port<Colleague.Asked, Colleague.Found> {

    /**
     * Can this employee work now, and on what?
     *
     * @param employee the id; null if nobody is meant, then nobody is found
     * @param at when
     */
    record Asked(@Nullable String employee, Instant at) {}

    /**
     * What is known.
     *
     * @param canWork known, active and not away; true also where the directory is empty and knows nobody
     * @param checked whether the directory knows anybody, so that skills mean something
     * @param skills what he or she can sell
     */
    record Found(boolean canWork, boolean checked, Set<String> skills) {
        /** Keeps a sorted, unmodifiable copy. */
        public Found {
            skills = java.util.Collections.unmodifiableSet(new TreeSet<>(skills));
        }

        /** Whether he or she can sell this, or nobody is checked. */
        public boolean hasSkill(String skill) {
            return !checked || skills.contains(skill);
        }
    }

    /** Asks about an employee. */
    static Asked of(@Nullable String employee, Instant at) {
        return new Asked(employee, at);
    }
}
