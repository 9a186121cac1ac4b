package dev.voronka.bitrix;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Short marks by which a text that voronka has written to a portal is known again: {@code [vk:1f3a9c02b7d4]}. */
final class Marks {

    private static final int LENGTH = 12;
    private static final Pattern MARK = Pattern.compile("\\[vk:[0-9a-f]{" + LENGTH + "}]");

    private Marks() {}

    /** The mark of a key. */
    static String of(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return "[vk:" + HexFormat.of().formatHex(digest).substring(0, LENGTH) + "]";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** Whether a text carries any. */
    static boolean isIn(String text) {
        return MARK.matcher(text).find();
    }
}
