package dev.voronka.store;

import dev.voronka.decision.BookShelf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Keeps rule books in the heap. Thread-safe. */
final class InMemoryBooks implements BookShelf {

    private record Book(Shelved about, SortedMap<String, String> files) {}

    private final TreeMap<Long, Book> books = new TreeMap<>();

    @Override
    public synchronized List<Shelved> newest(int most) {
        return books.descendingMap().values().stream()
                .limit(most)
                .map(Book::about)
                .toList();
    }

    @Override
    public synchronized Optional<SortedMap<String, String>> files(long number) {
        return Optional.ofNullable(books.get(number)).map(b -> new TreeMap<>(b.files()));
    }

    @Override
    public synchronized boolean put(Shelved book, SortedMap<String, String> files) {
        var top = books.isEmpty() ? 0 : books.lastKey();
        if (book.number() != top + 1) {
            return false;
        }
        books.put(book.number(), new Book(book, new TreeMap<>(files)));
        return true;
    }

    @Override
    public synchronized void keep(int most) {
        books.keySet()
                .retainAll(List.copyOf(
                        new ArrayList<>(books.descendingKeySet()).subList(0, Math.min(most, books.size()))));
    }
}
