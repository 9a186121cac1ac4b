package dev.voronka.bitrix;

import dev.voronka.CardId;
import dev.voronka.InvalidInput;
import dev.voronka.bitrix.mapping.BoundField;
import dev.voronka.bitrix.mapping.BoundMapping;
import dev.voronka.bitrix.mapping.EntityMapping;
import dev.voronka.bitrix.mapping.FieldSource;
import dev.voronka.bitrix.mapping.FunnelMapping;
import dev.voronka.bitrix.mapping.OwnField;
import dev.voronka.bitrix.mapping.Placement;
import dev.voronka.bitrix.mapping.StageMapping;
import dev.voronka.crm.CrmPerson;
import dev.voronka.crm.CrmRecord;
import dev.voronka.crm.CrmText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Reads items of a portal as records of the CRM port. Thread-safe. */
final class ItemReader {

    private static final Logger LOG = LoggerFactory.getLogger(ItemReader.class);

    /** What every item has. */
    private static final List<String> STANDARD = List.of(
            "id",
            "title",
            "stageId",
            "categoryId",
            "assignedById",
            "companyId",
            "contactIds",
            "opportunity",
            "currencyId",
            "movedBy",
            "movedTime",
            "updatedBy",
            "updatedTime",
            "createdBy");

    private static final List<String> OF_LEADS = List.of("comments", "sourceDescription", "fm", "statusId");

    private final BoundMapping bound;
    private final long own;
    private final MissingFields missing = new MissingFields();

    /** With the number of the user as whom we call. */
    ItemReader(BoundMapping bound, long own) {
        this.bound = bound;
        this.own = own;
    }

    /** The kind of items with this number, if voronka has cards of it. */
    Optional<EntityMapping> kind(int type) {
        return bound.mapping().entities().stream()
                .filter(e -> bound.entityTypeId(e) == type)
                .findFirst();
    }

    /** What is to be asked for of items of a kind. */
    List<String> select(EntityMapping kind) {
        var names = new LinkedHashSet<>(STANDARD);
        if (kind.placement() == Placement.LEAD) {
            names.addAll(OF_LEADS);
        }
        kind.processes().forEach(p -> bound.fields(p).forEach(f -> names.add(f.portalName())));
        kind.parents().forEach(p -> bound.mapping().entity(p).ifPresent(e -> names.add(bound.parentField(e))));
        return List.copyOf(names);
    }

    /** Whether somebody has deleted the field in the portal, as far as items were read. */
    boolean isMissing(String process, BoundField field) {
        return missing.has(process, field);
    }

    /** In which funnel the item is; empty if that is none of voronka's. */
    Optional<FunnelMapping> funnel(EntityMapping kind, Map<String, ?> item) {
        return bound.funnel(kind, (int) number(item.get("categoryId")));
    }

    /** The item as a record. */
    CrmRecord record(EntityMapping kind, Map<String, @Nullable Object> item) {
        var funnel = funnel(kind, item);
        var process = funnel.map(FunnelMapping::process).orElse(kind.processes().get(0));
        var stage = text(item.get("stageId"));
        var stages = funnel.map(f -> stages(f, process, item, stage)).orElse(List.of());
        var responsible = number(item.get("assignedById"));
        var record = CrmRecord.of(new RecordId(bound.entityTypeId(kind), number(item.get("id"))).toString(), process)
                .ours(card(process, item), own(process, OwnField.STATE, item), own(process, OwnField.OP, item))
                .stage(stage, stages.isEmpty() ? stage : stages.get(0).title(), names(stages))
                .owner(owner(item), responsible == 0 ? "" : String.valueOf(responsible))
                .title(text(item.get("title")))
                .moved(person(item.get("movedBy")), moment(item.get("movedTime")))
                .changed(person(item.get("updatedBy")), moment(item.get("updatedTime")));
        for (var field : bound.fields(process)) {
            code(field).ifPresent(code -> {
                missing.look(process, field, item);
                record.value(code, value(field, item));
            });
        }
        if (kind.placement() == Placement.LEAD) {
            contacts(item).forEach(record::value);
        }
        return record.build();
    }

    /** The employee who answers for the item; for one that is being made, who we are. */
    @Nullable
    String owner(@Nullable Map<String, @Nullable Object> item) {
        var responsible = item == null ? own : number(item.get("assignedById"));
        return responsible == 0 ? null : bound.mapping().employeeOf(responsible).orElse(null);
    }

    private List<StageMapping> stages(
            FunnelMapping funnel, String process, Map<String, @Nullable Object> item, String stage) {
        var all = bound.stages(funnel, stage);
        if (all.size() < 2) {
            return all;
        }
        var outcome = bound.own(process, OwnField.OUTCOME).fromPortal(item);
        var told = all.stream()
                .filter(s -> (process + "." + s.stage()).equals(outcome))
                .toList();
        return told.isEmpty() ? all : told;
    }

    private static Set<String> names(List<StageMapping> stages) {
        var names = new TreeSet<String>();
        stages.forEach(s -> names.add(s.stage()));
        return names;
    }

    private @Nullable CardId card(String process, Map<String, ?> item) {
        var key = own(process, OwnField.KEY, item);
        try {
            return key == null ? null : CardId.parse(key);
        } catch (RuntimeException typedOver) {
            LOG.warn("Item {} has a {} that is no id of a card; it is ignored.", item.get("id"), OwnField.KEY.tail());
            return null;
        }
    }

    private @Nullable String own(String process, OwnField field, Map<String, ?> item) {
        var value = bound.own(process, field).fromPortal(item);
        return value == null ? null : value.toString();
    }

    /** Under which code a field's value comes and goes; empty if it is none of the port's. */
    static Optional<String> code(BoundField field) {
        var source = field.field().source();
        if (source instanceof FieldSource.Custom custom) {
            return Optional.of(custom.code());
        }
        if (source instanceof FieldSource.Path data) {
            return Optional.of(data.path());
        }
        return source instanceof FieldSource.Report report ? Optional.of(report.code()) : Optional.empty();
    }

    /** A value that cannot be read is told as it stands there, so that the process refuses it by name. */
    static String value(BoundField field, Map<String, ?> item) {
        try {
            return CrmText.of(field.fromPortal(item));
        } catch (InvalidInput unreadable) {
            LOG.warn("Field {} of item {}: {}", field.portalName(), item.get("id"), unreadable.getMessage());
            return String.valueOf(item.get(field.portalName()));
        }
    }

    private @Nullable CrmPerson person(@Nullable Object user) {
        var id = number(user);
        if (user == null) {
            return null;
        }
        var mapping = bound.mapping();
        var employee = mapping.employeeOf(id);
        var isSaid = employee.filter(mapping.employees()::contains).isPresent();
        if (id == 0 || (id == own && !isSaid)) {
            return CrmPerson.program(String.valueOf(id));
        }
        return new CrmPerson(String.valueOf(id), employee.orElse(null), false);
    }

    /** Phones and e-mails, each a line, and what else a new lead says. */
    private static Map<String, String> contacts(Map<String, @Nullable Object> item) {
        var lines = new LinkedHashMap<String, List<String>>();
        if (item.get("fm") instanceof List<?> many) {
            for (var one : many) {
                if (one instanceof Map<?, ?> entry) {
                    var type = text(entry.get("typeId")).toLowerCase(Locale.ROOT);
                    lines.computeIfAbsent(type, t -> new ArrayList<>()).add(text(entry.get("value")));
                }
            }
        }
        var values = new LinkedHashMap<String, String>();
        lines.forEach((type, all) -> values.put(type, String.join("\n", all)));
        values.put("comments", text(item.get("comments")));
        values.put("source", text(item.get("sourceDescription")));
        return values;
    }

    static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    static long number(@Nullable Object value) {
        try {
            return value == null || value.toString().isBlank() ? 0 : Long.parseLong(value.toString());
        } catch (NumberFormatException none) {
            return 0;
        }
    }

    static @Nullable Instant moment(@Nullable Object value) {
        try {
            return value == null || value.toString().isBlank()
                    ? null
                    : OffsetDateTime.parse(value.toString()).toInstant();
        } catch (DateTimeException none) {
            return null;
        }
    }

    /** A tree of the portal as maps, lists, texts, numbers, yes and no. */
    static @Nullable Object plain(JsonNode node) {
        if (node.isObject()) {
            var map = new LinkedHashMap<String, @Nullable Object>();
            node.properties().forEach(p -> map.put(p.getKey(), plain(p.getValue())));
            return map;
        }
        if (node.isArray()) {
            var list = new ArrayList<@Nullable Object>();
            node.values().forEach(v -> list.add(plain(v)));
            return list;
        }
        if (node.isNull() || node.isMissingNode()) {
            return null;
        }
        if (node.isNumber()) {
            return node.decimalValue();
        }
        return node.isBoolean() ? (Object) node.booleanValue() : node.asString();
    }

    /** An item as a map. */
    @SuppressWarnings("unchecked") // an object is a map of texts
    static Map<String, @Nullable Object> item(JsonNode node) {
        return node.isObject()
                ? (Map<String, @Nullable Object>) Objects.requireNonNull(plain(node))
                : new LinkedHashMap<>();
    }
}
