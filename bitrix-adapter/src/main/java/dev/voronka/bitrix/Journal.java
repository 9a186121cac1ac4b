package dev.voronka.bitrix;

import dev.voronka.bitrix.client.Batch;
import dev.voronka.bitrix.client.BitrixClient;
import dev.voronka.bitrix.client.BitrixFailed;
import dev.voronka.bitrix.client.Call;
import dev.voronka.bitrix.client.ListCall;
import dev.voronka.bitrix.client.Priority;
import dev.voronka.bitrix.client.Repeatability;
import dev.voronka.bitrix.mapping.BoundMapping;
import dev.voronka.bitrix.mapping.JournalField;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The items of the smart process in which all is kept that is no card. Lines are found by list filters and written by
 * batches; what was perhaps written already is looked for by key first. Thread-safe for reading; one thread at a time writes.
 */
final class Journal {

    /** How many commands a batch has at most, with one left for what ends it. */
    private static final int COMMANDS = 49;

    /** How long the commands of a batch are together, about. */
    private static final int BATCH_CHARS = 400_000;

    /** With what the keys of texts begin that a move has put aside, as they are too long for its item. */
    static final String ASIDE = "pending-";

    private static final List<String> NOTHING = List.of();

    private final BitrixClient client;
    private final BoundMapping bound;
    private final Map<String, JournalLine> hot = new ConcurrentHashMap<>();

    Journal(BitrixClient client, BoundMapping bound) {
        this.client = client;
        this.bound = bound;
    }

    String name(JournalField field) {
        return bound.journalField(field);
    }

    /** All lines of the kinds that are kept in memory. */
    List<JournalLine> hot() {
        var kinds = Stream.of(JournalKind.values()).filter(JournalKind::isHot).map(JournalKind::code);
        return surely(Map.of("@" + name(JournalField.KIND), kinds.toList()));
    }

    /** All lines of a kind. */
    List<JournalLine> of(JournalKind kind) {
        return all(Map.of("=" + name(JournalField.KIND), kind.code()));
    }

    /** A card's lines of a kind, oldest first. */
    List<JournalLine> of(JournalKind kind, String card) {
        return all(Map.of("=" + name(JournalField.KIND), kind.code(), "=" + name(JournalField.CARD), card));
    }

    /** All lines of a card, whatever they are. */
    List<JournalLine> ofCard(String card) {
        return all(Map.of("=" + name(JournalField.CARD), card));
    }

    Optional<JournalLine> one(String key) {
        return byKeys(List.of(key)).stream().findFirst();
    }

    /** Lines by their keys, in no order; each once even if it was written twice. */
    List<JournalLine> byKeys(Collection<String> keys) {
        var found = new ArrayList<JournalLine>();
        for (var page : Talk.pages(List.copyOf(keys))) {
            found.addAll(all(Map.of("@" + name(JournalField.KEY), page)));
        }
        return found;
    }

    /** All lines that a filter lets through, by their numbers. */
    List<JournalLine> all(Map<String, ?> filter) {
        return reading(() -> read(list(filter).trustingShortPages()));
    }

    /** The same where a line that is left out does harm: portals under load have been seen to give short pages. */
    private List<JournalLine> surely(Map<String, ?> filter) {
        return reading(() -> read(list(filter)));
    }

    private ListCall list(Map<String, ?> filter) {
        return ListCall.of("crm.item.list", params(filter)).itemsAt("items").id("id");
    }

    private List<JournalLine> read(ListCall list) {
        return whole(client.list(list).map(this::line));
    }

    /** A page of 50 lines in another order. */
    List<JournalLine> page(Map<String, ?> filter, Map<String, String> order, int start) {
        var params = params(filter);
        params.put("order", order);
        params.put("start", start);
        return reading(() -> whole(client
                .call(Call.of("crm.item.list", params).repeatable(Repeatability.FREELY))
                .result()
                .path("items")
                .values()
                .stream()
                .map(this::line)));
    }

    /** A call for the first lines of a kind that belong to cards, to be made together with others. */
    Call first(JournalKind kind, Collection<String> cards) {
        var params = params(
                Map.of("=" + name(JournalField.KIND), kind.code(), "@" + name(JournalField.CARD), List.copyOf(cards)));
        params.put("start", -1);
        return Call.of("crm.item.list", params).repeatable(Repeatability.FREELY);
    }

    /** The lines of an answer to {@link #first}, without their texts if those are long. */
    List<JournalLine> lines(JsonNode result) {
        return result.path("items").values().stream().map(this::line).toList();
    }

    private Map<String, Object> params(Map<String, ?> filter) {
        var params = new LinkedHashMap<String, Object>();
        params.put("entityTypeId", bound.journalType());
        params.put("filter", filter);
        params.put(
                "select",
                Stream.concat(Stream.of("id"), Stream.of(JournalField.values()).map(this::name))
                        .toList());
        params.put("useOriginalUfNames", "Y");
        return params;
    }

    private JournalLine line(JsonNode node) {
        var item = ItemReader.item(node);
        var json = text(item, JournalField.JSON);
        return new JournalLine(
                JournalKind.of(text(item, JournalField.KIND)),
                text(item, JournalField.KEY),
                text(item, JournalField.CARD),
                text(item, JournalField.GROUP),
                number(item, JournalField.NUMBER),
                number(item, JournalField.AT),
                json,
                ItemReader.number(item.get("id")),
                LongText.pieces(json));
    }

    private String text(Map<String, ? extends @Nullable Object> item, JournalField field) {
        return ItemReader.text(item.get(name(field)));
    }

    private long number(Map<String, ? extends @Nullable Object> item, JournalField field) {
        var text = text(item, field);
        return text.isEmpty() ? 0 : new BigDecimal(text).longValue();
    }

    /** Each key once, with texts put together that were cut. */
    private List<JournalLine> whole(Stream<JournalLine> lines) {
        var seen = new HashSet<String>();
        return lines.filter(l -> seen.add(l.key()))
                .map(l -> l.pieces() == 0 ? l : with(l, joined(l.key(), l.pieces())))
                .toList();
    }

    private static JournalLine with(JournalLine l, String json) {
        return new JournalLine(l.kind(), l.key(), l.card(), l.group(), l.number(), l.at(), json, l.id(), l.pieces());
    }

    /** A text that lies in pieces under a key. */
    String joined(String key, int pieces) {
        var byKey = new HashMap<String, String>();
        byKeys(LongText.keys(key, pieces)).forEach(p -> byKey.put(p.key(), p.json()));
        return LongText.joined(key, pieces, byKey);
    }

    /** Takes note of what was read of the kinds that are kept in memory. */
    void remember(List<JournalLine> lines) {
        lines.forEach(l -> hot.put(l.key(), l));
    }

    /** Forgets what is kept in memory. */
    void forget() {
        hot.clear();
    }

    /**
     * Puts lines, each in the place of the one with its key, and drops others.
     *
     * @param fresh whether the lines of the kinds that are not kept in memory are known not to be there yet
     * @param last what is called last, if all else went well
     * @throws dev.voronka.store.StoreFailed if that cannot be told to have been done; doing it again is right
     */
    void write(List<JournalLine> puts, Collection<String> drops, boolean fresh, @Nullable Call last) {
        try {
            attempt(puts, drops, fresh, last);
        } catch (BitrixFailed first) {
            if (!first.canRepeat() && !first.mayHaveHappened() && first.kind() != BitrixFailed.Kind.NOT_FOUND) {
                throw StoreFailures.told("Writing the journal", first);
            }
            try {
                attempt(puts, drops, false, last);
            } catch (BitrixFailed again) {
                again.addSuppressed(first);
                throw StoreFailures.told("Writing the journal", again);
            }
        }
    }

    /** The same for one line of which it is not known whether it is there. */
    void put(JournalLine line) {
        write(List.of(line), NOTHING, false, null);
    }

    /** Drops lines. */
    void drop(Collection<String> keys) {
        if (!keys.isEmpty()) {
            write(List.of(), keys, true, null);
        }
    }

    private void attempt(List<JournalLine> puts, Collection<String> drops, boolean fresh, @Nullable Call last) {
        var known = new HashMap<String, JournalLine>();
        var unknown = new ArrayList<String>();
        Stream.concat(puts.stream().map(JournalLine::key), drops.stream()).forEach(k -> {
            var there = fresh ? hot.get(k) : null;
            if (there != null) {
                known.put(k, there);
            } else if (!fresh || drops.contains(k)) {
                unknown.add(k);
            }
        });
        for (var page : Talk.pages(unknown)) {
            surely(Map.of("@" + name(JournalField.KEY), page)).forEach(l -> known.put(l.key(), l));
        }
        var todo = new ArrayList<Todo>();
        for (var line : puts) {
            var cut = LongText.cut(line);
            var before = known.get(line.key());
            var old = before == null ? 0 : before.pieces();
            var pieces = pieces(line.key(), fresh ? old : Math.max(old, cut.size() - 1));
            for (var piece : cut) {
                var there = piece.key().equals(line.key()) ? before : pieces.remove(piece.key());
                todo.add(new Todo(
                        piece,
                        there == null ? add(piece) : update(there.id(), piece),
                        piece.json().length()));
            }
            pieces.values().forEach(left -> todo.add(new Todo(null, delete(left.id()), 0, left.key())));
        }
        for (var key : drops) {
            var there = known.get(key);
            if (there != null) {
                todo.add(new Todo(null, delete(there.id()), 0, key));
                pieces(key, there.pieces()).values().forEach(p -> todo.add(new Todo(null, delete(p.id()), 0, p.key())));
            }
        }
        if (last != null) {
            todo.add(new Todo(null, last, 0));
        }
        run(todo);
    }

    /** The pieces of a text that are there. */
    private Map<String, JournalLine> pieces(String key, int most) {
        var there = new HashMap<String, JournalLine>();
        if (most > 0) {
            byKeys(LongText.keys(key, most)).forEach(p -> there.put(p.key(), p));
        }
        return there;
    }

    /** Drops what a move has put aside that was never written, or is done. */
    void sweep() {
        var left = all(Map.of(
                "=" + name(JournalField.KIND), JournalKind.PIECE.code(), "=%" + name(JournalField.KEY), ASIDE + "%"));
        drop(left.stream().map(JournalLine::key).toList());
    }

    private record Todo(
            @Nullable JournalLine line,
            Call call,
            int chars,
            @Nullable String dropped) {
        Todo(@Nullable JournalLine line, Call call, int chars) {
            this(line, call, chars, null);
        }
    }

    private void run(List<Todo> todo) {
        var from = 0;
        while (from < todo.size()) {
            var batch = Batch.halting();
            var chars = 0;
            var to = from;
            while (to < todo.size()
                    && to - from < COMMANDS + 1
                    && (to == from || chars + todo.get(to).chars() < BATCH_CHARS)) {
                chars += todo.get(to).chars();
                batch = batch.add("c" + to, todo.get(to).call());
                to++;
            }
            var answers = client.batch(batch);
            for (var i = from; i < to; i++) {
                var answer = answers.get("c" + i);
                if (answer == null) {
                    throw new IllegalStateException("a batch answers each of its commands");
                }
                if (answer.failure().isPresent()) {
                    throw answer.failure().get();
                }
                noted(todo.get(i), answer.get().result());
            }
            from = to;
        }
    }

    private void noted(Todo todo, JsonNode result) {
        var line = todo.line();
        if (todo.dropped() != null) {
            hot.remove(todo.dropped());
        } else if (line != null && line.kind().isHot()) {
            var id = ItemReader.number(result.path("item").path("id").asString(""));
            hot.put(
                    line.key(),
                    new JournalLine(
                            line.kind(),
                            line.key(),
                            line.card(),
                            line.group(),
                            line.number(),
                            line.at(),
                            line.json(),
                            id,
                            LongText.pieces(line.json())));
        }
    }

    private Call add(JournalLine line) {
        return call("crm.item.add", 0, fields(line));
    }

    private Call update(long id, JournalLine line) {
        return call("crm.item.update", id, fields(line));
    }

    private Call delete(long id) {
        return call("crm.item.delete", id, Map.of());
    }

    private Call call(String method, long id, Map<String, Object> fields) {
        var params = new LinkedHashMap<String, Object>();
        params.put("entityTypeId", bound.journalType());
        if (id != 0) {
            params.put("id", id);
        }
        if (!fields.isEmpty()) {
            params.put("fields", fields);
        }
        params.put("useOriginalUfNames", "Y");
        return Call.of(method, params).priority(Priority.EVENT);
    }

    private Map<String, Object> fields(JournalLine line) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("title", line.group().isEmpty() ? line.kind().code() : LongText.safe(line.group()));
        fields.put(name(JournalField.KIND), line.kind().code());
        fields.put(name(JournalField.KEY), line.key());
        fields.put(name(JournalField.CARD), line.card());
        fields.put(name(JournalField.GROUP), LongText.safe(line.group()));
        fields.put(name(JournalField.NUMBER), String.valueOf(line.number()));
        fields.put(name(JournalField.AT), String.valueOf(line.at()));
        fields.put(name(JournalField.JSON), LongText.safe(line.json()));
        return fields;
    }

    private static <X> X reading(Supplier<X> call) {
        try {
            return call.get();
        } catch (BitrixFailed failed) {
            throw StoreFailures.told("Reading the journal", failed);
        }
    }
}
