package dev.voronka.store;

import dev.voronka.CardId;

/**
 * A stored card whose data does not fit its process any more, as it lies there.
 *
 * @param card which
 * @param process the code of its process
 * @param stage the stored name of its stage
 * @param version its version
 * @param data its data as JSON; may tell of persons
 * @param why what does not fit; without personal data
 */
public record RawCard(CardId card, String process, String stage, long version, String data, String why) {

    /** Without data: fit for logs. */
    @Override
    public String toString() {
        return "RawCard[" + card + " of " + process + ", version " + version + ", " + stage + "]";
    }
}
