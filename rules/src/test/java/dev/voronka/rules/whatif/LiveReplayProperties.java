package dev.voronka.rules.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.decision.DecisionQuery;
import dev.voronka.decision.LoggedDecision;
import dev.voronka.decision.Ruling;
import dev.voronka.rules.RuleBook;
import dev.voronka.store.DecisionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What a department has decided by a book is decided again by the same book. */
class LiveReplayProperties {

    private static final int STEPS = 150;
    private static final RuleBook BOOK = Desk.book(Desk.files());

    /** Long after; replays look at their own day. */
    private static final Clock NOW = Clock.fixed(Instant.parse("2031-01-15T20:00:00Z"), Desk.MOSCOW);

    @Property(tries = 6)
    void an_unchanged_book_decides_every_stored_decision_as_it_was_decided(@ForAll long seed) throws IOException {
        var department = new LiveDepartment(BOOK, seed);
        department.work(STEPS);
        var decisions = department.decisions();
        var file = Files.createTempFile("decisions", ".jsonl");

        var compared = WhatIf.of(BOOK, BOOK, Desk.judging(NOW)).replay(decisions.stream());
        var stored = WhatIf.of(BOOK, Desk.judging(NOW)).replay(decisions.stream());
        department.voronka.decisions().writeTo(file, DecisionQuery.all());

        for (var kind : new String[] {Ruling.QUALIFY, Ruling.ROUTE, Ruling.ESCALATE, Ruling.APPROVE}) {
            assertThat(compared.counts(kind).decisions()).as(kind).isGreaterThan(5);
        }
        assertThat(decisions).hasSizeGreaterThan(100);
        assertThat(decisions.stream().map(LoggedDecision::process).distinct()).hasSize(3);
        assertThat(compared.counts())
                .as(() -> compared.text(Locale.ENGLISH))
                .isEqualTo(new Counts(decisions.size(), 0, 0, 0, 0, 0, 0, 0, 0));
        assertThat(stored.counts())
                .as(() -> stored.text(Locale.ENGLISH))
                .isEqualTo(new Counts(decisions.size(), 0, 0, 0, 0, 0, 0, 0, 0));
        compared.loads().forEach((who, load) -> assertThat(load.after()).as(who).isEqualTo(load.before()));
        try (var read = DecisionFile.read(file)) {
            assertThat(read).isEqualTo(decisions);
        }
        Files.delete(file);
    }
}
