package dev.voronka.bitrix;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A line of the journal.
 *
 * @param kind what it is
 * @param key by which it is found again; no two lines have the same one
 * @param card the id of the card that it belongs to; empty if to none
 * @param group within what it is sought; empty if not
 * @param number its place among others
 * @param at the moment it is sought by, see {@link #micros}; 0 if by none
 * @param json all of it
 * @param id its number in the portal; 0 if it is not there yet
 * @param pieces of how many pieces the text is; 0 if it is in one
 */
record JournalLine(
        JournalKind kind,
        String key,
        String card,
        String group,
        long number,
        long at,
        String json,
        long id,
        int pieces) {

    /** Fields keep 15 digits: so many microseconds from here reach to 2051. */
    private static final Instant EPOCH = Instant.parse("2020-01-01T00:00:00Z");

    private static final long MOST = 999_999_999_999_999L;
    private static final int KEY_LENGTH = 40;

    /** A line that is not in the portal yet. */
    JournalLine(JournalKind kind, String key, String card, String group, long number, long at, String json) {
        this(kind, key, card, group, number, at, json, 0, 0);
    }

    /** A moment as a number. */
    static long micros(Instant at) {
        var seconds =
                Math.max(-MOST / 1_000_000, Math.min(MOST / 1_000_000, at.getEpochSecond() - EPOCH.getEpochSecond()));
        return seconds * 1_000_000 + Duration.ofNanos(at.getNano()).toNanos() / 1000;
    }

    /** A key of texts that may have any length, case and blanks; a portal takes such for equal. */
    static String key(JournalKind kind, String... texts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var text : texts) {
                var bytes = text.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            return kind.code() + "-" + HexFormat.of().formatHex(digest.digest()).substring(0, KEY_LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
