package dev.voronka.rules.cli;

import dev.voronka.Texts;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Where the program speaks to: in one language, as lines for people or as one JSON object for machines. */
final class Screen {

    static final int FINE = 0;
    static final int REFUSED = 1;
    static final int WRONG_USE = 2;

    private static final Texts TEXTS = Texts.beside(Screen.class, "cli");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final PrintStream out;
    private final PrintStream err;
    private final Locale reader;
    private final boolean json;
    private final boolean colours;

    Screen(PrintStream out, PrintStream err, Locale reader, boolean json, boolean colours) {
        this.out = out;
        this.err = err;
        this.reader = reader;
        this.json = json;
        this.colours = colours;
    }

    Locale reader() {
        return reader;
    }

    /** Whether a machine reads. */
    boolean isJson() {
        return json;
    }

    String say(String code, Object... arguments) {
        return TEXTS.text(code, reader, arguments);
    }

    void line(String text) {
        out.print(text + "\n");
    }

    void complain(String text) {
        err.print(text + "\n");
    }

    /** Without a line break behind it. */
    void text(String text) {
        out.print(text);
        out.flush();
    }

    void json(Map<String, Object> said) {
        line(written(said));
    }

    static String written(Map<String, Object> said) {
        return JSON.writeValueAsString(said).replace("\r\n", "\n");
    }

    /** A JSON object that keeps its order: names and values in turn. */
    static Map<String, Object> object(Object... namesAndValues) {
        var object = new LinkedHashMap<String, Object>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    String red(String text) {
        return coloured("31", text);
    }

    String green(String text) {
        return coloured("32", text);
    }

    String yellow(String text) {
        return coloured("33", text);
    }

    String bold(String text) {
        return coloured("1", text);
    }

    private String coloured(String code, String text) {
        return colours ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }
}
