package dev.voronka.bitrix.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Writes calls as commands of a batch: {@code method?query}, nested values as PHP reads them. */
final class Commands {

    static final int MOST = 50;

    /** A reference to the result of an earlier command; it stays as it is, everything else is encoded. */
    private static final Pattern REFERENCE = Pattern.compile("\\$result\\[([^\\[\\]]+)](?:\\[[^\\[\\]]+])*");

    private static final String REFERENCE_BEGINS = "$result[";

    /** PHP leaves out, in silence, what is beyond 1000 values or 64 levels. */
    private static final int MOST_VALUES = 900;

    private static final int MOST_LEVELS = 60;

    private Commands() {}

    /** What of the call would arrive otherwise in a batch than by itself, if anything. */
    static Optional<String> unfit(Call call) {
        if (call.isVersion3()) {
            return Optional.of("it is a call of REST 3, which has batches of its own");
        }
        var problems = new ArrayList<String>();
        var values = new int[1];
        call.params().properties().forEach(entry -> {
            var name = entry.getKey();
            if (name.matches(".*[.\\s].*") || name.isEmpty()) {
                problems.add("the name \"" + name + "\" would change");
            }
            look(name, entry.getValue(), 1, values, problems);
        });
        if (values[0] > MOST_VALUES) {
            problems.add("it has " + values[0] + " values, of which a batch takes " + MOST_VALUES);
        }
        return problems.stream().findFirst();
    }

    private static void look(String name, JsonNode node, int level, int[] values, List<String> problems) {
        if (name.indexOf('[') >= 0 || name.indexOf(']') >= 0 || name.indexOf('\0') >= 0) {
            problems.add("a name has brackets");
        }
        if (level > MOST_LEVELS) {
            problems.add("it is nested deeper than " + MOST_LEVELS + " levels");
            return;
        }
        if (!node.isContainer()) {
            values[0]++;
            return;
        }
        if (node.isEmpty() && level > 1) {
            problems.add("the empty list or map under \"" + name + "\" would be left out");
        }
        if (node.isArray()) {
            node.values().forEach(one -> look("", one, level + 1, values, problems));
        } else {
            node.properties().forEach(entry -> {
                if (entry.getKey().isEmpty()) {
                    problems.add("a name is empty");
                }
                look(entry.getKey(), entry.getValue(), level + 1, values, problems);
            });
        }
    }

    /** Whether a text of the call looks like a reference, which the portal would replace. */
    static boolean refers(JsonNode node) {
        if (node.isContainer()) {
            return node.values().stream().anyMatch(Commands::refers);
        }
        return node.isString() && node.asString().contains(REFERENCE_BEGINS);
    }

    /** The keys that texts of the call refer to; a reference that cannot be read is the key {@code "?"}. */
    static List<String> referred(JsonNode node) {
        var keys = new ArrayList<String>();
        if (node.isContainer()) {
            node.values().forEach(one -> keys.addAll(referred(one)));
        } else if (node.isString()) {
            var text = node.asString();
            var reference = REFERENCE.matcher(text);
            while (reference.find()) {
                keys.add(reference.group(1));
            }
            if (REFERENCE.matcher(text).replaceAll("").contains(REFERENCE_BEGINS)) {
                keys.add("?");
            }
        }
        return keys;
    }

    static String written(Call call) {
        var query = new ArrayList<String>();
        call.params().properties().forEach(entry -> write(encoded(entry.getKey()), entry.getValue(), query));
        return query.isEmpty() ? call.method() : call.method() + "?" + String.join("&", query);
    }

    private static void write(String name, JsonNode node, List<String> query) {
        if (node.isArray()) {
            for (var i = 0; i < node.size(); i++) {
                write(name + "[" + i + "]", node.get(i), query);
            }
        } else if (node.isObject()) {
            node.properties()
                    .forEach(entry -> write(name + "[" + encoded(entry.getKey()) + "]", entry.getValue(), query));
        } else {
            query.add(name + "=" + value(node));
        }
    }

    private static String value(JsonNode node) {
        if (node.isNull()) {
            return "";
        }
        if (node.isBoolean()) {
            return node.asBoolean() ? "1" : "0";
        }
        var text = Json.text(node);
        var written = new StringBuilder();
        var end = 0;
        var reference = REFERENCE.matcher(text);
        while (reference.find()) {
            written.append(encoded(text.substring(end, reference.start()))).append(reference.group());
            end = reference.end();
        }
        return written.append(encoded(text.substring(end))).toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
