package dev.voronka.run;

import dev.voronka.crm.CrmFailed;
import dev.voronka.crm.CrmSync;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done with a CRM in the background, again and again. For one thread. */
final class CrmRounds {

    private static final Logger LOG = LoggerFactory.getLogger(CrmRounds.class);

    /** How often all cards are compared with their records. */
    private static final Duration COMPARE = Duration.ofDays(1);

    private final CrmSync crm;
    private final Host host;
    private @Nullable Instant compared;

    CrmRounds(CrmSync crm, Host host) {
        this.crm = crm;
        this.host = host;
    }

    /** What goes wrong with the CRM as a whole is told shortly: the next round is soon. */
    void round() {
        try {
            if (crm.sync().onDuty()) {
                host.deliveries().wake();
                compare();
            }
        } catch (CrmFailed away) {
            LOG.warn("The CRM cannot be asked for changes; tried again soon. {}", away.getMessage());
        }
    }

    private void compare() {
        var now = host.now();
        if (compared == null || !now.isBefore(compared.plus(COMPARE))) {
            compared = now;
            crm.compareAll();
        }
    }
}
