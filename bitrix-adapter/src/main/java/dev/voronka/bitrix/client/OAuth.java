package dev.voronka.bitrix.client;

import dev.voronka.bitrix.client.BitrixFailed.Kind;
import dev.voronka.bitrix.client.BitrixFailed.Trouble;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets in by a token that expires. A new one is saved before it is used, as the old refresh token is worthless then. */
final class OAuth implements Access {

    private static final Logger LOG = LoggerFactory.getLogger(BitrixClient.class);

    private static final Pattern ENDPOINT = Pattern.compile("(/(?:.*/)?)rest/?");

    private record Owner(String clientId, String memberId) {}

    /** Renewals of one app on one portal take turns in this JVM, whichever client asks. */
    private static final class Turn {
        /** Given by the server, but not saved yet: the store failed. */
        private @Nullable Tokens unsaved;
    }

    private static final Map<Owner, Turn> TURNS = new ConcurrentHashMap<>();

    private final App app;
    private final TokenStore store;
    private final String memberId;
    private final TokenServer server;
    private final Secrets secrets;
    private final BiConsumer<URI, String> guard;
    private final Turn turn;
    private final AtomicLong renewals = new AtomicLong();
    private volatile @Nullable Tokens current;

    OAuth(
            App app,
            TokenStore store,
            String memberId,
            TokenServer server,
            Secrets secrets,
            BiConsumer<URI, String> guard) {
        this.app = app;
        this.store = store;
        this.memberId = memberId;
        this.server = server;
        this.secrets = secrets;
        this.guard = guard;
        this.turn = TURNS.computeIfAbsent(new Owner(app.clientId(), memberId), o -> new Turn());
    }

    @Override
    public Entry entry() {
        var tokens = current;
        return entryOf(tokens == null ? stored() : tokens);
    }

    @Override
    public Entry renewed(Entry expired) throws InterruptedException {
        synchronized (turn) {
            saveUnsaved();
            var kept = stored();
            if (!kept.accessToken().equals(expired.token())) {
                // Somebody else was quicker.
                return entryOf(kept);
            }
            Tokens fresh;
            try {
                fresh = server.renew(kept);
            } catch (BitrixFailed refused) {
                var since = stored();
                if (!since.refreshToken().equals(kept.refreshToken())) {
                    // Another node was quicker, and its renewal made ours worthless.
                    return entryOf(since);
                }
                LOG.warn("The access token of portal {} cannot be renewed: {}", memberId, refused.getMessage());
                throw refused;
            }
            turn.unsaved = fresh;
            saveUnsaved();
            renewals.incrementAndGet();
            return entryOf(fresh);
        }
    }

    @Override
    public void moved(URI root) {
        synchronized (turn) {
            saveUnsaved();
            var kept = stored();
            var moved = kept.at(root.resolve("rest/"));
            if (!moved.equals(kept)) {
                store.save(moved);
                current = moved;
                LOG.warn(
                        "The portal {} has moved from {} to {}; the new address is saved.",
                        memberId,
                        kept.endpoint().getAuthority(),
                        root.getAuthority());
            }
        }
    }

    /** If the store fails again, its exception says so, and the tokens wait for the next call. */
    private void saveUnsaved() {
        var waiting = turn.unsaved;
        if (waiting != null) {
            store.save(waiting);
            turn.unsaved = null;
            current = waiting;
        }
    }

    private Tokens stored() {
        var kept = store.load(memberId)
                .orElseThrow(() -> new BitrixFailed(
                        "oauth",
                        "",
                        new Trouble(
                                Kind.AUTH,
                                0,
                                "",
                                "",
                                false,
                                false,
                                null,
                                "There are no tokens of portal " + memberId
                                        + ": an administrator of the portal installs the app, and the host saves what it is given"
                                        + " (BitrixClient.redeem, TokenStore.save)."),
                        null));
        secrets.learn(kept.accessToken());
        secrets.learn(kept.refreshToken());
        current = kept;
        return kept;
    }

    private Entry entryOf(Tokens tokens) {
        guard.accept(tokens.endpoint(), "endpoint kept for portal " + memberId);
        var path = ENDPOINT.matcher(String.valueOf(tokens.endpoint().getRawPath()));
        if (!path.matches()) {
            throw new IllegalStateException("The endpoint kept for portal " + memberId
                    + " does not end with /rest/: it looks like https://example.bitrix24.ru/rest/.");
        }
        var root = URI.create(
                tokens.endpoint().getScheme() + "://" + tokens.endpoint().getRawAuthority() + path.group(1));
        return new Entry(root, "", tokens.accessToken());
    }

    @Override
    public String caller() {
        return app.clientId();
    }

    @Override
    public long renewals() {
        return renewals.get();
    }

    @Override
    public String toString() {
        return "App " + app.clientId() + " on portal " + memberId;
    }
}
