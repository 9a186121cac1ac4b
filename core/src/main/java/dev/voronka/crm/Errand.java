package dev.voronka.crm;

import dev.voronka.CardId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something to be done in a CRM. Sealed. */
public sealed interface Errand {

    /**
     * Shows a card as it is. Without {@link Picture#record()} its record is looked for by the card's id, and made if there
     * is none.
     *
     * @param over whether the stage is written even where somebody else has moved the record
     */
    record Show(Picture picture, boolean over) implements Errand {}

    /**
     * Notes something on a record.
     *
     * @param key by which a repetition is known
     */
    record Remark(CardId card, String record, String text, String key) implements Errand {
        /** Without the text, which may tell of persons. */
        @Override
        public String toString() {
            return "Remark[" + record + ", " + key + "]";
        }
    }

    /**
     * Tells an employee something.
     *
     * @param record of which card; null if the card has none
     * @param key by which a repetition is known
     */
    record Notice(CardId card, @Nullable String record, String employee, String text, String key) implements Errand {
        /** Without the text, which may tell of persons. */
        @Override
        public String toString() {
            return "Notice[" + employee + ", " + key + "]";
        }
    }

    /**
     * Gives an employee something to do.
     *
     * @param due by when; null if there is no date
     * @param key by which a repetition is known
     */
    record Give(
            CardId card,
            @Nullable String record,
            String employee,
            String text,
            @Nullable Instant due,
            String key) implements Errand {
        /** Without the text, which may tell of persons. */
        @Override
        public String toString() {
            return "Give[" + employee + ", " + key + "]";
        }
    }

    /** Takes back the open tasks that a card has given. */
    record TakeBack(CardId card, @Nullable String record) implements Errand {}
}
