package dev.voronka.process.deal;

import dev.voronka.CardId;
import dev.voronka.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How a purchase for a won deal has ended.
 *
 * @param card the purchase request
 * @param delivered whether the goods have come
 * @param price what they cost; null if nothing was bought
 * @param on when they came; null if they did not
 */
public record Purchase(
        CardId card,
        boolean delivered,
        @Nullable Money price,
        @Nullable LocalDate on) {}
