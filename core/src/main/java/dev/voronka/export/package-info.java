/**
 * Writes a process down for people and for other programs: its state diagram, its transition table, the names under
 * which it is stored. Uses the vocabulary only, never a process. Start at {@link dev.voronka.export.ProcessPage}.
 */
@NullMarked
package dev.voronka.export;

import org.jspecify.annotations.NullMarked;
