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
     * Nothing: it was removed, or never was.
     *
     * @param survivor the id of the record that it was merged into; null if that is not known
     */
    record Missing(String id, @Nullable String survivor) implements Found {}

    /** Something that could not be read this time, such as a record that our user may not see; the others could. */
    record Unread(String id, CrmFailed why) implements Found {}
}
