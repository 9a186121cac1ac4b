package dev.voronka.bitrix.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code crm.deal.userfield.*} and its sisters of leads, contacts and companies. */
final class OldUserFieldMethods {
    private final Portal portal;

    OldUserFieldMethods(Portal portal) {
        this.portal = portal;
    }

    void addTo(Methods methods) {
        for (String name : List.of("lead", "deal", "contact", "company")) {
            String entity = "CRM_" + name.toUpperCase(Locale.ROOT);
            String begin = "crm." + name + ".userfield.";
            methods.add("crm", begin + "add", call -> add(call, entity));
            methods.add(
                    "crm",
                    begin + "get",
                    call -> Answer.of(shown(field(call, entity, "ID is not defined or invalid."), true)));
            methods.add("crm", begin + "list", call -> list(call, entity));
            methods.add("crm", begin + "update", call -> {
                UserFields.UserField field = field(call, entity, "Access denied.");
                set(field, Values.ignoringCase(call.map("fields")));
                portal.userFields.refresh(entity);
                return Answer.of(true);
            });
            methods.add("crm", begin + "delete", call -> {
                portal.userFields.remove(field(call, entity, "Access denied."));
                return Answer.of(true);
            });
        }
    }

    private UserFields.UserField field(Call call, String entity, String otherwise) {
        UserFields.UserField field = portal.userFields.byId(Values.numberOr(call.get("id"), 0));
        if (!call.caller.user().admin || field == null || !field.entity.equals(entity)) {
            throw Refused.nameless(otherwise);
        }
        return field;
    }

    /** The server puts {@code UF_CRM_} before the name. */
    private Answer add(Call call, String entity) {
        if (!call.caller.user().admin) {
            throw Refused.nameless("Access denied.");
        }
        Map<String, Object> said = Values.ignoringCase(call.map("fields"));
        String type = Values.textOr(said.get("USER_TYPE_ID"), "");
        if (!UserFieldMethods.TYPES.contains(type)) {
            throw Refused.nameless("The 'USER_TYPE_ID' field is not found.");
        }
        String name = Values.textOr(
                        said.get("FIELD_NAME"),
                        String.valueOf(portal.times.now().toEpochMilli()))
                .toUpperCase(Locale.ROOT);
        if (!name.startsWith("UF_CRM_")) {
            name = "UF_CRM_" + name;
        }
        if (name.length() > 50) {
            throw Refused.nameless("The field name is too long.");
        }
        if (portal.userFields.find(entity, name) != null) {
            throw Refused.nameless("Field " + name + " for entity " + entity + " already exists.");
        }
        UserFields.UserField field = portal.userFields.add(entity, name, type, Values.yes(said.get("MULTIPLE")));
        set(field, said);
        portal.userFields.refresh(entity);
        return Answer.of(field.id);
    }

    private void set(UserFields.UserField field, Map<String, Object> said) {
        field.xmlId = Values.textOr(said.get("XML_ID"), field.xmlId);
        field.sort = Values.numberOr(said.get("SORT"), field.sort);
        if (said.containsKey("MANDATORY")) {
            field.mandatory = Values.yes(said.get("MANDATORY"));
        }
        field.showFilter = Values.textOr(said.get("SHOW_FILTER"), field.showFilter);
        field.showInList = Values.textOr(said.get("SHOW_IN_LIST"), field.showInList);
        Object label = said.getOrDefault("EDIT_FORM_LABEL", said.get("LABEL"));
        field.label = label == null ? field.label : label;
        field.settings.putAll(Values.map(said.get("SETTINGS")));
        for (Object each : Values.list(said.get("LIST"))) {
            Map<String, Object> row = Values.ignoringCase(Values.map(each));
            portal.userFields.choice(
                    field,
                    Values.text(row.get("VALUE")),
                    Values.text(row.get("XML_ID")),
                    Values.numberOr(row.get("SORT"), 500),
                    Values.yes(row.get("DEF")));
        }
    }

    private Answer list(Call call, String entity) {
        if (call.has("filter")
                && !(call.get("filter") instanceof Map<?, ?>)
                && !Values.list(call.get("filter")).isEmpty()) {
            throw Refused.nameless("Parameter 'filter' must be array.");
        }
        Map<String, Object> filter = call.map("filter");
        boolean inOneLanguage = filter.remove("LANG") != null;
        List<Map<String, Object>> rows = new ArrayList<>();
        for (UserFields.UserField field : portal.userFields.all()) {
            if (field.entity.equals(entity)) {
                Map<String, Object> row = shown(field, false);
                if (inOneLanguage) {
                    row.putAll(Values.row(
                            "EDIT_FORM_LABEL",
                            Values.text(field.label),
                            "LIST_COLUMN_LABEL",
                            Values.text(field.label),
                            "LIST_FILTER_LABEL",
                            Values.text(field.label),
                            "ERROR_MESSAGE",
                            null,
                            "HELP_MESSAGE",
                            null));
                }
                rows.add(row);
            }
        }
        List<Map<String, Object>> found = new Rows(portal.times).find(rows, filter, call.map("order"));
        return new Answer(found, (long) found.size(), null);
    }

    private static Map<String, Object> shown(UserFields.UserField field, boolean withLabels) {
        Map<String, Object> row = Values.row(
                "ID", String.valueOf(field.id),
                "ENTITY_ID", field.entity,
                "FIELD_NAME", field.name,
                "USER_TYPE_ID", field.type,
                "XML_ID", field.xmlId,
                "SORT", String.valueOf(field.sort),
                "MULTIPLE", Values.yesNo(field.multiple),
                "MANDATORY", Values.yesNo(field.mandatory),
                "SHOW_FILTER", field.showFilter,
                "SHOW_IN_LIST", field.showInList,
                "EDIT_IN_LIST", field.editInList,
                "IS_SEARCHABLE", field.searchable,
                "SETTINGS", Values.emptyAsList(field.settings));
        if (field.type.equals("enumeration")) {
            List<Object> choices = new ArrayList<>();
            field.choices.forEach(each -> choices.add(Values.row(
                    "ID",
                    String.valueOf(each.id),
                    "SORT",
                    String.valueOf(each.sort),
                    "VALUE",
                    each.value,
                    "DEF",
                    Values.yesNo(each.def),
                    "XML_ID",
                    each.xmlId)));
            row.put("LIST", choices);
        }
        if (withLabels) {
            for (String name : List.of(
                    "EDIT_FORM_LABEL", "LIST_COLUMN_LABEL", "LIST_FILTER_LABEL", "ERROR_MESSAGE", "HELP_MESSAGE")) {
                Map<String, Object> labels = Values.row();
                for (String language : List.of("de", "en", "ru")) {
                    Object label = field.label instanceof Map<?, ?> map
                            ? Values.map(map).get(language)
                            : field.label;
                    labels.put(language, name.endsWith("LABEL") ? Values.textOr(label, "") : "");
                }
                row.put(name, labels);
            }
        }
        return row;
    }
}
