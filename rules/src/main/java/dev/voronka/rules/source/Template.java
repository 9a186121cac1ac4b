package dev.voronka.rules.source;

import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A piece of DRL with places to be filled in with what people wrote. */
final class Template {

    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9][0-9\\u0020\\u00A0\\u202F]*([.,][0-9]+)?");

    private Template() {}

    /**
     * Fills places in. Within quotes a value stands as it is, but for quotes and line breaks in it; outside, a number may be written as in Russia, {@code 1 000
     * 000,50}, and {@code да} and {@code нет} are true and false.
     *
     * @param value by the name of the place; null if there is no such place, then the text stays
     */
    static String filled(String drl, Pattern place, Function<String, @Nullable String> value) {
        var filled = new StringBuilder();
        var places = place.matcher(drl);
        var done = 0;
        var quoted = false;
        while (places.find()) {
            var between = drl.substring(done, places.start());
            quoted ^= between.chars().filter(c -> c == '"').count() % 2 == 1;
            var given = value.apply(places.group(1));
            filled.append(between).append(given == null ? places.group() : quoted ? text(given) : plain(given));
            done = places.end();
        }
        return filled.append(drl.substring(done)).toString();
    }

    private static String text(String value) {
        return value.replace('"', '\'').replaceAll("\\s+", " ");
    }

    private static String plain(String value) {
        if (NUMBER.matcher(value).matches()) {
            return value.replaceAll("[\\u0020\\u00A0\\u202F]", "").replace(',', '.');
        }
        return value.equalsIgnoreCase("да") ? "true" : value.equalsIgnoreCase("нет") ? "false" : value;
    }
}
