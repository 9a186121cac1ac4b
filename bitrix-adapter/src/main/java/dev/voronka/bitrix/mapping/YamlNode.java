package dev.voronka.bitrix.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A value in a YAML file, and where it stands. All plain values are texts. */
sealed interface YamlNode {

    /** Where, both from 1. */
    record At(int line, int column) {
        static final At NOWHERE = new At(0, 0);

        static At of(@Nullable TokenStreamLocation location) {
            return location == null
                    ? NOWHERE
                    : new At(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
        }
    }

    At at();

    /** A plain value; empty if nothing stands behind a key. */
    record Plain(At at, String text) implements YamlNode {}

    /** A list. */
    record Many(At at, List<YamlNode> items) implements YamlNode {}

    /** Names with values. */
    record Named(At at, Map<String, Entry> entries) implements YamlNode {}

    /** A name with a value. */
    record Entry(At at, String name, YamlNode value) {}

    /** The file is no YAML, or has a key twice. */
    final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient MappingProblem problem;

        private Unreadable(At at, String code, String... arguments) {
            super(code);
            this.problem = new MappingProblem(at.line(), at.column(), code, List.of(arguments));
        }

        MappingProblem problem() {
            return problem;
        }
    }

    /** Reads a text; one that says nothing is an empty {@link Named}. */
    static YamlNode read(String text) throws Unreadable {
        try (var parser = new YAMLMapper().createParser(text)) {
            if (parser.nextToken() == null) {
                return new Named(At.NOWHERE, Map.of());
            }
            var node = node(parser);
            if (parser.nextToken() != null) {
                throw new Unreadable(At.of(parser.currentTokenLocation()), "second-document");
            }
            return node;
        } catch (JacksonException torn) {
            var said = String.valueOf(torn.getOriginalMessage())
                    .lines()
                    .findFirst()
                    .orElse("");
            throw new Unreadable(At.of(torn.getLocation()), "not-yaml", said.strip());
        }
    }

    private static YamlNode node(JsonParser parser) throws Unreadable {
        var at = At.of(parser.currentTokenLocation());
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            var entries = new LinkedHashMap<String, Entry>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                var key = At.of(parser.currentTokenLocation());
                var name = parser.currentName();
                parser.nextToken();
                var entry = new Entry(key, name, node(parser));
                if (entries.putIfAbsent(name, entry) != null) {
                    throw new Unreadable(key, "key-twice", name);
                }
            }
            return new Named(at, entries);
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            var items = new ArrayList<YamlNode>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(node(parser));
            }
            return new Many(at, items);
        }
        return new Plain(at, parser.currentToken() == JsonToken.VALUE_NULL ? "" : parser.getString());
    }
}
