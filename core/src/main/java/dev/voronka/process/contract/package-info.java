/**
 * Approval of contracts: from a new contract to one that both sides have signed. Uses the vocabulary and the language
 * packages. Start at {@link dev.voronka.process.contract.Contract#PROCESS}.
 */
@NullMarked
package dev.voronka.process.contract;

import org.jspecify.annotations.NullMarked;
