package dev.voronka.bitrix.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The page for people: boards of cards that can be dragged. */
final class Page {
    private final Portal portal;

    Page(Portal portal) {
        this.portal = portal;
    }

    void handle(HttpExchange exchange, String path) throws IOException {
        Front.sendText(
                exchange,
                404,
                "text/plain; charset=utf-8",
                ("Not found: " + path + portal.memberId()).getBytes(StandardCharsets.UTF_8));
    }
}
