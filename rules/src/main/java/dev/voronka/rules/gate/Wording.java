package dev.voronka.rules.gate;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of problems by code. {@code {0}} stands for an argument; an apostrophe is written once. */
final class Wording {

    static final Wording ENGLISH = new Wording("gate.properties");
    static final Wording RUSSIAN = new Wording("gate_ru.properties");

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
    private static final int SHOWN = 80;

    private final Properties texts = new Properties();

    private Wording(String resource) {
        try (var stream = Wording.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("The jar of voronka-rules lacks " + resource);
            }
            texts.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + resource, e);
        }
    }

    String say(String code, Object... arguments) {
        var text = texts.getProperty(code);
        if (text == null) {
            throw new IllegalStateException("No text for the problem " + code);
        }
        // What stands in [[ ]] is said only if its argument is not empty.
        var said = new StringBuilder();
        var at = 0;
        while (at < text.length()) {
            var optional = text.startsWith("[[", at) ? text.indexOf("]]", at) : -1;
            var end = optional >= 0 ? optional : next(text, at);
            var part = text.substring(optional >= 0 ? at + 2 : at, end);
            if (optional < 0 || allGiven(part, arguments)) {
                said.append(filled(part, arguments));
            }
            at = optional >= 0 ? optional + 2 : end;
        }
        return said.toString();
    }

    Set<String> codes() {
        return texts.stringPropertyNames();
    }

    private static int next(String text, int at) {
        var next = text.indexOf("[[", at);
        return next < 0 ? text.length() : next;
    }

    private boolean allGiven(String part, Object... arguments) {
        return PLACE.matcher(part)
                .results()
                .allMatch(
                        r -> !argument(Integer.parseInt(r.group(1)), arguments).isEmpty());
    }

    private String filled(String part, Object... arguments) {
        return PLACE.matcher(part)
                .replaceAll(r -> Matcher.quoteReplacement(argument(Integer.parseInt(r.group(1)), arguments)));
    }

    private String argument(int place, Object... arguments) {
        if (place >= arguments.length) {
            return "";
        }
        var text = arguments[place] instanceof Type type
                ? say("type." + type.family().name())
                : String.valueOf(arguments[place]);
        return text.length() <= SHOWN * 5 ? text : text.substring(0, SHOWN) + "…";
    }
}
