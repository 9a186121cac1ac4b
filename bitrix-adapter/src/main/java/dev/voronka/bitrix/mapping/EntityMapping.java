package dev.voronka.bitrix.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of items: leads, deals, or one smart process.
 *
 * @param key {@code lead}, {@code deal}, {@code smart:meeting}
 * @param placement which of the three
 * @param title what people read
 * @param entityTypeId the portal's number for it if that is known beforehand: always for leads (1) and deals (2), for a smart
 *     process if the file fixes it
 * @param manyFunnels whether it has more than one
 * @param processes the codes of the processes whose cards it holds
 * @param parents keys of what its items may hang under
 * @param fields all its fields
 */
public record EntityMapping(
        String key,
        Placement placement,
        String title,
        @Nullable Integer entityTypeId,
        boolean manyFunnels,
        List<String> processes,
        List<String> parents,
        List<FieldMapping> fields) {

    /** Keeps unmodifiable copies. */
    public EntityMapping {
        processes = List.copyOf(processes);
        parents = List.copyOf(parents);
        fields = List.copyOf(fields);
    }
}
