/**
 * Contract suites: what every implementation of a port must do. Published with classifier {@code contracts}, so that an
 * adapter's author runs ours: extend the suite and give it your implementation.
 */
@NullMarked
package dev.voronka.contracts;

import org.jspecify.annotations.NullMarked;
