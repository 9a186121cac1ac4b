package dev.voronka.bitrix;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An item of a portal.
 *
 * @param type the number of its kind: 1 leads, 2 deals, 128 and more smart processes
 * @param id its number within the kind
 */
record RecordId(int type, long id) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})-(\\d{1,18})");

    /** As the CRM port names it: {@code 2-117}; empty if it is not in this form. */
    static Optional<RecordId> of(String text) {
        var match = FORM.matcher(text);
        return match.matches()
                ? Optional.of(new RecordId(Integer.parseInt(match.group(1)), Long.parseLong(match.group(2))))
                : Optional.empty();
    }

    /** What the timeline calls the kind. */
    String ownerType() {
        return switch (type) {
            case 1 -> "lead";
            case 2 -> "deal";
            default -> "dynamic_" + type;
        };
    }

    @Override
    public String toString() {
        return type + "-" + id;
    }
}
