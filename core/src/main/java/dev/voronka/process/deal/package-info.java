/**
 * Deals by direction: from a request to a signed contract. Uses the vocabulary and the language packages. Start at {@link
 * dev.voronka.process.deal.Deal#PROCESS}.
 */
@NullMarked
package dev.voronka.process.deal;

import org.jspecify.annotations.NullMarked;
