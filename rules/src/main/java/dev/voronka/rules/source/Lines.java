package dev.voronka.rules.source;

import java.util.ArrayList;
import java.util.List;

/** Where the lines of a text come from. Immutable. */
public final class Lines {

    /** The text is what its author wrote. */
    static final Lines SAME = new Lines(List.of());

    /**
     * A place in the author's file.
     *
     * @param line from 1
     * @param column from 1; 0 if it is the whole line
     */
    public record Place(int line, int column) {}

    private final List<Place> places;

    private Lines(List<Place> places) {
        this.places = places;
    }

    /** Where this place of the text comes from. */
    public Place of(int line, int column) {
        if (places.isEmpty()) {
            return new Place(line, column);
        }
        var place = places.get(Math.max(0, Math.min(line, places.size()) - 1));
        return place.column() < 0 ? new Place(place.line(), column) : place;
    }

    /** Writes a text and notes where its lines come from. */
    static final class Writer {
        private final List<String> text = new ArrayList<>();
        private final List<Place> places = new ArrayList<>();

        /** A line that was written so, at this line. */
        void same(String line, int at) {
            add(line, new Place(at, -1));
        }

        /** A line that comes from this place. */
        void add(String line, Place from) {
            text.add(line);
            places.add(from);
        }

        int size() {
            return text.size();
        }

        String line(int index) {
            return text.get(index);
        }

        void replace(int index, String line) {
            text.set(index, line);
            var was = places.get(index);
            places.set(index, new Place(was.line(), Math.max(0, was.column())));
        }

        String text() {
            return String.join("\n", text) + "\n";
        }

        Lines lines() {
            return new Lines(List.copyOf(places));
        }
    }
}
