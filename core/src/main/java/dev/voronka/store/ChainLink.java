package dev.voronka.store;

import dev.voronka.CardId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a line of history that its digest covers, as they are stored: a stage or trigger that has another name
 * by now keeps its old one here.
 *
 * @param card whose history
 * @param number of the line, from 1
 * @param from the stored name of the stage left; null for the opening
 * @param to the stored name of the stage entered
 * @param trigger the stored name of what happened
 * @param at when, in microseconds
 * @param actor who, as {@link Chain} writes it
 * @param salt random, so that an erased payload cannot be guessed from its digest, hexadecimal; null once erased
 * @param payload the canonical JSON of what happened; null once erased
 * @param payloadDigest of salt and payload, hexadecimal; null where it is not kept because both are there
 * @param digest of the line before, this line's columns and {@code payloadDigest}; hexadecimal
 */
public record ChainLink(
        CardId card,
        long number,
        @Nullable String from,
        String to,
        String trigger,
        Instant at,
        String actor,
        @Nullable String salt,
        @Nullable String payload,
        @Nullable String payloadDigest,
        String digest) {

    /**
     * The same without what was erased; the digests stay.
     *
     * @param keptDigest the digest of salt and payload, as {@link Chain#payloadDigest} works it out
     */
    public ChainLink erased(String keptDigest) {
        return new ChainLink(card, number, from, to, trigger, at, actor, null, null, keptDigest, digest);
    }
}
