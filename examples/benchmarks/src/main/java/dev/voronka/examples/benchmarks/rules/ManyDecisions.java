package dev.voronka.examples.benchmarks.rules;

import dev.voronka.CardId;
import dev.voronka.Texts;
import dev.voronka.decision.Assignment;
import dev.voronka.decision.RoutingRules.Candidate;
import dev.voronka.decision.RoutingRules.Question;
import dev.voronka.decision.Ruled;
import dev.voronka.rules.BookDecisions;
import dev.voronka.rules.Judging;
import dev.voronka.rules.RuleBook;
import dev.voronka.rules.whatif.WhatIf;
import dev.voronka.store.DecisionFile;
import dev.voronka.store.DecisionForm;
import dev.voronka.store.DecisionLine;
import dev.voronka.store.JacksonCodec;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;

/** Replays a file of decisions, half of them on leads and half on who gets a card, on a changed book. */
public final class ManyDecisions {

    private static final Instant FROM = Instant.parse("2026-07-01T06:00:00Z");

    private ManyDecisions() {}

    /** Writes so many decisions of the book into a file. */
    static void write(Path file, int many) throws IOException {
        var book = BookDecisions.of(RuleBook.of(files(2)), Judging.standard());
        var qualifier = book.qualifier().orElseThrow();
        var form = new DecisionForm(new JacksonCodec());
        var leads = HundredRules.leads(1_000);
        try (var out = Files.newBufferedWriter(file)) {
            for (var i = 0; i < many; i++) {
                var lead = leads.get(i / 2 % leads.size());
                Ruled answer = i % 2 == 0 ? qualifier.answer(lead) : routed(book, lead.region(), i);
                out.append(form.json(line(form, answer, i))).append('\n');
            }
        }
    }

    private static DecisionLine line(DecisionForm form, Ruled answer, int number) {
        return form.line(
                        new CardId(new UUID(number, number)),
                        "incoming-lead",
                        1,
                        "",
                        FROM.plusSeconds(60L * number),
                        answer)
                .at(number);
    }

    private static Assignment routed(BookDecisions book, String region, int number) {
        var candidates = IntStream.range(0, 20)
                .mapToObj(e -> new Candidate(
                        "e" + e,
                        "team" + e % 3,
                        Set.of(),
                        Set.of(e % 2 == 0 ? region : "другой"),
                        (e + number) % 7,
                        10))
                .toList();
        var advice = book.routing()
                .advise(new Question(
                        "incoming-lead", "", "ROUTING", "REP", "", region, "site", BigDecimal.ZERO, 60, candidates));
        return new Assignment(
                "e0",
                false,
                List.of(),
                null,
                List.of(),
                List.of(),
                advice.says().stream()
                        .map(s -> new Assignment.Heard(
                                s.rule(), Assignment.Heard.Kind.PREFER, s.who(), s.points(), s.text(), null))
                        .toList(),
                Assignment.Way.RANKED,
                advice.ruling());
    }

    private static Map<String, String> files(int points) {
        var files = new TreeMap<>(HundredRules.files());
        var first = Objects.requireNonNull(files.get("score.drl"));
        files.put("score.drl", first.replace("score.add(2,", "score.add(" + points + ","));
        files.put("route.drl", """
                package voronka.route
                rule "Работает в регионе клиента"
                when
                    Card(region != "", $region : region)
                    $who : Candidate(territories contains $region)
                then
                    route.prefer($who.id(), %d, "работает в регионе клиента");
                end
                """.formatted(points));
        return files;
    }

    /** Arguments: the file, and where the table of changed cases goes. Prints milliseconds, decisions and changed ones. */
    public static void main(String[] args) throws IOException {
        var now = RuleBook.of(files(2));
        var next = RuleBook.of(files(9));
        var before = System.nanoTime();
        try (var decisions = DecisionFile.read(Path.of(args[0]));
                var table = Files.newBufferedWriter(Path.of(args[1]))) {
            var report = WhatIf.of(now, next, Judging.standard()).replay(decisions, table, Texts.RUSSIAN);
            System.out.println((System.nanoTime() - before) / 1_000_000);
            System.out.println(report.counts().decisions());
            System.out.println(report.counts().changed());
            System.out.println(report.counts().notReproduced());
        }
    }
}
