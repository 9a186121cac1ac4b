package dev.voronka.crm;

import org.jspecify.annotations.Nullable;

/** What is there under an id. Sealed. */
public sealed interface Found {

    /** The id that was asked for. */
    String id();

    /** The record as it is. */
    record Present(CrmRecord record) implements Found {
        @Override
        public String id() {
            return record.id();
        }
    }

    /**
     * Nothing, or nothing that we may see.
     *
     * @param survivor the id of the record that it was merged into; null if that is not known
     */
    record Missing(String id, @Nullable String survivor) implements Found {}
}
