package dev.voronka.store;

import dev.voronka.Actor;
import dev.voronka.InvalidInput;
import dev.voronka.Move;
import dev.voronka.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Chains the lines of a history by SHA-256, so that a line that was changed, taken out or put elsewhere, and a tail that
 * was cut, are found. Thread-safe.
 */
public final class Chain {

    /** What the first line is chained to. */
    public static final String START = "";

    private static final int SALT_BYTES = 16;
    private static final char SEPARATOR = '\u001f';

    private final Codec codec;
    private final int largestPayload;
    private final SecureRandom random = new SecureRandom();
    private final ThreadLocal<MessageDigest> sha = ThreadLocal.withInitial(Chain::sha256);

    /** A chain over payloads as this codec writes them, of any size. */
    public Chain(Codec codec) {
        this(codec, Integer.MAX_VALUE);
    }

    /** A chain over payloads as this codec writes them, of at most so many bytes. */
    public Chain(Codec codec, int largestPayload) {
        this.codec = codec;
        this.largestPayload = largestPayload;
    }

    /**
     * The next line after the one with this digest.
     *
     * @throws InvalidInput if the payload cannot be written, or is too large
     */
    public HistoryLine next(String head, Move move) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        var salted = HexFormat.of().formatHex(salt);
        var payload = payloadDigest(salted, move);
        return new HistoryLine(move, salted, payload, digest(head, move, payload));
    }

    /** Numbers of the lines that do not fit, and −1 if the last line is not the card's head. Empty if all is well. */
    public List<Long> broken(List<HistoryLine> lines, String head) {
        var broken = new ArrayList<Long>();
        var previous = START;
        var number = 1L;
        for (var line : lines) {
            var payload = payloadDigest(line.salt(), line.move());
            if (line.move().number() != number
                    || !payload.equals(line.payloadDigest())
                    || !digest(previous, line.move(), payload).equals(line.digest())) {
                broken.add(line.move().number());
            }
            previous = line.digest();
            number = line.move().number() + 1;
        }
        if (!previous.equals(head)) {
            broken.add(-1L);
        }
        return broken;
    }

    /** A short name for a value, to tell a repeated request from another one. */
    public String fingerprint(Object value) {
        var digest = fresh();
        digest.update(value.getClass().getName().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(codec.canonical(value)));
    }

    private String payloadDigest(String salt, Move move) {
        var digest = fresh();
        digest.update(salt.getBytes(StandardCharsets.US_ASCII));
        var payload = codec.canonical(move.payload());
        if (payload.length > largestPayload) {
            throw new InvalidInput("What " + move.trigger() + " brings to a card of " + move.process() + " takes "
                    + payload.length + " bytes as JSON; at most " + largestPayload
                    + " are kept. Keep files elsewhere and put their addresses into the card, or raise largestData.");
        }
        return HexFormat.of().formatHex(digest.digest(payload));
    }

    private String digest(String previous, Move move, String payloadDigest) {
        var from = move.from() == null ? "" : move.from().name();
        var columns = previous
                + SEPARATOR
                + move.card()
                + SEPARATOR
                + move.number()
                + SEPARATOR
                + from
                + SEPARATOR
                + move.to().name()
                + SEPARATOR
                + move.trigger()
                + SEPARATOR
                + ChronoUnit.MICROS.between(Instant.EPOCH, move.at())
                + SEPARATOR
                + told(move.actor())
                + SEPARATOR
                + payloadDigest;
        return HexFormat.of().formatHex(fresh().digest(columns.getBytes(StandardCharsets.UTF_8)));
    }

    /** Ids have no control characters, so no two different actors are told alike. */
    private static String told(Actor actor) {
        var roles = actor.roles().size() < 2
                ? actor.roles().toString()
                : actor.roles().stream().map(Role::code).sorted().toList().toString();
        return actor.kind() + "" + SEPARATOR + actor.id() + SEPARATOR + roles;
    }

    private MessageDigest fresh() {
        var digest = sha.get();
        digest.reset();
        return digest;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
