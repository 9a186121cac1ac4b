package dev.voronka.bitrix.simulator;

import java.util.HashMap;
import java.util.Map;

/** One lead, deal, contact, company, invoice, estimate or card of a smart process. What it has no value for is not kept. */
final class Item {
    final long id;
    final Map<String, Object> values = new HashMap<>(32);

    Item(long id) {
        this.id = id;
        values.put("id", id);
    }

    Object get(String name) {
        return values.get(name);
    }

    String stage() {
        return Values.text(values.get("stageId"));
    }

    long category() {
        return Values.numberOr(values.get("categoryId"), 0);
    }

    void set(String name, Object value) {
        if (value == null) {
            values.remove(name);
        } else {
            values.put(name, value);
        }
    }
}
