package dev.voronka.bitrix.simulator;

import java.util.List;
import java.util.Map;

/**
 * A directory of stages, seen as the funnel that it belongs to.
 *
 * @param category null for leads and estimates, which have one directory only
 */
record Funnel(Kind kind, Long category, String directory) {
    /** Null where the directory is not one of stages. */
    static Funnel of(Portal portal, String directory) {
        if (!Statuses.isOfStages(directory)) {
            return null;
        }
        for (Kind kind : portal.items.kinds()) {
            if (!kind.hasFunnels()) {
                if (kind.hasStages() && kind.directory(0).equals(directory)) {
                    return new Funnel(kind, null, directory);
                }
                continue;
            }
            for (Category category : portal.categories.of(kind)) {
                if (kind.directory(category.id).equals(directory)) {
                    return new Funnel(kind, category.id, directory);
                }
            }
        }
        return null;
    }

    String prefix() {
        return category == null ? "" : kind.prefix(category);
    }

    Map<String, Object> described(Portal portal) {
        Map<String, Object> row = Values.row("ID", directory, "NAME", directory);
        if (kind.entityTypeId == 2 && category != 0) {
            row.put("PARENT_ID", "DEAL_STAGE");
        }
        List<Status> stages = portal.statuses.in(directory);
        row.put(
                "SEMANTIC_INFO",
                kind.isSmart() || kind.entityTypeId == 31
                        ? List.of()
                        : Values.row(
                                "START_FIELD",
                                stages.get(0).code,
                                "FINAL_SUCCESS_FIELD",
                                first(stages, "S"),
                                "FINAL_UNSUCCESS_FIELD",
                                first(stages, "F"),
                                "FINAL_SORT",
                                0));
        if (!prefix().isEmpty()) {
            row.put("PREFIX", prefix().substring(0, prefix().length() - 1));
        }
        if (category != null) {
            row.put("FIELD_ATTRIBUTE_SCOPE", category == 0 ? "" : "category_" + category);
        }
        row.put("ENTITY_TYPE_ID", kind.entityTypeId);
        if (kind.isSmart() || kind.entityTypeId == 31) {
            row.put("IS_ENABLED", true);
        }
        if (category != null) {
            row.put("CATEGORY_ID", kind.entityTypeId == 2 && category != 0 ? String.valueOf(category) : category);
        }
        if (kind.isSmart()) {
            Category own = portal.categories.of(kind).stream()
                    .filter(each -> each.id == category)
                    .findFirst()
                    .orElseThrow();
            row.put("CATEGORY_NAME", own.name);
            row.put("CATEGORY_SORT", own.sort);
            row.put("IS_DEFAULT_CATEGORY", own.first);
        }
        return row;
    }

    private static String first(List<Status> stages, String group) {
        return stages.stream()
                .filter(each -> each.group.equals(group))
                .findFirst()
                .map(each -> each.code)
                .orElse("");
    }
}
