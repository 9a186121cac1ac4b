/**
 * The department: processes and the links between them. Uses the vocabulary, the language packages and the processes.
 * Start at {@link dev.voronka.department.Department}; the links of the ten are written in {@code StandardLinks}.
 */
@NullMarked
package dev.voronka.department;

import org.jspecify.annotations.NullMarked;
