/**
 * A local Bitrix24 portal for tests and for trying things out: the documented REST behaviour over real HTTP, users who move cards
 * by hand, robots, lost answers, lost events and a clock that is moved by hand.
 *
 * <p>It is the other side of the adapter: it uses the JDK and Jackson only, neither the client nor the core. Start reading at
 * {@link dev.voronka.bitrix.simulator.Portal}; what it holds to is listed in {@code docs/simulator.md}.
 */
@NullMarked
package dev.voronka.bitrix.simulator;

import org.jspecify.annotations.NullMarked;
