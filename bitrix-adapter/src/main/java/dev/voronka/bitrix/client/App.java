package dev.voronka.bitrix.client;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * An application that acts on a portal by OAuth 2.
 *
 * @param clientId as the portal or the vendor's page shows it
 * @param clientSecret secret; never printed
 * @param authorizationServer where tokens come from, normally {@link #BITRIX}
 */
public record App(String clientId, String clientSecret, URI authorizationServer) {

    /** The vendor's authorization server. */
    public static final URI BITRIX = URI.create("https://oauth.bitrix.info/");

    /** @throws IllegalArgumentException if the id or the secret is blank */
    public App {
        Objects.requireNonNull(authorizationServer, "authorizationServer: where tokens come from");
        if (clientId.isBlank() || clientSecret.isBlank()) {
            throw new IllegalArgumentException(
                    "An app needs its client id and its client secret; one of them is blank.");
        }
    }

    /** An app of the vendor's authorization server. */
    public static App of(String clientId, String clientSecret) {
        return new App(clientId, clientSecret, BITRIX);
    }

    /**
     * Where a person is sent to let the app in; the portal then calls the app's own address with a code that lives 30 s, see
     * {@link BitrixClient#redeem}.
     *
     * @param portal for instance {@code https://example.bitrix24.ru}
     * @param state comes back unchanged; unguessable, so that nobody slips in a code of his own
     */
    public URI authorizeAddress(URI portal, String state) {
        return portal.resolve("/oauth/authorize/?client_id=" + encoded(clientId) + "&state=" + encoded(state));
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "App[" + clientId + " at " + authorizationServer.getHost() + "]";
    }
}
