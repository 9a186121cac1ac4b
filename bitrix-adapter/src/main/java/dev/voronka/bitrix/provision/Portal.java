package dev.voronka.bitrix.provision;

import dev.voronka.bitrix.mapping.BoundMapping;
import dev.voronka.bitrix.mapping.EntityMapping;
import dev.voronka.bitrix.mapping.FunnelMapping;
import dev.voronka.bitrix.mapping.Mapping;
import dev.voronka.bitrix.mapping.Placement;
import dev.voronka.bitrix.mapping.PortalIds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a portal has of what a mapping names, as it was read: found by the lock file first, then by marks that voronka left, never
 * by a name alone. Not thread-safe.
 */
final class Portal {

    static final String ORIGINATOR = "voronka";
    static final String MARK = "VK_";

    /** What hangs under what; those that every smart process has are not told. */
    record Relation(int entityTypeId, boolean listed) {}

    /** A smart process that the portal has. */
    record Type(
            int id,
            int entityTypeId,
            String title,
            boolean stages,
            boolean categories,
            List<Relation> parents,
            List<Relation> children) {
        boolean hangsUnder(int parent) {
            return parents.stream().anyMatch(p -> p.entityTypeId() == parent);
        }
    }

    /** A smart process that is one of ours. */
    record FoundType(Type type, boolean made) {}

    /** A funnel that the portal has. */
    record Category(int id, String name, boolean isDefault, String originId) {}

    /**
     * A funnel that is one of ours.
     *
     * @param made whether voronka made it, so that it may rename and order its stages
     * @param fresh whether it is still being made and holds no items, so that stages that came with it may be removed
     */
    record FoundFunnel(Category category, boolean made, boolean fresh) {}

    /** A stage that the portal has; its code without what the portal puts before it. */
    record Status(String rowId, String id, String name, int sort, String semantics) {}

    /** An option of a choice that the portal has. */
    record Option(String id, String xmlId, String value) {}

    /** A field that the portal has. */
    record Field(String id, String name, String type, boolean multiple, boolean mandatory, List<Option> options) {}

    private final Mapping mapping;
    private final PortalLock lock;
    private final PortalReading reading;

    private boolean withoutLeads;
    private final List<Type> allTypes = new ArrayList<>();
    private final Map<String, FoundType> types = new LinkedHashMap<>();
    private final Map<String, List<Category>> categories = new LinkedHashMap<>();
    private final Map<String, FoundFunnel> funnels = new LinkedHashMap<>();
    private final Map<String, List<Status>> stages = new LinkedHashMap<>();
    private final Map<String, List<Field>> fields = new LinkedHashMap<>();
    private final List<Finding> conflicts = new ArrayList<>();

    Portal(Mapping mapping, PortalLock lock, Calls calls) {
        this.mapping = mapping;
        this.lock = lock;
        this.reading = new PortalReading(calls);
    }

    /** Reads all anew. */
    void read() {
        conflicts.clear();
        types.clear();
        categories.clear();
        funnels.clear();
        stages.clear();
        fields.clear();
        withoutLeads = reading.isWithoutLeads();
        if (mapping.provisioned().stream().anyMatch(e -> e.placement() == Placement.SMART_PROCESS)) {
            readTypes();
        }
        for (var entity : mapping.provisioned()) {
            readFields(entity);
            find(entity);
            readFunnels(entity);
        }
    }

    private void readTypes() {
        allTypes.clear();
        allTypes.addAll(reading.types());
    }

    private void find(EntityMapping entity) {
        if (entity.placement() != Placement.SMART_PROCESS) {
            return;
        }
        var locked = lock.types.get(entity.key());
        var asked = lock.asked.contains(entity.key());
        var found = allTypes.stream()
                .filter(t -> locked != null && t.id() == locked.id())
                .findFirst()
                .or(() -> allTypes.stream()
                        .filter(t -> Integer.valueOf(t.entityTypeId()).equals(entity.entityTypeId()))
                        .findFirst());
        if (found.isPresent()) {
            found(entity, found.get(), asked || (locked != null && locked.made()));
            return;
        }
        var called = allTypes.stream()
                .filter(t -> t.title().equals(entity.title()))
                .filter(t -> lock.types.values().stream().noneMatch(l -> l.id() == t.id()))
                .toList();
        var ours = called.stream().filter(t -> asked || isMarked(t)).toList();
        if (ours.size() == 1) {
            found(entity, ours.get(0), true);
        } else if (!called.isEmpty()) {
            conflicts.add(new Finding(
                    "smart-process-not-ours",
                    List.of(
                            entity.title(),
                            String.join(
                                    ", ",
                                    called.stream()
                                            .map(t -> String.valueOf(t.entityTypeId()))
                                            .toList()),
                            called(entity))));
        }
    }

    /** What a kind of items is called in a conflict: a key of the mapping file. */
    static String called(EntityMapping entity) {
        return entity.processes().isEmpty() ? entity.key() : entity.processes().get(0);
    }

    private boolean isMarked(Type type) {
        return reading.fields(type).stream().anyMatch(f -> f.name().equals("UF_CRM_" + type.id() + "_VK_KEY"));
    }

    private void found(EntityMapping entity, Type type, boolean made) {
        var whole = reading.type(type.entityTypeId());
        types.put(entity.key(), new FoundType(whole, made));
        readFields(entity);
    }

    /** Takes note of a smart process that was just made. */
    void made(EntityMapping entity) {
        readTypes();
        find(entity);
        readFunnels(entity);
    }

    /** Reads a smart process anew. */
    void reread(EntityMapping entity) {
        var found = types.get(entity.key());
        if (found != null) {
            found(entity, found.type(), found.made());
        }
    }

    /** Reads the funnels of a kind of items and their stages. */
    void readFunnels(EntityMapping entity) {
        var number = entityTypeId(entity);
        if (number == null) {
            return;
        }
        if (entity.placement() == Placement.LEAD) {
            var only = new Category(0, entity.title(), true, "");
            funnelsOf(entity).forEach(f -> found(f, only, false));
            return;
        }
        var type = types.get(entity.key());
        categories.put(
                entity.key(),
                type != null && !type.type().categories()
                        ? reading.onlyCategory(entity, number)
                        : reading.categories(number));
        var first = true;
        for (var funnel : funnelsOf(entity)) {
            find(entity, funnel, first);
            first = false;
        }
    }

    private void find(EntityMapping entity, FunnelMapping funnel, boolean first) {
        var all = categories(entity);
        var locked = lock.funnels.get(funnel.key());
        var pinned = funnel.category();
        if (pinned != null) {
            all.stream()
                    .filter(c -> c.id() == pinned)
                    .findFirst()
                    .ifPresentOrElse(
                            c -> found(funnel, c, false),
                            () -> conflicts.add(new Finding(
                                    "no-category",
                                    List.of(
                                            funnel.key(),
                                            String.valueOf(pinned),
                                            String.join(
                                                    ", ",
                                                    all.stream()
                                                            .map(c -> String.valueOf(c.id()))
                                                            .toList())))));
            return;
        }
        var known = all.stream()
                .filter(c -> locked != null && c.id() == locked.category())
                .findFirst();
        var type = types.get(entity.key());
        if (known.isPresent()) {
            found(funnel, known.get(), locked != null && locked.made());
        } else if (first && type != null) {
            // A smart process comes with one funnel.
            all.stream().filter(Category::isDefault).findFirst().ifPresent(c -> found(funnel, c, type.made()));
        } else {
            findByMark(entity, funnel);
        }
    }

    private void findByMark(EntityMapping entity, FunnelMapping funnel) {
        var marked = categories(entity).stream()
                .filter(c -> c.originId().equals(funnel.key()))
                .toList();
        var called = categories(entity).stream()
                .filter(c -> c.name().equals(funnel.title()) && c.originId().isEmpty())
                .filter(c -> lock.funnels.entrySet().stream()
                        .noneMatch(l -> l.getValue().category() == c.id()
                                && entity(l.getKey()).equals(entity.key())))
                .toList();
        if (marked.size() == 1) {
            found(funnel, marked.get(0), true);
        } else if (marked.isEmpty() && called.size() == 1 && isOurs(entity, funnel, called.get(0))) {
            found(funnel, called.get(0), true);
        } else if (!marked.isEmpty() || !called.isEmpty()) {
            conflicts.add(new Finding(
                    marked.isEmpty() ? "funnel-not-ours" : "funnel-twice",
                    List.of(
                            funnel.key(),
                            funnel.title(),
                            String.join(
                                    ", ",
                                    Stream.concat(marked.stream(), called.stream())
                                            .map(c -> String.valueOf(c.id()))
                                            .toList()))));
        }
    }

    private String entity(String funnel) {
        return mapping.funnels().stream()
                .filter(f -> f.key().equals(funnel))
                .map(FunnelMapping::entity)
                .findFirst()
                .orElse("");
    }

    private boolean isOurs(EntityMapping entity, FunnelMapping funnel, Category category) {
        return lock.asked.contains(funnel.key())
                || statuses(entity, category).stream().anyMatch(s -> s.id().startsWith(MARK));
    }

    private void found(FunnelMapping funnel, Category category, boolean made) {
        var entity = mapping.entity(funnel.entity()).orElseThrow();
        var read = statuses(entity, category);
        stages.put(funnel.key(), new ArrayList<>(read));
        var locked = lock.funnels.get(funnel.key());
        // A funnel that was deleted and made anew has another number.
        var isNew = locked == null || locked.category() != category.id();
        var begun = isNew
                ? read.stream().noneMatch(s -> s.id().startsWith(MARK))
                : Objects.requireNonNull(locked).fresh();
        funnels.put(
                funnel.key(),
                new FoundFunnel(category, made, made && begun && reading.isEmpty(entityTypeId(entity), category)));
    }

    /** Reads the fields of a kind of items. */
    void readFields(EntityMapping entity) {
        var type = types.get(entity.key());
        if (entity.placement() != Placement.SMART_PROCESS) {
            fields.put(entity.key(), reading.fields(entity));
        } else if (type != null) {
            fields.put(entity.key(), reading.fields(type.type()));
        }
    }

    private List<Status> statuses(EntityMapping entity, Category category) {
        return reading.statuses(entity, Objects.requireNonNull(entityTypeId(entity)), category.id());
    }

    boolean isWithoutLeads() {
        return withoutLeads;
    }

    /** What stands in the way of finding what is ours. */
    List<Finding> conflicts() {
        return conflicts;
    }

    Optional<FoundType> type(EntityMapping entity) {
        return Optional.ofNullable(types.get(entity.key()));
    }

    /** The portal's number for a kind of items; null for a smart process that is not there. */
    @Nullable
    Integer entityTypeId(EntityMapping entity) {
        var type = types.get(entity.key());
        return entity.placement() == Placement.SMART_PROCESS
                ? type == null ? null : Integer.valueOf(type.type().entityTypeId())
                : entity.entityTypeId();
    }

    /** Whether there is a conflict about it, so that nothing can be planned for it. */
    boolean isUnclear(String key) {
        return conflicts.stream().anyMatch(c -> c.arguments().contains(key));
    }

    List<Category> categories(EntityMapping entity) {
        return categories.getOrDefault(entity.key(), List.of());
    }

    Optional<FoundFunnel> funnel(FunnelMapping funnel) {
        return Optional.ofNullable(funnels.get(funnel.key()));
    }

    /** The stages of a funnel; empty if it is not there. May be changed to note what was done. */
    List<Status> stages(FunnelMapping funnel) {
        return stages.getOrDefault(funnel.key(), List.of());
    }

    List<Field> fields(EntityMapping entity) {
        return fields.getOrDefault(entity.key(), List.of());
    }

    List<FunnelMapping> funnelsOf(EntityMapping entity) {
        return mapping.funnels().stream()
                .filter(f -> f.entity().equals(entity.key()))
                .toList();
    }

    /** The numbers of a smart process, as names of fields need them. */
    PortalIds.@Nullable TypeIds typeIds(EntityMapping entity) {
        var type = types.get(entity.key());
        return type == null
                ? null
                : new PortalIds.TypeIds(type.type().id(), type.type().entityTypeId());
    }

    /** Writes what was found into the lock. */
    void remember(boolean finished) {
        types.forEach((key, t) -> lock.types.put(
                key, new PortalLock.LockedType(t.type().id(), t.type().entityTypeId(), t.made())));
        for (var funnel : mapping.funnels()) {
            var found = funnels.get(funnel.key());
            if (found != null) {
                lock.funnels.put(
                        funnel.key(),
                        new PortalLock.LockedFunnel(
                                found.category().id(), found.made(), found.fresh() && !finished, present(funnel)));
            }
        }
        lock.asked.removeIf(a -> types.containsKey(a) || funnels.containsKey(a));
        mapping.provisioned().forEach(this::rememberFields);
    }

    private Map<String, String> present(FunnelMapping funnel) {
        var present = new LinkedHashMap<String, String>();
        funnel.stages().stream()
                .filter(s -> stages(funnel).stream().anyMatch(p -> p.id().equals(s.statusId())))
                .forEach(s -> present.put(s.stage(), s.statusId()));
        return present;
    }

    private void rememberFields(EntityMapping entity) {
        var type = typeIds(entity);
        if (entity.placement() == Placement.SMART_PROCESS && type == null) {
            return;
        }
        var names = new ArrayList<String>();
        for (var field : entity.fields()) {
            if (field.isStandard()) {
                continue;
            }
            var name = BoundMapping.fieldName(entity, field, type);
            fields(entity).stream()
                    .filter(f -> f.name().equals(name))
                    .findFirst()
                    .ifPresent(f -> {
                        names.add(field.name());
                        var ids = new LinkedHashMap<String, Long>();
                        field.options()
                                .forEach(o -> f.options().stream()
                                        .filter(p -> p.xmlId().equals(o.code()))
                                        .findFirst()
                                        .ifPresent(p -> ids.put(o.code(), (long) Told.number(p.id()))));
                        if (!ids.isEmpty()) {
                            lock.options.put(entity.key() + "/" + field.name(), ids);
                        }
                    });
        }
        lock.fields.put(entity.key(), names);
    }
}
