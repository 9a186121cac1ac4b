package dev.voronka.process.contract;

import java.time.Instant;

/**
 * A version of a contract's text.
 *
 * @param number 1 for the first
 * @param file the file's id or link in the host's storage; empty if the text is a filled template
 * @param hash SHA-256 in hexadecimal: of the file, or of the template's name and what it is filled with
 * @param author who brought it, by id
 * @param at when
 */
public record Version(int number, String file, String hash, String author, Instant at) {}
