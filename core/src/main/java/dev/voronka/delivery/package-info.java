/**
 * Takes stored effects to the handlers that carry them out: shares them out, tries again, gives up. Uses the vocabulary,
 * the language packages and the store, never a process. Start at {@link dev.voronka.delivery.EffectHandler}; the engine
 * is {@link dev.voronka.delivery.Deliveries}.
 */
@NullMarked
package dev.voronka.delivery;

import org.jspecify.annotations.NullMarked;
