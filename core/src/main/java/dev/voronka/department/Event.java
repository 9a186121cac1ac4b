package dev.voronka.department;

import dev.voronka.Stage;

/** What sets a link off. */
public sealed interface Event {

    /** A card of the process comes into the stage. */
    record Enters(Stage stage) implements Event {}

    /** A card of the process takes the trigger, by its stored name, whether it moves or stays. */
    record Takes(String trigger) implements Event {}

    /** A card of any process but the one that the link opens comes into a fail. */
    record Fails() implements Event {}

    /**
     * Too many open cards of a process are late.
     *
     * @param perCent how many per cent of the open cards may be late
     * @param least how many open cards there must be, so that the share means something
     */
    record Overdue(int perCent, int least) implements Event {}
}
