package dev.voronka;

import java.util.regex.Pattern;

/** The forms that stored names may have. */
final class Names {

    private static final Pattern UPPER = Pattern.compile("[A-Z][A-Z0-9_]{1,39}");
    private static final Pattern LOWER = Pattern.compile("[a-z][a-z0-9-]{1,39}");

    private Names() {}

    static boolean isUpper(String name) {
        return UPPER.matcher(name).matches();
    }

    static boolean isLower(String name) {
        return LOWER.matcher(name).matches();
    }

    static void requireUpper(String what, String name) {
        if (!isUpper(name)) {
            throw new InvalidInput("The code of a " + what + " must match " + UPPER + ", but is \"" + name + "\".");
        }
    }

    static void requireLower(String what, String name) {
        if (!isLower(name)) {
            throw new InvalidInput("The code of a " + what + " must match " + LOWER + ", but is \"" + name + "\".");
        }
    }
}
