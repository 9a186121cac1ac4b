package dev.voronka.bitrix.mapping;

import dev.voronka.Header;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What every card says of itself and every item shows. */
public enum HeaderPart {
    /** What people call the card: the title of the item. */
    TITLE(FieldKind.STRING),
    /** What it is worth. */
    AMOUNT(FieldKind.MONEY),
    /** The code of the line of business. */
    DIRECTION(FieldKind.STRING);

    private final FieldKind kind;

    HeaderPart(FieldKind kind) {
        this.kind = kind;
    }

    /** What its values are. */
    public FieldKind kind() {
        return kind;
    }

    /** As it is written in the file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value in a header; null if there is none. */
    public @Nullable Object of(Header header) {
        return switch (this) {
            case TITLE -> header.title();
            case AMOUNT -> header.amount();
            case DIRECTION -> header.direction();
        };
    }
}
