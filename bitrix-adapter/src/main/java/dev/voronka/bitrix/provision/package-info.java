/**
 * Makes in a portal what a mapping needs: a plan that people read and approve, its execution step by step, and a look at what
 * has changed since. Uses the mapping, and calls through a port of its own. Start reading at {@code Provisioning}.
 */
@NullMarked
package dev.voronka.bitrix.provision;

import org.jspecify.annotations.NullMarked;
