package dev.voronka.crm;

import java.util.List;

/**
 * What may have changed in a CRM.
 *
 * @param records as they are now
 * @param place from where to read on, in the CRM's own words
 * @param more whether there is more to be read at once
 */
public record Changes(List<CrmRecord> records, String place, boolean more) {
    /** Keeps an unmodifiable copy. */
    public Changes {
        records = List.copyOf(records);
    }
}
