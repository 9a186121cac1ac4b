package dev.voronka.bitrix.client;

import java.time.OffsetDateTime;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * An entry of {@code crm.stagehistory.list}. It does not say who moved the item.
 *
 * @param id of the entry, rising with time
 * @param typeId 1 made, 2 moved on, 3 ended, 5 another funnel
 * @param ownerId the item
 * @param createdTime when it came to the stage
 * @param categoryId the funnel, 0 for the default one and for leads
 * @param stageId the stage's code with its prefix; of leads too
 * @param semantics {@code P} in progress, {@code S} success, {@code F} failure
 */
public record StageHistoryEntry(
        long id,
        int typeId,
        long ownerId,
        OffsetDateTime createdTime,
        long categoryId,
        String stageId,
        String semantics) {

    /** @throws NullPointerException if there is no time */
    public StageHistoryEntry {
        Objects.requireNonNull(createdTime, "createdTime: when the item came to the stage");
    }

    /** An entry of {@code crm.stagehistory.list}; its {@code CREATED_TIME} must have been selected. */
    public static StageHistoryEntry of(JsonNode tree) {
        return new StageHistoryEntry(
                Tolerant.id(tree, "ID"),
                Tolerant.count(tree, "TYPE_ID"),
                Tolerant.whole(tree, "OWNER_ID").orElse(0),
                Tolerant.time(tree, "CREATED_TIME")
                        .orElseThrow(() -> new IllegalArgumentException("Entry " + Tolerant.text(tree, "ID")
                                + " of the stage history has no CREATED_TIME; select it.")),
                Tolerant.whole(tree, "CATEGORY_ID").orElse(0),
                Tolerant.text(tree, Tolerant.name(tree, "STAGE_ID", "STATUS_ID")),
                Tolerant.text(tree, Tolerant.name(tree, "STAGE_SEMANTIC_ID", "STATUS_SEMANTIC_ID")));
    }
}
