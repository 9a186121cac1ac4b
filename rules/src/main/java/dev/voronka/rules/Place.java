package dev.voronka.rules;

import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Where the book of a desk lies and may be changed by others, too. Thread-safe. */
interface Place {

    /** How a desk takes up a book. */
    interface Desk {
        /** The book in force. */
        RuleBook book();

        /**
         * Checks and tries a book, does what must be done before, brings it into force, and tells so.
         *
         * @param before writes the book down; may throw, then nothing comes into force
         */
        Publication offered(SortedMap<String, String> files, Consumer<RuleBook> before);

        /** Takes up what lies there now. */
        Publication reload();
    }

    /**
     * The files as they are at one moment; empty if there is no book yet.
     *
     * @throws BookRefused if they cannot be those of a book
     */
    Optional<SortedMap<String, String>> read();

    /**
     * Puts a book in the place of another, for all who look here.
     *
     * @param mayReplace whether a book of this version may be replaced
     * @param expected the version that the editor began with
     */
    Publication replace(SortedMap<String, String> files, Predicate<String> mayReplace, String expected, Desk desk);

    /** The files of a book that lay here before; empty if that is not known any more. */
    Optional<SortedMap<String, String>> before(String version);

    /** Begins to look after it, on a thread of its own. Does nothing if it has begun. */
    void watch(Desk desk);

    /** Ends that. */
    void leave();
}
