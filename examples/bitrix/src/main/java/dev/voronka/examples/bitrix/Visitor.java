package dev.voronka.examples.bitrix;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person at the page of the local portal, for runs that nobody watches. */
final class Visitor {

    /** A card on a board. */
    record Found(int type, long id, JsonNode stages) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.builder().build();
    private final URI page;

    Visitor(URI page) {
        this.page = page;
    }

    /** Drags the card of this title to the stage of this name, as the second user. */
    void drag(String title, String stage) throws IOException, InterruptedException {
        var card = find(title);
        for (var one : card.stages().values()) {
            if (one.path("name").asString("").equals(stage)) {
                post(
                        "_page/move",
                        Map.of(
                                "user",
                                2,
                                "type",
                                card.type(),
                                "id",
                                card.id(),
                                "stage",
                                one.path("code").asString("")));
                return;
            }
        }
        throw new IllegalStateException("The board has no stage " + stage + ".");
    }

    /** The comments on the card of this title. */
    List<String> comments(String title) throws IOException, InterruptedException {
        var card = find(title);
        var comments = new ArrayList<String>();
        get("_page/card?type=" + card.type() + "&id=" + card.id())
                .path("comments")
                .values()
                .forEach(c -> comments.add(c.asString("")));
        return comments;
    }

    private Found find(String title) throws IOException, InterruptedException {
        for (var board : get("_page/boards").path("boards").values()) {
            var type = board.path("type").asInt();
            var columns = get("_page/cards?type=" + type + "&category="
                    + board.path("category").asLong());
            for (var column : columns.values()) {
                for (var card : column.path("cards").values()) {
                    if (card.path("title").asString("").equals(title)) {
                        return new Found(type, card.path("id").asLong(), board.path("stages"));
                    }
                }
            }
        }
        throw new IllegalStateException("No board has a card " + title + ".");
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return sent(HttpRequest.newBuilder(page.resolve(path)).build());
    }

    private void post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        sent(HttpRequest.newBuilder(page.resolve(path))
                .header("Content-Type", "application/json")
                .header("X-Simulator", "page")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                .build());
    }

    private JsonNode sent(HttpRequest request) throws IOException, InterruptedException {
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("The page answered " + answer.statusCode() + ": " + answer.body());
        }
        return json.readTree(answer.body());
    }
}
