/** Cards on the boards of Bitrix24: run it on the local portal, drag cards, and see what voronka says. */
@NullMarked
package dev.voronka.examples.bitrix;

import org.jspecify.annotations.NullMarked;
