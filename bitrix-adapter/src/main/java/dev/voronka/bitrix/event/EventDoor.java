package dev.voronka.bitrix.event;

import dev.voronka.InvalidInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets events of a portal in, whatever HTTP server they come by: checks their token, notes which item they are about, and
 * is done; a portal forgets a handler that is slow. Nothing else in an event is believed. Both forms are understood, that
 * of apps and that of outgoing webhooks. Thread-safe.
 *
 * <pre>{@code
 * var door = EventDoor.of(voronka.crm()::hint, System.getenv("BITRIX_APPLICATION_TOKEN"));
 * var answer = door.enter(request.getInputStream());
 * }</pre>
 */
public final class EventDoor {

    private static final Logger LOG = LoggerFactory.getLogger(EventDoor.class);

    /** Events have some hundred bytes. */
    private static final int LONGEST = 64 * 1024;

    /** {@code ONCRMDYNAMICITEMUPDATE_1046} too. */
    private static final Pattern EVENT =
            Pattern.compile("ONCRM(LEAD|DEAL|DYNAMICITEM)(ADD|UPDATE|DELETE|MOVETOCATEGORY)(_\\d{1,9})?");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final Consumer<Collection<String>> hints;
    private final List<byte[]> tokens;

    private EventDoor(Consumer<Collection<String>> hints, List<byte[]> tokens) {
        this.hints = hints;
        this.tokens = tokens;
    }

    /**
     * A door.
     *
     * @param hints is told of items that have changed: {@code voronka.crm()::hint}
     * @param applicationTokens what the portal sends so that its events can be told from anybody's: of the app, and of each
     *     outgoing webhook
     * @throws InvalidInput if there is no token, or one is blank
     */
    public static EventDoor of(Consumer<Collection<String>> hints, String... applicationTokens) {
        for (var token : applicationTokens) {
            if (token == null || token.isBlank()) {
                throw new InvalidInput(
                        "An application token is blank. The portal shows it where the outgoing webhook was made;"
                                + " an app gets it with ONAPPINSTALL.");
            }
        }
        if (applicationTokens.length == 0) {
            throw new InvalidInput("Without an application token anybody could send events; give at least one.");
        }
        return new EventDoor(
                hints,
                List.of(applicationTokens).stream()
                        .map(t -> t.getBytes(StandardCharsets.UTF_8))
                        .toList());
    }

    /**
     * Lets one event in. Of a longer body than an event can have only the beginning is read.
     *
     * @throws IOException if the body cannot be read
     */
    public Entrance enter(InputStream body) throws IOException {
        return enter(body.readNBytes(LONGEST + 1));
    }

    /** Lets one event in. */
    public Entrance enter(byte[] body) {
        if (body.length > LONGEST) {
            LOG.warn("An event was turned away: its body is longer than {} bytes.", LONGEST);
            return new Entrance(413, "too long for an event");
        }
        Map<String, String> values;
        try {
            values = FormBody.read(body);
        } catch (IllegalArgumentException torn) {
            LOG.warn("An event was turned away: its body is no form.");
            return new Entrance(400, "no form");
        }
        if (!isTrusted(values.getOrDefault("auth[application_token]", ""))) {
            LOG.warn(
                    "An event was turned away: its application token is not ours. If the app was installed anew, or the"
                            + " outgoing webhook made anew, the portal shows the new token.");
            return new Entrance(403, "wrong application token");
        }
        var record = record(values);
        if (record.isEmpty()) {
            LOG.debug("An event of a kind that is none of voronka's was passed over.");
            return Entrance.NOT_OURS;
        }
        hints.accept(List.of(record.get()));
        return Entrance.NOTED;
    }

    /** Looks at all tokens, whichever fits, in a time that tells nothing of them. */
    private boolean isTrusted(String given) {
        var bytes = given.getBytes(StandardCharsets.UTF_8);
        var fits = false;
        for (var token : tokens) {
            fits |= MessageDigest.isEqual(token, bytes);
        }
        return fits;
    }

    private static Optional<String> record(Map<String, String> values) {
        var match = EVENT.matcher(values.getOrDefault("event", "").toUpperCase(Locale.ROOT));
        var id = values.getOrDefault("data[FIELDS][ID]", "");
        if (!match.matches() || !NUMBER.matcher(id).matches()) {
            return Optional.empty();
        }
        return type(match.group(1), match.group(3), values.getOrDefault("data[FIELDS][ENTITY_TYPE_ID]", ""))
                .map(type -> type + "-" + Long.parseLong(id));
    }

    private static Optional<String> type(String what, String suffix, String told) {
        return switch (what) {
            case "LEAD" -> Optional.of("1");
            case "DEAL" -> Optional.of("2");
            default -> {
                var type = told.isEmpty() && suffix != null ? suffix.substring(1) : told;
                yield NUMBER.matcher(type).matches() && type.length() <= 9 ? Optional.of(type) : Optional.empty();
            }
        };
    }

    /** Without tokens. */
    @Override
    public String toString() {
        return "EventDoor[" + tokens.size() + " tokens]";
    }
}
