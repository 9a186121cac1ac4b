package dev.voronka;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The moment of a deadline or a timer, said in the words of the process: at the meeting's end, a working day before
 * its start, thirty working minutes after the stage was entered.
 *
 * @param <D> the data of the card
 */
public sealed interface When<D> {

    /** At a moment that the data names; while the data names none, the clock does not run. */
    record At<D>(Function<? super D, ? extends @Nullable ZonedDateTime> moment) implements When<D> {}

    /** So long before a moment that the data names. */
    record Before<D>(WorkingTime lead, Function<? super D, ? extends @Nullable ZonedDateTime> moment)
            implements When<D> {}

    /** So long by the clock before a moment that the data names, worked or not. */
    record Ahead<D>(Duration lead, Function<? super D, ? extends @Nullable ZonedDateTime> moment) implements When<D> {}

    /** So long after a moment that the data names. */
    record Following<D>(WorkingTime lag, Function<? super D, ? extends @Nullable ZonedDateTime> moment)
            implements When<D> {}

    /** So long after the card entered the stage; a hold stops the count. */
    record After<D>(WorkingTime lag) implements When<D> {}

    /** At a moment that the data names. */
    static <D> When<D> at(Function<? super D, ? extends @Nullable ZonedDateTime> moment) {
        return new At<>(moment);
    }

    /** So long before a moment that the data names. */
    static <D> When<D> before(WorkingTime lead, Function<? super D, ? extends @Nullable ZonedDateTime> moment) {
        return new Before<>(lead, moment);
    }

    /** So long by the clock before a moment that the data names, worked or not. */
    static <D> When<D> before(Duration lead, Function<? super D, ? extends @Nullable ZonedDateTime> moment) {
        return new Ahead<>(lead, moment);
    }

    /** So long after a moment that the data names. */
    static <D> When<D> following(WorkingTime lag, Function<? super D, ? extends @Nullable ZonedDateTime> moment) {
        return new Following<>(lag, moment);
    }

    /** So long after the card entered the stage. */
    static <D> When<D> after(WorkingTime lag) {
        return new After<>(lag);
    }

    /** Said shortly, for tables: {@code after 30 wmin}, {@code 1 wd before a date of the card}. */
    default String told() {
        if (this instanceof Before<D> b) {
            return b.lead() + " before a date of the card";
        }
        if (this instanceof Ahead<D> a) {
            return a.lead().toMinutes() + " min before a date of the card";
        }
        if (this instanceof Following<D> f) {
            return f.lag() + " after a date of the card";
        }
        return this instanceof After<D> a ? "after " + a.lag() : "at a date of the card";
    }
}
