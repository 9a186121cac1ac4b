package dev.voronka.approval;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Digests of sections, by which a sheet sees what has changed. */
public final class SectionDigest {

    private SectionDigest() {}

    /**
     * The SHA-256 of these values as they write themselves, in hexadecimal: records, texts, numbers, dates and lists of
     * those. Null is a value of its own, and moving a letter from one value to the next changes the digest.
     */
    public static String of(@Nullable Object... values) {
        var digest = sha256();
        for (var value : values) {
            var bytes = value == null ? null : value.toString().getBytes(StandardCharsets.UTF_8);
            digest.update(((bytes == null ? "-" : bytes.length) + ":").getBytes(StandardCharsets.UTF_8));
            if (bytes != null) {
                digest.update(bytes);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
