package dev.voronka.run;

import dev.voronka.Message;
import dev.voronka.Texts;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link Voronka} is at one moment. An immutable value without personal data and secrets.
 *
 * @param status the worst that there is
 * @param roundTrip how long the store took to answer; null if it did not
 * @param waiting parcels of effects that wait, are put off or are being carried out
 * @param overdueFor how long the one that is overdue longest could have been taken up; null if none is
 * @param dead parcels that were given up
 * @param paused handlers that are paused on this node
 * @param unclaimed how many parcels wait for handlers that are not here, by code
 * @param sweepLag how long the clock that is overdue longest waits to be looked at; null if none is overdue
 * @param quarantined cards that cannot be worked with here, counted up to {@link #QUARANTINED_COUNTED} among those that were
 *     looked at: each time the next 500, by and by all; {@link Voronka#quarantined} looks at all at once
 * @param provisionalYears years for which the calendar only guesses days off
 * @param problems what is wrong, the worst first
 */
public record Health(
        Status status,
        @Nullable Duration roundTrip,
        long waiting,
        @Nullable Duration overdueFor,
        long dead,
        SortedSet<String> paused,
        SortedMap<String, Long> unclaimed,
        @Nullable Duration sweepLag,
        int quarantined,
        SortedSet<Integer> provisionalYears,
        List<Message> problems) {

    /** How it is, on the whole. */
    public enum Status {
        /** All is well. */
        OK,
        /** It works, but somebody should look at the problems. */
        WARN,
        /** It does not work. */
        DOWN
    }

    /** How many quarantined cards are counted; more are as many. */
    public static final int QUARANTINED_COUNTED = 100;

    /** How late an effect or a clock may be before that is a problem. */
    public static final Duration LATE = Duration.ofMinutes(5);

    private static final Texts TEXTS = Texts.beside(Health.class, "health");

    /** Keeps unmodifiable copies. */
    public Health {
        paused = Collections.unmodifiableSortedSet(new TreeSet<>(paused));
        unclaimed = Collections.unmodifiableSortedMap(new TreeMap<>(unclaimed));
        provisionalYears = Collections.unmodifiableSortedSet(new TreeSet<>(provisionalYears));
        problems = List.copyOf(problems);
    }

    /** What is wrong, in plain words, the worst first; empty if all is well. */
    public List<String> problems(Locale language) {
        return problems.stream().map(p -> p.text(TEXTS, language)).toList();
    }
}
