package dev.voronka.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far somebody has come with a parcel.
 *
 * @param parcel as it was taken up
 * @param fate what becomes of it
 * @param done how many of its effects are carried out by now
 * @param next when it may be taken up again, if it is put off
 * @param why what went wrong, without personal data; null if nothing did
 */
public record Receipt(
        Parcel parcel,
        Fate fate,
        int done,
        Instant next,
        @Nullable String why) {

    /** What becomes of a parcel. */
    public enum Fate {
        /** All is carried out; it is gone. */
        DELIVERED,
        /** It is tried again later. */
        PUT_OFF,
        /** It is given up until somebody wants it to be tried again. */
        DEAD
    }

    /** All is carried out. */
    public static Receipt delivered(Parcel parcel) {
        return new Receipt(parcel, Fate.DELIVERED, parcel.effects().size(), parcel.next(), null);
    }

    /** It is tried again at this moment. */
    public static Receipt putOff(Parcel parcel, int done, Instant next, @Nullable String why) {
        return new Receipt(parcel, Fate.PUT_OFF, done, next, why);
    }

    /** It is given up. */
    public static Receipt dead(Parcel parcel, int done, String why) {
        return new Receipt(parcel, Fate.DEAD, done, parcel.next(), why);
    }

    /** Whether it is given up. */
    public boolean isDead() {
        return fate == Fate.DEAD;
    }
}
