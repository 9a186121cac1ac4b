package dev.voronka.rules.whatif;

import dev.voronka.CardId;
import dev.voronka.Texts;
import dev.voronka.decision.LoggedDecision;
import dev.voronka.decision.RoutingRules.Candidate;
import java.io.Writer;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Program of a JVM with a small heap: replays so many decisions, most of which change. Prints what it has seen. */
public final class ManyDecisions {

    private static final int CANDIDATES = 40;

    private ManyDecisions() {}

    /** With how many decisions. */
    public static void main(String[] args) {
        var many = Integer.parseInt(args[0]);
        var before = Desk.book(Desk.files());
        var files = Desk.files();
        files.put("score.drl", files.get("score.drl").replace("score.add(25", "score.add(30"));
        files.put("people.drl", files.get("people.drl").replace("amount >= 3000000", "amount >= 10"));
        var stored = new Stored(before)
                .judged(Desk.lead(2_000_000, Map.of("authority", "self")))
                .given(
                        "e1",
                        Stored.question(
                                "ru.msk",
                                500_000,
                                IntStream.range(0, CANDIDATES)
                                        .mapToObj(i -> new Candidate(
                                                "e" + i, i < 20 ? "new" : "old", Set.of(), Set.of(), 5, 9))
                                        .toArray(Candidate[]::new)))
                .escalated(Stored.late("anna", 30))
                .all();
        var begun = System.nanoTime();
        var report = WhatIf.of(before, Desk.book(files), Desk.judging(Clock.system(Desk.MOSCOW)))
                .replay(
                        Stream.iterate(0, i -> i + 1).limit(many).map(i -> copy(stored.get(i % stored.size()), i)),
                        Writer.nullWriter(),
                        Texts.RUSSIAN);
        var seconds = (System.nanoTime() - begun) / 1_000_000_000;
        System.out.printf(
                "decisions=%d changed=%d notReproduced=%d failed=%d seconds=%d maxHeapMB=%d%n",
                report.counts().decisions(),
                report.counts().changed(),
                report.counts().notReproduced(),
                report.counts().failed(),
                seconds,
                Runtime.getRuntime().maxMemory() >> 20);
    }

    /** One that shares nothing large with the others: as if it had been read. */
    private static LoggedDecision copy(LoggedDecision of, int number) {
        return new LoggedDecision(
                number + of.key(),
                new CardId(new UUID(7, number)),
                of.process(),
                of.move(),
                of.rung(),
                of.kind(),
                of.at(),
                of.book(),
                of.older(),
                of.facts(),
                of.factsJson() + " ".repeat(4000),
                of.answer(),
                of.answerJson() + " ".repeat(4000),
                of.fired());
    }
}
