package dev.voronka.readme;

import dev.voronka.Actor;
import dev.voronka.lookup.Person;
import dev.voronka.process.coldlead.ColdLead;
import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.run.Retention;
import dev.voronka.run.Voronka;
import java.time.Period;
import javax.sql.DataSource;

/** The lines that docs/privacy.md shows. */
final class PrivacyLines {

    private PrivacyLines() {}

    static void run(DataSource database, byte[] secret, Actor officer) {
        // spotless:off
        // readme:begin
        try (var voronka = Voronka.builder()
                .dataSource(database)
                .historyKey(secret)                                                       // kept outside the database
                .retention(Retention.of(IncomingLead.PROCESS, Period.ofYears(3)))         // emptied 3 years after the end
                .retention(Retention.of(ColdLead.PROCESS, Period.ofYears(1)).removing())  // gone with its history
                .build()) {
            var anna = Person.phone("8 916 123-45-67").andEmail("anna@example.ru").named("Анна Петрова");

            var json = voronka.personalData(anna);                                        // all that is kept of her
            voronka.withdrawConsent(anna, officer);                                       // nobody writes or calls any more
            var erased = voronka.erase(anna, officer, "заявление от 12.10.2026");
            var history = voronka.verifyHistory();
            System.out.println(json.length() + " " + erased.left() + " " + history.faults());
        }
        // readme:end
        // spotless:on
    }
}
