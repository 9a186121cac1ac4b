package dev.voronka.bitrix;

import dev.voronka.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Texts that are too long for a field of a portal, in pieces. */
final class LongText {

    /**
     * What a field of text is taken to bear, in bytes of UTF-8. The documents say nothing; a column of the type TEXT bears 65535.
     */
    static final int FIELD_BYTES = 60_000;

    /** So many characters fit whatever they are. */
    private static final int PIECE = 20_000;

    private static final String PIECES = "pieces:";

    private LongText() {}

    static boolean fits(String text) {
        return text.length() <= PIECE || text.getBytes(StandardCharsets.UTF_8).length <= FIELD_BYTES;
    }

    /** Says that a text does not fit. */
    static String fitting(String what, String text) {
        if (!fits(text)) {
            throw new InvalidInput(what + " takes " + text.getBytes(StandardCharsets.UTF_8).length
                    + " bytes as text; a field of a Bitrix24 portal is taken to bear " + FIELD_BYTES
                    + ". Keep large values elsewhere and their address in the card.");
        }
        return text;
    }

    /**
     * In a batch the portal replaces what looks like a reference to an earlier result; in JSON the sign can be written
     * otherwise, which means the same.
     */
    static String safe(String json) {
        return json.replace("$result[", "\\u0024result[");
    }

    /** Of how many pieces the text is that lies elsewhere; 0 if it is the text itself. */
    static int pieces(String json) {
        return json.startsWith(PIECES) ? Integer.parseInt(json.substring(PIECES.length())) : 0;
    }

    /** Says in the place of a text how many pieces it has. */
    static String told(int pieces) {
        return PIECES + pieces;
    }

    static List<String> keys(String key, int pieces) {
        return IntStream.range(0, pieces).mapToObj(i -> key + "#" + i).toList();
    }

    static String joined(String key, int pieces, Map<String, String> byKey) {
        var all = new StringBuilder();
        for (var one : keys(key, pieces)) {
            var piece = byKey.get(one);
            if (piece == null) {
                throw new InvalidInput("Piece " + one + " of a text is not in the journal of the portal any more."
                        + " Somebody has deleted it there; take it back from the recycle bin.");
            }
            // Blanks at the ends would be lost without the brackets.
            all.append(piece, 1, piece.length() - 1);
        }
        return all.toString();
    }

    /** The line itself if it fits, else its pieces and then a line that says how many there are. */
    static List<JournalLine> cut(JournalLine line) {
        if (fits(line.json())) {
            return List.of(line);
        }
        var pieces = pieces(line.key(), line.card(), line.json());
        var lines = new ArrayList<>(pieces);
        lines.add(new JournalLine(
                line.kind(), line.key(), line.card(), line.group(), line.number(), line.at(), told(pieces.size())));
        return lines;
    }

    static List<JournalLine> pieces(String key, String card, String text) {
        var pieces = new ArrayList<JournalLine>();
        for (var from = 0; from < text.length(); ) {
            var to = Math.min(text.length(), from + PIECE);
            if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
                to--;
            }
            pieces.add(new JournalLine(
                    JournalKind.PIECE,
                    key + "#" + pieces.size(),
                    card,
                    "",
                    pieces.size(),
                    0,
                    "[" + text.substring(from, to) + "]"));
            from = to;
        }
        return pieces;
    }
}
