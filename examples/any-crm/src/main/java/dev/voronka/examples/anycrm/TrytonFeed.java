package dev.voronka.examples.anycrm;

import dev.voronka.InvalidInput;
import dev.voronka.crm.Changes;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What has changed among opportunities, in the order of the moment and then of the id, so that nothing is left out where
 * many were changed at one moment. Tryton stamps a change when its transaction begins, and shows it when it ends; so each
 * reading begins a little before the last one has begun, and tells some changes twice.
 */
final class TrytonFeed {

    /** How long a transaction may last, and a call, without changes being left out. */
    private static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(30);

    private static final Comparator<Opportunities.Entry> ORDER =
            Comparator.comparing(Opportunities.Entry::changedAt).thenComparing(Opportunities.Entry::id);

    private final Opportunities opportunities;

    TrytonFeed(Opportunities opportunities) {
        this.opportunities = opportunities;
    }

    /**
     * A place in the feed: all up to a moment, and up to an id at that moment, has been read.
     *
     * @param begunAt the newest change when the first page was read; null before it
     */
    private record Place(Instant at, int id, @Nullable Instant begunAt) {

        private static Place parse(String text) {
            if (text.isEmpty()) {
                return new Place(Instant.EPOCH, 0, null);
            }
            try {
                var parts = text.split("/", -1);
                return new Place(
                        Instant.parse(parts[0]),
                        Integer.parseInt(parts[1]),
                        parts.length > 2 ? Instant.parse(parts[2]) : null);
            } catch (DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException unreadable) {
                throw new InvalidInput(
                        "\"" + text + "\" is no place in the feed of Tryton; it is a moment and an id, such as"
                                + " 2026-12-31T09:00:00Z/17. Begin anew with an empty one.");
            }
        }

        private String text() {
            return at + "/" + id + (begunAt == null ? "" : "/" + begunAt);
        }

        private List<?> later(String date) {
            var moment = TrytonValues.moment(at);
            return List.of(
                    "OR", List.of(date, ">", moment), List.of(List.of(date, "=", moment), List.of("id", ">", id)));
        }
    }

    Changes changes(String since, int limit) {
        var from = Place.parse(since);
        var all = new ArrayList<>(written(List.of(from.later("write_date")), limit + 1, "ASC"));
        all.addAll(created(List.of(from.later("create_date")), limit + 1, "ASC"));
        // One that is written between the two questions comes with its new date the next time.
        all.sort(ORDER);
        var isMore = all.size() > limit;
        var page = all.subList(0, Math.min(limit, all.size()));
        var records = page.stream().map(opportunities::record).toList();
        return new Changes(records, next(from, page, isMore).text(), isMore);
    }

    private Place next(Place from, List<Opportunities.Entry> page, boolean isMore) {
        if (page.isEmpty()) {
            return from.begunAt() == null ? from : new Place(from.begunAt().minus(LONGEST_TRANSACTION), 0, null);
        }
        var last = page.get(page.size() - 1);
        if (isMore) {
            return new Place(last.changedAt(), last.id(), from.begunAt() == null ? newest() : from.begunAt());
        }
        var begun = from.begunAt() == null ? last.changedAt() : from.begunAt();
        return new Place(begun.minus(LONGEST_TRANSACTION), 0, null);
    }

    private Instant newest() {
        return Stream.concat(written(List.of(), 1, "DESC").stream(), created(List.of(), 1, "DESC").stream())
                .map(Opportunities.Entry::changedAt)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    private List<Opportunities.Entry> written(List<?> where, int limit, String order) {
        return opportunities.page(
                both(condition("write_date", "!="), where),
                limit,
                List.of(List.of("write_date", order), List.of("id", order)));
    }

    /** One that was never written since it was created has no {@code write_date}. */
    private List<Opportunities.Entry> created(List<?> where, int limit, String order) {
        return opportunities.page(
                both(condition("write_date", "="), where),
                limit,
                List.of(List.of("create_date", order), List.of("id", order)));
    }

    private static List<?> both(List<?> condition, List<?> where) {
        var all = new ArrayList<Object>(where);
        all.add(condition);
        return all;
    }

    /** With null, which {@code List.of} does not take. */
    private static List<?> condition(String date, String operator) {
        return Arrays.asList(date, operator, null);
    }
}
