package dev.voronka.store;

import dev.voronka.Code;
import dev.voronka.Trigger;

/**
 * A trigger in a history that cannot be read any more: its process, its class or the form of its payload is gone.
 *
 * @param code its stored name
 * @param json what is kept of it; may tell of persons
 * @param why it cannot be read, without personal data
 */
@Code("unread")
public record Unread(String code, String json, String why) implements Trigger {

    /** Without what is kept, which may tell of persons: fit for logs. */
    @Override
    public String toString() {
        return "Unread[" + code + ": " + why + "]";
    }
}
