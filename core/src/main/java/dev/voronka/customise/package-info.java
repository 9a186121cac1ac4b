/**
 * What a customer wants different in a process, as values: overlays, and maps that lead cards out of stages that are gone.
 * Uses the vocabulary only, never a process. Start at {@link dev.voronka.customise.Overlay}.
 */
@NullMarked
package dev.voronka.customise;

import org.jspecify.annotations.NullMarked;
