/** Cards live in Bitrix24: the CRM port of voronka for a portal. Start reading at {@code BitrixCrm}. */
@NullMarked
package dev.voronka.bitrix;

import org.jspecify.annotations.NullMarked;
