package dev.voronka.lookup;

import dev.voronka.CardId;
import dev.voronka.Port;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The port that knows the deals with a company. Answered from our own cards of process {@code deal}. */
public interface CompanyDeals extends Port<CompanyDeals.Asked, CompanyDeals.Found> {

    /**
     * What deals are there with this company?
     *
     * @param company the company's id; null if none is known, then no deals are found
     */
    record Asked(@Nullable String company) {}

    /**
     * What there is.
     *
     * @param open deals that are still going on
     * @param won deals that were won, oldest first
     * @param lastWonAt when the last one was won; null if none was
     */
    record Found(
            List<CardId> open, List<CardId> won, @Nullable Instant lastWonAt) {
        /** Keeps unmodifiable copies. */
        public Found {
            open = List.copyOf(open);
            won = List.copyOf(won);
        }
    }

    /** Asks about a company. */
    static Asked of(@Nullable String company) {
        return new Asked(company);
    }
}
