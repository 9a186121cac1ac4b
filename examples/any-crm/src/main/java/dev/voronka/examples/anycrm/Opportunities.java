package dev.voronka.examples.anycrm;

import dev.voronka.CardId;
import dev.voronka.InvalidInput;
import dev.voronka.crm.CrmFailed;
import dev.voronka.crm.CrmRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Reads and writes opportunities, many at once, and understands them as records. Thread-safe. */
final class Opportunities {

    private static final Logger LOG = LoggerFactory.getLogger(Opportunities.class);

    private static final String MODEL = "sale.opportunity";

    /** Our marks there; the module {@code voronka} adds them. */
    private static final List<String> MARKS = List.of(
            "voronka_card",
            "voronka_operation",
            "voronka_state",
            "voronka_moved_by",
            "voronka_moved_at",
            "voronka_edited_by",
            "voronka_edited_at");

    private static final List<String> OWN =
            List.of("state", "description", "employee", "create_date", "write_date", "create_uid", "write_uid");

    /** How long a person may need to activate a module. */
    private static final Duration UNTIL_CORRECTED = Duration.ofMinutes(5);

    /** What Tryton says of itself: the types of fields, what states are called, in which currency amounts are. */
    private record Schema(Map<String, String> types, Map<String, String> titles, String currency) {}

    private final TrytonClient client;
    private final TrytonMapping mapping;
    private final TrytonStaff staff;
    private volatile @Nullable Schema schema;

    Opportunities(TrytonClient client, TrytonMapping mapping, TrytonStaff staff) {
        this.client = client;
        this.mapping = mapping;
        this.staff = staff;
    }

    /** An opportunity as it was read. */
    record Entry(JsonNode json) {
        int id() {
            return json.path("id").asInt();
        }

        String state() {
            return json.path("state").asString("");
        }

        @Nullable
        String stateWritten() {
            return text("voronka_state");
        }

        @Nullable
        String card() {
            return text("voronka_card");
        }

        private @Nullable String text(String field) {
            var value = json.path(field).asString("");
            return value.isEmpty() ? null : value;
        }

        /** When it was written last; null if it was only created. */
        @Nullable
        Instant writtenAt() {
            return TrytonValues.momentOrNone(json.path("write_date"));
        }

        /** When it was written last, or created. */
        Instant changedAt() {
            var at = writtenAt();
            return at == null ? TrytonValues.moment(json.path("create_date")) : at;
        }
    }

    private Schema schema() {
        var known = schema;
        if (known == null) {
            known = look();
            schema = known;
        }
        return known;
    }

    private Schema look() {
        var wanted = wanted();
        var fields = client.call(MODEL, "fields_get", List.of());
        var missing = new ArrayList<String>();
        var types = new HashMap<String, String>();
        var labels = new ArrayList<String>(List.of("Sale Opportunity", "Note"));
        fields.properties().forEach(f -> labels.add(f.getValue().path("string").asString("")));
        for (var name : wanted) {
            if (fields.has(name)) {
                types.put(name, fields.path(name).path("type").asString(""));
            } else if (!OWN.contains(name)) {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            throw new CrmFailed(
                    "Tryton's opportunities have no fields " + missing
                            + ". Activate the module voronka of this version, or" + " correct the mapping.",
                    true,
                    UNTIL_CORRECTED,
                    null);
        }
        client.words().allow(labels);
        mapping.fields().forEach(f -> TrytonValues.require(types.getOrDefault(mapping.name(f), "")));
        var titles = new HashMap<String, String>();
        fields.path("state")
                .path("selection")
                .forEach(s -> titles.put(s.path(0).asString(""), s.path(1).asString("")));
        return new Schema(types, titles, currency());
    }

    private String currency() {
        var company =
                client.call("company.company", "read", List.of(client.company()), List.of("currency", "currency.code"));
        return company.path(0).path("currency.").path("code").asString("");
    }

    /** In which currency amounts are. */
    String amountsAreIn() {
        return schema().currency();
    }

    private Set<String> wanted() {
        var wanted = new LinkedHashSet<>(OWN);
        wanted.addAll(MARKS);
        mapping.fields().forEach(f -> wanted.add(mapping.name(f)));
        return wanted;
    }

    /** Those that exist, and that we may see: whoever asks by id is told of others by an error, so they are searched. */
    Map<Integer, Entry> read(Collection<Integer> ids) {
        return ids.isEmpty() ? Map.of() : find(List.of(List.of("id", "in", List.copyOf(new HashSet<>(ids)))));
    }

    /** Those with one of these ids, or that show one of these cards. */
    Map<Integer, Entry> find(Collection<Integer> ids, Collection<String> cards) {
        return find(List.of(
                "OR", List.of("id", "in", List.copyOf(ids)), List.of("voronka_card", "in", List.copyOf(cards))));
    }

    private Map<Integer, Entry> find(List<?> domain) {
        var found = new LinkedHashMap<Integer, Entry>();
        page(domain, null, List.of()).forEach(e -> found.put(e.id(), e));
        return found;
    }

    /** The first that meet a condition. */
    List<Entry> page(List<?> domain, @Nullable Integer limit, List<?> order) {
        schema();
        // Not List.of: a limit may be null.
        var arguments = new Object[] {domain, 0, limit, order, List.copyOf(wanted())};
        var entries = new ArrayList<Entry>();
        client.call(MODEL, "search_read", arguments).forEach(json -> entries.add(new Entry(json)));
        return entries;
    }

    /**
     * Writes each of these, all or none.
     *
     * @throws TrytonRefusal if one may not be written, or was written by somebody else since it was read
     */
    @SuppressWarnings("NullAway") // null says that it was seen as it was created
    void write(Map<Entry, Map<String, Object>> values) {
        var seen = new HashMap<String, Object>();
        var arguments = new ArrayList<Object>();
        values.forEach((entry, its) -> {
            var at = entry.writtenAt();
            seen.put(String.valueOf(entry.id()), at == null ? null : TrytonValues.moment(at));
            arguments.add(List.of(entry.id()));
            arguments.add(its);
        });
        client.callSaying(Map.of("voronka_seen", seen), MODEL, "write", arguments.toArray());
    }

    /**
     * Makes these, all or none.
     *
     * @return their ids, in the same order
     * @throws TrytonRefusal if one may not be made, or its card is shown already
     */
    List<Integer> create(List<Map<String, Object>> values) {
        var ids = new ArrayList<Integer>();
        client.call(MODEL, "create", values).forEach(id -> ids.add(id.asInt()));
        return ids;
    }

    /** The value of a field as Tryton takes it. */
    @Nullable
    Object written(String code, String text) {
        var field = mapping.fields().stream()
                .filter(f -> f.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new InvalidInput("Field " + code + " is not mapped to one of Tryton."));
        var name = mapping.name(field);
        return TrytonValues.written(name, schema().types().getOrDefault(name, ""), text);
    }

    /** Tryton's name of a field. */
    String name(String code) {
        return mapping.names().getOrDefault(code, code);
    }

    /** The values of the fields that come and go, by code. */
    private Map<String, String> values(Entry entry) {
        var values = new HashMap<String, String>();
        mapping.fields()
                .forEach(
                        f -> values.put(f.code(), TrytonValues.read(entry.json().path(mapping.name(f)))));
        return values;
    }

    CrmRecord record(Entry entry) {
        var state = entry.state();
        var employee = entry.json().path("employee");
        var isNobody = !employee.isNumber() || staff.isNobody(employee.asInt());
        var movedBy = entry.json().path("voronka_moved_by");
        var editedBy = entry.json().path("voronka_edited_by");
        var editedAt = TrytonValues.momentOrNone(entry.json().path("voronka_edited_at"));
        var record = CrmRecord.of(String.valueOf(entry.id()), mapping.process().code())
                .ours(card(entry), entry.stateWritten(), entry.text("voronka_operation"))
                .stage(state, schema().titles().getOrDefault(state, state), mapping.stages(state))
                .owner(isNobody ? null : staff.ours(employee.asInt()), isNobody ? "" : String.valueOf(employee.asInt()))
                .title(entry.json().path("description").asString(""))
                .moved(
                        movedBy.isNumber() ? staff.person(movedBy.asInt()) : null,
                        TrytonValues.momentOrNone(entry.json().path("voronka_moved_at")))
                .changed(
                        staff.person(editedBy.isNumber() ? editedBy.asInt() : writer(entry)),
                        editedAt == null ? entry.changedAt() : editedAt);
        values(entry).forEach(record::value);
        return record.build();
    }

    private static int writer(Entry entry) {
        var by = entry.json().path("write_uid");
        return by.isNumber() ? by.asInt() : entry.json().path("create_uid").asInt();
    }

    private static @Nullable CardId card(Entry entry) {
        var text = entry.card();
        try {
            return text == null ? null : CardId.parse(text);
        } catch (InvalidInput noId) {
            LOG.warn("Opportunity {} says it shows a card, but its id is none; it counts as nobody's.", entry.id());
            return null;
        }
    }
}
