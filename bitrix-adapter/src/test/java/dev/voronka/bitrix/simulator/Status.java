package dev.voronka.bitrix.simulator;

import java.util.Locale;
import java.util.Map;

/** One entry of a directory; in a directory of stages, one stage. */
final class Status {
    final long id;
    final String directory;
    final String code;
    final String firstName;
    final boolean system;
    /** {@code P}, {@code S} or {@code F}; empty outside of directories of stages. */
    final String group;
    /** Null where the directory is no funnel's. */
    final Long category;

    String name;
    long sort;
    String color;

    Status(
            long id,
            String directory,
            String code,
            String name,
            long sort,
            boolean system,
            String color,
            String group,
            Long category) {
        this.id = id;
        this.directory = directory;
        this.code = code;
        this.firstName = system ? name : "";
        this.name = name;
        this.sort = sort;
        this.system = system;
        this.color = color;
        this.group = group;
        this.category = category;
    }

    boolean isEnd() {
        return group.equals("S") || group.equals("F");
    }

    /** As {@code crm.status.get} shows it. */
    Map<String, Object> shown() {
        return Values.row(
                "ID",
                String.valueOf(id),
                "ENTITY_ID",
                directory,
                "STATUS_ID",
                code,
                "NAME",
                name,
                "NAME_INIT",
                firstName,
                "SORT",
                String.valueOf(sort),
                "SYSTEM",
                Values.yesNo(system),
                "CATEGORY_ID",
                category == null || category == 0 ? null : String.valueOf(category),
                "COLOR",
                color,
                "SEMANTICS",
                isEnd() ? group : null);
    }

    /** As {@code crm.status.list} shows it. */
    Map<String, Object> listed() {
        Map<String, Object> shown = shown();
        if (!group.isEmpty()) {
            String word = switch (group) {
                case "S" -> "success";
                case "F" -> code.toUpperCase(Locale.ROOT).contains("APOLOGY") ? "apology" : "failure";
                default -> "process";
            };
            shown.put("EXTRA", Values.row("SEMANTICS", word, "COLOR", color));
        }
        return shown;
    }
}
