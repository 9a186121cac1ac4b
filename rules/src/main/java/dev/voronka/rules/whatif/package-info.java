/**
 * What a changed book would have decided: stored decisions are decided once more by it, each by itself. Uses books and the
 * ports of core. Start at {@link dev.voronka.rules.whatif.WhatIf}.
 */
@NullMarked
package dev.voronka.rules.whatif;

import org.jspecify.annotations.NullMarked;
