package dev.voronka.bitrix;

import dev.voronka.InvalidInput;
import dev.voronka.bitrix.client.Call;
import dev.voronka.bitrix.client.Priority;
import dev.voronka.bitrix.client.Repeatability;
import dev.voronka.bitrix.mapping.EntityMapping;
import dev.voronka.crm.Changes;
import dev.voronka.crm.CrmRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Asks a portal what has changed: a list of each kind of items by the time of change, all in one request. Thread-safe.
 *
 * <p>A place is, for each kind, a moment and the number of the last item seen that was changed at that moment. Since changes
 * may become visible a little late, what was seen within some seconds before the newest change is read once more, when those
 * seconds are over; what is seen twice does no harm. From then on only what is newer is asked for, else each look would bring
 * all that a busy moment has changed.
 */
final class Sweep {

    /** How much earlier a reading begins that looks for latecomers, and how long they may take. */
    private static final Duration OVERLAP = Duration.ofSeconds(5);

    /** Source: fact sheet, 1.2: filters by time take no offset. */
    private static final DateTimeFormatter FILTER = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /** Whether latecomers may still come. */
    private enum Latecomers {
        EXPECTED,
        /** This reading brings the last of them. */
        LAST,
        NONE
    }

    /**
     * How far one kind was read.
     *
     * @param newest the newest change that was seen
     * @param seen when that was, by our clock
     */
    private record Place(Instant moment, long id, Instant newest, Instant seen, Latecomers latecomers) {

        static Place at(Instant moment, Instant seen) {
            return new Place(moment, 0, moment, seen, Latecomers.EXPECTED);
        }

        static Place of(String text) {
            var parts = text.split("/", -1);
            var moment = Instant.parse(parts[0]);
            var id = Long.parseLong(parts[1]);
            return parts.length == 2
                    ? new Place(moment, id, moment, Instant.EPOCH, Latecomers.EXPECTED)
                    : new Place(
                            moment, id, Instant.parse(parts[2]), Instant.parse(parts[3]), Latecomers.valueOf(parts[4]));
        }

        /** Before the first page of a reading. */
        Place begun(Instant now) {
            return latecomers == Latecomers.NONE || now.isBefore(seen.plus(OVERLAP))
                    ? this
                    : new Place(moment, id, newest, seen, Latecomers.LAST);
        }

        /** After an item. */
        Place seen(Instant changed, long item, Instant now) {
            return changed.isAfter(newest)
                    ? new Place(changed, item, changed, now, Latecomers.EXPECTED)
                    : new Place(changed, item, newest, seen, latecomers);
        }

        /** After the last page. */
        Place ended() {
            return latecomers == Latecomers.LAST ? new Place(moment, id, newest, seen, Latecomers.NONE) : this;
        }

        @Override
        public String toString() {
            return moment + "/" + id + "/" + newest + "/" + seen + "/" + latecomers;
        }
    }

    private final Talk talk;

    Sweep(Talk talk) {
        this.talk = talk;
    }

    Changes changes(String since) {
        var now = talk.now();
        var places = places(since);
        var kinds = talk.bound().mapping().entities();
        if (places.isEmpty()) {
            kinds.forEach(k -> places.put(talk.bound().entityTypeId(k), Place.at(second(now), now)));
            return new Changes(List.of(), text(places, ""), false);
        }
        var goesOn = since.endsWith(MORE);
        for (var kind : kinds) {
            var place = places.getOrDefault(talk.bound().entityTypeId(kind), Place.at(second(now), now));
            places.put(talk.bound().entityTypeId(kind), goesOn ? place : place.begun(now));
        }
        var answers = talk.all(kinds.stream()
                .map(k -> {
                    var place = Objects.requireNonNull(places.get(talk.bound().entityTypeId(k)));
                    return list(k, place, goesOn || place.latecomers() == Latecomers.NONE);
                })
                .toList());
        var records = new ArrayList<CrmRecord>();
        var more = false;
        for (var i = 0; i < kinds.size(); i++) {
            if (answers.get(i).failure().isPresent()) {
                throw talk.told(answers.get(i).failure().get());
            }
            var items = Talk.items(answers.get(i).get().result());
            for (var item : items) {
                if (talk.reader().funnel(kinds.get(i), item).isPresent() || isOurs(kinds.get(i), item)) {
                    records.add(talk.reader().record(kinds.get(i), item));
                }
            }
            var place = Objects.requireNonNull(places.get(talk.bound().entityTypeId(kinds.get(i))));
            if (!items.isEmpty()) {
                var last = items.get(items.size() - 1);
                var moment = ItemReader.moment(last.get("updatedTime"));
                if (moment != null) {
                    place = place.seen(moment, ItemReader.number(last.get("id")), now);
                }
            }
            places.put(talk.bound().entityTypeId(kinds.get(i)), items.size() < Talk.PAGE ? place.ended() : place);
            more |= items.size() >= Talk.PAGE;
        }
        return new Changes(records, text(places, more ? MORE : ""), more);
    }

    /** At the end of a place from which the reading goes on at once. */
    private static final String MORE = "+";

    private boolean isOurs(EntityMapping kind, Map<String, @Nullable Object> item) {
        return talk.reader().record(kind, item).card() != null;
    }

    private Call list(EntityMapping kind, Place place, boolean goesOn) {
        var zone = talk.bound().mapping().zone();
        var params = new LinkedHashMap<String, Object>();
        params.put("entityTypeId", talk.bound().entityTypeId(kind));
        if (goesOn) {
            var moment = FILTER.format(place.moment().atZone(zone));
            params.put(
                    "filter",
                    Map.of(
                            "0",
                            Map.of(
                                    "logic", "OR",
                                    "0", Map.of(">updatedTime", moment),
                                    "1", Map.of("=updatedTime", moment, ">id", place.id()))));
        } else {
            params.put(
                    "filter",
                    Map.of(
                            ">=updatedTime",
                            FILTER.format(place.moment().minus(OVERLAP).atZone(zone))));
        }
        params.put("order", ordered());
        params.put("select", talk.reader().select(kind));
        params.put("useOriginalUfNames", "Y");
        return Call.of("crm.item.list", params).repeatable(Repeatability.FREELY).priority(Priority.SWEEP);
    }

    private static Instant second(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS);
    }

    private static Map<String, String> ordered() {
        var order = new LinkedHashMap<String, String>();
        order.put("updatedTime", "ASC");
        order.put("id", "ASC");
        return order;
    }

    private static SortedMap<Integer, Place> places(String text) {
        SortedMap<Integer, Place> places = new TreeMap<>();
        var plain = text.endsWith(MORE) ? text.substring(0, text.length() - 1) : text;
        try {
            for (var one : plain.isEmpty() ? new String[0] : plain.split(" ", -1)) {
                var at = one.indexOf('=');
                places.put(Integer.valueOf(one.substring(0, at)), Place.of(one.substring(at + 1)));
            }
        } catch (RuntimeException foreign) {
            throw new InvalidInput("\"" + text + "\" is no place in the changes of a portal.", foreign);
        }
        return places;
    }

    private static String text(SortedMap<Integer, Place> places, String end) {
        var parts = new ArrayList<String>();
        places.forEach((type, place) -> parts.add(type + "=" + place));
        return String.join(" ", parts) + end;
    }
}
