package dev.voronka;

import java.util.UUID;

/** The id of a card, unique over all processes. Printed and parsed as a UUID. */
public record CardId(UUID value) implements Comparable<CardId> {

    /** Refuses null. */
    public CardId {
        if (value == null) {
            throw new InvalidInput("A card id is null.");
        }
    }

    /**
     * Reads an id as {@link #toString()} prints it.
     *
     * @throws InvalidInput if the text is no UUID
     */
    public static CardId parse(String text) {
        try {
            return new CardId(UUID.fromString(text));
        } catch (IllegalArgumentException notAnId) {
            throw new InvalidInput(
                    "A card id is a UUID such as 01890a5d-ac96-774b-bcce-b302099a8057, but is \"" + text + "\".",
                    notAnId);
        }
    }

    @Override
    public int compareTo(CardId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
