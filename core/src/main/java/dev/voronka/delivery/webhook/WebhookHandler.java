package dev.voronka.delivery.webhook;

import dev.voronka.Card;
import dev.voronka.Effect;
import dev.voronka.InvalidInput;
import dev.voronka.Message;
import dev.voronka.Texts;
import dev.voronka.delivery.Delivery;
import dev.voronka.delivery.EffectHandler;
import dev.voronka.delivery.TryLater;
import dev.voronka.delivery.Undeliverable;
import dev.voronka.store.Codec;
import dev.voronka.store.JacksonCodec;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Sends each effect by {@code POST} to one address, as JSON in UTF-8, signed. Thread-safe.
 *
 * <p>Headers: {@code X-Voronka-Key} by which the receiver knows a repetition, {@code X-Voronka-Timestamp} (seconds since
 * 1970) and {@code X-Voronka-Signature}, see {@link Signature}. The body has the components {@code key}, {@code card},
 * {@code process}, {@code stage}, {@code version}, {@code move}, {@code attempt}, {@code sentAt}, {@code effect} (with
 * {@code code} and {@code value}), {@code text} and {@code language}; it holds what the effect says, which may tell of
 * persons.
 *
 * <p>An answer of 2xx means done. 408, 425, 429, 5xx and a failing network are tried again, after {@code Retry-After}
 * where it is given (at most a day); everything else makes a dead letter. Redirects are not followed, and no more than 64
 * KiB of an answer are read.
 */
public final class WebhookHandler implements EffectHandler {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);

    private static final int SHORTEST_SECRET = 16;

    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private final String code;
    private final URI address;
    private final Signature signature;
    private final Locale language;
    private final Duration timeout;
    private final Predicate<Effect> wanted;
    private final Codec codec = new JacksonCodec();
    private @Nullable HttpClient client;

    private WebhookHandler(
            String code,
            URI address,
            Signature signature,
            Locale language,
            Duration timeout,
            Predicate<Effect> wanted) {
        this.code = code;
        this.address = address;
        this.signature = signature;
        this.language = language;
        this.timeout = timeout;
        this.wanted = wanted;
    }

    /**
     * A handler with the code {@code webhook} that sends every effect, says texts in Russian and waits 10 s.
     *
     * @param address {@code https} or {@code http}, with a host, without user, password and fragment
     * @param secret what both sides know, at least 16 characters
     * @throws InvalidInput if the address or the secret is not like that; the message does not quote what may be secret
     */
    public static WebhookHandler to(String address, String secret) {
        Objects.requireNonNull(address, "address: where the webhook is");
        Objects.requireNonNull(secret, "secret: what both sides know");
        if (secret.strip().length() < SHORTEST_SECRET) {
            throw new InvalidInput("The secret of a webhook must have at least " + SHORTEST_SECRET
                    + " characters, so that nobody guesses it.");
        }
        return new WebhookHandler(
                "webhook", checked(address), new Signature(secret), Texts.RUSSIAN, TIMEOUT, effect -> true);
    }

    private static URI checked(String address) {
        URI uri;
        try {
            uri = new URI(address.strip());
        } catch (URISyntaxException unreadable) {
            // The exception quotes the whole address, so it is not kept.
            throw new InvalidInput("The address of a webhook cannot be read: " + unreadable.getReason()
                    + " at character " + (unreadable.getIndex() + 1) + ". It looks like https://example.org/hook.");
        }
        if (uri.getScheme() == null
                || !Set.of("http", "https").contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
            throw new InvalidInput("The address of a webhook must begin with https:// or http://, but "
                    + (uri.getScheme() == null ? "has no scheme." : "begins with " + uri.getScheme() + ":."));
        }
        if (uri.getRawUserInfo() != null
                || (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@"))) {
            throw new InvalidInput("The address of a webhook must not hold a user or a password: requests are signed"
                    + " with the secret instead.");
        }
        if (uri.getHost() == null) {
            throw new InvalidInput("The address of a webhook has no host that can be read; it looks like"
                    + " https://example.org/hook. Letters that are not Latin are written as xn--…; underscores are not"
                    + " allowed.");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw new InvalidInput("The address of a webhook has port " + uri.getPort() + "; ports are 1 to 65535.");
        }
        if (uri.getRawFragment() != null) {
            throw new InvalidInput("The address of a webhook must not have a fragment (#…): it is never sent.");
        }
        return uri;
    }

    /** The same under another stored name: each webhook of a host needs its own. */
    public WebhookHandler named(String other) {
        return new WebhookHandler(other, address, signature, language, timeout, wanted);
    }

    /** The same for some effects only. */
    public WebhookHandler only(Predicate<Effect> effects) {
        return new WebhookHandler(code, address, signature, language, timeout, effects);
    }

    /** The same with texts in another language. */
    public WebhookHandler language(Locale other) {
        return new WebhookHandler(code, address, signature, other, timeout, wanted);
    }

    /**
     * The same with another time-out for the whole exchange; keep it well below the lease.
     *
     * @throws InvalidInput unless it is longer than nothing
     */
    public WebhookHandler timeout(Duration other) {
        if (other.isNegative() || other.isZero()) {
            throw new InvalidInput("The time-out of a webhook is " + other + "; it must be longer than nothing.");
        }
        return new WebhookHandler(code, address, signature, language, other, wanted);
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public boolean takes(Effect effect) {
        return wanted.test(effect);
    }

    @Override
    public void deliver(Delivery delivery) throws InterruptedException {
        var request = request(delivery);
        var response = answer(request);
        var status = response.statusCode();
        if (status >= 200 && status < 300) {
            return;
        }
        if (status >= 500 || PASSING.contains(status)) {
            throw new TryLater(place() + " answered " + status + ".", retryAfter(response, delivery.now()), null);
        }
        throw new Undeliverable(place() + " answered " + status
                + (status < 400
                        ? ". Redirects are not followed: give the address that it leads to."
                        : ", which does not change by trying again."));
    }

    private HttpRequest request(Delivery delivery) {
        var body = body(delivery);
        var timestamp = String.valueOf(delivery.now().getEpochSecond());
        return HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "voronka")
                .header("X-Voronka-Key", delivery.key())
                .header("X-Voronka-Timestamp", timestamp)
                .header("X-Voronka-Signature", signature.of(timestamp, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private byte[] body(Delivery delivery) {
        var card = delivery.card();
        var text = card.isEmpty()
                ? Optional.<String>empty()
                : delivery.message().map((Message m) -> delivery.text(m, language));
        var body = new Body(
                delivery.key(),
                delivery.cardId().toString(),
                card.map(Card::process).orElse(null),
                card.map(c -> c.stage().name()).orElse(null),
                card.map(Card::version).orElse(0L),
                delivery.move(),
                delivery.attempt(),
                delivery.now(),
                text.orElse(null),
                text.isEmpty() ? null : language);
        try {
            return body.json(codec, delivery.effect());
        } catch (InvalidInput unwritable) {
            throw new Undeliverable(
                    "The effect " + delivery.effectCode() + " cannot be written as JSON: make it a record of values.",
                    unwritable);
        }
    }

    /** The client's own time-out ends when an answer begins; this one ends when it is read. */
    private HttpResponse<Void> answer(HttpRequest request) throws InterruptedException {
        var exchange = client().sendAsync(request, answer -> new FirstBytes());
        try {
            return exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            var cause = failed.getCause();
            if (cause instanceof IOException) {
                throw new TryLater(
                        place() + " cannot be reached: " + cause.getClass().getSimpleName() + ".", null, cause);
            }
            throw new TryLater(place() + " cannot be asked.", null, failed);
        } catch (TimeoutException slow) {
            exchange.cancel(true);
            throw new TryLater(place() + " did not answer within " + timeout + ".", null, slow);
        } catch (InterruptedException stopped) {
            exchange.cancel(true);
            throw stopped;
        }
    }

    private static @Nullable Duration retryAfter(HttpResponse<?> response, Instant now) {
        return response.headers()
                .firstValue("Retry-After")
                .flatMap(value -> pause(value.strip(), now))
                .filter(pause -> !pause.isNegative())
                .map(pause -> pause.compareTo(LONGEST_RETRY_AFTER) < 0 ? pause : LONGEST_RETRY_AFTER)
                .orElse(null);
    }

    private static Optional<Duration> pause(String value, Instant now) {
        if (value.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            var date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Optional.of(Duration.between(now, date.toInstant()));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    /** The address without path and query, which often are secret. */
    private String place() {
        return "Webhook " + code + " at " + address.getScheme() + "://" + address.getHost()
                + (address.getPort() < 0 ? "" : ":" + address.getPort());
    }

    /** Made at the first request, as it has a thread of its own. */
    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(timeout)
                    .build();
        }
        return client;
    }

    /** Without path, query and secret. */
    @Override
    public String toString() {
        return place();
    }
}
