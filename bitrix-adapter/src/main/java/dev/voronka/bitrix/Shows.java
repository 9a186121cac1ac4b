package dev.voronka.bitrix;

import dev.voronka.InvalidInput;
import dev.voronka.bitrix.client.BitrixFailed;
import dev.voronka.bitrix.client.Call;
import dev.voronka.bitrix.client.Priority;
import dev.voronka.bitrix.mapping.OwnField;
import dev.voronka.crm.Carried;
import dev.voronka.crm.CrmFailed;
import dev.voronka.crm.Errand;
import dev.voronka.crm.Picture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Shows cards: reads all their items in one request or two, and writes what differs, 50 in a request. A portal knows no
 * conditional write, so the time between reading and writing is what it is; only one node writes. Thread-safe.
 */
final class Shows {

    /** What is to be called for a picture. */
    private record Written(
            int place,
            Picture picture,
            @Nullable RecordId known,
            @Nullable String ownerThere,
            Call call) {}

    private final Talk talk;
    private final ItemWriter writer;
    private final Items items;

    Shows(Talk talk, ItemWriter writer, Items items) {
        this.talk = talk;
        this.writer = writer;
        this.items = items;
    }

    /** By place what became of the pictures. */
    Map<Integer, Carried> show(Map<Integer, Errand.Show> shows) {
        var done = new HashMap<Integer, Carried>();
        var known = new HashMap<String, Items.Read>();
        known(shows).forEach((record, read) -> known.put(record, read));
        var byKey = byKey(shows);
        var written = new ArrayList<Written>();
        shows.forEach((place, show) -> {
            try {
                var picture = show.picture();
                var record = picture.record();
                var read = record == null ? byKey.get(picture.card().id().toString()) : known.get(record);
                if (read != null && read.failed() != null) {
                    done.put(place, new Carried.Failed(read.failed()));
                } else if (record != null && (read == null || read.item() == null)) {
                    done.put(place, new Carried.Gone(record));
                } else {
                    plan(place, show, read, written, done);
                }
            } catch (InvalidInput unfit) {
                done.put(
                        place,
                        new Carried.Failed(new CrmFailed("Bitrix24: " + unfit.getMessage(), false, null, unfit)));
            }
        });
        var answers = talk.all(written.stream().map(Written::call).toList());
        for (var i = 0; i < written.size(); i++) {
            var one = written.get(i);
            var failure = answers.get(i).failure();
            done.put(
                    one.place(),
                    failure.isPresent()
                            ? failed(one, failure.get())
                            : shown(
                                    one.picture(),
                                    one.known() == null
                                            ? new RecordId(
                                                    talk.bound().entityTypeId(writer.kind(one.picture())),
                                                    ItemReader.number(answers.get(i)
                                                            .get()
                                                            .result()
                                                            .path("item")
                                                            .path("id")
                                                            .asString("")))
                                            : one.known(),
                                    one.ownerThere()));
        }
        return done;
    }

    private Carried failed(Written one, BitrixFailed failure) {
        if (failure.kind() == BitrixFailed.Kind.NOT_FOUND && one.known() != null) {
            return new Carried.Gone(one.known().toString());
        }
        return new Carried.Failed(talk.told(failure));
    }

    private Map<String, Items.Read> known(Map<Integer, Errand.Show> shows) {
        var ids = shows.values().stream()
                .map(s -> s.picture().record())
                .filter(r -> r != null)
                .flatMap(r -> RecordId.of(r).stream())
                .toList();
        var known = new HashMap<String, Items.Read>();
        items.items(ids, Priority.EVENT).forEach((id, read) -> known.put(id.toString(), read));
        return known;
    }

    /** Items of cards whose record we do not know (any more): made, but the answer was lost. By the card's id. */
    private Map<String, Items.Read> byKey(Map<Integer, Errand.Show> shows) {
        var strangers = shows.values().stream()
                .map(Errand.Show::picture)
                .filter(p -> p.record() == null)
                .toList();
        var calls = new ArrayList<Call>();
        var kinds = new ArrayList<String>();
        Talk.by(strangers, p -> writer.kind(p).key()).forEach((key, pictures) -> {
            var kind = talk.bound().mapping().entity(key).orElseThrow();
            for (var page : Talk.pages(pictures)) {
                var process = page.get(0).card().process();
                var field = talk.bound().own(process, OwnField.KEY).portalName();
                var keys = page.stream().map(p -> p.card().id().toString()).toList();
                calls.add(talk.items(kind, field, keys, Priority.EVENT));
                kinds.add(key);
            }
        });
        var found = new LinkedHashMap<String, Items.Read>();
        var answers = talk.all(calls);
        for (var i = 0; i < calls.size(); i++) {
            if (answers.get(i).failure().isPresent()) {
                throw talk.told(answers.get(i).failure().get());
            }
            var kind = talk.bound().mapping().entity(kinds.get(i)).orElseThrow();
            for (var item : Talk.items(answers.get(i).get().result())) {
                var record = talk.reader().record(kind, item);
                var card = record.card();
                if (card != null) {
                    var id = new RecordId(talk.bound().entityTypeId(kind), ItemReader.number(item.get("id")));
                    found.putIfAbsent(card.toString(), new Items.Read(id, kind, item, null));
                }
            }
        }
        return found;
    }

    private void plan(
            int place, Errand.Show show, Items.@Nullable Read read, List<Written> written, Map<Integer, Carried> done) {
        var picture = show.picture();
        var item = read == null ? null : read.item();
        if (read != null && item != null && picture.withStage() && !show.over() && isMoved(picture, item)) {
            done.put(place, new Carried.Differs(talk.reader().record(read.kind(), item)));
            return;
        }
        var changes = writer.changes(picture, item);
        if (read != null && changes.isEmpty()) {
            done.put(place, shown(picture, read.id(), talk.reader().owner(item)));
            return;
        }
        var params = new LinkedHashMap<String, Object>();
        params.put("entityTypeId", talk.bound().entityTypeId(writer.kind(picture)));
        if (read != null) {
            params.put("id", read.id().id());
        }
        params.put("fields", changes);
        params.put("useOriginalUfNames", "Y");
        var method = read == null ? "crm.item.add" : "crm.item.update";
        written.add(new Written(
                place, picture, read == null ? null : read.id(), talk.reader().owner(item), Call.of(method, params)));
    }

    /** Whether the stage there is neither what we wrote or saw last nor what we are about to write. */
    private boolean isMoved(Picture picture, Map<String, @Nullable Object> item) {
        var stage = ItemReader.text(item.get("stageId"));
        var state = ItemReader.text(
                talk.bound().own(picture.card().process(), OwnField.STATE).fromPortal(item));
        return !stage.equals(state) && !stage.equals(picture.stageThere()) && !stage.equals(writer.stageId(picture));
    }

    /** Whoever answered for it before still does if the card's owner is no user of the portal. */
    private Carried shown(Picture picture, RecordId id, @Nullable String ownerThere) {
        var card = picture.card();
        var owner = card.owner();
        return new Carried.Shown(
                id.toString(),
                writer.stageId(picture),
                new TreeMap<>(writer.asRead(picture)),
                owner != null && talk.bound().mapping().userOf(owner).isPresent() ? owner : ownerThere);
    }
}
