package dev.voronka.bitrix.provision;

import tools.jackson.databind.JsonNode;

/** Reads single values of answers, in which numbers come as texts and flags in several ways. */
final class Told {

    private Told() {}

    static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    /** 0 if it is not there or no number. */
    static int number(JsonNode node, String field) {
        return number(node.path(field).asString(""));
    }

    static int number(String text) {
        return text.matches("-?\\d{1,9}") ? Integer.parseInt(text) : 0;
    }

    static boolean flag(JsonNode node, String field) {
        var text = text(node, field);
        return text.equals("Y") || text.equals("1") || text.equals("true");
    }
}
