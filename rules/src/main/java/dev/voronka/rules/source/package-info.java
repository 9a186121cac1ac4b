/**
 * Files of a book as people write them: rules, sentences in Russian, tables. All become DRL for the gate, and each place in
 * that DRL is known by the file, line and column where its author wrote it. Uses the gate's values and the JDK only. Start
 * at {@link dev.voronka.rules.source.Sources}.
 */
@NullMarked
package dev.voronka.rules.source;

import org.jspecify.annotations.NullMarked;
