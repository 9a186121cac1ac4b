package dev.voronka.bitrix.event;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads bodies in the form of HTML forms, whose names are written as {@code data[FIELDS][ID]}. */
final class FormBody {

    private static final int MOST_FIELDS = 500;

    private FormBody() {}

    /**
     * The values by name as it is written; of a name that is there twice the last.
     *
     * @throws IllegalArgumentException if it is not in that form
     */
    static Map<String, String> read(byte[] body) {
        var values = new LinkedHashMap<String, String>();
        var pairs = new String(body, StandardCharsets.UTF_8).split("&", -1);
        if (pairs.length > MOST_FIELDS) {
            throw new IllegalArgumentException("more than " + MOST_FIELDS + " fields");
        }
        for (var pair : pairs) {
            var at = pair.indexOf('=');
            if (at > 0) {
                values.put(decoded(pair.substring(0, at)), decoded(pair.substring(at + 1)));
            }
        }
        return values;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
