package dev.voronka.rules;

import dev.voronka.Texts;
import dev.voronka.decision.DecisionQuery;
import dev.voronka.people.Directory;
import dev.voronka.rules.whatif.WhatIf;
import dev.voronka.run.Voronka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

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

    static void whatIf(Voronka voronka, RuleDesk desk) throws IOException {
        // spotless:off
        // what-if:begin
        var changed = RuleBook.read(Path.of("rules-of-tomorrow"));
        var whatIf = WhatIf.of(desk.book(), changed, Judging.standard());    // judging as the desk has it
        var lastQuarter = DecisionQuery.all().from(Instant.parse("2026-07-01T00:00:00Z"));
        try (var table = Files.newBufferedWriter(Path.of("what-if.csv"))) {   // every changed case, written as it goes on
            var report = whatIf.replay(voronka.decisions().stream(lastQuarter), table, Texts.RUSSIAN);
            Files.writeString(Path.of("what-if.html"), report.html(Texts.RUSSIAN));
            System.out.println(report.text(Texts.RUSSIAN));
        }
        voronka.decisions().writeTo(Path.of("decisions.jsonl"), lastQuarter); // DecisionFile.read(…) needs no database
        // what-if:end
        // spotless:on
    }

    private static void tellTheEditors(Publication outcome) {
        System.out.println(outcome);
    }
}
