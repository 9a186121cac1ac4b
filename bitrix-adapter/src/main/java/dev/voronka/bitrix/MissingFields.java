package dev.voronka.bitrix;

import dev.voronka.bitrix.mapping.BoundField;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fields of the mapping that somebody has deleted in the portal: its items do not have them any more, not even empty. While
 * they are missing they are neither written nor read, so that no card loses what was in them. Thread-safe.
 */
final class MissingFields {

    private static final Logger LOG = LoggerFactory.getLogger(MissingFields.class);

    private final Set<String> missing = ConcurrentHashMap.newKeySet();

    /** Looks at an item that was read with all its fields. */
    void look(String process, BoundField field, Map<String, ?> item) {
        var key = key(process, field);
        if (item.containsKey(field.portalName())) {
            if (missing.remove(key)) {
                LOG.info("Field {} of {} is in the portal again.", field.portalName(), process);
            }
        } else if (missing.add(key)) {
            LOG.warn(
                    "Field {} of {} is not in the portal any more. The cards keep its values. voronka-bitrix plan and apply make"
                            + " it anew.",
                    field.portalName(),
                    process);
        }
    }

    boolean has(String process, BoundField field) {
        return missing.contains(key(process, field));
    }

    private static String key(String process, BoundField field) {
        return process + "/" + field.portalName();
    }
}
