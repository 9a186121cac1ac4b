package dev.voronka.delivery.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves to a receiver that a request comes from voronka and was not changed: HMAC-SHA-256 over {@code timestamp.body}.
 * A receiver also compares the timestamp with its clock, so that an old request cannot be sent again. Thread-safe.
 */
public final class Signature {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec secret;

    /** With the secret that both sides know. */
    public Signature(String secret) {
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /**
     * The value of the header {@code X-Voronka-Signature}.
     *
     * @param timestamp that of the header {@code X-Voronka-Timestamp}
     * @param body the bytes of the request's body
     */
    public String of(String timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has " + ALGORITHM + ".", impossible);
        }
    }

    /** Whether a header fits, without telling by its pace how much of it does. */
    public boolean fits(String header, String timestamp, byte[] body) {
        return MessageDigest.isEqual(
                of(timestamp, body).getBytes(StandardCharsets.UTF_8), header.getBytes(StandardCharsets.UTF_8));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "Signature[" + ALGORITHM + "]";
    }
}
