package dev.voronka.run;

import dev.voronka.InvalidInput;
import dev.voronka.SalesProcess;
import java.time.Period;

/**
 * How long the ended cards of a process are kept. Nothing is taken away unless one is said.
 *
 * @param process the code of the process
 * @param period how long after its end a card is kept, by the company's calendar days
 * @param fate what becomes of it then
 */
public record Retention(String process, Period period, Fate fate) {

    /** What becomes of a card that has been kept long enough. */
    public enum Fate {
        /** What is personal is taken out of it; the figures and the history's chain remain. */
        ERASED,
        /** It is removed with its history; a note that it was there remains. */
        REMOVED
    }

    /** Refuses a period that is not positive. */
    public Retention {
        if (period.isZero() || period.isNegative()) {
            throw new InvalidInput("The cards of " + process + " would be kept for " + period
                    + "; give a period of a day at least, such as Period.ofYears(3).");
        }
    }

    /** Ended cards of this process are erased after this period. */
    public static Retention of(SalesProcess<?, ?> process, Period period) {
        return of(process.code(), period);
    }

    /** Ended cards of the process of this code are erased after this period. */
    public static Retention of(String process, Period period) {
        return new Retention(process, period, Fate.ERASED);
    }

    /** The same, but the cards are removed as a whole, with their history. */
    public Retention removing() {
        return new Retention(process, period, Fate.REMOVED);
    }
}
