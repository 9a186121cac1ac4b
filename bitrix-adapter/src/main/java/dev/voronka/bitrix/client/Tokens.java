package dev.voronka.bitrix.client;

import java.net.URI;
import java.util.Objects;

/**
 * What an app holds of a portal. Both tokens are secret and change together at each renewal.
 *
 * @param memberId the portal's lasting id; its address may change, this does not
 * @param accessToken lives an hour
 * @param refreshToken lives 180 days, and only until it was used once
 * @param endpoint the portal's REST, such as {@code https://example.bitrix24.ru/rest/}
 */
public record Tokens(String memberId, String accessToken, String refreshToken, URI endpoint) {

    /** @throws IllegalArgumentException if one of the texts is blank or the endpoint is no address */
    public Tokens {
        Objects.requireNonNull(endpoint, "endpoint: the portal's REST");
        if (memberId.isBlank() || accessToken.isBlank() || refreshToken.isBlank()) {
            throw new IllegalArgumentException(
                    "Tokens need the member id, the access token and the refresh token; one of them is blank.");
        }
        if (endpoint.getHost() == null) {
            throw new IllegalArgumentException("The endpoint of portal " + memberId
                    + " has no host; it looks like https://example.bitrix24.ru/rest/.");
        }
    }

    Tokens at(URI otherEndpoint) {
        return new Tokens(memberId, accessToken, refreshToken, otherEndpoint);
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return "Tokens[" + memberId + " at " + endpoint.getHost() + "]";
    }
}
