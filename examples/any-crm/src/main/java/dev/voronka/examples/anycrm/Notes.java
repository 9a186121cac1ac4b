package dev.voronka.examples.anycrm;

import dev.voronka.crm.Carried;
import dev.voronka.crm.Errand;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Remarks as notes of opportunities; each is there once by its key. Not to be used by two threads at once. */
final class Notes {

    private static final String MODEL = "ir.note";

    private final TrytonClient client;
    private final Opportunities opportunities;

    Notes(TrytonClient client, Opportunities opportunities) {
        this.client = client;
        this.opportunities = opportunities;
    }

    List<Carried> remark(List<Errand.Remark> remarks) {
        var ids = new ArrayList<Integer>();
        remarks.forEach(r -> TrytonCrm.id(r.record()).ifPresent(ids::add));
        var there = opportunities.read(ids).keySet();
        var known = known(remarks);
        var fresh = new LinkedHashMap<String, Errand.Remark>();
        var answers = new ArrayList<Carried>();
        for (var remark : remarks) {
            var id = TrytonCrm.id(remark.record());
            if (id.isEmpty() || !there.contains(id.get())) {
                answers.add(new Carried.Gone(remark.record()));
            } else {
                if (!known.contains(remark.key())) {
                    fresh.putIfAbsent(remark.key(), remark);
                }
                answers.add(new Carried.Done());
            }
        }
        var failed = create(List.copyOf(fresh.values()));
        for (var i = 0; i < answers.size(); i++) {
            var why = failed.get(remarks.get(i).key());
            if (why != null && answers.get(i) instanceof Carried.Done) {
                answers.set(i, why);
            }
        }
        return answers;
    }

    private Set<String> known(List<Errand.Remark> remarks) {
        var keys = remarks.stream().map(Errand.Remark::key).distinct().toList();
        var known = new HashSet<String>();
        client.call(
                        MODEL,
                        "search_read",
                        List.of(List.of("voronka_key", "in", keys)),
                        0,
                        keys.size(),
                        List.of(),
                        List.of("voronka_key"))
                .forEach(n -> known.add(n.path("voronka_key").asString("")));
        return known;
    }

    /** What failed, by key. */
    private Map<String, Carried.Failed> create(List<Errand.Remark> remarks) {
        if (remarks.isEmpty()) {
            return Map.of();
        }
        try {
            client.call(MODEL, "create", remarks.stream().map(Notes::values).toList());
            return Map.of();
        } catch (TrytonRefusal refused) {
            if (remarks.size() == 1) {
                return known(remarks).isEmpty()
                        ? Map.of(remarks.get(0).key(), new Carried.Failed(refused.failed()))
                        : Map.of();
            }
            var failed = new LinkedHashMap<String, Carried.Failed>();
            remarks.forEach(r -> failed.putAll(create(List.of(r))));
            return failed;
        }
    }

    private static Map<String, Object> values(Errand.Remark remark) {
        return Map.of(
                "resource",
                "sale.opportunity," + remark.record(),
                "message",
                remark.text(),
                "voronka_key",
                remark.key());
    }
}
