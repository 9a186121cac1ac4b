package dev.voronka.bitrix.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whose value of a field holds when the card and the portal differ. */
public enum FieldOwner {
    /** The card's: what a user types over it in the portal is written over. */
    OURS,
    /** The portal's: the card takes what a user types. */
    THEIRS,
    /** Whoever wrote last. */
    LATEST;

    /** As it is written in the file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<FieldOwner> ofWord(String word) {
        return Arrays.stream(values()).filter(o -> o.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(FieldOwner::word).toList();
    }
}
