/** The command line {@code voronka-bitrix}. Ships as a jar of its own; hosts do not need it. Start reading at {@code VoronkaBitrix}. */
@NullMarked
package dev.voronka.bitrix.cli;

import org.jspecify.annotations.NullMarked;
