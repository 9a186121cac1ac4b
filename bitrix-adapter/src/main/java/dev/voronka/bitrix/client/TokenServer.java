package dev.voronka.bitrix.client;

import dev.voronka.bitrix.client.BitrixFailed.Kind;
import dev.voronka.bitrix.client.BitrixFailed.Trouble;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The authorization server: gives tokens for a code, or for the refresh token. */
final class TokenServer {

    static final String METHOD = "oauth/token";

    /** What the server's codes mean and who must do what. Codes not listed are the last row. */
    private static final Map<String, String> ADVICE = Map.of(
            "invalid_grant",
            "The refresh token is not accepted: it was used elsewhere, is older than 180 days, or the app was removed."
                    + " An administrator of the portal opens the app there, or installs it again.",
            "invalid_client",
            "The client id or secret is not accepted: the host's administrator checks them against the app's page.",
            "PAYMENT_REQUIRED",
            "The portal's subscription to the app has ended: the portal's owner renews it.",
            "invalid_scope",
            "The app asks for scopes that its page does not list: the app's developer adds them there.",
            "insufficient_scope",
            "The app asks for scopes that it was not given: an administrator of the portal installs it again.",
            "invalid_request",
            "The request for a token is not accepted: the host's administrator checks the app's settings.");

    private final App app;
    private final Wire wire;
    private final Secrets secrets;
    private final Backoff backoff;

    TokenServer(App app, Wire wire, Secrets secrets, Backoff backoff) {
        this.app = app;
        this.wire = wire;
        this.secrets = secrets;
        this.backoff = backoff;
        secrets.learn(app.clientSecret());
    }

    Tokens forCode(String code) throws InterruptedException {
        secrets.learn(code);
        return ask("&grant_type=authorization_code&code=" + App.encoded(code), null, 1);
    }

    /** A lost answer is asked for again: the server alone knows whether the old token still holds. */
    Tokens renew(Tokens old) throws InterruptedException {
        return ask("&grant_type=refresh_token&refresh_token=" + App.encoded(old.refreshToken()), old, 3);
    }

    private Tokens ask(String grant, @Nullable Tokens old, int attempts) throws InterruptedException {
        var address = URI.create(slashed(app.authorizationServer()) + "oauth/token/?client_id="
                + App.encoded(app.clientId()) + "&client_secret=" + App.encoded(app.clientSecret()) + grant);
        for (var attempt = 1; ; attempt++) {
            try {
                var reply = wire.get(address);
                if (reply.status() < 500 || attempt == attempts) {
                    return tokens(reply, old);
                }
            } catch (Undelivered undelivered) {
                if (attempt == attempts) {
                    throw failed(
                            Kind.UNREACHABLE,
                            0,
                            "",
                            "",
                            "The authorization server "
                                    + app.authorizationServer().getHost() + " did not answer. ",
                            true,
                            undelivered);
                }
            }
            backoff.pause(attempt);
        }
    }

    private Tokens tokens(Wire.Reply reply, @Nullable Tokens old) {
        JsonNode tree;
        try {
            tree = Json.MAPPER.readTree(reply.body());
        } catch (JacksonException noJson) {
            throw failed(
                    Kind.UNREADABLE,
                    reply.status(),
                    "",
                    "",
                    "The authorization server answered with no JSON.",
                    true,
                    null);
        }
        var access = tree.path("access_token").asString("");
        var refresh = tree.path("refresh_token").asString("");
        if (reply.status() != 200 || access.isEmpty() || refresh.isEmpty()) {
            var code = Json.text(tree.path("error"));
            var description = secrets.hideAndCut(tree.path("error_description").asString(""));
            var advice = ADVICE.getOrDefault(code, "The authorization server gave no token.");
            throw failed(
                    reply.status() >= 500 ? Kind.PORTAL : Kind.AUTH,
                    reply.status(),
                    secrets.hideAndCut(code),
                    description,
                    advice,
                    reply.status() >= 500,
                    null);
        }
        secrets.learn(access);
        secrets.learn(refresh);
        var member = tree.path("member_id").asString(old == null ? "" : old.memberId());
        if (old != null && !old.memberId().equals(member)) {
            throw failed(
                    Kind.AUTH,
                    reply.status(),
                    "",
                    "",
                    "The authorization server gave a token of another portal; it was not used. The host's administrator"
                            + " checks which refresh token belongs to " + old.memberId() + ".",
                    false,
                    null);
        }
        try {
            return new Tokens(member, access, refresh, endpoint(tree, old));
        } catch (IllegalArgumentException incomplete) {
            throw failed(
                    Kind.UNREADABLE,
                    reply.status(),
                    "",
                    "",
                    "The authorization server did not say for which portal the token is.",
                    false,
                    null);
        }
    }

    /** The portal's address may have changed meanwhile. Never from https to http. */
    private static URI endpoint(JsonNode tree, @Nullable Tokens old) {
        var told = tree.path("client_endpoint").asString("");
        if (told.isEmpty() && old != null) {
            return old.endpoint();
        }
        var endpoint = URI.create(told);
        if (old == null) {
            return endpoint;
        }
        var weaker = "https".equals(old.endpoint().getScheme()) && !"https".equals(endpoint.getScheme());
        return weaker ? old.endpoint() : endpoint;
    }

    private static String slashed(URI server) {
        return server.toString().endsWith("/") ? server.toString() : server + "/";
    }

    private static BitrixFailed failed(
            Kind kind,
            int status,
            String code,
            String description,
            String advice,
            boolean canRepeat,
            @Nullable Throwable cause) {
        return new BitrixFailed(
                METHOD,
                "",
                new Trouble(kind, status, code, description, canRepeat, false, null, advice.strip()),
                cause);
    }
}
