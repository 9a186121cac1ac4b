package dev.voronka.bitrix.mapping;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Codes made of names: the same code for the same name always, whatever other names there are. */
final class StatusIds {

    /** What fits behind {@code DT1234_123:} in a funnel and into 21 characters among leads. Source: fact sheet, 6 (c). */
    static final int LONGEST = 12;

    private static final String OURS = "VK_";
    private static final int KEPT = 5;
    private static final int HASHED = 4;
    /** Without 0, 1, I and O, which people mistake for one another. */
    private static final String LETTERS_AND_DIGITS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private StatusIds() {}

    /** {@code VK_ROUTING}; a longer name is cut and told apart by a hash: {@code VK_QUALI7KQX}. */
    static String of(String stage) {
        return OURS.length() + stage.length() <= LONGEST
                ? OURS + stage
                : OURS + stage.substring(0, KEPT) + hash(stage, LETTERS_AND_DIGITS);
    }

    /** Four letters that stand for a text. */
    static String letters(String text) {
        return hash(text, LETTERS);
    }

    private static String hash(String text, String alphabet) {
        var digest = sha256(text);
        var hash = new StringBuilder();
        for (var i = 0; i < HASHED; i++) {
            hash.append(alphabet.charAt((digest[i] & 0xff) % alphabet.length()));
        }
        return hash.toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
