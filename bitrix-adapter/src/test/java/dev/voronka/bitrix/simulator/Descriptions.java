package dev.voronka.bitrix.simulator;

import java.util.Map;

/** How {@code *.fields} methods describe a field. */
final class Descriptions {
    private Descriptions() {}

    /**
     * One description.
     *
     * @param marks {@code *} required, {@code R} read only, {@code I} immutable, {@code M} multiple
     */
    static Map<String, Object> of(String type, String marks, String title) {
        return Values.row(
                "type", type,
                "isRequired", marks.contains("*"),
                "isReadOnly", marks.contains("R"),
                "isImmutable", marks.contains("I"),
                "isMultiple", marks.contains("M"),
                "isDynamic", false,
                "title", title);
    }
}
