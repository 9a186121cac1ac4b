package dev.voronka;

/**
 * A thing that happened to a card, with its payload: {@code Schedule(start, length, place)}.
 *
 * <p>A process declares one sealed interface that extends this one, and a record for each trigger. What an actor
 * does is named by an imperative ({@code SubmitReport}); what a timer or another card reports by a past fact
 * ({@code MeetingEnded}). Each record carries its stored name as {@link Code}.
 */
public interface Trigger {}
