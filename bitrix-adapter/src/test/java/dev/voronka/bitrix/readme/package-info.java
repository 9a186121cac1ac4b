/** What docs/crm.md shows, compiled. */
@NullMarked
package dev.voronka.bitrix.readme;

import org.jspecify.annotations.NullMarked;
