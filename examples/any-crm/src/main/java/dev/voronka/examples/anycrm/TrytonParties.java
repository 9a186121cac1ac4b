package dev.voronka.examples.anycrm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** The parties of Tryton that stand for companies and contacts, by code. Not to be used by two threads at once. */
final class TrytonParties {

    private final TrytonClient client;
    private final UnaryOperator<String> nameOf;
    private final Map<String, Integer> known = new HashMap<>();

    /**
     * Asks nothing yet.
     *
     * @param nameOf what a company or contact is called, by id
     */
    TrytonParties(TrytonClient client, UnaryOperator<String> nameOf) {
        this.client = client;
        this.nameOf = nameOf;
    }

    /** The parties of these ids, by id; those that are missing are made. */
    Map<String, Integer> of(Set<String> ids) {
        var missing = new TreeSet<>(ids);
        missing.removeAll(known.keySet());
        if (!missing.isEmpty()) {
            look(missing);
            missing.removeAll(known.keySet());
        }
        if (!missing.isEmpty()) {
            try {
                make(List.copyOf(missing));
            } catch (TrytonRefusal taken) {
                // A code is there once: somebody may have made one of them meanwhile.
                look(missing);
                if (!known.keySet().containsAll(missing)) {
                    throw taken;
                }
            }
        }
        return known;
    }

    /** A party that was known may have been removed meanwhile: all are looked up anew. */
    void forget() {
        known.clear();
    }

    private void look(Set<String> codes) {
        var found = client.callSaying(
                Map.of("active_test", false),
                "party.party",
                "search_read",
                List.of(List.of("code", "in", List.copyOf(codes))),
                0,
                codes.size(),
                List.of(),
                List.of("code"));
        found.forEach(p -> known.put(p.path("code").asString(), p.path("id").asInt()));
    }

    private void make(List<String> codes) {
        var values = new ArrayList<Map<String, Object>>();
        codes.forEach(c -> values.add(Map.of("code", c, "name", nameOf.apply(c))));
        var made = client.call("party.party", "create", values);
        for (var i = 0; i < codes.size(); i++) {
            known.put(codes.get(i), made.get(i).asInt());
        }
    }
}
