package dev.voronka.process.partner;

import dev.voronka.InvalidInput;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a partner has taken on.
 *
 * @param title what
 * @param due by the end of which day, in Moscow
 * @param doneAt when it was met; null while it is open
 * @param evidence by what we know that; empty while it is open
 */
public record Obligation(
        String title, LocalDate due, @Nullable LocalDate doneAt, String evidence) {

    /** What every partner takes on: a first deal. An obligation called "first deal" is the same. */
    public static final String FIRST_DEAL = "Первая сделка";

    /** Refuses a blank title. */
    public Obligation {
        if (title.isBlank()) {
            throw new InvalidInput("An obligation needs a title, but it is blank.");
        }
    }

    /** One that is still to be met. */
    public static Obligation of(String title, LocalDate due) {
        return new Obligation(title.strip(), due, null, "");
    }

    /** Whether it has been met. */
    public boolean isMet() {
        return doneAt != null;
    }

    boolean isFirstDeal() {
        return saysFirstDeal(title);
    }

    boolean isCalled(String name) {
        return title.equalsIgnoreCase(name.strip()) || (isFirstDeal() && saysFirstDeal(name));
    }

    boolean isOverdue(LocalDate today) {
        return !isMet() && due.isBefore(today);
    }

    Obligation met(LocalDate day, String proof) {
        return new Obligation(title, due, day, proof.strip());
    }

    Obligation due(LocalDate day) {
        return new Obligation(title, day, doneAt, evidence);
    }

    private static boolean saysFirstDeal(String text) {
        var said = text.strip();
        return said.equalsIgnoreCase(FIRST_DEAL) || said.equalsIgnoreCase("first deal");
    }
}
