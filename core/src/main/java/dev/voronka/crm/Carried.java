package dev.voronka.crm;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What became of an {@link Errand}. Sealed. */
public sealed interface Carried {

    /** It is done, now or before; for a card that is to be shown: this CRM shows no cards of its process. */
    record Done() implements Carried {}

    /**
     * A card is shown.
     *
     * @param record the id of its record
     * @param stage the stage it has there now, in the CRM's own words
     * @param values of the fields as they read there now, by code; as a later reading would give them
     * @param owner the employee who answers for it there; null if nobody does whom we know
     */
    record Shown(
            String record,
            String stage,
            SortedMap<String, String> values,
            @Nullable String owner) implements Carried {
        /** Keeps an unmodifiable copy. */
        public Shown {
            values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        }
    }

    /** Nothing was written: somebody has moved the record since it was written last. */
    record Differs(CrmRecord now) implements Carried {}

    /** The record is no more. */
    record Gone(String record) implements Carried {}

    /** It was not done. */
    record Failed(CrmFailed why) implements Carried {}
}
