package dev.voronka.bitrix.simulator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the card of a kind of items is laid out; {@code crm.item.details.configuration.*}. */
final class CardLayouts {
    private final Map<String, List<Object>> layouts = new HashMap<>();

    void addTo(Methods methods) {
        String begin = "crm.item.details.configuration.";
        methods.add("crm", begin + "get", call -> Answer.of(layouts.get(key(call))));
        methods.add("crm", begin + "set", this::set);
        methods.add("crm", begin + "reset", call -> {
            layouts.remove(key(call));
            return Answer.of(true);
        });
        methods.add("crm", begin + "forceCommonScopeForAll", call -> {
            String common = key(call);
            layouts.keySet().removeIf(each -> each.startsWith(common.replaceAll(" .*", " ")) && !each.equals(common));
            return Answer.of(true);
        });
    }

    /** The kind, then the person (0 for all), then the funnel. */
    private static String key(Call call) {
        if (Values.numberOr(call.get("entityTypeId"), 0) <= 0) {
            throw Refused.nameless("Parameter 'entityTypeId' is not defined");
        }
        Map<String, Object> extras = call.map("extras");
        long person = "P".equals(call.text("scope")) ? Values.numberOr(call.get("userId"), call.caller.user().id) : 0;
        Object funnel = extras.getOrDefault(
                "dealCategoryId", extras.getOrDefault("categoryId", extras.get("leadCustomerType")));
        return call.text("entityTypeId") + " " + person + " " + Values.textOr(funnel, "0");
    }

    private Answer set(Call call) {
        String key = key(call);
        List<Object> sections = call.list("data");
        for (int i = 0; i < sections.size(); i++) {
            Map<String, Object> section = Values.map(sections.get(i));
            if (Values.blank(section.get("name"))) {
                throw Refused.nameless("Section at index " + i + " does not have name.");
            }
            List<Object> elements = Values.list(section.get("elements"));
            for (int j = 0; j < elements.size(); j++) {
                if (Values.blank(Values.map(elements.get(j)).get("name"))) {
                    throw Refused.nameless(
                            "Element at index " + j + " in section at index " + i + " does not have name.");
                }
            }
        }
        layouts.put(key, sections);
        return Answer.of(true);
    }
}
