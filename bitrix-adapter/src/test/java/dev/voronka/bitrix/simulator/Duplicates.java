package dev.voronka.bitrix.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@code crm.duplicate.findbycomm}: leads, contacts and companies by phone or e-mail; deals are never found. */
final class Duplicates {
    private static final int MOST_VALUES = 20;
    private static final int MOST_HITS = 20;

    private final Portal portal;

    Duplicates(Portal portal) {
        this.portal = portal;
    }

    void addTo(Methods methods) {
        methods.add("crm", "crm.duplicate.findbycomm", this::find);
    }

    private Answer find(Call call) {
        String type = Values.textOr(call.get("type"), "").toUpperCase(Locale.ROOT);
        List<Object> values = call.list("values");
        if (!type.equals("PHONE") && !type.equals("EMAIL")) {
            throw Refused.nameless("Communication type '" + type + "' is not supported in current context.");
        }
        if (values.isEmpty()) {
            throw Refused.nameless("Values are not defined.");
        }
        if (values.size() > MOST_VALUES) {
            throw Refused.nameless("Limit of values is exceeded.");
        }
        Set<String> wanted = new TreeSet<>();
        values.forEach(each -> wanted.add(Multifields.comparable(type, Values.text(each))));
        String only = Values.textOr(call.get("entity_type"), "").toUpperCase(Locale.ROOT);
        Map<String, Object> found = new LinkedHashMap<>();
        for (int entityTypeId : new int[] {1, 3, 4}) {
            Kind kind = portal.items.find(entityTypeId);
            String name = kind.name.toUpperCase(Locale.ROOT);
            List<Long> ids = only.isEmpty() || only.equals(name) ? hits(kind, type, wanted) : List.of();
            if (!ids.isEmpty()) {
                found.put(name, ids);
            }
            if (ids.size() >= MOST_HITS) {
                // So many hits in one kind hide those in the kinds after it.
                break;
            }
        }
        return Answer.of(Values.emptyAsList(found));
    }

    private static List<Long> hits(Kind kind, String type, Set<String> wanted) {
        List<Long> ids = new ArrayList<>();
        for (Item item : kind.items.values()) {
            for (Object each : Values.list(item.get("fm"))) {
                Map<String, Object> row = Values.map(each);
                if (type.equals(row.get("typeId"))
                        && wanted.contains(Multifields.comparable(type, Values.text(row.get("value"))))) {
                    ids.add(item.id);
                    break;
                }
            }
            if (ids.size() == MOST_HITS) {
                break;
            }
        }
        return ids;
    }
}
