package dev.voronka.process.correctiveaction;

import dev.voronka.TextRef;
import java.util.ArrayList;
import java.util.List;

/**
 * What must be settled before a success is written down.
 *
 * @param standardUpdated whether the standard (a rule, a definition, an instruction) was changed
 * @param changeId by which change, for the audit of the improvement; empty if the standard was not changed
 * @param whyNot why the standard was not changed; empty if it was
 * @param peopleTold whether those who work by it know
 */
public record Checklist(boolean standardUpdated, String changeId, String whyNot, boolean peopleTold) {

    /** Nothing is settled yet. */
    public static final Checklist OPEN = new Checklist(false, "", "", false);

    /** The standard was changed by this change, and people know. */
    public static Checklist updated(String changeId) {
        return new Checklist(true, changeId, "", true);
    }

    /** The standard may stay as it is, and people know. */
    public static Checklist notNeeded(String whyNot) {
        return new Checklist(false, "", whyNot, true);
    }

    /** What is not settled. */
    List<TextRef> open() {
        var open = new ArrayList<TextRef>();
        if (standardUpdated && changeId.isBlank()) {
            open.add(new TextRef("checklist.change-id"));
        }
        if (!standardUpdated && whyNot.isBlank()) {
            open.add(new TextRef("checklist.standard"));
        }
        if (!peopleTold) {
            open.add(new TextRef("checklist.people"));
        }
        return open;
    }
}
