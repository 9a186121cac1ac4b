package dev.voronka.department;

import dev.voronka.Card;
import java.util.function.Predicate;

/**
 * A named condition of a link. Pure; its text is {@code condition.<code>} in the department's texts.
 *
 * @param <D> the data of the card that it looks at
 * @param code the stored name
 * @param holds whether the link acts for this card
 */
public record Condition<D>(String code, Predicate<? super Card<D>> holds) {

    /** A condition on the card that sets the link off. */
    public static <D> Condition<D> named(String code, Predicate<? super Card<D>> holds) {
        return new Condition<>(code, holds);
    }
}
