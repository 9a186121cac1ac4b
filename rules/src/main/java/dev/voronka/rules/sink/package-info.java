/**
 * What a rule may do: one interface for each kind of rules, with exactly the actions that the gate lets through. The
 * emitted DRL has one global of such a type, named as the kind: {@code score}, {@code verdict}, {@code route}, {@code
 * escalate}, {@code approve}. Uses the facts and the JDK only.
 */
@NullMarked
package dev.voronka.rules.sink;

import org.jspecify.annotations.NullMarked;
