package dev.voronka.bitrix.client;

import java.util.Map;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON as portals speak it: sums are exact, and nothing may follow the value. */
final class Json {

    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private Json() {}

    /** A copy of its own; values of java.time become ISO texts. */
    static ObjectNode tree(Map<String, ?> params) {
        return MAPPER.valueToTree(params);
    }

    /** A number as its digits, anything else as its text. */
    static String text(JsonNode node) {
        if (node.isNumber() && !node.isIntegralNumber()) {
            return node.decimalValue().toPlainString();
        }
        return node.asString("");
    }
}
