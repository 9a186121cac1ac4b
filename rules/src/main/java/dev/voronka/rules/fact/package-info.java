/**
 * What rules speak of: plain records without nulls and without names, phones or e-mails. Their components are the fields
 * that a rule may name. Uses the JDK only.
 */
@NullMarked
package dev.voronka.rules.fact;

import org.jspecify.annotations.NullMarked;
