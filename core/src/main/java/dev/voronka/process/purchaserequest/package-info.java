/**
 * Purchase requests: from a need to accepted goods and their documents. Uses the vocabulary and the language packages.
 * Start at {@link dev.voronka.process.purchaserequest.PurchaseRequest#PROCESS}.
 */
@NullMarked
package dev.voronka.process.purchaserequest;

import org.jspecify.annotations.NullMarked;
