package dev.voronka.bitrix.client;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** How a client behaves; every setting has a default for a portal in the cloud. Of one thread. */
public final class ClientBuilder {

    /** Above the 60 s after which a portal ends a request, or answers would be lost that are on their way. */
    private static final Duration TIMEOUT = Duration.ofSeconds(70);

    private final @Nullable URI webhook;
    private final @Nullable App app;
    private final @Nullable TokenStore tokens;
    private final String memberId;
    private Clock clock = Clock.systemUTC();
    private Sleeper sleeper = Sleeper.real();
    private Plan plan = Plan.STANDARD;
    private int sparePercent = 20;
    private int queue = 1000;
    private int attempts = 4;
    private Duration patience = Duration.ofMinutes(2);
    private Duration timeout = TIMEOUT;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration operatingLimit = Duration.ofMinutes(8);
    private Duration operatingReserve = Duration.ofSeconds(48);
    private long mostBytes = 16L * 1024 * 1024;
    private @Nullable SSLContext trust;
    private boolean plainHttp;

    private ClientBuilder(@Nullable URI webhook, @Nullable App app, @Nullable TokenStore tokens, String memberId) {
        this.webhook = webhook;
        this.app = app;
        this.tokens = tokens;
        this.memberId = memberId;
    }

    static ClientBuilder webhook(URI address) {
        return new ClientBuilder(Objects.requireNonNull(address, "address: of the webhook"), null, null, "");
    }

    static ClientBuilder oauth(App app, TokenStore tokens, String memberId) {
        if (memberId.isBlank()) {
            throw new IllegalArgumentException(
                    "The member id of the portal is blank; the portal gives it with the first tokens.");
        }
        return new ClientBuilder(
                null,
                Objects.requireNonNull(app, "app: who calls"),
                Objects.requireNonNull(tokens, "tokens: where they are kept"),
                memberId);
    }

    static Tokens redeem(App app, String code) {
        return new ClientBuilder(null, app, null, "").redeem(code);
    }

    private Tokens redeem(String code) {
        try {
            return server(Objects.requireNonNull(app, "app"), new Secrets()).forCode(code);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BitrixFailed(
                    TokenServer.METHOD,
                    "",
                    new BitrixFailed.Trouble(
                            BitrixFailed.Kind.OTHER, 0, "", "", false, true, null, "The thread was told to stop."),
                    null);
        }
    }

    /** The clock of limits and deadlines; the system's unless told. Clients share a portal's limits if their clocks are equal. */
    public ClientBuilder clock(Clock other) {
        clock = Objects.requireNonNull(other, "clock: what time it is");
        return this;
    }

    /** How to wait; by the system unless told. */
    public ClientBuilder sleeper(Sleeper other) {
        sleeper = Objects.requireNonNull(other, "sleeper: how to wait");
        return this;
    }

    /** The portal's plan; {@link Plan#STANDARD} unless told. The same for all clients of the portal in this JVM. */
    public ClientBuilder plan(Plan other) {
        plan = Objects.requireNonNull(other, "plan: what the portal bears");
        return this;
    }

    /** The share of the plan that is left to others who call from the same address, in percent; 20 unless told. */
    public ClientBuilder spare(int percent) {
        if (percent < 0 || percent > 90) {
            throw new IllegalArgumentException("The spare share is " + percent + " %; it must be from 0 to 90.");
        }
        sparePercent = percent;
        return this;
    }

    /** How many calls may wait for the portal at once; 1000 unless told. The same for all its clients in this JVM. */
    public ClientBuilder queue(int places) {
        if (places < 1) {
            throw new IllegalArgumentException("A queue of " + places + " places lets nobody wait; give at least 1.");
        }
        queue = places;
        return this;
    }

    /** How often a call is made at most, the first time included; 4 unless told. */
    public ClientBuilder attempts(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("A call made " + most + " times is not made; give at least 1.");
        }
        attempts = most;
        return this;
    }

    /** How long a call may wait altogether, before it is sent and between attempts; 2 minutes unless told. */
    public ClientBuilder patience(Duration longest) {
        patience = positive("patience", longest);
        return this;
    }

    /** How long an answer may take; 70 s unless told. Below the portal's own 60 s answers get lost. */
    public ClientBuilder timeout(Duration longest) {
        timeout = positive("time-out", longest);
        return this;
    }

    /** How long a connection may take; 10 s unless told. */
    public ClientBuilder connectTimeout(Duration longest) {
        connectTimeout = positive("time-out of connections", longest);
        return this;
    }

    /**
     * The operating time that a method has in 10 minutes, and what of it only {@link Priority#USER} may use; 480 s and 48 s
     * unless told.
     */
    public ClientBuilder operating(Duration limit, Duration reserve) {
        operatingLimit = positive("operating limit", limit);
        if (reserve.isNegative() || reserve.compareTo(limit) >= 0) {
            throw new IllegalArgumentException(
                    "The operating reserve is " + reserve + "; it must be less than the limit, " + limit + ".");
        }
        operatingReserve = reserve;
        return this;
    }

    /** The longest answer that is read, in bytes; 16 MB unless told. */
    public ClientBuilder mostBytes(long most) {
        if (most < 1024) {
            throw new IllegalArgumentException(
                    "Answers of at most " + most + " bytes are too short to be read; give at least 1024.");
        }
        mostBytes = most;
        return this;
    }

    /** Whose certificates are accepted, for a portal with one of the company's own; the JVM's unless told. */
    public ClientBuilder trust(SSLContext authorities) {
        trust = Objects.requireNonNull(authorities, "authorities: whose certificates are accepted");
        return this;
    }

    /** Lets the client speak HTTP without encryption to other machines than this one. Secrets can be read on the way. */
    public ClientBuilder plainHttp() {
        plainHttp = true;
        return this;
    }

    /**
     * The client. No request is made.
     *
     * @throws IllegalArgumentException if an address is not like that of a webhook, or not https; it is not quoted
     * @throws IllegalStateException if the portal has a client in this JVM with another plan, spare share or queue; of an app
     *     that is known at the first call
     */
    public BitrixClient build() {
        var secrets = new Secrets();
        var access = access(secrets);
        var manners = new Portal.Manners(plan, sparePercent, queue);
        var limits = new Line.Limits(attempts, patience, operatingLimit, operatingReserve);
        if (webhook != null) {
            Portal.at(access.entry().root(), manners, clock);
        }
        return new BitrixClient(new Line(access, wire(), secrets, manners, limits, clock, sleeper), access);
    }

    private Access access(Secrets secrets) {
        if (webhook != null) {
            encrypted(webhook, "webhook");
            return Webhook.at(webhook, secrets);
        }
        var caller = Objects.requireNonNull(app, "app");
        return new OAuth(
                caller,
                Objects.requireNonNull(tokens, "tokens"),
                memberId,
                server(caller, secrets),
                secrets,
                this::encrypted);
    }

    private TokenServer server(App caller, Secrets secrets) {
        encrypted(caller.authorizationServer(), "authorization server");
        return new TokenServer(caller, wire(), secrets, new Backoff(sleeper));
    }

    private Wire wire() {
        return new Wire(timeout, connectTimeout, mostBytes, trust, clock);
    }

    private void encrypted(URI address, String what) {
        var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        var plain = scheme.equals("http") && (plainHttp || isThisMachine(address.getHost()));
        if (!scheme.equals("https") && !plain) {
            throw new IllegalArgumentException("The address of the " + what
                    + " must begin with https://, as a secret is part of each call. For a test portal on another machine there is"
                    + " plainHttp().");
        }
    }

    /** Only names and numbers that need no look-up. */
    private static boolean isThisMachine(@Nullable String host) {
        if (host == null) {
            return false;
        }
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return host.matches("[0-9.]+|\\[.*]") && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException noNumber) {
            return false;
        }
    }

    private static Duration positive(String what, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("The " + what + " is " + value + "; it must be longer than nothing.");
        }
        return value;
    }
}
