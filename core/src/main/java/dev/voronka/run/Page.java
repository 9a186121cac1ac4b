package dev.voronka.run;

import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.InvalidInput;
import dev.voronka.store.Criteria.Place;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of the cards that a query finds.
 *
 * @param <D> the data of the cards
 * @param cards those due first before those due later or never; empty if there are none
 * @param key names the place behind the last card; null if no more cards were behind it. What it looks like may change:
 *     only give it back
 */
public record Page<D>(List<Card<D>> cards, @Nullable String key) {

    private static final String VERSION = "1";
    private static final String NEVER = "-";
    private static final int SHOWN = 80;

    /** Keeps an unmodifiable copy. */
    public Page {
        cards = List.copyOf(cards);
    }

    /** What to say to {@link CardQuery#after} for the cards behind these; empty if there are none. */
    public Optional<String> next() {
        return Optional.ofNullable(key);
    }

    /** The first so many of these cards; one more tells that others follow. */
    static <D> Page<D> of(List<Card<D>> found, int size) {
        return found.size() <= size
                ? new Page<>(found, null)
                : new Page<>(found.subList(0, size), keyOf(Place.of(found.get(size - 1))));
    }

    private static String keyOf(Place place) {
        var due = place.due();
        var text = VERSION + " " + (due == null ? NEVER : due) + " " + place.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    static Place place(String key) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(key), StandardCharsets.US_ASCII).split(" ", -1);
            if (parts.length == 3 && parts[0].equals(VERSION)) {
                var due = parts[1].equals(NEVER) ? null : Instant.parse(parts[1]);
                return new Place(due, CardId.parse(parts[2]));
            }
        } catch (IllegalArgumentException | DateTimeException | InvalidInput unreadable) {
            throw unknown(key, unreadable);
        }
        throw unknown(key, null);
    }

    private static InvalidInput unknown(String key, @Nullable Exception cause) {
        var shown = key.length() > SHOWN ? key.substring(0, SHOWN) + "…" : key;
        return new InvalidInput(
                "\"" + shown
                        + "\" is no key of a page. Give after(…) what Page.next() gave, or leave it out to begin with"
                        + " the first page.",
                cause);
    }
}
