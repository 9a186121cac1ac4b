/**
 * Meetings: from a goal to a report with follow-ups. Uses the vocabulary and the language packages. Start at {@link
 * dev.voronka.process.meeting.Meeting#PROCESS}.
 */
@NullMarked
package dev.voronka.process.meeting;

import org.jspecify.annotations.NullMarked;
