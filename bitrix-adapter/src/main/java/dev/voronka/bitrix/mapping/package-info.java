/**
 * What of voronka is what of a portal: processes and funnels, stages and statuses, data and fields, employees and users. Pure
 * values, without calls; read from the file {@code bitrix-mapping.yml}, which may be empty. Start reading at {@code Mapping}.
 */
@NullMarked
package dev.voronka.bitrix.mapping;

import org.jspecify.annotations.NullMarked;
