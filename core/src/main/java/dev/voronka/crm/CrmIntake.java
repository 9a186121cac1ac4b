package dev.voronka.crm;

import dev.voronka.Trigger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a card of a record that somebody has created in the CRM. */
@FunctionalInterface
public interface CrmIntake {

    /**
     * A new card.
     *
     * @param data of the process's data type
     * @param first what is fired at once, by the CRM itself as a program; null for nothing
     */
    record NewCard(Object data, @Nullable Trigger first) {}

    /** The card; empty if none is to be opened for this record. */
    Optional<NewCard> cardOf(CrmRecord record);
}
