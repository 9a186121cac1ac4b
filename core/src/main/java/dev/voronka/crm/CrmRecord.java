package dev.voronka.crm;

import dev.voronka.CardId;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A record of a CRM as it was read.
 *
 * @param id unique within the CRM, whatever the kind of the record
 * @param process the code of the process whose cards are such records
 * @param card the card that it says it belongs to; null if it says nothing, or the CRM keeps no such field
 * @param stage where it is, in the CRM's own words
 * @param stageTitle what people call that there
 * @param stages names of our stages that this may stand for; empty if the stage is none of ours
 * @param stageWritten the stage that we have written there last, as the record itself says; null if it does not
 * @param operation by which we have written it last, as the record itself says; null if it does not
 * @param owner the employee who answers for it; null if nobody does, or somebody whom our directory does not know
 * @param ownerThere the id of who answers for it there; empty if nobody does
 * @param title what people call it
 * @param values of the fields of {@link Crm#fields}, by code, as text in the form of {@link CrmText}; one that is missing is
 *     empty
 * @param movedBy who has moved it last; null if the CRM does not tell
 * @param movedAt when; null if the CRM does not tell
 * @param changedBy who has changed it last; null if the CRM does not tell
 * @param changedAt when; null if the CRM does not tell
 */
public record CrmRecord(
        String id,
        String process,
        @Nullable CardId card,
        String stage,
        String stageTitle,
        SortedSet<String> stages,
        @Nullable String stageWritten,
        @Nullable String operation,
        @Nullable String owner,
        String ownerThere,
        String title,
        SortedMap<String, String> values,
        @Nullable CrmPerson movedBy,
        @Nullable Instant movedAt,
        @Nullable CrmPerson changedBy,
        @Nullable Instant changedAt) {

    /** Keeps unmodifiable copies. */
    public CrmRecord {
        stages = Collections.unmodifiableSortedSet(new TreeSet<>(stages));
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** The value of a field; empty if there is none. */
    public String value(String code) {
        return values.getOrDefault(code, "");
    }

    /** Begins one. */
    public static Builder of(String id, String process) {
        return new Builder(id, process);
    }

    /** Without what may tell of persons: fit for logs. */
    @Override
    public String toString() {
        return "CrmRecord[" + id + " of " + process + ", " + stage + "]";
    }

    /** Fills a record in. What is not said is not known. Not thread-safe. */
    public static final class Builder {
        private final String id;
        private final String process;
        private @Nullable CardId card;
        private String stage = "";
        private String stageTitle = "";
        private Set<String> stages = Set.of();
        private @Nullable String stageWritten;
        private @Nullable String operation;
        private @Nullable String owner;
        private String ownerThere = "";
        private String title = "";
        private final SortedMap<String, String> values = new TreeMap<>();
        private @Nullable CrmPerson movedBy;
        private @Nullable Instant movedAt;
        private @Nullable CrmPerson changedBy;
        private @Nullable Instant changedAt;

        private Builder(String id, String process) {
            this.id = id;
            this.process = process;
        }

        /** The card that it says it belongs to, the stage and the operation that we have written last. */
        public Builder ours(@Nullable CardId whose, @Nullable String written, @Nullable String by) {
            card = whose;
            stageWritten = written;
            operation = by;
            return this;
        }

        /** Where it is, and which of our stages that may stand for. */
        public Builder stage(String code, String called, Set<String> standsFor) {
            stage = code;
            stageTitle = called;
            stages = standsFor;
            return this;
        }

        /** Who answers for it: our employee, and the id there. */
        public Builder owner(@Nullable String employee, String there) {
            owner = employee;
            ownerThere = there;
            return this;
        }

        /** What people call it. */
        public Builder title(String called) {
            title = called;
            return this;
        }

        /** The value of a field; an empty one is as good as none. */
        public Builder value(String code, String text) {
            if (text.isEmpty()) {
                values.remove(code);
            } else {
                values.put(code, text);
            }
            return this;
        }

        /** Who has moved it last, and when. */
        public Builder moved(@Nullable CrmPerson by, @Nullable Instant at) {
            movedBy = by;
            movedAt = at;
            return this;
        }

        /** Who has changed it last, and when. */
        public Builder changed(@Nullable CrmPerson by, @Nullable Instant at) {
            changedBy = by;
            changedAt = at;
            return this;
        }

        /** Makes it. */
        public CrmRecord build() {
            return new CrmRecord(
                    id,
                    process,
                    card,
                    stage,
                    stageTitle,
                    new TreeSet<>(stages),
                    stageWritten,
                    operation,
                    owner,
                    ownerThere,
                    title,
                    values,
                    movedBy,
                    movedAt,
                    changedBy,
                    changedAt);
        }
    }
}
