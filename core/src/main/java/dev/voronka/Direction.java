package dev.voronka;

import java.util.List;

/**
 * A line of business, with what is different there from the process as such. Cards belong to it by the direction of their
 * {@link Header}.
 *
 * @param code the stored name, lower case words joined by hyphens
 * @param title what people call it
 * @param alterations own deadlines, limits, stages
 */
public record Direction(String code, Title title, List<Alteration> alterations) {

    /** Refuses a code that could not be stored; keeps an unmodifiable copy. */
    public Direction {
        Names.requireLower("direction", code);
        alterations = List.copyOf(alterations);
    }

    /** A line of business with alterations. */
    public static Direction of(String code, Title title, Alteration... alterations) {
        return new Direction(code, title, List.of(alterations));
    }
}
