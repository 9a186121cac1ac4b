package dev.voronka.decision;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Where the rule books of all nodes lie, the newest on top. A book is a set of texts by the name of the file; what is in
 * them is no matter of the shelf. Thread-safe, also between nodes.
 */
public interface BookShelf {

    /**
     * A book on the shelf.
     *
     * @param number its place: 1 for the first, each one more than the one below it
     * @param version the version of its contents; a book that is put on top again has another number
     * @param since when it was put there
     */
    record Shelved(long number, String version, Instant since) {}

    /** The books that are kept, the newest first, at most so many. */
    List<Shelved> newest(int most);

    /** The files of a book; empty if it is not kept any more. */
    Optional<SortedMap<String, String>> files(long number);

    /**
     * Puts a book on top, if the top is as it was seen.
     *
     * @param book its number is one more than that of the book which was seen on top; 1 on an empty shelf
     * @param files of the book
     * @return false if somebody else has put one there in between; nothing is done then
     */
    boolean put(Shelved book, SortedMap<String, String> files);

    /** Removes all books but so many newest ones. */
    void keep(int most);
}
