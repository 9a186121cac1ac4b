/**
 * Calls of a portal's REST: authorisation, limits, batches, pages, retries. Knows nothing of voronka and can be used without
 * it; the only package that speaks HTTP. Start reading at {@code BitrixClient}; what is repeated when stands in
 * {@code RetryTable} and {@code Repeatable}.
 */
@NullMarked
package dev.voronka.bitrix.client;

import org.jspecify.annotations.NullMarked;
