package dev.voronka.decision;

import dev.voronka.Addressee;
import dev.voronka.InvalidInput;
import dev.voronka.Message;
import dev.voronka.Port;
import dev.voronka.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The port that says what a rung of the ladder does. When it is due is not its business. The plain default is {@link
 * LineOfCommand}; rules may stand here instead.
 */
public interface Escalator extends Port<Escalation, Escalator.Answer> {

    /**
     * One thing to be done. The text of a message is {@code message.<code>}; voronka fills its first three places, as
     * facts name no card: {@code {0}} the card's title, {@code {1}} its stage, {@code {2}} the deadline as {@code
     * 25.11.2026 12:00} in the calendar's zone. The message's own arguments come from {@code {3}} on.
     */
    sealed interface Measure {

        /** Says something to somebody. */
        record Tell(Addressee to, Message message) implements Measure {}

        /** Gives whoever has this role over the card's owner something to do. */
        record Raise(Role to, Message message) implements Measure {}

        /** Notes something on the card's time line. */
        record Note(Message message) implements Measure {}

        /**
         * Gives the card to somebody else, whom the {@link Router} chooses.
         *
         * @param role the code of the role that the new owner must have; empty for the role that works in the stage
         */
        record Reassign(String role) implements Measure {}

        /**
         * Ends the card in a fail that a person may choose in its stage too; guards of that fail hold here as well.
         *
         * @param stage the stored name of the fail
         * @param comment why, in plain words
         */
        record Fail(String stage, String comment) implements Measure {}

        /** Says something to the card's owner. */
        static Measure tellOwner(String code, Object... args) {
            return new Tell(new Addressee.Owner(), Message.of(code, args));
        }

        /** Says something to one employee, by id. */
        static Measure tell(String employee, String code, Object... args) {
            return new Tell(new Addressee.Employee(employee), Message.of(code, args));
        }

        /** Says something to whoever has this role over the card's owner. */
        static Measure tell(Role role, String code, Object... args) {
            return new Tell(new Addressee.Holder(role), Message.of(code, args));
        }

        /** Says something in plain words to whoever has this role over the card's owner. */
        static Measure say(Role role, String text) {
            return tell(role, "escalated", text);
        }

        /** Gives whoever has this role over the card's owner something to do. */
        static Measure raise(Role role, String code, Object... args) {
            return new Raise(role, Message.of(code, args));
        }

        /** Notes something on the card's time line. */
        static Measure note(String code, Object... args) {
            return new Note(Message.of(code, args));
        }

        /** Gives the card to somebody else with the role that works in the stage. */
        static Measure reassign() {
            return new Reassign("");
        }

        /** Gives the card to somebody with this role. */
        static Measure reassign(Role role) {
            return new Reassign(role.code());
        }
    }

    /**
     * What is to be done.
     *
     * @param measures in this order; empty if nothing is
     * @param rules how rules came to it; null if none were asked
     */
    record Answer(List<Measure> measures, @Nullable Ruling rules) implements Ruled {
        /**
         * Keeps an unmodifiable copy.
         *
         * @throws InvalidInput if the card would be moved more than once
         */
        public Answer {
            measures = List.copyOf(measures);
            if (moves(measures).count() > 1) {
                throw new InvalidInput("One rung gives a card to somebody else or ends it, once; this answer says: "
                        + moves(measures).toList());
            }
        }

        /**
         * These measures, without rules.
         *
         * @throws InvalidInput if the card would be moved more than once
         */
        public Answer(List<Measure> measures) {
            this(measures, null);
        }

        /** The same, as rules came to it. */
        public Answer ruled(Ruling how) {
            return new Answer(measures, how);
        }

        @Override
        public Optional<Ruling> ruling() {
            return Optional.ofNullable(rules);
        }

        @Override
        public Answer withoutRuling() {
            return rules == null ? this : new Answer(measures);
        }

        /** These measures. */
        public static Answer of(Measure... measures) {
            return new Answer(Arrays.asList(measures));
        }

        private static Stream<Measure> moves(List<Measure> all) {
            return all.stream().filter(m -> m instanceof Measure.Reassign || m instanceof Measure.Fail);
        }
    }
}
