package dev.voronka.bitrix;

import dev.voronka.bitrix.client.BatchAnswer;
import dev.voronka.bitrix.client.BitrixFailed;
import dev.voronka.bitrix.client.Call;
import dev.voronka.bitrix.client.Priority;
import dev.voronka.bitrix.mapping.EntityMapping;
import dev.voronka.crm.CrmFailed;
import dev.voronka.crm.Found;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads items by their numbers, many in a request. Thread-safe. */
final class Items {

    /** What was found under a number; the item is null where nothing is there, the failure where it could not be read. */
    record Read(
            RecordId id,
            EntityMapping kind,
            @Nullable Map<String, @Nullable Object> item,
            @Nullable CrmFailed failed) {}

    private final Talk talk;

    Items(Talk talk) {
        this.talk = talk;
    }

    /**
     * Reads records.
     *
     * @throws CrmFailed if none could be read
     */
    List<Found> read(List<String> records) {
        var ids = new ArrayList<RecordId>();
        records.forEach(r -> RecordId.of(r).ifPresent(ids::add));
        var read = items(ids, Priority.EVENT);
        var found = new ArrayList<Found>();
        for (var record : records) {
            var known = RecordId.of(record).map(read::get).orElse(null);
            if (known == null || (known.item() == null && known.failed() == null)) {
                found.add(new Found.Missing(record, null));
            } else if (known.item() != null) {
                found.add(new Found.Present(talk.reader().record(known.kind(), known.item())));
            } else if (known.failed() != null) {
                found.add(new Found.Unread(record, known.failed()));
            }
        }
        return found;
    }

    /**
     * Items by their numbers; numbers of kinds that are none of voronka's are left out.
     *
     * @throws CrmFailed if none could be read
     */
    Map<RecordId, Read> items(List<RecordId> ids, Priority priority) {
        var read = new LinkedHashMap<RecordId, Read>();
        var asked = new ArrayList<List<RecordId>>();
        var calls = new ArrayList<Call>();
        Talk.by(ids.stream().distinct().toList(), RecordId::type)
                .forEach((type, all) -> talk.reader().kind(type).ifPresent(kind -> {
                    for (var page : Talk.pages(all)) {
                        asked.add(page);
                        calls.add(talk.items(
                                kind, "id", page.stream().map(RecordId::id).toList(), priority));
                    }
                }));
        var answers = talk.all(calls);
        for (var i = 0; i < calls.size(); i++) {
            page(asked.get(i), answers.get(i), read);
        }
        absent(read, priority);
        return read;
    }

    private void page(List<RecordId> page, BatchAnswer answer, Map<RecordId, Read> read) {
        var type = page.get(0).type();
        var kind = talk.reader().kind(type).orElseThrow();
        if (answer.failure().isPresent()) {
            throw talk.told(answer.failure().get());
        }
        page.forEach(id -> read.put(id, new Read(id, kind, null, null)));
        for (var item : Talk.items(answer.get().result())) {
            var id = new RecordId(type, ItemReader.number(item.get("id")));
            read.put(id, new Read(id, kind, item, null));
        }
    }

    /** A list leaves out what is not there and what our user may not see; only a reading by itself tells which. */
    private void absent(Map<RecordId, Read> read, Priority priority) {
        var absent = read.values().stream().filter(r -> r.item() == null).toList();
        var answers = talk.all(absent.stream()
                .map(r -> Call.of(
                                "crm.item.get",
                                Map.of(
                                        "entityTypeId", r.id().type(),
                                        "id", r.id().id(),
                                        "useOriginalUfNames", "Y"))
                        .priority(priority))
                .toList());
        for (var i = 0; i < absent.size(); i++) {
            var one = absent.get(i);
            var failure = answers.get(i).failure();
            if (failure.isEmpty()) {
                var item = ItemReader.item(answers.get(i).get().result().path("item"));
                read.put(one.id(), new Read(one.id(), one.kind(), item, null));
            } else if (failure.get().kind() != BitrixFailed.Kind.NOT_FOUND) {
                read.put(one.id(), new Read(one.id(), one.kind(), null, talk.told(failure.get())));
            }
        }
    }
}
