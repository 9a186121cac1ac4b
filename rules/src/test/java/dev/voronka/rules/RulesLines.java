package dev.voronka.rules;

import dev.voronka.people.Directory;
import dev.voronka.run.Voronka;
import java.nio.file.Path;
import java.util.Locale;

/** The lines that docs/rules.md shows, between the marks. */
final class RulesLines {

    private RulesLines() {}

    static Voronka run(Directory people) {
        // spotless:off
        // readme:begin
        var folder = Path.of("rules");                          // .drl, .dslr with .dsl, .csv, .examples.csv
        var desk = RuleDesk.builder()
                .folder(folder)
                .book(RuleBook.starter())                       // in force while what is in the folder is refused
                .people(people)                                 // rules that name somebody else are warned of
                .listener(outcome -> tellTheEditors(outcome))   // published, refused and why, outdated
                .build();
        desk.start();                                           // looks after the folder, on a daemon thread
        var voronka = Voronka.builder().people(people).decisions(desk).build();
        // readme:end
        // spotless:on
        return voronka;
    }

    static void look(RuleDesk desk) {
        // spotless:off
        // analysis:begin
        var report = desk.book().analysed(Judging.standard());
        System.out.print(report.text(Locale.forLanguageTag("ru")));   // for a person; report.plain() for JSON
        // analysis:end
        // spotless:on
    }

    private static void tellTheEditors(Publication outcome) {
        System.out.println(outcome);
    }
}
