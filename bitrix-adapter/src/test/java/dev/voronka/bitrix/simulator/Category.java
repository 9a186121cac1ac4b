package dev.voronka.bitrix.simulator;

import java.util.Map;

/** One funnel of deals, invoices or a smart process. */
final class Category {
    final long id;
    final int entityTypeId;
    String name;
    long sort;
    boolean first;
    String originId;
    String originatorId;

    Category(long id, int entityTypeId, String name, long sort, boolean first) {
        this.id = id;
        this.entityTypeId = entityTypeId;
        this.name = name;
        this.sort = sort;
        this.first = first;
    }

    /** Only funnels of deals have an outer key. */
    Map<String, Object> shown() {
        Map<String, Object> shown = Values.row(
                "id", id, "name", name, "sort", sort, "entityTypeId", entityTypeId, "isDefault", Values.yesNo(first));
        if (entityTypeId == 2) {
            shown.put("originId", Values.textOr(originId, ""));
            shown.put("originatorId", Values.textOr(originatorId, ""));
        }
        return shown;
    }
}
