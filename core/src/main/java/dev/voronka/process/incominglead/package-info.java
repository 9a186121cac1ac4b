/**
 * Incoming leads: from a request to a seller who takes it. Uses the vocabulary and the language packages. Start at {@link
 * dev.voronka.process.incominglead.IncomingLead#PROCESS}.
 */
@NullMarked
package dev.voronka.process.incominglead;

import org.jspecify.annotations.NullMarked;
