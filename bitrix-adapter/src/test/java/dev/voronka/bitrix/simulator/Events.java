package dev.voronka.bitrix.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The queue of online events. Each is sent at most once: what is not answered with 2xx is lost. They are sent by {@link #deliver}
 * or, after {@link #byThread}, by a thread of the portal.
 */
public final class Events {
    private record Waiting(
            Subscription to, String event, Map<String, Object> fields, Author author, Instant at, Instant due) {}

    private final Portal portal;
    private final ReentrantLock lock;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final List<Waiting> queue = new ArrayList<>();
    private final Map<URI, Instant> rests = new HashMap<>();
    private Random random;
    private double lossy;
    private double doubled;
    private boolean reordered;
    private Duration delay = Duration.ZERO;
    private Duration slow = Duration.ofSeconds(5);
    private int sent;
    private int lost;
    private Thread thread;

    Events(Portal portal, ReentrantLock lock, long seed) {
        this.portal = portal;
        this.lock = lock;
        this.random = new Random(seed);
    }

    /** That share of events, 0 to 1, is never sent. */
    public Events lossy(double share) {
        lossy = share;
        return this;
    }

    /** That share of events, 0 to 1, is sent twice. */
    public Events doubled(double share) {
        doubled = share;
        return this;
    }

    /** Events that are due together are sent in any order. */
    public Events reordered(boolean yes) {
        reordered = yes;
        return this;
    }

    /** Events are sent that much later, by the portal's clock. */
    public Events delayed(Duration by) {
        delay = by;
        return this;
    }

    /** A handler that takes longer than that, by the clock on the wall, is given no events for ten times as long. */
    public Events slowAfter(Duration answer) {
        slow = answer;
        return this;
    }

    /** Loss, doubling and order follow from this seed from now on. */
    public Events seed(long seed) {
        random = new Random(seed);
        return this;
    }

    void add(Subscription to, String event, Map<String, Object> fields, Author author) {
        Instant now = portal.times.now();
        queue.add(new Waiting(to, event, Map.copyOf(fields), author, now, now.plus(delay)));
    }

    /** Events that still wait. */
    public int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    /** Events that a handler has answered with 2xx; a doubled one counts twice. */
    public int sent() {
        lock.lock();
        try {
            return sent;
        } finally {
            lock.unlock();
        }
    }

    /** Events that nobody has heard of. */
    public int lost() {
        lock.lock();
        try {
            return lost;
        } finally {
            lock.unlock();
        }
    }

    /** Sends what is due and waits for the answers. Returns how many were sent. */
    public int deliver() {
        List<Waiting> due = new ArrayList<>();
        lock.lock();
        try {
            Instant now = portal.times.now();
            for (Waiting each : List.copyOf(queue)) {
                if (!each.due().isAfter(now)
                        && !rests.getOrDefault(each.to().handler(), Instant.MIN).isAfter(now)) {
                    due.add(each);
                }
            }
            queue.removeAll(due);
            if (reordered) {
                Collections.shuffle(due, random);
            }
        } finally {
            lock.unlock();
        }
        int delivered = 0;
        for (Waiting each : due) {
            delivered += send(each);
        }
        return delivered;
    }

    private int send(Waiting event) {
        int times;
        String body;
        lock.lock();
        try {
            Instant now = portal.times.now();
            if (rests.getOrDefault(event.to().handler(), Instant.MIN).isAfter(now)) {
                queue.add(event);
                return 0;
            }
            if (random.nextDouble() < lossy) {
                lost++;
                return 0;
            }
            times = random.nextDouble() < doubled ? 2 : 1;
            body = form(payload(event));
        } finally {
            lock.unlock();
        }
        int answered = 0;
        for (int i = 0; i < times; i++) {
            long began = System.nanoTime();
            boolean heard = post(event.to().handler(), body);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            lock.lock();
            try {
                sent += heard ? 1 : 0;
                lost += heard ? 0 : 1;
                answered += heard ? 1 : 0;
                if (took.compareTo(slow) > 0) {
                    rests.put(event.to().handler(), portal.times.now().plus(took.multipliedBy(10)));
                }
            } finally {
                lock.unlock();
            }
        }
        return answered;
    }

    private boolean post(URI handler, String body) {
        HttpRequest request = HttpRequest.newBuilder(handler)
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status >= 200 && status < 300;
        } catch (IOException notReached) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Map<String, Object> payload(Waiting event) {
        Subscription to = event.to();
        Map<String, Object> payload = Values.row("event", event.event());
        if (!event.event().equals("ONOFFLINEEVENT")) {
            payload.put("event_handler_id", to.id());
            payload.put("data", Values.row("FIELDS", event.fields()));
        }
        payload.put("ts", event.at().getEpochSecond());
        Map<String, Object> auth = Values.row();
        boolean withTokens = to.app() != null && event.author().by() != Author.By.ROBOT;
        if (withTokens) {
            auth.put("access_token", portal.access.accessToken(to.app(), to.userId()));
            auth.put("expires_in", Access.ACCESS_LIVES.toSeconds());
            auth.put("scope", String.join(",", to.app().scopes));
        }
        auth.put("domain", portal.authority());
        auth.put("server_endpoint", portal.address() + "/rest/");
        auth.put("status", "L");
        auth.put("client_endpoint", portal.address() + "/rest/");
        auth.put("member_id", portal.memberId());
        auth.put("application_token", to.token());
        payload.put("auth", auth);
        return payload;
    }

    private static String form(Map<String, Object> payload) {
        StringBuilder form = new StringBuilder();
        append(form, "", payload);
        return form.toString();
    }

    private static void append(StringBuilder form, String name, Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach(
                    (key, each) -> append(form, name.isEmpty() ? String.valueOf(key) : name + "[" + key + "]", each));
            return;
        }
        form.append(form.isEmpty() ? "" : "&")
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8));
    }

    /** A thread of the portal sends events by itself until the portal is closed. */
    public Events byThread() {
        if (thread == null) {
            thread = new Thread(this::pump, "simulator-events");
            thread.setDaemon(true);
            thread.start();
        }
        return this;
    }

    private void pump() {
        while (!Thread.currentThread().isInterrupted()) {
            deliver();
            try {
                Thread.sleep(20);
            } catch (InterruptedException closed) {
                return;
            }
        }
    }

    void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
