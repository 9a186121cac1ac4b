package dev.voronka.bitrix.mapping;

/** Fields of a line of the journal, in which a store without a database keeps all that is no card. */
public enum JournalField {
    /** What kind of line it is. */
    KIND(FieldKind.STRING),
    /** By which the line is found again; no two lines have the same one. */
    KEY(FieldKind.STRING),
    /** The id of the card that it belongs to. */
    CARD(FieldKind.STRING),
    /** Within what it is sought: a process, a system. */
    GROUP(FieldKind.STRING),
    /** Its place among others. */
    NUMBER(FieldKind.DOUBLE),
    /** The moment that it is sought by. */
    AT(FieldKind.DOUBLE),
    /** All of it. */
    JSON(FieldKind.STRING);

    private final FieldKind kind;

    JournalField(FieldKind kind) {
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
        return "journal." + name().toLowerCase(java.util.Locale.ROOT);
    }

    /** As a field of the journal's items. */
    FieldMapping mapped(java.util.Locale language) {
        return new FieldMapping(
                new FieldSource.Journal(this),
                tail(),
                MappingProblem.TEXTS.text(text(), language),
                kind,
                false,
                FieldOwner.OURS,
                java.util.List.of(),
                java.util.List.of());
    }
}
