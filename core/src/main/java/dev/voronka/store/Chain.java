package dev.voronka.store;

import dev.voronka.Actor;
import dev.voronka.InvalidInput;
import dev.voronka.Move;
import dev.voronka.Role;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Chains the lines of a history by SHA-256, so that a line that was changed, taken out or put elsewhere, and a tail that
 * was cut, are found. With a key the digests are HMAC-SHA-256, so that only who holds the key can write a chain anew.
 * Thread-safe.
 */
public final class Chain {

    /** What the first line is chained to. */
    public static final String START = "";

    /** 96 random bits: nobody tries that many to find out what was erased. */
    private static final int SALT_BYTES = 12;

    private static final int SHORTEST_KEY = 16;
    private static final char SEPARATOR = '\u001f';

    private final Codec codec;
    private final int largestPayload;
    private final SecureRandom random = new SecureRandom();
    private final ThreadLocal<MessageDigest> sha = ThreadLocal.withInitial(Chain::sha256);
    private final @Nullable ThreadLocal<Mac> keyed;

    /** A chain over payloads as this codec writes them, of any size, without a key. */
    public Chain(Codec codec) {
        this(codec, Integer.MAX_VALUE, null);
    }

    /**
     * A chain over payloads as this codec writes them.
     *
     * @param largestPayload in bytes of JSON
     * @param key of at least 16 bytes; null for a chain without one
     * @throws InvalidInput if the key is shorter
     */
    public Chain(Codec codec, int largestPayload, byte @Nullable [] key) {
        this.codec = codec;
        this.largestPayload = largestPayload;
        if (key != null && key.length < SHORTEST_KEY) {
            throw new InvalidInput("The key of the history has " + key.length + " bytes; it needs at least "
                    + SHORTEST_KEY + ", made by a random generator.");
        }
        var secret = key == null ? null : key.clone();
        this.keyed = secret == null ? null : ThreadLocal.withInitial(() -> mac(secret));
    }

    /**
     * The next line after the one with this digest.
     *
     * @throws InvalidInput if the payload cannot be written, or is too large
     */
    public HistoryLine next(String head, Move move) {
        var bytes = new byte[SALT_BYTES];
        random.nextBytes(bytes);
        var salt = HexFormat.of().formatHex(bytes);
        var payload = payload(move);
        var from = move.from() == null ? null : move.from().name();
        var actor = told(move.actor());
        var payloadDigest = payloadDigest(salt, payload);
        var unsigned = new ChainLink(
                move.card(),
                move.number(),
                from,
                move.to().name(),
                move.trigger(),
                move.at(),
                actor,
                salt,
                payload,
                payloadDigest,
                "");
        return new HistoryLine(
                move,
                new ChainLink(
                        move.card(),
                        move.number(),
                        from,
                        unsigned.to(),
                        move.trigger(),
                        move.at(),
                        actor,
                        salt,
                        payload,
                        payloadDigest,
                        digest(head, unsigned, payloadDigest)));
    }

    /** Numbers of the lines that do not fit, and −1 if the last line is not the card's head. Empty if all is well. */
    public List<Long> broken(List<ChainLink> lines, String head) {
        var broken = new ArrayList<Long>();
        var previous = START;
        var number = 1L;
        for (var line : lines) {
            if (line.number() != number || !fits(previous, line)) {
                broken.add(line.number());
            }
            previous = line.digest();
            number = line.number() + 1;
        }
        if (!previous.equals(head)) {
            broken.add(-1L);
        }
        return broken;
    }

    /**
     * Whether a line fits after the one with this digest, and its payload is the one that was written, or gone as a whole.
     */
    public boolean fits(String previous, ChainLink line) {
        var payload = payloadDigest(line);
        return payload != null && digest(previous, line, payload).equals(line.digest());
    }

    /** The digest of the line's payload; null if what is left of it does not fit together. */
    private @Nullable String payloadDigest(ChainLink line) {
        var salt = line.salt();
        var payload = line.payload();
        if (salt == null || payload == null) {
            return salt == null && payload == null ? line.payloadDigest() : null;
        }
        return payloadDigest(salt, payload);
    }

    /** A short name for a value, to tell a repeated request from another one. */
    public String fingerprint(Object value) {
        return hex(value.getClass().getName(), new String(codec.canonical(value), StandardCharsets.UTF_8));
    }

    /** The digest of a payload with its salt; hexadecimal. */
    public String payloadDigest(String salt, String payload) {
        return hex(salt, payload);
    }

    private String payload(Move move) {
        var payload = codec.canonical(move.payload());
        if (payload.length > largestPayload) {
            throw new InvalidInput("What " + move.trigger() + " brings to a card of " + move.process() + " takes "
                    + payload.length + " bytes as JSON; at most " + largestPayload
                    + " are kept. Keep files elsewhere and put their addresses into the card, or raise largestData.");
        }
        return new String(payload, StandardCharsets.UTF_8);
    }

    private String digest(String previous, ChainLink line, String payloadDigest) {
        var columns = previous
                + SEPARATOR
                + line.card()
                + SEPARATOR
                + line.number()
                + SEPARATOR
                + (line.from() == null ? "" : line.from())
                + SEPARATOR
                + line.to()
                + SEPARATOR
                + line.trigger()
                + SEPARATOR
                + micros(line.at())
                + SEPARATOR
                + line.actor()
                + SEPARATOR
                + payloadDigest;
        return hex("", columns);
    }

    /** Since 1970. The JDK's own count by nanoseconds ends in the year 2262. */
    private static long micros(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1_000);
    }

    /** How an actor is written in a chain. Ids have no control characters, so no two different actors are told alike. */
    public static String told(Actor actor) {
        var roles = actor.roles().size() < 2
                ? actor.roles().toString()
                : actor.roles().stream().map(Role::code).sorted().toList().toString();
        return actor.kind() + "" + SEPARATOR + actor.id() + SEPARATOR + roles;
    }

    /** The digest of a text, as the lines of this chain are digested; hexadecimal. */
    public String digestOf(String text) {
        return hex("", text);
    }

    private String hex(String first, String second) {
        var a = first.getBytes(StandardCharsets.UTF_8);
        var b = second.getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(keyed == null ? plain(a, b) : keyed(keyed, a, b));
    }

    private byte[] plain(byte[] first, byte[] second) {
        var digest = sha.get();
        digest.reset();
        digest.update(first);
        return digest.digest(second);
    }

    private static byte[] keyed(ThreadLocal<Mac> macs, byte[] first, byte[] second) {
        var mac = macs.get();
        mac.reset();
        mac.update(first);
        return mac.doFinal(second);
    }

    private static Mac mac(byte[] key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
