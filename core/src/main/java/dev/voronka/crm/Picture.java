package dev.voronka.crm;

import dev.voronka.Card;
import dev.voronka.SalesProcess;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a record is to look like.
 *
 * @param card the card, with title, amount, owner and due time
 * @param process the definition that it follows, in its direction
 * @param record the id of its record; null if none is known
 * @param stageThere the stage last seen or written there by us, in the CRM's own words; null if none was
 * @param parent the id of the record of the card that has opened this one; null if there is none
 * @param values of the fields of {@link Crm#fields}, by code, as text in the form of {@link CrmText}, those that have
 *     changed here since they were last written or read there; an empty one clears
 * @param withOwner whether the owner has changed here since it was last written or read there, and so is to be written
 * @param withStage whether the stage is to be written too; false while the difference is flagged and left
 * @param operation by which this writing is known; the same for the same state of the card
 */
public record Picture(
        Card<?> card,
        SalesProcess<?, ?> process,
        @Nullable String record,
        @Nullable String stageThere,
        @Nullable String parent,
        SortedMap<String, String> values,
        boolean withOwner,
        boolean withStage,
        String operation) {

    /** Keeps an unmodifiable copy. */
    public Picture {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** Without what may tell of persons: fit for logs. */
    @Override
    public String toString() {
        return "Picture[" + card + ", record " + record + ", " + operation + "]";
    }
}
