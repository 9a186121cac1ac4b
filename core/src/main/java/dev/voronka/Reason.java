package dev.voronka;

import java.util.List;

/**
 * Why something was refused.
 *
 * @param guard the code of the guard that said no; its text is {@code guard.<code>} in the process's texts
 * @param args what fills the text's places: {@code {0}}, {@code {1}} …
 */
public record Reason(String guard, List<String> args) {
    /** Keeps an unmodifiable copy. */
    public Reason {
        args = List.copyOf(args);
    }

    /** A reason whose text has no places. */
    public static Reason of(String guard) {
        return new Reason(guard, List.of());
    }
}
