/**
 * The port behind which a CRM stands, and what keeps cards and its records alike: our store is the record, the CRM is the
 * screen. Uses the vocabulary, the language packages, the store and the delivery; knows no process. Start reading at {@link
 * Crm}; an adapter's author then reads {@code dev.voronka.contracts.CrmContract}.
 */
@NullMarked
package dev.voronka.crm;

import org.jspecify.annotations.NullMarked;
