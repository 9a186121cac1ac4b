package dev.voronka.bitrix.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code crm.status.*}, with the rules of stages: codes, order of the groups, one success in a funnel. */
final class StatusMethods {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]+");

    private final Portal portal;

    StatusMethods(Portal portal) {
        this.portal = portal;
    }

    void addTo(Methods methods) {
        methods.add("crm", "crm.status.add", this::add);
        methods.add("crm", "crm.status.get", call -> Answer.of(status(call).shown()));
        methods.add("crm", "crm.status.list", this::list);
        methods.add("crm", "crm.status.update", this::update);
        methods.add("crm", "crm.status.delete", this::delete);
        methods.add("crm", "crm.status.fields", call -> Answer.of(fields()));
        methods.add("crm", "crm.status.entity.types", call -> Answer.of(types()));
        methods.add("crm", "crm.status.entity.items", call -> {
            List<Object> rows = new ArrayList<>();
            portal.statuses
                    .in(call.text("entityId"))
                    .forEach(
                            each -> rows.add(Values.row("NAME", each.name, "SORT", each.sort, "STATUS_ID", each.code)));
            return Answer.of(rows);
        });
    }

    private Status status(Call call) {
        Long id = call.number("id");
        if (id == null || id <= 0) {
            throw Refused.bad("Invalid identifier.", "An invalid identifier was passed.");
        }
        Status status = portal.statuses.byId(id);
        if (status == null) {
            throw Refused.nameless("Status is not found.");
        }
        return status;
    }

    private static void mayChange(Call call) {
        if (!call.caller.user().admin) {
            throw Refused.nameless("Access denied.");
        }
    }

    private Answer add(Call call) {
        mayChange(call);
        Map<String, Object> fields = Values.ignoringCase(call.map("fields"));
        String code = Values.textOr(fields.get("STATUS_ID"), "");
        String directory = Values.textOr(fields.get("ENTITY_ID"), "");
        needed(!directory.isEmpty(), "The field ENTITY_ID is required.");
        needed(!code.isEmpty(), "The field STATUS_ID is required.");
        needed(portal.statuses.hasDirectory(directory), "Specified entity type is not supported.");
        needed(!Values.blank(fields.get("NAME")), "The field Title is required.");
        Funnel funnel = Funnel.of(portal, directory);
        String prefix = funnel == null ? "" : funnel.prefix();
        String bare = code.startsWith(prefix) ? code.substring(prefix.length()) : code;
        needed(CODE.matcher(bare).matches(), "The field STATUS_ID contains invalid characters.");
        String full = prefix + bare;
        int longest = directory.equals("STATUS") ? 21 : directory.startsWith("DEAL_STAGE") ? 22 : 50;
        needed(full.length() <= longest, "The field STATUS_ID is too long.");
        if (portal.statuses.find(directory, full) != null) {
            throw Refused.bad("ERROR_CORE", "The specified status ID already exists.");
        }
        String group = funnel == null ? "" : group(fields);
        long sort = funnel == null
                ? Values.numberOr(fields.get("SORT"), 10)
                : sort(directory, group, Values.number(fields.get("SORT")));
        Status status = portal.statuses.add(
                directory,
                full,
                Values.text(fields.get("NAME")),
                sort,
                false,
                Values.textOr(
                        fields.get("COLOR"),
                        Values.textOr(Values.map(fields.get("EXTRA")).get("COLOR"), "")),
                group,
                funnel == null ? null : funnel.category());
        return Answer.of(status.id);
    }

    private static String group(Map<String, Object> fields) {
        String said = Values.textOr(fields.get("SEMANTICS"), "");
        if (said.isEmpty()) {
            said = Values.textOr(Values.map(fields.get("EXTRA")).get("SEMANTICS"), "");
        }
        return switch (said.toUpperCase(Locale.ROOT)) {
            case "S", "SUCCESS" -> "S";
            case "F", "FAILURE", "APOLOGY" -> "F";
            default -> "P";
        };
    }

    /** Stages in progress come before the success, failures after it, and there is one success. */
    private long sort(String directory, String group, Long wanted) {
        List<Status> stages = portal.statuses.in(directory);
        Status success = stages.stream()
                .filter(each -> each.group.equals("S"))
                .findFirst()
                .orElse(null);
        if (success == null) {
            return wanted == null ? 10 : wanted;
        }
        needed(!group.equals("S"), "Cannot create more than one final success stage.");
        long last = stages.stream()
                .filter(each -> each.group.equals(group))
                .mapToLong(each -> each.sort)
                .max()
                .orElse(0);
        long sort = wanted != null ? wanted : group.equals("F") ? last + 10 : Math.min(last + 10, success.sort - 1);
        needed(
                group.equals("F") ? sort > success.sort : sort < success.sort,
                "Cannot create more stages after the final success stage.");
        return sort;
    }

    private static void needed(boolean holds, String otherwise) {
        if (!holds) {
            throw Refused.nameless(otherwise);
        }
    }

    private Answer list(Call call) {
        Rows rows = new Rows(portal.times);
        if (call.has("filter") && !(call.get("filter") instanceof Map<?, ?>) && !Values.blank(call.get("filter"))) {
            throw Refused.bad("Invalid parameters.", "Incorrect parameters passed.");
        }
        List<Map<String, Object>> all = new ArrayList<>();
        portal.statuses.all().forEach(each -> all.add(each.listed()));
        List<Map<String, Object>> found = rows.find(all, call.map("filter"), call.map("order"));
        return new Answer(Rows.select(found, call.list("select")), (long) found.size(), null);
    }

    private Answer update(Call call) {
        Status status = status(call);
        mayChange(call);
        Map<String, Object> fields = Values.ignoringCase(call.map("fields"));
        if (!Values.blank(fields.get("NAME"))) {
            status.name = Values.text(fields.get("NAME"));
        }
        status.sort = Values.numberOr(fields.get("SORT"), status.sort);
        status.color = Values.textOr(fields.get("COLOR"), status.color);
        return Answer.of(true);
    }

    private Answer delete(Call call) {
        Status status = status(call);
        mayChange(call);
        needed(
                !status.system
                        || Values.yes(Values.ignoringCase(call.map("params")).get("FORCED"))
                        || Values.yes(call.get("FORCED")),
                "CRM System Status can be deleted only if parameter FORCED is specified and equal to \"Y\".");
        remove(status);
        return Answer.of(true);
    }

    /** Takes a stage away, with the rules that hold for a person at the screen as well. */
    void remove(Status status) {
        Funnel funnel = Funnel.of(portal, status.directory);
        if (funnel != null) {
            boolean used = funnel.kind().items.values().stream()
                    .anyMatch(item -> status.code.equals(item.stage())
                            && (!funnel.kind().hasFunnels() || item.category() == funnel.category()));
            needed(!used, "There are active items in this status.");
            long alike = portal.statuses.in(status.directory).stream()
                    .filter(each -> each.group.equals(status.group))
                    .count();
            needed(alike > 1, "The last stage of its group cannot be deleted.");
        }
        portal.statuses.remove(status);
    }

    private static Map<String, Object> fields() {
        Map<String, Object> fields = Values.row();
        String[][] all = {
            {"ID", "integer", "R", "ID"},
            {"ENTITY_ID", "string", "*I", "Entity ID"},
            {"STATUS_ID", "string", "*I", "Status"},
            {"SORT", "integer", "", "Sorting"},
            {"NAME", "string", "*", "Name"},
            {"NAME_INIT", "string", "R", "Default Name"},
            {"SYSTEM", "char", "R", "System"},
            {"CATEGORY_ID", "integer", "I", "CATEGORY_ID"},
            {"COLOR", "string", "", "COLOR"},
            {"SEMANTICS", "char", "I", "SEMANTICS"},
            {"EXTRA", "crm_status_extra", "", "Additional Fields"}
        };
        for (String[] each : all) {
            fields.put(each[0], Descriptions.of(each[1], each[2], each[3]));
        }
        return fields;
    }

    private List<Object> types() {
        List<Object> types = new ArrayList<>();
        for (String directory : portal.statuses.directories()) {
            Funnel funnel = Funnel.of(portal, directory);
            types.add(funnel == null ? Values.row("ID", directory, "NAME", directory) : funnel.described(portal));
        }
        return types;
    }
}
