package dev.voronka;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What can happen to a card of every process, beside the process's own triggers. */
public sealed interface CommonTrigger extends Trigger {

    /**
     * Ends the card in one of the fails that its stage allows.
     *
     * @param stage the fail, one of the stage's {@code mayFail}
     * @param comment why, in plain words; a blank one is refused
     */
    @Code("fail")
    record Fail(Stage stage, String comment) implements CommonTrigger {}

    /** Puts the card aside until a moment in the future; its deadline stands still meanwhile. */
    @Code("hold")
    record Hold(Instant until) implements CommonTrigger {}

    /** Takes the card off hold; voronka fires it itself when the hold is over. */
    @Code("resume")
    record Resume() implements CommonTrigger {}

    /** Hands the card to another employee, named by id. */
    @Code("reassign")
    record Reassign(String to) implements CommonTrigger {}

    /**
     * Brings a failed card back to work, where the fail is declared as one that may be reopened: by the owner's head,
     * at most twice, within 90 days. Source: processes.md, conventions.
     */
    @Code("reopen")
    record Reopen() implements CommonTrigger {}

    /**
     * Changes what the card says without moving it.
     *
     * @param newData the whole new data, of the process's data type; null leaves it as it is
     * @param fields custom fields to set, by code; null clears one; a field that is not named stays as it is
     * @param watchers employees who are told of every move; null leaves them as they are
     */
    @Code("amend")
    record Amend(
            @Nullable Object newData,
            Map<String, Object> fields,
            @Nullable Set<String> watchers) implements CommonTrigger {

        /** Keeps sorted, unmodifiable copies, so that the stored form does not depend on the caller's map. */
        public Amend {
            if (fields == null) {
                throw new InvalidInput("The fields of an amendment are null; give an empty map to set none.");
            }
            fields = java.util.Collections.unmodifiableMap(new TreeMap<>(fields));
            watchers = watchers == null ? null : java.util.Collections.unmodifiableSet(new TreeSet<>(watchers));
        }

        /** Replaces the data and nothing else. */
        public Amend(Object newData) {
            this(newData, Map.of(), null);
        }

        /** Sets custom fields and nothing else. */
        public static Amend fields(Map<String, Object> fields) {
            return new Amend(null, fields, null);
        }

        /** Replaces the watchers and nothing else. */
        public static Amend watchers(Set<String> employees) {
            return new Amend(null, Map.of(), employees);
        }
    }

    /** Leaves a stage that has one plain way on and no trigger of its own (a stage added by a customer). */
    @Code("proceed")
    record Proceed() implements CommonTrigger {}
}
