/**
 * Partners: from a profile by way of evaluation and contract to obligations that are met. Uses the vocabulary and the
 * language packages. Start at {@link dev.voronka.process.partner.Partner#PROCESS}.
 */
@NullMarked
package dev.voronka.process.partner;

import org.jspecify.annotations.NullMarked;
