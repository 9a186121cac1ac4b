package dev.voronka.readme;

import dev.voronka.Actor;
import dev.voronka.Effect;
import dev.voronka.delivery.webhook.WebhookHandler;
import dev.voronka.department.Department;
import dev.voronka.people.Directory;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.run.Terms;
import dev.voronka.run.Voronka;
import javax.sql.DataSource;

/** The lines about cards in a database that README.md shows. */
final class DurableLines {

    private DurableLines() {}

    static void run(DataSource database, Directory people, String secret, Actor rep) {
        // spotless:off
        // readme:begin
        try (var voronka = Voronka.builder()
                .dataSource(database)                       // H2, PostgreSQL or MariaDB: it gets the tables that it lacks
                .department(Department.standard())
                .people(people)
                .handler(WebhookHandler.to("https://crm.example/voronka", secret).only(Effect.Task.class::isInstance))
                .build()) {
            voronka.start();                                // effects go out, timers and reminders go off, links are carried out
            var meetings = voronka.funnel(Meeting.PROCESS);
            meetings.open(new Meeting.Data("показать прототип", "c1"), rep, Terms.keyed("web-42"));
        }                                                   // ends what is under way; the next start goes on from there
        // readme:end
        // spotless:on
    }
}
