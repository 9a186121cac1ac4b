package dev.voronka.bitrix.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The fields that users add to kinds of items, with the choices of lists. */
final class UserFields {
    /** One choice of a list. */
    static final class Choice {
        final long id;
        String value;
        String xmlId;
        long sort;
        boolean def;

        Choice(long id, String value, String xmlId, long sort, boolean def) {
            this.id = id;
            this.value = value;
            this.xmlId = xmlId;
            this.sort = sort;
            this.def = def;
        }

        /** With small names as {@code userfieldconfig} shows it. */
        Map<String, Object> shown(long fieldId) {
            return Values.row(
                    "id",
                    String.valueOf(id),
                    "userFieldId",
                    String.valueOf(fieldId),
                    "value",
                    value,
                    "def",
                    Values.yesNo(def),
                    "sort",
                    String.valueOf(sort),
                    "xmlId",
                    xmlId);
        }
    }

    /** One user field. */
    static final class UserField {
        final long id;
        final String entity;
        final String name;
        final String type;
        final boolean multiple;
        String xmlId;
        boolean mandatory;
        String showFilter = "N";
        String showInList = "Y";
        String editInList = "Y";
        String searchable = "N";
        long sort = 100;
        Object label;
        Map<String, Object> settings = new LinkedHashMap<>();
        final List<Choice> choices = new ArrayList<>();

        UserField(long id, String entity, String name, String type, boolean multiple) {
            this.id = id;
            this.entity = entity;
            this.name = name;
            this.type = type;
            this.multiple = multiple;
        }
    }

    private final Portal portal;
    private final Map<Long, UserField> byId = new TreeMap<>();
    private long lastId = 400;
    private long lastChoice = 1000;

    UserFields(Portal portal) {
        this.portal = portal;
    }

    UserField add(String entity, String name, String type, boolean multiple) {
        return add(++lastId, entity, name, type, multiple);
    }

    UserField add(long id, String entity, String name, String type, boolean multiple) {
        lastId = Math.max(lastId, id);
        UserField field = new UserField(id, entity, name, type, multiple);
        byId.put(id, field);
        return field;
    }

    Choice choice(UserField field, String value, String xmlId, long sort, boolean def) {
        long id = ++lastChoice;
        Choice choice =
                new Choice(id, value, xmlId == null || xmlId.isEmpty() ? portal.access.secret(32) : xmlId, sort, def);
        field.choices.add(choice);
        return choice;
    }

    void remove(UserField field) {
        byId.remove(field.id);
        refresh(field.entity);
        Kind kind = kind(field.entity);
        if (kind != null) {
            kind.items.values().forEach(item -> item.set(field.name, null));
        }
    }

    void removeOf(String entity) {
        byId.values().removeIf(field -> field.entity.equals(entity));
    }

    UserField byId(long id) {
        return byId.get(id);
    }

    UserField find(String entity, String name) {
        for (UserField field : byId.values()) {
            if (field.entity.equals(entity) && field.name.equals(name)) {
                return field;
            }
        }
        return null;
    }

    List<UserField> all() {
        return new ArrayList<>(byId.values());
    }

    Kind kind(String entity) {
        for (Kind kind : portal.items.kinds()) {
            if (kind.userFieldsOf.equals(entity)) {
                return kind;
            }
        }
        return null;
    }

    boolean hasChoice(Field field, Long id) {
        for (UserField each : byId.values()) {
            if (each.name.equals(field.name()) && each.choices.stream().anyMatch(choice -> choice.id == id)) {
                return true;
            }
        }
        return false;
    }

    List<Object> choices(Field field) {
        List<Object> choices = new ArrayList<>();
        for (UserField each : byId.values()) {
            if (each.name.equals(field.name())) {
                each.choices.forEach(choice -> choices.add(
                        Values.row("ID", String.valueOf(choice.id), "VALUE", choice.value, "XML_ID", choice.xmlId)));
                break;
            }
        }
        return choices;
    }

    /** Tells the kind of items which fields it has now. */
    void refresh(String entity) {
        Kind kind = kind(entity);
        if (kind == null) {
            return;
        }
        List<Field> fields = new ArrayList<>(portal.types.parents(kind));
        for (UserField each : byId.values()) {
            if (each.entity.equals(entity)) {
                String title = each.label instanceof String text ? text : each.name;
                fields.add(new Field(
                        each.name,
                        Names.camelOfUserField(each.name),
                        each.name,
                        title,
                        each.type,
                        false,
                        each.mandatory,
                        each.multiple,
                        each.multiple ? List.of() : null,
                        true));
            }
        }
        kind.userFields(fields);
    }
}
