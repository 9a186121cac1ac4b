package dev.voronka.bitrix.mapping;

import java.util.Locale;

/** Fields that voronka keeps for itself on every item, not meant for people. */
public enum OwnField {
    /** The id of the card. */
    KEY(FieldKind.STRING),
    /** The status that voronka wrote last: another one there means that somebody else moved the item. */
    STATE(FieldKind.STRING),
    /** How many times the card was changed. */
    REV(FieldKind.INTEGER),
    /** The id of the last thing that voronka did to the item. */
    OP(FieldKind.STRING),
    /** How the card ended, more exactly than the stages of a portal can say. */
    OUTCOME(FieldKind.ENUMERATION),
    /** By when the stage should be left. */
    DUE(FieldKind.DATETIME),
    /** What is still to be done because of the last move. */
    PENDING(FieldKind.STRING),
    /** The data of the card. */
    DATA(FieldKind.STRING),
    /** When the next clock of the card goes off; only where the portal keeps the cards. */
    NEXT(FieldKind.DATETIME);

    private final FieldKind kind;

    OwnField(FieldKind kind) {
        this.kind = kind;
    }

    /** What its values are. */
    public FieldKind kind() {
        return kind;
    }

    /** Its name without what the portal puts before it. */
    public String tail() {
        return "VK_" + name();
    }

    /** The code of its title. */
    String text() {
        return "own." + name().toLowerCase(Locale.ROOT);
    }
}
