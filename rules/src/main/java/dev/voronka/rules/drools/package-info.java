/**
 * Drools at work: text that the gate has written becomes a network of rules, and a network decides about facts. The only
 * package beside the gate that touches Drools; none of its types appears in a public signature. Uses facts, sinks and the
 * gate's kinds. Start at {@link dev.voronka.rules.drools.CompiledKind}.
 */
@NullMarked
package dev.voronka.rules.drools;

import org.jspecify.annotations.NullMarked;
