package dev.voronka.examples.anycrm;

import dev.voronka.InvalidInput;
import dev.voronka.crm.Changes;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What has changed among opportunities, in the order of the moment and then of the id, so that nothing is left out where
 * many were changed at one moment. Tryton stamps a change when its transaction begins, and shows it when it ends; so each
 * reading begins a little before the last one has ended, and tells some changes twice.
 */
final class TrytonFeed {

    /** How long a transaction may last without its changes being left out. */
    private static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(30);

    private static final Comparator<Opportunities.Entry> ORDER =
            Comparator.comparing(Opportunities.Entry::changedAt).thenComparing(Opportunities.Entry::id);

    private final Opportunities opportunities;

    TrytonFeed(Opportunities opportunities) {
        this.opportunities = opportunities;
    }

    /** A place in the feed: all up to this moment and this id has been read. */
    private record Place(Instant at, int id) {

        private static Place parse(String text) {
            if (text.isEmpty()) {
                return new Place(Instant.EPOCH, 0);
            }
            try {
                var parts = text.split("/", -1);
                return new Place(Instant.parse(parts[0]), Integer.parseInt(parts[1]));
            } catch (DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException unreadable) {
                throw new InvalidInput(
                        "\"" + text + "\" is no place in the feed of Tryton; it is a moment and an id, such as"
                                + " 2026-12-31T09:00:00Z/17. Begin anew with an empty one.");
            }
        }

        @Override
        public String toString() {
            return at + "/" + id;
        }

        private List<?> later(String date) {
            var moment = TrytonValues.moment(at);
            return List.of(
                    "OR", List.of(date, ">", moment), List.of(List.of(date, "=", moment), List.of("id", ">", id)));
        }
    }

    Changes changes(String since, int limit) {
        var from = Place.parse(since);
        var all = new ArrayList<>(opportunities.page(
                List.of(from.later("write_date")),
                limit + 1,
                List.of(List.of("write_date", "ASC"), List.of("id", "ASC"))));
        // One that was never written since it was created has no write_date.
        all.addAll(opportunities.page(
                List.of(new NoDate().condition(), from.later("create_date")),
                limit + 1,
                List.of(List.of("create_date", "ASC"), List.of("id", "ASC"))));
        // One that is written between the two questions comes with its new date the next time.
        all.sort(ORDER);
        var isMore = all.size() > limit;
        var page = all.subList(0, Math.min(limit, all.size()));
        return new Changes(
                page.stream().map(opportunities::record).toList(),
                next(from, page, isMore).toString(),
                isMore);
    }

    private static Place next(Place from, List<Opportunities.Entry> page, boolean isMore) {
        if (page.isEmpty()) {
            return from;
        }
        var last = page.get(page.size() - 1);
        if (isMore) {
            return new Place(last.changedAt(), last.id());
        }
        var back = last.changedAt().minus(LONGEST_TRANSACTION);
        return back.isAfter(from.at()) ? new Place(back, 0) : from;
    }

    /** A condition with null in it, which {@code List.of} does not take. */
    private static final class NoDate {
        private List<?> condition() {
            var condition = new ArrayList<Object>(List.of("write_date", "="));
            condition.add(null);
            return condition;
        }
    }
}
