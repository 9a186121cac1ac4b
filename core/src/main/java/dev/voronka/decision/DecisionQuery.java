package dev.voronka.decision;

import dev.voronka.CardId;
import dev.voronka.InvalidInput;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which logged decisions are looked for. Each verb narrows the query.
 *
 * @param process the code of the cards' process; null for all
 * @param kind what was decided, such as {@link Ruling#QUALIFY}; null for all
 * @param card the card; null for all
 * @param from decided at this moment or later; null for no bound
 * @param before decided before this moment; null for no bound
 * @param book the version of the rule book; null for all
 * @param place behind this place of the log only; null for its beginning
 * @param limit at most so many
 */
public record DecisionQuery(
        @Nullable String process,
        @Nullable String kind,
        @Nullable CardId card,
        @Nullable Instant from,
        @Nullable Instant before,
        @Nullable String book,
        @Nullable Place place,
        int limit) {

    /**
     * A place of the log.
     *
     * @param at when that was decided
     * @param number its number among all
     */
    public record Place(Instant at, long number) {

        /** As {@link LoggedDecision#key} tells it. */
        public String key() {
            return number + "@" + at;
        }
    }

    /** How many are found at most if nothing else is said. */
    public static final int LIMIT = 1000;

    private static final DecisionQuery ALL = new DecisionQuery(null, null, null, null, null, null, null, LIMIT);
    private static final int SHOWN = 80;

    /** Refuses a limit that is less than 1. */
    public DecisionQuery {
        if (limit < 1) {
            throw new InvalidInput("A query's limit is at least 1, but is " + limit + ".");
        }
    }

    /** All decisions that are kept. */
    public static DecisionQuery all() {
        return ALL;
    }

    /** On cards of this process. */
    public DecisionQuery process(String code) {
        return new DecisionQuery(code, kind, card, from, before, book, place, limit);
    }

    /** Of this kind, such as {@link Ruling#ROUTE}. */
    public DecisionQuery kind(String which) {
        return new DecisionQuery(process, which, card, from, before, book, place, limit);
    }

    /** On this card. */
    public DecisionQuery card(CardId id) {
        return new DecisionQuery(process, kind, id, from, before, book, place, limit);
    }

    /** Decided at this moment or later. */
    public DecisionQuery from(Instant moment) {
        return new DecisionQuery(process, kind, card, moment, before, book, place, limit);
    }

    /** Decided before this moment. */
    public DecisionQuery before(Instant moment) {
        return new DecisionQuery(process, kind, card, from, moment, book, place, limit);
    }

    /** By this version of the rule book. */
    public DecisionQuery book(String version) {
        return new DecisionQuery(process, kind, card, from, before, version, place, limit);
    }

    /**
     * Behind a decision in the log.
     *
     * @param key of that decision: {@link LoggedDecision#key}
     * @throws InvalidInput if it is no such key
     */
    public DecisionQuery after(String key) {
        return behind(place(key));
    }

    /** Behind this place of the log; null for its beginning. */
    public DecisionQuery behind(@Nullable Place of) {
        return new DecisionQuery(process, kind, card, from, before, book, of, limit);
    }

    /**
     * At most so many; {@value #LIMIT} if not said.
     *
     * @throws InvalidInput if that is less than 1
     */
    public DecisionQuery limit(int most) {
        return new DecisionQuery(process, kind, card, from, before, book, place, most);
    }

    private static Place place(String key) {
        var at = key.indexOf('@');
        try {
            return new Place(Instant.parse(key.substring(at + 1)), Long.parseLong(key.substring(0, Math.max(0, at))));
        } catch (DateTimeException | NumberFormatException unreadable) {
            var shown = key.length() > SHOWN ? key.substring(0, SHOWN) + "…" : key;
            throw new InvalidInput(
                    "\"" + shown + "\" is no key of a logged decision. Give after(…) what LoggedDecision.key() gave, or"
                            + " leave it out to begin with the oldest.",
                    unreadable);
        }
    }
}
