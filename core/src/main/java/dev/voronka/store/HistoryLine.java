package dev.voronka.store;

import dev.voronka.Move;

/**
 * A move as kept, chained to the one before.
 *
 * @param move the move
 * @param salt random, so that an erased payload cannot be guessed from its digest; hexadecimal
 * @param payloadDigest of salt and canonical payload; hexadecimal SHA-256
 * @param digest of the line before, this line's columns and {@code payloadDigest}; hexadecimal SHA-256
 */
public record HistoryLine(Move move, String salt, String payloadDigest, String digest) {}
