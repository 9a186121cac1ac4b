package dev.voronka.bitrix.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code userfieldconfig.*}, for fields of every kind of item. Errors have no code. */
final class UserFieldMethods {
    static final Set<String> TYPES = Set.of(
            "string",
            "integer",
            "double",
            "boolean",
            "datetime",
            "date",
            "enumeration",
            "money",
            "url",
            "address",
            "employee",
            "file",
            "crm",
            "crm_status",
            "iblock_section",
            "iblock_element",
            "resourcebooking");
    private static final Pattern NAME = Pattern.compile("[A-Z0-9_]+");

    private final Portal portal;

    UserFieldMethods(Portal portal) {
        this.portal = portal;
    }

    void addTo(Methods methods) {
        methods.add("userfieldconfig", "userfieldconfig.add", this::add);
        methods.add("userfieldconfig", "userfieldconfig.get", call -> {
            mayUse(call, "You do not have permission to view user field settings");
            return Answer.of(Values.row(
                    "field", shown(field(call, "You do not have permission to view user field settings"), true)));
        });
        methods.add("userfieldconfig", "userfieldconfig.list", this::list);
        methods.add("userfieldconfig", "userfieldconfig.update", this::update);
        methods.add("userfieldconfig", "userfieldconfig.delete", call -> {
            mayUse(call, "You cannot delete the user field");
            portal.userFields.remove(field(call, "You cannot delete the user field"));
            return Answer.of(null);
        });
    }

    private static void mayUse(Call call, String otherwise) {
        if (!call.caller.may("crm")) {
            throw Refused.of(
                    403,
                    "insufficient_scope",
                    "The request requires higher privileges than provided by the webhook token");
        }
        if (!"crm".equals(call.text("moduleId")) || !call.caller.user().admin) {
            throw Refused.nameless(otherwise);
        }
    }

    private UserFields.UserField field(Call call, String otherwise) {
        UserFields.UserField field = portal.userFields.byId(Values.numberOr(call.get("id"), 0));
        if (field == null) {
            throw Refused.nameless(otherwise);
        }
        return field;
    }

    private Answer add(Call call) {
        mayUse(call, "You cannot create the user field");
        Map<String, Object> said = call.map("field");
        String entity = Values.textOr(said.get("entityId"), "");
        String name = Values.textOr(said.get("fieldName"), "");
        String type = Values.textOr(said.get("userTypeId"), "");
        if (name.isEmpty()) {
            throw Refused.nameless("The 'FIELD_NAME' field is not found.");
        }
        if (portal.userFields.kind(entity) == null) {
            throw Refused.nameless("The 'ENTITY_ID' field is wrong.");
        }
        if (!TYPES.contains(type)) {
            throw Refused.nameless("The 'USER_TYPE_ID' field is wrong.");
        }
        String begin = entity.startsWith("CRM_") && Character.isDigit(entity.charAt(entity.length() - 1))
                ? "UF_" + entity + "_"
                : "UF_CRM_";
        if (!name.startsWith(begin) || name.length() > 50 || !NAME.matcher(name).matches()) {
            throw Refused.nameless(
                    "The 'FIELD_NAME' field must begin with " + begin + " and have at most 50 characters A-Z, 0-9, _.");
        }
        if (portal.userFields.find(entity, name) != null) {
            throw Refused.nameless("Field " + name + " for entity " + entity + " already exists.");
        }
        UserFields.UserField field = portal.userFields.add(entity, name, type, Values.yes(said.get("multiple")));
        set(field, said);
        portal.userFields.refresh(entity);
        return Answer.of(Values.row("field", shown(field, true)));
    }

    private void set(UserFields.UserField field, Map<String, Object> said) {
        field.xmlId = Values.textOr(said.get("xmlId"), field.xmlId);
        field.sort = Values.numberOr(said.get("sort"), field.sort);
        if (said.containsKey("mandatory")) {
            field.mandatory = Values.yes(said.get("mandatory"));
        }
        field.showFilter = Values.textOr(said.get("showFilter"), field.showFilter);
        field.showInList = Values.textOr(said.get("showInList"), field.showInList);
        field.editInList = Values.textOr(said.get("editInList"), field.editInList);
        field.searchable = Values.textOr(said.get("isSearchable"), field.searchable);
        Object label = said.get("editFormLabel");
        field.label =
                label == null ? field.label : label instanceof Map<?, ?> map ? Values.map(map) : Values.text(label);
        field.settings.putAll(Values.map(said.get("settings")));
        for (Object each : Values.list(said.get("enum"))) {
            Map<String, Object> row = Values.map(each);
            Long id = Values.number(row.get("id"));
            UserFields.Choice known = field.choices.stream()
                    .filter(one -> id != null && one.id == id)
                    .findFirst()
                    .orElse(null);
            if (known == null) {
                portal.userFields.choice(
                        field,
                        Values.text(row.get("value")),
                        Values.text(row.get("xmlId")),
                        Values.numberOr(row.get("sort"), 500),
                        Values.yes(row.get("def")));
            } else if (Values.yes(row.get("del"))) {
                field.choices.remove(known);
            } else {
                known.value = Values.textOr(row.get("value"), known.value);
                known.sort = Values.numberOr(row.get("sort"), known.sort);
                known.def = row.containsKey("def") ? Values.yes(row.get("def")) : known.def;
            }
        }
    }

    private Answer update(Call call) {
        mayUse(call, "You cannot change the settings of the user field");
        UserFields.UserField field = field(call, "You cannot change the settings of the user field");
        // What cannot be changed is left as it is without a word.
        set(field, call.map("field"));
        portal.userFields.refresh(field.entity);
        return Answer.of(Values.row("field", shown(field, true)));
    }

    private Answer list(Call call) {
        mayUse(call, "You do not have permission to view user field settings");
        List<Map<String, Object>> rows = new ArrayList<>();
        portal.userFields.all().forEach(each -> rows.add(shown(each, false)));
        List<Map<String, Object>> found = new Rows(portal.times).find(rows, call.map("filter"), call.map("order"));
        Map<String, Object> select = call.map("select");
        select.remove("language");
        return Answer.page(Rows.select(found, new ArrayList<>(select.values())), call.get("start"), "fields");
    }

    private static Map<String, Object> shown(UserFields.UserField field, boolean withChoices) {
        Map<String, Object> row = Values.row(
                "id",
                String.valueOf(field.id),
                "entityId",
                field.entity,
                "fieldName",
                field.name,
                "userTypeId",
                field.type,
                "xmlId",
                field.xmlId,
                "sort",
                String.valueOf(field.sort),
                "multiple",
                Values.yesNo(field.multiple),
                "mandatory",
                Values.yesNo(field.mandatory),
                "showFilter",
                field.showFilter,
                "showInList",
                field.showInList,
                "editInList",
                field.editInList,
                "isSearchable",
                field.searchable,
                "settings",
                Values.emptyAsList(field.settings),
                "languageId",
                labels(field, null),
                "editFormLabel",
                labels(field, field.label),
                "listColumnLabel",
                withChoices ? labels(field, null) : null,
                "listFilterLabel",
                withChoices ? labels(field, null) : null,
                "errorMessage",
                withChoices ? labels(field, null) : null,
                "helpMessage",
                withChoices ? labels(field, null) : null);
        Map<String, Object> languages = new LinkedHashMap<>();
        labels(field, null).keySet().forEach(language -> languages.put(language, language));
        row.put("languageId", languages);
        if (withChoices && field.type.equals("enumeration")) {
            List<Object> choices = new ArrayList<>();
            field.choices.forEach(choice -> choices.add(choice.shown(field.id)));
            row.put("enum", choices);
        }
        return row;
    }

    private static Map<String, Object> labels(UserFields.UserField field, Object label) {
        Map<String, Object> labels = new LinkedHashMap<>();
        if (field.label instanceof Map<?, ?> map) {
            map.forEach((language, text) -> labels.put(String.valueOf(language), label == null ? null : text));
        } else {
            labels.put("ru", label == null ? null : field.label);
        }
        return labels;
    }
}
