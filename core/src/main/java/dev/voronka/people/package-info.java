/**
 * The employees of the sales department. A language package: values and ports that processes may speak of. Uses the
 * vocabulary only. Start at {@link dev.voronka.people.Directory}.
 */
@NullMarked
package dev.voronka.people;

import org.jspecify.annotations.NullMarked;
