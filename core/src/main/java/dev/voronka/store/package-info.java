/**
 * Keeps cards, their history, effects and rings. The port is {@link dev.voronka.store.CardStore}; {@link
 * dev.voronka.store.InMemoryCardStore} is for tests and first steps. Uses the vocabulary only.
 */
@NullMarked
package dev.voronka.store;

import org.jspecify.annotations.NullMarked;
