package dev.voronka.store;

import dev.voronka.Alarm;
import dev.voronka.ContactRef;
import dev.voronka.FailReason;
import dev.voronka.Origin;
import dev.voronka.Visit;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a card keeps that a table has no column for.
 *
 * @param contacts people outside, of the header
 * @param reach normalised phones and e-mails, of the header
 * @param fields a customer's own fields, by code
 * @param watchers employees who are told of every move
 * @param alarms what is still to go off in this stay
 * @param rung codes of the timers that went off in this stay
 * @param hold the hold that the card is on, or null
 * @param begunBy the number of the move that began the stay
 * @param counts how often counted rows were taken, by event
 * @param failure why it failed; null unless it is in a fail
 * @param origin the card whose move opened it; null if it was opened by hand
 */
public record CardState(
        List<ContactRef> contacts,
        SortedSet<String> reach,
        SortedMap<String, Object> fields,
        SortedSet<String> watchers,
        List<Alarm> alarms,
        SortedSet<String> rung,
        Visit.@Nullable Hold hold,
        long begunBy,
        SortedMap<String, Integer> counts,
        @Nullable FailReason failure,
        @Nullable Origin origin) {

    /** Keeps unmodifiable copies. */
    public CardState {
        contacts = List.copyOf(contacts);
        reach = Collections.unmodifiableSortedSet(new TreeSet<>(reach));
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
        watchers = Collections.unmodifiableSortedSet(new TreeSet<>(watchers));
        alarms = List.copyOf(alarms);
        rung = Collections.unmodifiableSortedSet(new TreeSet<>(rung));
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    /** Without what may tell of persons: fit for logs. */
    @Override
    public String toString() {
        return "CardState[begun by move " + begunBy + ", " + alarms.size() + " alarms"
                + (hold == null ? "" : ", on hold") + "]";
    }
}
