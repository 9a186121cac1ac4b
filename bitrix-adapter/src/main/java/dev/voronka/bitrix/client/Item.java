package dev.voronka.bitrix.client;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/**
 * An item of the CRM as {@code crm.item.get} and {@code crm.item.list} give it: a deal, lead, or item of a smart process. Ask
 * with {@code useOriginalUfNames} {@code Y}, then user fields are found by their own names. Accessors take the several forms
 * in which portals write values, and throw {@link IllegalArgumentException} for what none of them is.
 *
 * @param tree all that the portal gave; read it, do not change it
 */
public record Item(JsonNode tree) {

    /** @throws IllegalArgumentException if it is no map with an id */
    public Item {
        Objects.requireNonNull(tree, "tree: what the portal gave");
        Tolerant.id(tree, "id");
    }

    /** The item of an answer's result, where it stands under {@code item} or alone. */
    public static Item of(JsonNode result) {
        return new Item(result.has("item") ? result.get("item") : result);
    }

    /** The id, unique in its entity type. */
    public long id() {
        return Tolerant.id(tree, "id");
    }

    /** 1 lead, 2 deal, 3 contact, 4 company, from 128 on a smart process; nothing if it was not selected. */
    public OptionalLong entityTypeId() {
        return Tolerant.whole(tree, "entityTypeId");
    }

    /** The title, empty if there is none. */
    public String title() {
        return text("title");
    }

    /** The stage's full code, such as {@code C9:NEW}. Leads have it under {@code stageId} or {@code statusId}. */
    public String stageId() {
        return text(Tolerant.name(tree, "stageId", "statusId"));
    }

    /** The stage it came from, where the portal tells. */
    public String previousStageId() {
        return text("previousStageId");
    }

    /** The funnel; leads have none. */
    public OptionalLong categoryId() {
        return Tolerant.whole(tree, "categoryId");
    }

    /** The person responsible. */
    public OptionalLong assignedById() {
        return Tolerant.whole(tree, "assignedById");
    }

    /** Who moved it to its stage. */
    public OptionalLong movedBy() {
        return Tolerant.whole(tree, "movedBy");
    }

    /** Who changed it last. */
    public OptionalLong updatedBy() {
        return Tolerant.whole(tree, "updatedBy");
    }

    /** When it was made. */
    public Optional<OffsetDateTime> createdTime() {
        return time("createdTime");
    }

    /** When it was moved to its stage. */
    public Optional<OffsetDateTime> movedTime() {
        return time("movedTime");
    }

    /** When it was changed last. */
    public Optional<OffsetDateTime> updatedTime() {
        return time("updatedTime");
    }

    /** Whether the portal gave that field, with a value or without. */
    public boolean has(String field) {
        return tree.has(field);
    }

    /** A text or a number's digits; empty if there is none. */
    public String text(String field) {
        return Tolerant.text(tree, field);
    }

    /** A whole number, also one written as text. */
    public OptionalLong whole(String field) {
        return Tolerant.whole(tree, field);
    }

    /** An exact number, such as a sum. */
    public Optional<BigDecimal> number(String field) {
        return Tolerant.number(tree, field);
    }

    /** Y or N, 1 or 0, true or false; false if there is none. */
    public boolean flag(String field) {
        return Tolerant.flag(tree, field);
    }

    /** An ISO moment with an offset. */
    public Optional<OffsetDateTime> time(String field) {
        return Tolerant.time(tree, field);
    }

    /** The texts of a field with several values; one value is a list of one, none is an empty list. */
    public List<String> texts(String field) {
        var node = tree.path(field);
        if (!node.isContainer()) {
            var one = text(field);
            return one.isEmpty() ? List.of() : List.of(one);
        }
        var texts = new ArrayList<String>();
        node.values().forEach(value -> texts.add(Json.text(value)));
        return List.copyOf(texts);
    }

    /** Type, id and stage; the rest may tell of persons. */
    @Override
    public String toString() {
        return "Item[" + text("entityTypeId") + ":" + id() + " in " + stageId() + "]";
    }
}
