/** voronka in one minute: {@link dev.voronka.examples.quickstart.Quickstart}. */
@NullMarked
package dev.voronka.examples.quickstart;

import org.jspecify.annotations.NullMarked;
