package dev.voronka.crm;

import dev.voronka.InvalidInput;

/**
 * A field of the CRM that stands for something of a card.
 *
 * @param code the code under which its value comes and goes, unique within the process
 * @param owner whose value counts where both sides have changed it
 * @param kind what of the card it stands for
 * @param path the code of the custom field, or the path in the card's data such as {@code report.discussed}; the code again
 *     where it is only reported
 */
public record CrmField(String code, Owner owner, Kind kind, String path) {

    /** Whose value counts. */
    public enum Owner {
        /** Ours: what is changed there is put back. */
        OURS,
        /** Theirs: what is changed there is taken, whatever has happened here. */
        THEIRS,
        /** That which was changed last. */
        LATEST
    }

    /** What a field stands for. */
    public enum Kind {
        /** A custom field of the card. */
        CUSTOM,
        /** A component of the card's data. */
        DATA,
        /** Nothing of the card: a person fills it in there, and {@code reportedAs} reads it when the card is dragged. */
        REPORT
    }

    /** Refuses blank codes and paths. */
    public CrmField {
        if (code.isBlank() || path.isBlank()) {
            throw new InvalidInput(
                    "A field of a CRM needs a code and a path, but has \"" + code + "\" and \"" + path + "\".");
        }
    }

    /** A field that is only read when a card is dragged. */
    public static CrmField report(String code) {
        return new CrmField(code, Owner.THEIRS, Kind.REPORT, code);
    }

    /** A field that stands for a custom field of the same code. */
    public static CrmField custom(String code, Owner owner) {
        return new CrmField(code, owner, Kind.CUSTOM, code);
    }

    /** A field that stands for a component of the data. */
    public static CrmField data(String code, Owner owner, String path) {
        return new CrmField(code, owner, Kind.DATA, path);
    }
}
