package dev.voronka.bitrix.client;

/** Who waits for a call: while a portal's bucket is empty, the more urgent call goes first, whenever it came. */
public enum Priority {
    /** A person looks at the screen. May also use the reserve of the operating budget. */
    USER,
    /** Something happened and is to be read or written soon. */
    EVENT,
    /** Work that may wait, such as going through all items; under steady load of the others it waits until it gives up. */
    SWEEP
}
