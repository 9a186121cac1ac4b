package dev.voronka.rules;

import dev.voronka.rules.Publication.Outdated;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;

/** A desk's book lies nowhere but in the heap. */
final class NoPlace implements Place {

    @Override
    public Optional<SortedMap<String, String>> read() {
        return Optional.empty();
    }

    @Override
    public Publication replace(
            SortedMap<String, String> files, Predicate<String> mayReplace, String expected, Desk desk) {
        var there = desk.book().version();
        return mayReplace.test(there) ? desk.offered(files, book -> {}) : new Outdated(expected, there);
    }

    @Override
    public Optional<SortedMap<String, String>> before(String version) {
        return Optional.empty();
    }

    @Override
    public void watch(Desk desk) {}

    @Override
    public void leave() {}
}
