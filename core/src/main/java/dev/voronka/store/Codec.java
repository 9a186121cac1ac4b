package dev.voronka.store;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/**
 * The port behind which values become text and text becomes values. Implementations are thread-safe, and know records,
 * enums, sealed interfaces, collections and the values of the JDK and of voronka.
 */
public interface Codec {

    /**
     * The canonical form of a value in UTF-8: equal values give equal bytes, object keys are sorted, numbers have no
     * exponent.
     *
     * @throws dev.voronka.InvalidInput if the value cannot be written so that it could be read again; the message names
     *     the path
     */
    byte[] canonical(Object value);

    /**
     * The {@link #canonical} form as text.
     *
     * @throws dev.voronka.InvalidInput if the value cannot be written
     */
    default String text(Object value) {
        return new String(canonical(value), StandardCharsets.UTF_8);
    }

    /**
     * Reads what was written, whatever the order of its keys is now. {@code Object.class} reads anything as maps, lists,
     * text, {@link java.math.BigDecimal}, yes or no, and null; written again that gives the same text.
     *
     * @param type what to read, a class or a type with arguments
     * @throws dev.voronka.InvalidInput if the text is not what the type needs; the message names the path, the value
     *     (unless it is {@link dev.voronka.Personal}) and what was expected
     */
    Object read(String json, Type type, Reading how);

    /** Reads strictly: what the type has no place for is refused, unless it is empty. */
    default <X> X read(String json, Class<X> type) {
        return type.cast(read(json, type, Reading.STRICT));
    }
}
