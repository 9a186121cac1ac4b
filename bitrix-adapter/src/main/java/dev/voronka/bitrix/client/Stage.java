package dev.voronka.bitrix.client;

import tools.jackson.databind.JsonNode;

/**
 * An entry of a directory of {@code crm.status.*}; in directories of stages, a stage.
 *
 * @param id of the entry, for update and delete
 * @param entityId the directory, such as {@code DEAL_STAGE_9}
 * @param statusId the stage's code with its prefix, such as {@code C9:NEW}
 * @param name as people see it
 * @param sort the place in the order
 * @param system whether the portal made it, so that it can only be deleted by force
 * @param categoryId the funnel, empty outside of one
 * @param color such as {@code #39A8EF}, may be empty
 * @param semantics {@code S} success, {@code F} failure, empty or {@code P} in progress
 */
public record Stage(
        long id,
        String entityId,
        String statusId,
        String name,
        int sort,
        boolean system,
        String categoryId,
        String color,
        String semantics) {

    /** An entry of {@code crm.status.list} or the result of {@code crm.status.get}. */
    public static Stage of(JsonNode tree) {
        return new Stage(
                Tolerant.id(tree, "ID"),
                Tolerant.text(tree, "ENTITY_ID"),
                Tolerant.text(tree, "STATUS_ID"),
                Tolerant.text(tree, "NAME"),
                Tolerant.count(tree, "SORT"),
                Tolerant.flag(tree, "SYSTEM"),
                Tolerant.text(tree, "CATEGORY_ID"),
                Tolerant.text(tree, "COLOR"),
                Tolerant.text(tree, "SEMANTICS"));
    }

    /** Whether it is the stage of success. */
    public boolean isSuccess() {
        return semantics.equals("S");
    }

    /** Whether it is a stage of failure. */
    public boolean isFailure() {
        return semantics.equals("F");
    }
}
