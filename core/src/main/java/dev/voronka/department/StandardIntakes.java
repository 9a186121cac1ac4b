package dev.voronka.department;

import dev.voronka.crm.CrmIntake;
import dev.voronka.crm.CrmRecord;
import dev.voronka.crm.CrmSettings;
import dev.voronka.process.incominglead.Channel;
import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.process.incominglead.LeadData;
import java.util.Optional;

/** What makes cards of records that people enter in a CRM, where a host says nothing else: incoming leads only. */
public final class StandardIntakes {

    private StandardIntakes() {}

    /**
     * The same settings, in which leads that are entered in the CRM are opened and taken in, duplicates looked for. Of the
     * fields {@code phone}, {@code email} (each a line), {@code comments}, {@code region}, {@code direction} and {@code
     * source} what is there is taken.
     */
    public static CrmSettings behind(CrmSettings settings) {
        var code = IncomingLead.PROCESS.code();
        return settings.intakes().containsKey(code) ? settings : settings.intake(code, StandardIntakes::lead);
    }

    private static Optional<CrmIntake.NewCard> lead(CrmRecord record) {
        var lead = LeadData.of(record.title(), Channel.OTHER, record.value("comments"))
                .phones(lines(record, "phone"))
                .emails(lines(record, "email"))
                .region(record.value("region"))
                .direction(record.value("direction"))
                .sourceUtm(record.value("source"));
        return Optional.of(new CrmIntake.NewCard(lead, new IncomingLead.Intake()));
    }

    private static String[] lines(CrmRecord record, String code) {
        return record.value(code).lines().filter(l -> !l.isBlank()).toArray(String[]::new);
    }
}
