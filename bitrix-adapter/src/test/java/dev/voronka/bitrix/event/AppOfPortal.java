package dev.voronka.bitrix.event;

import dev.voronka.bitrix.client.App;
import dev.voronka.bitrix.client.BitrixClient;
import dev.voronka.bitrix.client.TokenStore;
import dev.voronka.bitrix.client.Tokens;
import dev.voronka.bitrix.simulator.Portal;
import java.net.URI;
import java.util.Map;

/** An app that is installed in a simulated portal, with tokens. */
record AppOfPortal(BitrixClient client, String applicationToken) {

    static AppOfPortal of(Portal portal, long user) {
        var app = portal.app(URI.create("https://voronka.example/"), "crm");
        Map<String, Object> told = portal.tokens(app, user);
        var tokens = TokenStore.inMemory();
        tokens.save(new Tokens(
                portal.memberId(),
                String.valueOf(told.get("access_token")),
                String.valueOf(told.get("refresh_token")),
                URI.create(String.valueOf(told.get("client_endpoint")))));
        var known = new App(app.clientId(), app.clientSecret(), URI.create(portal.address() + "/"));
        return new AppOfPortal(
                BitrixClient.oauth(known, tokens, portal.memberId()).build(), app.applicationToken());
    }
}
