package dev.voronka.rules.gate;

/**
 * A file of a book, as DRL.
 *
 * @param name the file's name, {@code score.drl}, as messages say it
 * @param text DRL; expanded before, if it was written as sentences or as a table
 */
public record SourceText(String name, String text) {}
