/**
 * Corrective actions: from a failure that could have been prevented to a cure that is proven by a figure. Uses the
 * vocabulary and the language packages. Start at {@link
 * dev.voronka.process.correctiveaction.CorrectiveAction#PROCESS}.
 */
@NullMarked
package dev.voronka.process.correctiveaction;

import org.jspecify.annotations.NullMarked;
