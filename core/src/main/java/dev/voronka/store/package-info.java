/**
 * Keeps cards, their history, effects and rings. The port is {@link dev.voronka.store.CardStore}; {@link
 * dev.voronka.store.InMemoryCardStore} is for tests and first steps. What is kept as text is written and read by {@link
 * dev.voronka.store.StoredForm}, with a {@link dev.voronka.store.Codec}. Uses the vocabulary only.
 */
@NullMarked
package dev.voronka.store;

import org.jspecify.annotations.NullMarked;
