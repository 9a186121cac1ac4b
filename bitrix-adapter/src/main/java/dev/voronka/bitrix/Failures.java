package dev.voronka.bitrix;

import dev.voronka.bitrix.client.BitrixFailed;
import dev.voronka.crm.CrmFailed;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/** Says what a portal refused in the words of the CRM port, and what that means for a card there. */
final class Failures {

    /** A webhook will never do for these, however new it is. */
    private static final Set<String> ONLY_APPS = Set.of("WRONG_AUTH_TYPE", "ERROR_WRONG_CONTEXT");

    private Failures() {}

    /**
     * What may have taken place is worth repeating here: each errand looks first whether it was done. So is what fails
     * because nobody is let in, or something before the portal answers: that is no fault of the errand, and somebody mends it.
     */
    static CrmFailed told(BitrixFailed failed, Clock clock) {
        var after = failed.notBefore()
                .map(at -> Duration.between(clock.instant(), at))
                .filter(d -> !d.isNegative())
                .orElse(null);
        var isClosed = isClosed(failed);
        return new CrmFailed(
                "Bitrix24: " + failed.getMessage()
                        + (isClosed ? " What waits is tried again by itself." : hint(failed)),
                failed.canRepeat() || failed.mayHaveHappened() || isClosed,
                after,
                failed);
    }

    private static boolean isClosed(BitrixFailed failed) {
        return !failed.canRepeat()
                && !failed.mayHaveHappened()
                && ((failed.kind() == BitrixFailed.Kind.AUTH && !ONLY_APPS.contains(failed.code()))
                        || failed.kind() == BitrixFailed.Kind.UNREADABLE);
    }

    /** What a refusal of an item most likely comes from; the portal's own words may tell of persons. */
    private static String hint(BitrixFailed failed) {
        if (!failed.method().equals("crm.item.update") && !failed.method().equals("crm.item.add")) {
            return "";
        }
        if (failed.code().equals("CRM_FIELD_ERROR_VALUE_NOT_VALID")) {
            return " Most likely a stage or an option of a list was deleted in the portal: voronka-bitrix drift says which,"
                    + " plan and apply make it anew.";
        }
        if (failed.code().equals("CRM_FIELD_ERROR_REQUIRED")) {
            return " Somebody has made a field mandatory in the portal, perhaps from a stage on: make it optional there, or fill"
                    + " it in in this item.";
        }
        // Source: fact sheet, 2.2: a forbidden move is answered by 400 without a code.
        return failed.kind() == BitrixFailed.Kind.OTHER && failed.code().isEmpty()
                ? " Most likely the webhook's owner may not move items to that stage, or not edit them: give his role that right"
                        + " in the portal's CRM settings."
                : "";
    }
}
