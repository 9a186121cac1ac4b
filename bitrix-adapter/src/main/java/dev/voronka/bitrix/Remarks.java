package dev.voronka.bitrix;

import dev.voronka.InvalidInput;
import dev.voronka.bitrix.client.BitrixFailed;
import dev.voronka.bitrix.client.Call;
import dev.voronka.bitrix.client.Repeatability;
import dev.voronka.crm.Carried;
import dev.voronka.crm.CrmFailed;
import dev.voronka.crm.Errand;
import dev.voronka.crm.Found;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Remarks on items, to-dos and notices. A portal takes the same remark or to-do twice, so each carries a short mark, and
 * what has it is not written again; a notice with the same tag replaces the one before. Thread-safe.
 */
final class Remarks {

    private final Talk talk;
    private final Items items;

    Remarks(Talk talk, Items items) {
        this.talk = talk;
        this.items = items;
    }

    /** By place what became of remarks. */
    Map<Integer, Carried> remark(Map<Integer, Errand.Remark> remarks) {
        var done = new HashMap<Integer, Carried>();
        var records = new LinkedHashSet<RecordId>();
        remarks.forEach((place, remark) -> RecordId.of(remark.record())
                .ifPresentOrElse(records::add, () -> done.put(place, new Carried.Gone(remark.record()))));
        var there = marks(List.copyOf(records), Remarks::comments);
        var calls = new LinkedHashMap<Integer, Call>();
        var begun = new HashMap<RecordId, Set<String>>();
        remarks.forEach((place, remark) -> {
            var id = RecordId.of(remark.record()).orElse(null);
            if (id == null) {
                return;
            }
            var known = there.getOrDefault(id, Set.of());
            var mark = Marks.of(remark.key());
            if (known.stream().anyMatch(t -> t.contains(mark))
                    || !begun.computeIfAbsent(id, i -> new LinkedHashSet<>()).add(mark)) {
                done.put(place, new Carried.Done());
            } else {
                calls.put(
                        place,
                        Call.of(
                                "crm.timeline.comment.add",
                                Map.of(
                                        "fields",
                                        Map.of(
                                                "ENTITY_ID", id.id(),
                                                "ENTITY_TYPE", id.ownerType(),
                                                "COMMENT", remark.text() + "\n" + mark))));
            }
        });
        carryOut(calls, done);
        var onWhat = new LinkedHashMap<Integer, String>();
        remarks.forEach((place, remark) -> onWhat.put(place, remark.record()));
        gone(onWhat, done);
        return done;
    }

    private static Call comments(RecordId id) {
        return Call.of(
                        "crm.timeline.comment.list",
                        Map.of(
                                "filter", Map.of("ENTITY_ID", id.id(), "ENTITY_TYPE", id.ownerType()),
                                "select", List.of("ID", "COMMENT"),
                                "order", Map.of("ID", "DESC")))
                .repeatable(Repeatability.FREELY);
    }

    /** The newest texts that are there, by record. */
    private Map<RecordId, Set<String>> marks(
            List<RecordId> records, java.util.function.Function<RecordId, Call> listing) {
        var there = new HashMap<RecordId, Set<String>>();
        var answers = talk.all(records.stream().map(listing).toList());
        for (var i = 0; i < records.size(); i++) {
            var failure = answers.get(i).failure();
            if (failure.isPresent() && failure.get().kind() != BitrixFailed.Kind.NOT_FOUND) {
                throw talk.told(failure.get());
            }
            var texts = new LinkedHashSet<String>();
            if (failure.isEmpty()) {
                answers.get(i).get().result().values().forEach(one -> {
                    texts.add(one.path("COMMENT").asString(""));
                    texts.add(one.path("DESCRIPTION").asString(""));
                });
            }
            there.put(records.get(i), texts);
        }
        return there;
    }

    /** By place what became of notices. */
    Map<Integer, Carried> tell(Map<Integer, Errand.Notice> notices) {
        var done = new HashMap<Integer, Carried>();
        var calls = new LinkedHashMap<Integer, Call>();
        notices.forEach((place, notice) -> {
            try {
                var user = user(notice.employee());
                calls.put(
                        place,
                        Call.of(
                                "im.notify.system.add",
                                Map.of(
                                        "USER_ID",
                                        user,
                                        "MESSAGE",
                                        notice.text(),
                                        "TAG",
                                        "VORONKA|" + notice.key(),
                                        "SUB_TAG",
                                        "VORONKA|" + notice.card(),
                                        "CLIENT_ID",
                                        "voronka")));
            } catch (InvalidInput unknown) {
                done.put(place, refused(unknown));
            }
        });
        carryOut(calls, done);
        return done;
    }

    /** By place what became of to-dos. */
    Map<Integer, Carried> give(Map<Integer, Errand.Give> todos) {
        var done = new HashMap<Integer, Carried>();
        var records = todos.values().stream()
                .flatMap(t -> t.record() == null ? java.util.stream.Stream.empty() : RecordId.of(t.record()).stream())
                .distinct()
                .toList();
        var there = marks(records, Remarks::todos);
        var calls = new LinkedHashMap<Integer, Call>();
        todos.forEach((place, todo) -> {
            var id = todo.record() == null ? null : RecordId.of(todo.record()).orElse(null);
            try {
                var user = user(todo.employee());
                if (id == null) {
                    calls.put(place, task(todo, user));
                } else if (there.getOrDefault(id, Set.of()).stream().anyMatch(t -> t.contains(Marks.of(todo.key())))) {
                    done.put(place, new Carried.Done());
                } else {
                    calls.put(place, todo(todo, id, user));
                }
            } catch (InvalidInput unknown) {
                done.put(place, refused(unknown));
            }
        });
        carryOut(calls, done);
        return done;
    }

    private static Call todos(RecordId id) {
        return Call.of(
                        "crm.activity.list",
                        Map.of(
                                "filter",
                                Map.of(
                                        "OWNER_TYPE_ID", id.type(),
                                        "OWNER_ID", id.id(),
                                        "PROVIDER_ID", "CRM_TODO"),
                                "select",
                                List.of("ID", "DESCRIPTION", "COMPLETED"),
                                "order",
                                Map.of("ID", "DESC")))
                .repeatable(Repeatability.FREELY);
    }

    /** A to-do needs a deadline: without a date it is the end of the next day by the portal's zone. */
    private Call todo(Errand.Give todo, RecordId id, long user) {
        var zone = talk.bound().mapping().zone();
        var due = todo.due() == null
                ? talk.today(zone).plusDays(1).atTime(18, 0).atZone(zone)
                : todo.due().atZone(zone);
        return Call.of(
                "crm.activity.todo.add",
                Map.of(
                        "ownerTypeId", id.type(),
                        "ownerId", id.id(),
                        "deadline", due.toOffsetDateTime(),
                        "title", cut(todo.text()),
                        "description", todo.text() + "\n" + Marks.of(todo.key()),
                        "responsibleId", user));
    }

    /** Without an item to hang it on it is a task, which REST 3 gives once by its key. */
    private Call task(Errand.Give todo, long user) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("title", cut(todo.text()));
        fields.put("description", todo.text() + "\n" + Marks.of(todo.key()));
        fields.put("responsibleId", user);
        if (todo.due() != null) {
            fields.put(
                    "deadline", todo.due().atZone(talk.bound().mapping().zone()).toOffsetDateTime());
        }
        return Call.version3("tasks.task.add", Map.of("fields", fields)).idempotencyKey("voronka/" + todo.key());
    }

    private static String cut(String text) {
        var line = text.lines().findFirst().orElse(text);
        return line.length() <= 250 ? line : line.substring(0, 249) + "…";
    }

    /** Takes the open to-dos away that carry a mark of this card's. */
    Carried takeBack(Errand.TakeBack back) {
        var id = back.record() == null ? null : RecordId.of(back.record()).orElse(null);
        if (id == null) {
            return new Carried.Done();
        }
        var listed = talk.all(List.of(todos(id))).get(0);
        if (listed.failure().isPresent()) {
            return listed.failure().get().kind() == BitrixFailed.Kind.NOT_FOUND
                    ? new Carried.Done()
                    : new Carried.Failed(talk.told(listed.failure().get()));
        }
        var calls = new ArrayList<Call>();
        listed.get().result().values().forEach(one -> {
            if (one.path("COMPLETED").asString("").equals("N")
                    && Marks.isIn(one.path("DESCRIPTION").asString(""))) {
                calls.add(Call.of(
                                "crm.activity.delete",
                                Map.of("id", one.path("ID").asString("")))
                        .repeatable(Repeatability.FREELY));
            }
        });
        for (var answer : talk.all(calls)) {
            var failure = answer.failure();
            if (failure.isPresent() && failure.get().kind() != BitrixFailed.Kind.NOT_FOUND) {
                return new Carried.Failed(talk.told(failure.get()));
            }
        }
        return new Carried.Done();
    }

    private long user(String employee) {
        return talk.bound()
                .mapping()
                .userOf(employee)
                .orElseThrow(() -> new InvalidInput("Employee " + employee
                        + " is no user of the portal. Name the user under \"employees\" in the mapping file."));
    }

    private static Carried refused(InvalidInput why) {
        return new Carried.Failed(new CrmFailed("Bitrix24: " + why.getMessage(), false, null, why));
    }

    private void carryOut(Map<Integer, Call> calls, Map<Integer, Carried> done) {
        var places = List.copyOf(calls.keySet());
        var answers = talk.all(List.copyOf(calls.values()));
        for (var i = 0; i < places.size(); i++) {
            var failure = answers.get(i).failure();
            done.put(
                    places.get(i),
                    failure.isPresent() ? new Carried.Failed(talk.told(failure.get())) : new Carried.Done());
        }
    }

    /** A timeline refuses an item that is no more with a code that says nothing; the item itself says it. */
    private void gone(Map<Integer, String> records, Map<Integer, Carried> done) {
        var doubtful = new LinkedHashMap<Integer, String>();
        records.forEach((place, record) -> {
            if (done.get(place) instanceof Carried.Failed failed
                    && !failed.why().isWorthRepeating()) {
                doubtful.put(place, record);
            }
        });
        if (doubtful.isEmpty()) {
            return;
        }
        var found = items.read(List.copyOf(doubtful.values()));
        var i = 0;
        for (var place : doubtful.keySet()) {
            if (found.get(i++) instanceof Found.Missing missing) {
                done.put(place, new Carried.Gone(missing.id()));
            }
        }
    }
}
