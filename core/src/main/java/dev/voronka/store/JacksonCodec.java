package dev.voronka.store;

import dev.voronka.InvalidInput;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Values as JSON with sorted keys, parsed by Jackson. No annotation of Jackson counts, and no class is ever loaded by a
 * name in the text.
 *
 * <ul>
 *   <li>A record is an object of its components. It is read by its canonical constructor; what that refuses is told. A
 *       component that the text does not have is null where it is {@code @Nullable}, and empty where it is a collection.
 *   <li>What a record has no component for is refused, unless it is empty: the next write would lose it. Where the text
 *       itself is kept (history, effects), it is passed over; see {@link Reading}.
 *   <li>What stands behind a sealed interface says by {@code type} which it is: by {@link dev.voronka.Code}, or else by
 *       its simple name.
 *   <li>A stage is its name; an enum its constant; times are ISO 8601. Numbers are exact and have no exponent, so
 *       {@code 1E+3} comes back as {@code 1000}.
 *   <li>Something declared as Object may be text, a number, yes or no, a date, money and the like, and lists and maps
 *       thereof: {@code {"=date":"2026-11-24"}}.
 *   <li>A text with a NUL or an unpaired surrogate is refused: not every database can keep it.
 * </ul>
 */
public final class JacksonCodec implements Codec {

    /** Twice what is ever written, since lists and tags of voronka's own come on top. */
    private static final int MOST_LEVELS = 2 * JsonOut.MOST_LEVELS;

    /** Digits before and behind the point, the point, a sign. */
    private static final int MOST_DIGITS = 2 * JsonOut.MOST_DIGITS + 2;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_LEVELS)
                    .maxNumberLength(MOST_DIGITS)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            // Keys of maps are anybody's words: they are not worth keeping.
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();

    private final Shapes shapes = new Shapes();

    @Override
    public byte[] canonical(Object value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String text(Object value) {
        var out = new JsonOut();
        try {
            shapes.ofValue(value).write(value, out);
        } catch (Misfit misfit) {
            throw Shapes.unwritable(value, misfit);
        }
        return out.text.toString();
    }

    @Override
    public Object read(String json, Type type, Reading how) {
        try {
            return shaped(parsed(json), type, how);
        } catch (Misfit misfit) {
            throw unreadable(type, misfit);
        } catch (StreamConstraintsException tooMuch) {
            throw new InvalidInput("A " + type.getTypeName() + " cannot be read: the text is deeper than " + MOST_LEVELS
                    + " levels, or has a number of more than " + MOST_DIGITS + " characters.");
        } catch (JacksonException torn) {
            var at = torn.getLocation();
            throw new InvalidInput(
                    "A " + type.getTypeName() + " cannot be read: the text is no JSON"
                            + (at == null ? "" : " from character " + at.getCharOffset() + " on") + " ("
                            + torn.getClass().getSimpleName() + ").",
                    null);
        }
    }

    /** Reads what was parsed before, as {@link #read} reads text. */
    Object fit(Object parsed, Type type, Reading how) {
        try {
            return shaped(parsed, type, how);
        } catch (Misfit misfit) {
            throw unreadable(type, misfit);
        }
    }

    private Object shaped(Object parsed, Type type, Reading how) {
        return shapes.ofType(type).read(parsed, how);
    }

    private static InvalidInput unreadable(Type type, Misfit misfit) {
        return new InvalidInput(
                "A " + type.getTypeName() + " cannot be read from JSON. " + misfit.told(), misfit.shownCause());
    }

    private static Object parsed(String json) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            var value = parser.nextToken() == null ? null : value(parser);
            if (value == null) {
                throw Misfit.that("there is nothing");
            }
            if (parser.nextToken() != null) {
                throw Misfit.that("there is more than one value");
            }
            return value;
        }
    }

    private static @Nullable Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                var list = new ArrayList<@Nullable Object>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getDecimalValue());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static Object object(JsonParser parser) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            if (object.containsKey(name)) {
                throw Misfit.expected("a key that is there once", name);
            }
            object.put(name, value(parser));
        }
        return object;
    }

    private static BigDecimal number(BigDecimal number) {
        if (Math.abs((long) number.scale()) > JsonOut.MOST_DIGITS) {
            throw Misfit.that("a number has more than " + JsonOut.MOST_DIGITS + " digits");
        }
        return number;
    }
}
