package dev.voronka.bitrix.provision;

import dev.voronka.bitrix.mapping.PortalIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is remembered of one portal between runs. Not thread-safe. */
final class PortalLock {

    /** A smart process: its numbers, and whether voronka made it. */
    record LockedType(int id, int entityTypeId, boolean made) {}

    /**
     * A funnel.
     *
     * @param made whether voronka made it
     * @param fresh whether voronka is still making it
     * @param stages the code of each stage's status when it was made
     */
    record LockedFunnel(int category, boolean made, boolean fresh, Map<String, String> stages) {
        LockedFunnel {
            stages = Map.copyOf(stages);
        }
    }

    /** A plan that was begun: its hash, and the keys of its steps. */
    record Unfinished(String hash, List<String> steps) {
        Unfinished {
            steps = List.copyOf(steps);
        }
    }

    final Map<String, LockedType> types = new TreeMap<>();
    final Map<String, LockedFunnel> funnels = new TreeMap<>();
    final Map<String, List<String>> fields = new TreeMap<>();
    final Map<String, Map<String, Long>> options = new TreeMap<>();
    /** Keys of smart processes and funnels that were asked for, and whose numbers are not known yet. */
    final List<String> asked = new ArrayList<>();

    @Nullable
    Unfinished unfinished;

    boolean isEmpty() {
        return types.isEmpty() && funnels.isEmpty() && asked.isEmpty() && fields.isEmpty();
    }

    PortalIds ids() {
        var types = new HashMap<String, PortalIds.TypeIds>();
        this.types.forEach((key, t) -> types.put(key, new PortalIds.TypeIds(t.id(), t.entityTypeId())));
        var categories = new HashMap<String, Integer>();
        funnels.forEach((key, f) -> categories.put(key, f.category()));
        return new PortalIds(types, categories, options);
    }
}
