package dev.voronka.bitrix;

import dev.voronka.bitrix.client.BitrixFailed;
import dev.voronka.crm.CrmFailed;
import java.time.Clock;
import java.time.Duration;

/** Says what a portal refused in the words of the CRM port. */
final class Failures {

    private Failures() {}

    /** What may have taken place is worth repeating here: each errand looks first whether it was done. */
    static CrmFailed told(BitrixFailed failed, Clock clock) {
        var after = failed.notBefore()
                .map(at -> Duration.between(clock.instant(), at))
                .filter(d -> !d.isNegative())
                .orElse(null);
        return new CrmFailed(
                "Bitrix24: " + failed.getMessage(), failed.canRepeat() || failed.mayHaveHappened(), after, failed);
    }
}
