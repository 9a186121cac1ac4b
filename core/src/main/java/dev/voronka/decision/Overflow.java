package dev.voronka.decision;

import dev.voronka.InvalidInput;

/**
 * Who gets a card that nobody can take. Whatever is named, heads are behind it: a card is never left to nobody.
 *
 * @param kind the policy
 * @param roster of {@link Kind#DUTY}: whose duty it is; empty for the others
 */
public record Overflow(Kind kind, String roster) {

    /** A policy. */
    public enum Kind {
        /** The first head at work, by the order of the request's overflow roles. */
        HEADS,
        /** Who is on duty by a roster. */
        DUTY,
        /** Who of those who are only not at work is back first: the card waits for his or her hours. */
        FIRST_BACK
    }

    /** Refuses a duty without a roster. */
    public Overflow {
        if ((kind == Kind.DUTY) == roster.isBlank()) {
            throw new InvalidInput("The overflow policy " + kind + (kind == Kind.DUTY ? " needs" : " takes no")
                    + " roster, but it is \"" + roster + "\".");
        }
    }

    /** To a head: so it is if nothing else is said. */
    public static Overflow heads() {
        return new Overflow(Kind.HEADS, "");
    }

    /** To who is on duty by this roster, see {@link DirectoryRouter#roster}. */
    public static Overflow duty(String roster) {
        return new Overflow(Kind.DUTY, roster);
    }

    /** To who is at work again first. */
    public static Overflow firstBack() {
        return new Overflow(Kind.FIRST_BACK, "");
    }
}
