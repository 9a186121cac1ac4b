/**
 * Customer base re-initiation: from somebody who bought long ago to a repeat sale. Uses the vocabulary and the language
 * packages. Start at {@link dev.voronka.process.reactivation.Reactivation#PROCESS}.
 */
@NullMarked
package dev.voronka.process.reactivation;

import org.jspecify.annotations.NullMarked;
