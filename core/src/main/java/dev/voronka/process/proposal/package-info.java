/**
 * Technical and commercial proposals: from a request to a price that is fixed in re-bidding. Uses the vocabulary and the
 * language packages. Start at {@link dev.voronka.process.proposal.Proposal#PROCESS}.
 */
@NullMarked
package dev.voronka.process.proposal;

import org.jspecify.annotations.NullMarked;
