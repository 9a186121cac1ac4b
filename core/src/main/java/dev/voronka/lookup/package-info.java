/**
 * Questions about what is there already: duplicates, busy times, open cards, budgets,
 * suppliers, deals with a company, who must not be called, what to offer next, figures. A language package: values and ports that
 * processes may speak of. Uses the vocabulary only. Start at {@link dev.voronka.lookup.Duplicates}.
 */
@NullMarked
package dev.voronka.lookup;

import org.jspecify.annotations.NullMarked;
