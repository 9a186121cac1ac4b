package dev.voronka.bitrix.client;

import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/**
 * A department of {@code department.get}.
 *
 * @param id of the department
 * @param name as people see it
 * @param sort the place in the order
 * @param parentId the department above, 0 for none
 * @param headId the person at its head, 0 for none
 */
public record Department(long id, String name, int sort, long parentId, long headId) {

    /** An entry of {@code department.get}. */
    public static Department of(JsonNode tree) {
        return new Department(
                Tolerant.id(tree, "ID"),
                Tolerant.text(tree, "NAME"),
                Tolerant.count(tree, "SORT"),
                Tolerant.whole(tree, "PARENT").orElse(0),
                Tolerant.whole(tree, "UF_HEAD").orElse(0));
    }

    /** The department above, unless it is the topmost. */
    public OptionalLong parent() {
        return parentId == 0 ? OptionalLong.empty() : OptionalLong.of(parentId);
    }

    /** The person at its head, if there is one. */
    public OptionalLong head() {
        return headId == 0 ? OptionalLong.empty() : OptionalLong.of(headId);
    }
}
