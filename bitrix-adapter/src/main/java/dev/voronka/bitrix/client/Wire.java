package dev.voronka.bitrix.client;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** One request and its answer over HTTP. Follows nothing, repeats nothing. */
final class Wire {

    /** What came back. Read once and never compared. */
    @SuppressWarnings("ArrayRecordComponent")
    record Reply(int status, byte[] body, @Nullable String location, boolean replayed) {}

    /**
     * Servers close connections that nobody uses, and a call that meets a closed one looks as if it may have happened. So
     * after that time without calls a new connection is made.
     */
    private static final Duration STALE = Duration.ofSeconds(15);

    private final Duration timeout;
    private final Duration connectTimeout;
    private final long mostBytes;
    private final @Nullable SSLContext trust;
    private final Clock clock;
    private @Nullable HttpClient client;
    private Instant lastUsed = Instant.MIN;

    Wire(Duration timeout, Duration connectTimeout, long mostBytes, @Nullable SSLContext trust, Clock clock) {
        this.timeout = timeout;
        this.connectTimeout = connectTimeout;
        this.mostBytes = mostBytes;
        this.trust = trust;
        this.clock = clock;
    }

    Reply post(URI address, byte[] body, Map<String, String> headers) throws Undelivered, InterruptedException {
        var request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return exchange(request);
    }

    Reply get(URI address) throws Undelivered, InterruptedException {
        return exchange(HttpRequest.newBuilder(address).GET());
    }

    private Reply exchange(HttpRequest.Builder builder) throws Undelivered, InterruptedException {
        var request = builder.header("Accept", "application/json")
                .header("User-Agent", "voronka")
                .build();
        var exchange = client().sendAsync(
                        request,
                        answer -> new LimitedBody(
                                mostBytes,
                                answer.headers()
                                        .firstValueAsLong("Content-Length")
                                        .orElse(0)));
        try {
            // The client's own time-out would end when an answer begins; this one ends when it is read.
            return reply(exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException failed) {
            throw undelivered(failed.getCause() == null ? failed : failed.getCause());
        } catch (TimeoutException slow) {
            exchange.cancel(true);
            throw new Undelivered(Undelivered.Why.LOST, slow);
        } catch (InterruptedException stopped) {
            exchange.cancel(true);
            throw stopped;
        }
    }

    private static Reply reply(HttpResponse<byte[]> response) {
        return new Reply(
                response.statusCode(),
                response.body(),
                response.headers().firstValue("Location").orElse(null),
                response.headers()
                        .firstValue("Idempotent-Replayed")
                        .filter("true"::equalsIgnoreCase)
                        .isPresent());
    }

    private static Undelivered undelivered(Throwable cause) {
        var unsent = false;
        for (var t = cause; t != null; t = t.getCause()) {
            if (t instanceof Undelivered known) {
                return known;
            }
            if (t instanceof CertificateException) {
                return new Undelivered(Undelivered.Why.UNTRUSTED, cause);
            }
            if (t instanceof ConnectException
                    || t instanceof SSLHandshakeException
                    || t instanceof HttpConnectTimeoutException) {
                unsent = true;
            }
        }
        return new Undelivered(unsent ? Undelivered.Why.NOT_SENT : Undelivered.Why.LOST, cause);
    }

    private synchronized HttpClient client() {
        var now = clock.instant();
        var current = client;
        if (current == null || lastUsed.plus(STALE).isBefore(now)) {
            var fresh = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(connectTimeout);
            if (trust != null) {
                fresh.sslContext(trust);
            }
            current = fresh.build();
            client = current;
        }
        lastUsed = now;
        return current;
    }
}
