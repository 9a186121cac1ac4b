package dev.voronka.lookup;

import dev.voronka.ContactRef;
import dev.voronka.Personal;
import dev.voronka.Port;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The port that knows who has withdrawn the consent to be written to and called. Answered from what {@code
 * Voronka.withdrawConsent} has noted; a host with its own register of consents puts that behind it.
 */
public interface Consents extends Port<Consents.Asked, Consents.Found> {

    /**
     * May this person be written to?
     *
     * @param knownAs what the person is known as, see {@link Person#knownAs()}
     */
    record Asked(@Personal SortedSet<String> knownAs) {
        /** Keeps an unmodifiable copy. */
        public Asked {
            knownAs = Collections.unmodifiableSortedSet(new TreeSet<>(knownAs));
        }
    }

    /**
     * What is known.
     *
     * @param withdrawnAt since when contact is not wanted; null if nobody has said so
     */
    record Found(@Nullable Instant withdrawnAt) {
        /** Since when contact is not wanted; empty if nobody has said so. */
        public Optional<Instant> since() {
            return Optional.ofNullable(withdrawnAt);
        }

        /** Whether contact is not wanted. */
        public boolean isWithdrawn() {
            return withdrawnAt != null;
        }
    }

    /** Asks about a person. */
    static Asked of(Person person) {
        return new Asked(new TreeSet<>(person.knownAs()));
    }

    /** Asks about a contact. */
    static Asked of(ContactRef contact) {
        return of(Person.contact(contact));
    }
}
