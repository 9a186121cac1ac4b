package dev.voronka.store;

/** The port behind which values become bytes. Implementations are thread-safe. */
public interface Codec {

    /**
     * The canonical form of a value: equal values give equal bytes.
     *
     * @throws dev.voronka.InvalidInput if the value cannot be written; the message names the path
     */
    byte[] canonical(Object value);
}
