package dev.voronka.bitrix.mapping;

import java.util.Map;
import java.util.TreeMap;

/**
 * The numbers that one portal has given to what a mapping names.
 *
 * @param types of each smart process, by the key of its kind of items
 * @param categories of funnels, by their keys; leads have none
 * @param options of choices: by the key of the kind of items, a slash and the name of the field, then by code
 */
public record PortalIds(
        Map<String, TypeIds> types, Map<String, Integer> categories, Map<String, Map<String, Long>> options) {

    /** None yet. */
    public static final PortalIds NONE = new PortalIds(Map.of(), Map.of(), Map.of());

    /**
     * The two numbers of a smart process.
     *
     * @param id for names of its fields
     * @param entityTypeId for calls
     */
    public record TypeIds(int id, int entityTypeId) {}

    /** Keeps sorted, unmodifiable copies. */
    public PortalIds {
        types = java.util.Collections.unmodifiableMap(new TreeMap<>(types));
        categories = java.util.Collections.unmodifiableMap(new TreeMap<>(categories));
        var copies = new TreeMap<String, Map<String, Long>>();
        options.forEach((field, ids) -> copies.put(field, java.util.Collections.unmodifiableMap(new TreeMap<>(ids))));
        options = java.util.Collections.unmodifiableMap(copies);
    }
}
