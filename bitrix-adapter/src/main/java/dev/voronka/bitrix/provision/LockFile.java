package dev.voronka.bitrix.provision;

import dev.voronka.InvalidInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The file in which the numbers of portals are kept. Holds several portals, a test one for instance. It has no secrets, and
 * belongs into version control. Not thread-safe.
 */
final class LockFile {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String FIRST =
            "# Written by voronka: numbers that portals gave to what bitrix-mapping.yml names."
                    + " Keep it in version control.\n";

    private final Path file;
    private final Map<String, PortalLock> portals = new TreeMap<>();

    private LockFile(Path file) {
        this.file = file;
    }

    /**
     * Reads it; one that is not there is empty.
     *
     * @throws InvalidInput if it cannot be read
     */
    static LockFile at(Path file) {
        var made = new LockFile(file);
        if (Files.exists(file)) {
            try {
                YAML.readTree(Files.readString(file, StandardCharsets.UTF_8))
                        .path("portals")
                        .properties()
                        .forEach(p -> made.portals.put(p.getKey(), portal(p.getValue())));
            } catch (IOException | JacksonException unreadable) {
                throw new InvalidInput(
                        "The lock file " + file
                                + " cannot be read. Take it from version control; without it, smart processes and funnels"
                                + " are found again by their names.",
                        unreadable);
            }
        }
        return made;
    }

    /** What is known of a portal; nothing if it is new. */
    PortalLock of(String portal) {
        return portals.computeIfAbsent(portal, p -> new PortalLock());
    }

    private static PortalLock portal(JsonNode told) {
        var lock = new PortalLock();
        told.path("smart-processes")
                .properties()
                .forEach(t -> lock.types.put(
                        t.getKey(),
                        new PortalLock.LockedType(
                                Told.number(t.getValue(), "id"),
                                Told.number(t.getValue(), "entity-type-id"),
                                Told.flag(t.getValue(), "made"))));
        told.path("funnels").properties().forEach(f -> {
            var stages = new TreeMap<String, String>();
            f.getValue()
                    .path("stages")
                    .properties()
                    .forEach(s -> stages.put(s.getKey(), s.getValue().asString("")));
            lock.funnels.put(
                    f.getKey(),
                    new PortalLock.LockedFunnel(
                            Told.number(f.getValue(), "category"),
                            Told.flag(f.getValue(), "made"),
                            Told.flag(f.getValue(), "fresh"),
                            stages));
        });
        told.path("fields")
                .properties()
                .forEach(e -> lock.fields.put(
                        e.getKey(),
                        e.getValue().valueStream().map(n -> n.asString("")).toList()));
        told.path("options").properties().forEach(f -> {
            var ids = new TreeMap<String, Long>();
            f.getValue()
                    .properties()
                    .forEach(o ->
                            ids.put(o.getKey(), (long) Told.number(o.getValue().asString(""))));
            lock.options.put(f.getKey(), ids);
        });
        told.path("asked").valueStream().forEach(a -> lock.asked.add(a.asString("")));
        var unfinished = told.path("unfinished");
        if (unfinished.isObject()) {
            lock.unfinished = new PortalLock.Unfinished(
                    Told.text(unfinished, "hash"),
                    unfinished
                            .path("steps")
                            .valueStream()
                            .map(s -> s.asString(""))
                            .toList());
        }
        return lock;
    }

    /**
     * Writes it, whole or not at all.
     *
     * @throws InvalidInput if it cannot be written
     */
    void save() {
        var all = new LinkedHashMap<String, Object>();
        portals.forEach((name, lock) -> {
            if (!lock.isEmpty()) {
                all.put(name, told(lock));
            }
        });
        var text = FIRST + YAML.writeValueAsString(Map.of("portals", all)).replaceFirst("^---\\s*\n", "");
        try {
            var folder = file.toAbsolutePath().getParent();
            var draft = Files.createTempFile(folder, "bitrix", ".lock");
            Files.writeString(draft, text, StandardCharsets.UTF_8);
            try {
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException other) {
                Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException unwritable) {
            throw new InvalidInput(
                    "The lock file " + file + " cannot be written. Nothing more was done in the portal.", unwritable);
        }
    }

    private static Map<String, Object> told(PortalLock lock) {
        var told = new LinkedHashMap<String, Object>();
        var types = new LinkedHashMap<String, Object>();
        lock.types.forEach((key, t) ->
                types.put(key, ordered("id", t.id(), "entity-type-id", t.entityTypeId(), "made", t.made())));
        told.put("smart-processes", types);
        var funnels = new LinkedHashMap<String, Object>();
        lock.funnels.forEach((key, f) -> funnels.put(
                key,
                ordered(
                        "category",
                        f.category(),
                        "made",
                        f.made(),
                        "fresh",
                        f.fresh(),
                        "stages",
                        new TreeMap<>(f.stages()))));
        told.put("funnels", funnels);
        told.put("fields", lock.fields);
        told.put("options", lock.options);
        if (!lock.asked.isEmpty()) {
            told.put("asked", lock.asked);
        }
        var unfinished = lock.unfinished;
        if (unfinished != null) {
            told.put("unfinished", ordered("hash", unfinished.hash(), "steps", unfinished.steps()));
        }
        return told;
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        var ordered = new LinkedHashMap<String, Object>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            ordered.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return ordered;
    }
}
