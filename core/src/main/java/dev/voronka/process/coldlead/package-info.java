/**
 * Cold leads: from a line in a list to a person who is interested. Uses the vocabulary and the language packages. Start
 * at {@link dev.voronka.process.coldlead.ColdLead#PROCESS}.
 */
@NullMarked
package dev.voronka.process.coldlead;

import org.jspecify.annotations.NullMarked;
