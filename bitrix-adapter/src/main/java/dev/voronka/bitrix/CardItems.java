package dev.voronka.bitrix;

import dev.voronka.CardId;
import dev.voronka.bitrix.client.BatchAnswer;
import dev.voronka.bitrix.client.BitrixClient;
import dev.voronka.bitrix.client.BitrixFailed;
import dev.voronka.bitrix.client.Call;
import dev.voronka.bitrix.client.Priority;
import dev.voronka.bitrix.client.Repeatability;
import dev.voronka.bitrix.mapping.BoundField;
import dev.voronka.bitrix.mapping.BoundMapping;
import dev.voronka.bitrix.mapping.EntityMapping;
import dev.voronka.bitrix.mapping.OwnField;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds, reads and writes the items of cards. Remembers where cards are, and what people saw there last. Thread-safe. */
final class CardItems {

    private static final int REMEMBERED = 50_000;

    /**
     * An item.
     *
     * @param id its number
     * @param kind what it is
     * @param values its fields
     */
    record Found(RecordId id, EntityMapping kind, Map<String, @Nullable Object> values) {
        String text(String field) {
            return ItemReader.text(values.get(field));
        }

        String stage() {
            return text(BoundMapping.stageField());
        }
    }

    private final BitrixClient client;
    private final BoundMapping bound;
    private final Talk talk;

    private final Map<CardId, RecordId> places = remembering();
    private final Map<CardId, String> stages = remembering();

    CardItems(BitrixClient client, BoundMapping bound, Talk talk) {
        this.client = client;
        this.bound = bound;
        this.talk = talk;
    }

    private static <V> Map<CardId, V> remembering() {
        return Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<CardId, V> eldest) {
                return size() > REMEMBERED;
            }
        });
    }

    /** A field of voronka's own of a kind of items; all its processes share it. */
    BoundField own(EntityMapping kind, OwnField field) {
        return bound.own(kind.processes().get(0), field);
    }

    String own(Found item, OwnField field) {
        return item.text(own(item.kind(), field).portalName());
    }

    /** Where a card is, if that is known. */
    @Nullable
    RecordId place(CardId card) {
        return places.get(card);
    }

    void remember(CardId card, RecordId place) {
        places.put(card, place);
    }

    void forget(CardId card) {
        places.remove(card);
        stages.remove(card);
    }

    /** Takes note of the stage in which people see the card; the one before. */
    @Nullable
    String seen(CardId card, String stage) {
        return stages.put(card, stage);
    }

    @Nullable
    String lastSeen(CardId card) {
        return stages.get(card);
    }

    Call get(RecordId id) {
        return Call.of("crm.item.get", Map.of("entityTypeId", id.type(), "id", id.id(), "useOriginalUfNames", "Y"))
                .priority(Priority.EVENT);
    }

    Call update(RecordId id, Map<String, ?> fields) {
        return Call.of(
                "crm.item.update",
                Map.of("entityTypeId", id.type(), "id", id.id(), "fields", fields, "useOriginalUfNames", "Y"));
    }

    Call add(int type, Map<String, ?> fields) {
        return Call.of("crm.item.add", Map.of("entityTypeId", type, "fields", fields, "useOriginalUfNames", "Y"));
    }

    EntityMapping kind(int type) {
        return talk.reader().kind(type).orElseThrow();
    }

    /** An item that was read by {@link #get}. */
    Found found(RecordId id, BatchAnswer answer) {
        return new Found(
                id,
                talk.reader().kind(id.type()).orElseThrow(),
                ItemReader.item(answer.get().result().path("item")));
    }

    /** The item of a card, with the answers to other calls that are made in the same request. */
    Optional<Found> find(CardId card, List<Call> others, List<BatchAnswer> answers) {
        var place = places.get(card);
        if (place != null) {
            var all = new ArrayList<Call>();
            all.add(get(place));
            all.addAll(others);
            var got = client.callAll(all);
            answers.clear();
            answers.addAll(got.subList(1, got.size()));
            var failure = got.get(0).failure();
            if (failure.isEmpty()) {
                var found = found(place, got.get(0));
                if (own(found, OwnField.KEY).equals(card.toString())) {
                    return Optional.of(found);
                }
            } else if (failure.get().kind() != BitrixFailed.Kind.NOT_FOUND) {
                throw StoreFailures.told("Reading card " + card, failure.get());
            }
            forget(card);
        }
        var kinds = bound.mapping().entities();
        var all = new ArrayList<Call>();
        kinds.forEach(k ->
                all.add(talk.items(k, own(k, OwnField.KEY).portalName(), List.of(card.toString()), Priority.EVENT)));
        all.addAll(others);
        var got = client.callAll(all);
        answers.clear();
        answers.addAll(got.subList(kinds.size(), got.size()));
        Found found = null;
        for (var i = 0; i < kinds.size(); i++) {
            for (var item : items(kinds.get(i), got.get(i), "Looking for card " + card)) {
                // A person who copies an item copies these fields, too: the first one is the card.
                if (found == null && !own(item, OwnField.DATA).isEmpty()) {
                    found = item;
                }
            }
        }
        if (found != null) {
            remember(card, found.id());
        }
        return Optional.ofNullable(found);
    }

    Optional<Found> find(CardId card) {
        return find(card, List.of(), new ArrayList<>());
    }

    List<Found> items(EntityMapping kind, BatchAnswer answer, String what) {
        if (answer.failure().isPresent()) {
            throw StoreFailures.told(what, answer.failure().get());
        }
        return Talk.items(answer.get().result()).stream()
                .map(i -> new Found(new RecordId(bound.entityTypeId(kind), ItemReader.number(i.get("id"))), kind, i))
                .toList();
    }

    /** The items of many cards, each card once, in no order. */
    List<Found> findAll(Collection<CardId> cards) {
        var calls = new ArrayList<Call>();
        var kinds = new ArrayList<EntityMapping>();
        for (var page : Talk.pages(List.copyOf(cards))) {
            var keys = page.stream().map(CardId::toString).toList();
            for (var kind : bound.mapping().entities()) {
                calls.add(talk.items(kind, own(kind, OwnField.KEY).portalName(), keys, Priority.EVENT));
                kinds.add(kind);
            }
        }
        var found = new LinkedHashMap<String, Found>();
        var answers = talk.all(calls);
        for (var i = 0; i < calls.size(); i++) {
            for (var item : items(kinds.get(i), answers.get(i), "Reading " + cards.size() + " cards")) {
                if (!own(item, OwnField.DATA).isEmpty() && found.putIfAbsent(own(item, OwnField.KEY), item) == null) {
                    remember(CardId.parse(own(item, OwnField.KEY)), item.id());
                }
            }
        }
        return List.copyOf(found.values());
    }

    /**
     * One page of items of a kind.
     *
     * @param filter by whole names
     * @param order by whole names
     * @param start the first one's place, from 0
     */
    List<Found> page(EntityMapping kind, Map<String, ?> filter, Map<String, String> order, int start) {
        var params = new LinkedHashMap<String, Object>();
        params.put("entityTypeId", bound.entityTypeId(kind));
        params.put("filter", filter);
        params.put("order", order);
        params.put("select", talk.reader().select(kind));
        params.put("start", start);
        params.put("useOriginalUfNames", "Y");
        var call = Call.of("crm.item.list", params).repeatable(Repeatability.FREELY);
        return items(kind, client.callAll(List.of(call)).get(0), "Listing cards");
    }
}
