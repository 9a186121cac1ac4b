package dev.voronka.bitrix.client;

import tools.jackson.databind.JsonNode;

/**
 * A funnel of {@code crm.category.*}.
 *
 * @param id 0 for the default funnel of deals
 * @param name as people see it
 * @param sort the place in the order
 * @param entityTypeId of which items it is
 * @param isDefault whether new items come there
 * @param originatorId who made it, empty if not told
 * @param originId its key there, empty if not told
 */
public record Category(
        long id, String name, int sort, int entityTypeId, boolean isDefault, String originatorId, String originId) {

    /** An entry of {@code crm.category.list}, or a result with {@code category}. */
    public static Category of(JsonNode result) {
        var tree = result.has("category") ? result.get("category") : result;
        return new Category(
                Tolerant.id(tree, "id"),
                Tolerant.text(tree, "name"),
                Tolerant.count(tree, "sort"),
                Tolerant.count(tree, "entityTypeId"),
                Tolerant.flag(tree, "isDefault"),
                Tolerant.text(tree, "originatorId"),
                Tolerant.text(tree, "originId"));
    }
}
