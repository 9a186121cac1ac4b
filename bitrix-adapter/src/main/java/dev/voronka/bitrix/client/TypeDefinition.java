package dev.voronka.bitrix.client;

import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * A smart process of {@code crm.type.*}.
 *
 * @param id of the definition; user fields belong to {@code CRM_{id}}
 * @param entityTypeId of its items, something else than the id
 * @param title as people see it
 * @param code may be empty
 * @param tree all that the portal gave, for its many switches; read it, do not change it
 */
public record TypeDefinition(long id, int entityTypeId, String title, String code, JsonNode tree) {

    /** @throws NullPointerException if there is no tree */
    public TypeDefinition {
        Objects.requireNonNull(tree, "tree: what the portal gave");
    }

    /** An entry of {@code crm.type.list}, or a result with {@code type}. */
    public static TypeDefinition of(JsonNode result) {
        var tree = result.has("type") ? result.get("type") : result;
        return new TypeDefinition(
                Tolerant.id(tree, "id"),
                Math.toIntExact(Tolerant.id(tree, "entityTypeId")),
                Tolerant.text(tree, "title"),
                Tolerant.text(tree, "code"),
                tree);
    }

    /** A switch, such as {@code isCategoriesEnabled}. */
    public boolean is(String flag) {
        return Tolerant.flag(tree, flag);
    }
}
