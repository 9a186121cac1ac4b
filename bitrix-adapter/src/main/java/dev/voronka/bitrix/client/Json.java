package dev.voronka.bitrix.client;

import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON as portals speak it: sums are exact, and nothing may follow the value. */
final class Json {

    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    /** Half of a character, left by a text that was cut within an emoji. */
    private static final Pattern HALF = Pattern.compile(
            "[\\x{D800}-\\x{DBFF}](?![\\x{DC00}-\\x{DFFF}])|(?<![\\x{D800}-\\x{DBFF}])[\\x{DC00}-\\x{DFFF}]");

    private Json() {}

    /**
     * A copy of its own; values of java.time become ISO texts, and halves of characters, which no portal reads, the sign for
     * an unknown one.
     *
     * @throws JacksonException if something has no form in JSON
     */
    static ObjectNode tree(Map<String, ?> params) {
        ObjectNode tree = MAPPER.valueToTree(params);
        mend(tree);
        return tree;
    }

    private static void mend(JsonNode node) {
        if (node instanceof ObjectNode map) {
            map.properties().forEach(entry -> {
                mend(entry.getValue());
                if (isBroken(entry.getValue())) {
                    entry.setValue(mended(entry.getValue()));
                }
            });
        } else if (node instanceof ArrayNode list) {
            for (var i = 0; i < list.size(); i++) {
                mend(list.get(i));
                if (isBroken(list.get(i))) {
                    list.set(i, mended(list.get(i)));
                }
            }
        }
    }

    private static boolean isBroken(JsonNode node) {
        return node.isString() && HALF.matcher(node.asString()).find();
    }

    private static JsonNode mended(JsonNode node) {
        return MAPPER.getNodeFactory().stringNode(HALF.matcher(node.asString()).replaceAll("\uFFFD"));
    }

    /** A number as its digits, anything else as its text. */
    static String text(JsonNode node) {
        if (node.isNumber() && !node.isIntegralNumber()) {
            return node.decimalValue().toPlainString();
        }
        return node.asString("");
    }
}
