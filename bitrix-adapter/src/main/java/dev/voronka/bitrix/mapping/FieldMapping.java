package dev.voronka.bitrix.mapping;

import java.util.List;

/**
 * A field of the items of one kind.
 *
 * @param source where its value comes from
 * @param name the name that the portal has for it, {@code title}, or the end of a name that voronka gives, {@code VK_STATE}
 * @param title what people read
 * @param kind what its values are
 * @param multiple whether it holds many
 * @param owner whose value holds
 * @param options the values of a choice, empty otherwise
 * @param processes the codes of the processes whose cards have it
 */
public record FieldMapping(
        FieldSource source,
        String name,
        String title,
        FieldKind kind,
        boolean multiple,
        FieldOwner owner,
        List<FieldOption> options,
        List<String> processes) {

    /** Keeps unmodifiable copies. */
    public FieldMapping {
        options = List.copyOf(options);
        processes = List.copyOf(processes);
    }

    /** Whether the portal has the field already, so that nobody need make it. */
    public boolean isStandard() {
        return Character.isLowerCase(name.charAt(0));
    }

    /** Whether it is voronka's own, to be hidden from people. */
    public boolean isOwn() {
        return source instanceof FieldSource.Own || source instanceof FieldSource.Journal;
    }
}
