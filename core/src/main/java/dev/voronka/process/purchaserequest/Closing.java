package dev.voronka.process.purchaserequest;

import dev.voronka.CardId;
import dev.voronka.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the bargain with the supplier is.
 *
 * @param orderNo the number of the order; empty until it is sent
 * @param deliverBy by when the supplier has to deliver; null until the order is sent
 * @param contract the signed contract's card; null until one is signed
 * @param contractFailures how many contracts have come to nothing
 * @param contractFailedBecause why the last one did; empty if none did
 * @param deliveredAt the day on which the delivery was accepted; null until then
 * @param documents which are in
 * @param invoiced what the documents come to; null until they are in
 */
public record Closing(
        String orderNo,
        @Nullable LocalDate deliverBy,
        @Nullable CardId contract,
        int contractFailures,
        String contractFailedBecause,
        @Nullable LocalDate deliveredAt,
        List<String> documents,
        @Nullable Money invoiced) {

    /** Nothing has been done yet. */
    public static final Closing NONE = new Closing("", null, null, 0, "", null, List.of(), null);

    /** Keeps an unmodifiable copy. */
    public Closing {
        documents = List.copyOf(documents);
    }

    /** Whether the order is sent. */
    public boolean isOrdered() {
        return !orderNo.isEmpty();
    }

    Closing ordered(String number, LocalDate day) {
        return new Closing(
                number, day, contract, contractFailures, contractFailedBecause, deliveredAt, documents, invoiced);
    }

    Closing signed(CardId by) {
        return new Closing(
                orderNo, deliverBy, by, contractFailures, contractFailedBecause, deliveredAt, documents, invoiced);
    }

    /** Nothing is left of a bargain whose contract came to nothing, but that it did. */
    Closing contractFailed(String why) {
        return new Closing("", null, null, contractFailures + 1, why, null, List.of(), null);
    }

    Closing delivered(LocalDate day) {
        return new Closing(
                orderNo, deliverBy, contract, contractFailures, contractFailedBecause, day, documents, invoiced);
    }

    Closing documented(List<String> names, Money sum) {
        return new Closing(
                orderNo, deliverBy, contract, contractFailures, contractFailedBecause, deliveredAt, names, sum);
    }

    /** With another price a contract is to be signed and documents are to be handed in anew. */
    Closing repriced() {
        return new Closing(
                orderNo, deliverBy, null, contractFailures, contractFailedBecause, deliveredAt, List.of(), null);
    }
}
