/**
 * Questions to a client and their answers. A language package: values that processes may speak of. Uses the vocabulary
 * only. Start at {@link dev.voronka.questionnaire.Questionnaire}.
 */
@NullMarked
package dev.voronka.questionnaire;

import org.jspecify.annotations.NullMarked;
