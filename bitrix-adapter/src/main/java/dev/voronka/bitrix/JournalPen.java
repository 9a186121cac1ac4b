package dev.voronka.bitrix;

import dev.voronka.bitrix.client.Batch;
import dev.voronka.bitrix.client.BitrixClient;
import dev.voronka.bitrix.client.BitrixFailed;
import dev.voronka.bitrix.client.Call;
import dev.voronka.bitrix.client.Priority;
import dev.voronka.bitrix.mapping.BoundMapping;
import dev.voronka.bitrix.mapping.JournalField;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Writes the journal. Remembers where the lines of the kinds are that are kept in memory. One thread at a time writes. */
final class JournalPen {

    /** How many commands a batch has at most, with one left for what ends it. */
    private static final int COMMANDS = 49;

    /** How long the commands of a batch are together, about. */
    private static final int BATCH_CHARS = 400_000;

    private final BitrixClient client;
    private final BoundMapping bound;
    private final Journal journal;
    private final Map<String, JournalLine> hot = new ConcurrentHashMap<>();

    JournalPen(BitrixClient client, BoundMapping bound, Journal journal) {
        this.client = client;
        this.bound = bound;
        this.journal = journal;
    }

    void remember(List<JournalLine> lines) {
        lines.forEach(l -> hot.put(l.key(), l));
    }

    void forget() {
        hot.clear();
    }

    /** As {@link Journal#write}. */
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
            journal.surely(page).forEach(l -> known.put(l.key(), l));
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
            journal.byKeys(LongText.keys(key, most)).forEach(p -> there.put(p.key(), p));
        }
        return there;
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
        fields.put(journal.name(JournalField.KIND), line.kind().code());
        fields.put(journal.name(JournalField.KEY), line.key());
        fields.put(journal.name(JournalField.CARD), line.card());
        fields.put(journal.name(JournalField.GROUP), LongText.safe(line.group()));
        fields.put(journal.name(JournalField.NUMBER), String.valueOf(line.number()));
        fields.put(journal.name(JournalField.AT), String.valueOf(line.at()));
        fields.put(journal.name(JournalField.JSON), LongText.safe(line.json()));
        return fields;
    }
}
