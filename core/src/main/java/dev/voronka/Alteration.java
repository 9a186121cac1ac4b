package dev.voronka;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a customer wants different in a process. A value: stages, fields and triggers are named by their stored
 * names, and whether they exist is told by {@link SalesProcess#altered}, with all other problems at once.
 *
 * <p>The order in which alterations are given does not matter, but for two that say the same thing differently (the last
 * one holds) and for stages added one behind the other.
 */
public sealed interface Alteration {

    /**
     * Adds a stage behind a stage of the main path: what led from there to the next stage now leads here, and {@link
     * CommonTrigger.Proceed} leads on. The stage has the fails of the one before it.
     *
     * @param ownedBy who works in it; null for whoever works in the stage before
     * @param within how long a card should stay at most
     */
    record AddStage(
            String code,
            Title title,
            String after,
            @Nullable Role ownedBy,
            WorkingTime within) implements Alteration {}

    /** Gives a stage another title. Its stored name stays. */
    record Rename(String stage, Title title) implements Alteration {}

    /** Gives any other text of the process other words: {@code trigger.schedule}, {@code role.REP}, {@code data.goal}. */
    record Retitle(String text, Title title) implements Alteration {}

    /** Takes a stage of the main path out: what led there leads to the next one. */
    record SwitchOff(String stage) implements Alteration {}

    /** Takes a stage in that is shipped switched off. */
    record SwitchOn(String stage) implements Alteration {}

    /**
     * The order in which people see these stages; they take each other's places among the rest. Those of the main path
     * also change their order there, which only works if rows lead so.
     */
    record Reorder(List<String> stages) implements Alteration {
        /** Keeps an unmodifiable copy. */
        public Reorder {
            stages = List.copyOf(stages);
        }
    }

    /** Adds a customer's own field. */
    record AddField(CustomField field, Title title) implements Alteration {}

    /**
     * Fields without which the stage is not left forward. Fails, ways back, and what the clock or another card reports
     * need none.
     *
     * @param fields codes of custom fields, names of parts of the card's data
     */
    record Require(String stage, List<String> fields) implements Alteration {
        /** Keeps an unmodifiable copy. */
        public Require {
            fields = List.copyOf(fields);
        }
    }

    /** How long a card should stay in the stage at most. */
    record Deadline(String stage, WorkingTime within) implements Alteration {
        /** Refuses a deadline that is null. */
        public Deadline {
            if (within == null) {
                throw new InvalidInput("The deadline of stage " + stage
                        + " is null; give a working time, for instance workingDays(2).");
            }
        }
    }

    /** Who works in the stage. */
    record OwnedBy(String stage, Role role) implements Alteration {}

    /** Adds a fail that a person may choose in these stages. */
    record AddFail(String code, Title title, FailGroup group, List<String> stages) implements Alteration {
        /** Keeps an unmodifiable copy. */
        public AddFail {
            stages = List.copyOf(stages);
        }
    }

    /** Takes a fail out that only people choose. */
    record RemoveFail(String code) implements Alteration {}

    /**
     * How often a card may take rows of a trigger.
     *
     * @param stage where; null for wherever it has a row
     */
    record Limit(@Nullable String stage, String trigger, int times) implements Alteration {}

    /** The version that moves record from now on; without it they record the version of the process as shipped. */
    record Version(int number) implements Alteration {
        /** Refuses a number below 1. */
        public Version {
            if (number < 1) {
                throw new InvalidInput("A version is 1 or more, but is " + number + ".");
            }
        }
    }
}
