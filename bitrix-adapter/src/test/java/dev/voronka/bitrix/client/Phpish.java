package dev.voronka.bitrix.client;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a command of a batch as PHP's parse_str does, so far as tests need it: names with brackets make maps. */
final class Phpish {

    private Phpish() {}

    static String method(String command) {
        return command.split("\\?", 2)[0];
    }

    /** Lists come as maps with the keys 0, 1, 2…, as PHP has no other lists. */
    static ObjectNode query(String command) {
        var tree = Json.MAPPER.createObjectNode();
        var parts = command.split("\\?", 2);
        if (parts.length == 2) {
            for (var pair : parts[1].split("&", -1)) {
                var sides = pair.split("=", 2);
                put(tree, decoded(sides[0]), decoded(sides[1]));
            }
        }
        return tree;
    }

    private static void put(ObjectNode tree, String name, String value) {
        var bracket = name.indexOf('[');
        if (bracket < 0) {
            tree.put(name, value);
            return;
        }
        var node = child(tree, name.substring(0, bracket));
        var rest = name.substring(bracket);
        while (true) {
            var end = rest.indexOf(']');
            var key = rest.substring(1, end);
            rest = rest.substring(end + 1);
            if (rest.isEmpty()) {
                node.put(key, value);
                return;
            }
            node = child(node, key);
        }
    }

    private static ObjectNode child(ObjectNode tree, String key) {
        return tree.get(key) instanceof ObjectNode there ? there : tree.putObject(key);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** What PHP makes of a tree: every value a text, every list a map. */
    static JsonNode asPhpSees(JsonNode node) {
        if (node.isArray()) {
            var map = Json.MAPPER.createObjectNode();
            for (var i = 0; i < node.size(); i++) {
                map.set(String.valueOf(i), asPhpSees(node.get(i)));
            }
            return map;
        }
        if (node.isObject()) {
            Map<String, JsonNode> map = new LinkedHashMap<>();
            node.properties().forEach(entry -> map.put(entry.getKey(), asPhpSees(entry.getValue())));
            return Json.MAPPER.createObjectNode().setAll(map);
        }
        if (node.isBoolean()) {
            return Json.MAPPER.getNodeFactory().stringNode(node.asBoolean() ? "1" : "0");
        }
        return Json.MAPPER.getNodeFactory().stringNode(node.isNull() ? "" : Json.text(node));
    }
}
