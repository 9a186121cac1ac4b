package dev.voronka.bitrix;

import java.util.List;

/**
 * What is still to be written because of a move that is in its card's item already: the text in the field VK_PENDING. Doing it
 * twice leaves the same.
 *
 * @param op the operation that wrote it
 * @param lines lines of the journal to be put
 * @param drops keys of lines to be dropped
 * @param openings cards to be opened
 */
record Intent(String op, List<Line> lines, List<String> drops, List<Opening> openings) {

    /** A line of the journal, short names as there are many. */
    record Line(String kind, String key, String card, String group, long n, long at, String json) {
        static Line of(JournalLine l) {
            return new Line(l.kind().code(), l.key(), l.card(), l.group(), l.number(), l.at(), l.json());
        }

        JournalLine line() {
            return new JournalLine(JournalKind.of(kind), key, card, group, n, at, json);
        }
    }

    /**
     * An item to be added.
     *
     * @param type the number of its kind
     * @param card the id of the card
     * @param process of the card
     * @param fields the item's fields as a JSON object
     */
    record Opening(int type, String card, String process, String fields) {}

    Intent {
        lines = List.copyOf(lines);
        drops = List.copyOf(drops);
        openings = List.copyOf(openings);
    }

    List<JournalLine> journal() {
        return lines.stream().map(Line::line).toList();
    }
}
