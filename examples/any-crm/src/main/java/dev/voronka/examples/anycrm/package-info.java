/**
 * A second CRM behind voronka's port: Tryton, an open ERP, whose opportunities show deals. May use voronka's public API and the
 * JDK's HTTP client, no other adapter. Start reading at {@link dev.voronka.examples.anycrm.TrytonCrm}; what runs is {@link
 * dev.voronka.examples.anycrm.AnyCrmExample}.
 */
@NullMarked
package dev.voronka.examples.anycrm;

import org.jspecify.annotations.NullMarked;
