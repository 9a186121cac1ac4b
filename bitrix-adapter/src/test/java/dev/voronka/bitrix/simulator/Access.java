package dev.voronka.bitrix.simulator;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Who may come in: webhooks, applications and their tokens. */
final class Access {
    static final Duration CODE_LIVES = Duration.ofSeconds(30);
    static final Duration ACCESS_LIVES = Duration.ofHours(1);
    static final Duration REFRESH_LIVES = Duration.ofDays(180);

    private record Webhook(long userId, Set<String> scopes, Instant until) {}

    private record Grant(App app, long userId, Instant until) {}

    private final Portal portal;
    private final Random random;
    private final Map<String, Webhook> webhooks = new HashMap<>();
    private final Map<String, App> apps = new LinkedHashMap<>();
    private final Map<String, Grant> codes = new HashMap<>();
    private final Map<String, Grant> accessTokens = new HashMap<>();
    private final Map<String, Grant> refreshTokens = new HashMap<>();

    Access(Portal portal, Random random) {
        this.portal = portal;
        this.random = random;
    }

    String secret(int length) {
        StringBuilder secret = new StringBuilder();
        for (int i = 0; i < length; i++) {
            secret.append("abcdefghijklmnopqrstuvwxyz0123456789".charAt(random.nextInt(36)));
        }
        return secret.toString();
    }

    /** A new webhook; returns its secret. Without scopes it may call everything; without an end it lives for ever. */
    String webhook(long userId, Set<String> scopes, Instant until) {
        String secret = secret(16);
        webhooks.put(userId + "/" + secret, new Webhook(userId, scopes.isEmpty() ? null : scopes, until));
        return secret;
    }

    void forgetWebhook(long userId, String secret) {
        webhooks.remove(userId + "/" + secret);
    }

    App app(URI redirect, Set<String> scopes) {
        App app = new App("local." + secret(14), secret(50), new TreeSet<>(scopes), redirect, secret(32));
        apps.put(app.clientId, app);
        return app;
    }

    Caller byWebhook(long userId, String secret) {
        Webhook webhook = webhooks.get(userId + "/" + secret);
        if (webhook == null) {
            throw Refused.of(401, "NO_AUTH_FOUND", "Wrong authorization data");
        }
        if (webhook.until() != null && !portal.times.now().isBefore(webhook.until())) {
            throw Refused.of(401, "expired_webhook", "The webhook has expired");
        }
        return new Caller(
                "webhook " + userId + "/" + secret, portal.people.active(webhook.userId()), webhook.scopes(), null);
    }

    Caller byToken(String token) {
        Grant grant = token == null ? null : accessTokens.get(token);
        if (grant == null) {
            throw Refused.of(401, "NO_AUTH_FOUND", "Wrong authorization data");
        }
        if (!portal.times.now().isBefore(grant.until())) {
            throw Refused.of(401, "expired_token", "The access token provided has expired.");
        }
        return new Caller(
                "app " + grant.app().clientId, portal.people.active(grant.userId()), grant.app().scopes, grant.app());
    }

    /** A code for that application, as the browser of that user would bring it. */
    String code(String clientId, long userId) {
        App app = apps.get(clientId);
        if (app == null) {
            throw Refused.of(
                    400,
                    "invalid_client",
                    "Invalid client data was provided. The application may not be installed in Bitrix24.");
        }
        String code = secret(32);
        codes.put(code, new Grant(app, userId, portal.times.now().plus(CODE_LIVES)));
        return code;
    }

    App app(String clientId) {
        return apps.get(clientId);
    }

    /** What the authorisation server answers to {@code /oauth/token/}. */
    Map<String, Object> token(Map<String, Object> params) {
        String clientId = Values.textOr(params.get("client_id"), "");
        App app = apps.get(clientId);
        if (app == null || !app.clientSecret.equals(params.get("client_secret"))) {
            throw Refused.of(
                    app == null ? 400 : 401,
                    "invalid_client",
                    "Invalid client data was provided. The application may not be installed in Bitrix24.");
        }
        if (!app.paid) {
            throw Refused.of(402, "PAYMENT_REQUIRED", "Payment required");
        }
        String type = Values.textOr(params.get("grant_type"), "");
        Set<String> wanted = new TreeSet<>();
        for (String scope : Values.textOr(params.get("scope"), "").split(",", -1)) {
            if (!scope.isBlank()) {
                wanted.add(scope.trim());
            }
        }
        if (!app.scopes.isEmpty() && !app.scopes.containsAll(wanted)) {
            throw Refused.of(
                    400,
                    "invalid_scope",
                    "Access permissions requested exceed those specified in the application card");
        }
        Grant grant = switch (type) {
            case "authorization_code" -> codes.remove(Values.textOr(params.get("code"), ""));
            case "refresh_token" -> refreshTokens.remove(Values.textOr(params.get("refresh_token"), ""));
            default -> throw Refused.of(400, "invalid_request", "Incorrectly formatted authorization request provided");
        };
        if (grant == null || grant.app() != app || !portal.times.now().isBefore(grant.until())) {
            throw Refused.of(
                    400, "invalid_grant", "Invalid authorization data was provided for obtaining access_token");
        }
        Map<String, Object> tokens = tokens(app, grant.userId());
        if (type.equals("refresh_token")) {
            tokens.put("expires", portal.times.now().plus(ACCESS_LIVES).getEpochSecond());
            tokens.put("user_id", grant.userId());
        }
        return tokens;
    }

    /** Fresh tokens of an application, as an event or the installation brings them. */
    Map<String, Object> tokens(App app, long userId) {
        String refresh = secret(32);
        refreshTokens.put(refresh, new Grant(app, userId, portal.times.now().plus(REFRESH_LIVES)));
        return Values.row(
                "access_token", accessToken(app, userId),
                "client_endpoint", portal.address() + "/rest/",
                "domain", portal.authority(),
                "expires_in", ACCESS_LIVES.toSeconds(),
                "member_id", portal.memberId(),
                "refresh_token", refresh,
                "scope", String.join(",", app.scopes),
                "server_endpoint", portal.address() + "/rest/",
                "status", "L");
    }

    String accessToken(App app, long userId) {
        String token = secret(32);
        accessTokens.put(token, new Grant(app, userId, portal.times.now().plus(ACCESS_LIVES)));
        return token;
    }
}
