/**
 * The gate: a rule is text of somebody who must not be able to run code. It is read, checked against the vocabulary and
 * written anew from what was checked; only that is compiled. The only package that touches Drools' parser, and it touches
 * nothing else of Drools. Start at {@link dev.voronka.rules.gate.Gate}.
 */
@NullMarked
package dev.voronka.rules.gate;

import org.jspecify.annotations.NullMarked;
