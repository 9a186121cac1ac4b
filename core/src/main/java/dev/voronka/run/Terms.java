package dev.voronka.run;

import dev.voronka.InvalidInput;
import org.jspecify.annotations.Nullable;

/**
 * On what terms a request is made.
 *
 * @param version the version that the card must still have; null for any
 * @param name what the caller calls the request, so that a repetition is done once; null for nothing
 */
public record Terms(@Nullable Long version, @Nullable String name) {

    /** No terms: on a conflict the card is loaded and decided again, up to five times. */
    public static final Terms NONE = new Terms(null, null);

    private static final int LONGEST_KEY = 200;

    /** Refuses a blank key, one of more than 200 characters, and one that not every store could keep. */
    public Terms {
        if (name != null && (name.isBlank() || name.length() > LONGEST_KEY)) {
            throw new InvalidInput(
                    "A request key has 1 to " + LONGEST_KEY + " characters, but this one has " + name.length() + ".");
        }
        var flaw = name == null ? null : Given.flaw(name);
        if (flaw != null) {
            throw new InvalidInput("A request key cannot be kept that " + flaw + ". Nothing was done.");
        }
    }

    /** The card must still have this version; otherwise the outcome is stale. */
    public static Terms expecting(long version) {
        return new Terms(version, null);
    }

    /** The request is called so; made again under the same key, it gives the first outcome and does nothing. */
    public static Terms keyed(String key) {
        return new Terms(null, key);
    }

    /** The same under a key. */
    public Terms key(String key) {
        return new Terms(version, key);
    }
}
