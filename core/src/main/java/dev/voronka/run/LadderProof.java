package dev.voronka.run;

import dev.voronka.InvalidInput;
import dev.voronka.SalesProcess;
import dev.voronka.deadline.Ladder;
import dev.voronka.decision.Escalation.Kind;
import java.util.List;
import java.util.stream.Stream;

/** Refuses a ladder that could not be meant. */
final class LadderProof {

    private LadderProof() {}

    static void check(Ladder ladder) {
        if (ladder.rungs().stream().anyMatch(r -> r.kind() == Kind.FAIL)) {
            throw new InvalidInput(
                    "This ladder fails cards of every process; only the ladder of a single stage may, as "
                            + "each stage has its own fails. Say Ladder.standard().with(process, STAGE, ladder).");
        }
    }

    /** Checks what the ladder says about one process: its stages and their fails must be there. */
    static void check(Ladder ladder, SalesProcess<?, ?> process) {
        ladder.places().forEach((place, own) -> {
            var slash = place.indexOf('/');
            var whose = slash < 0 ? place : place.substring(0, slash);
            var at = whose.indexOf('@');
            if (!process.code().equals(at < 0 ? whose : whose.substring(0, at)) || slash < 0) {
                return;
            }
            var stage = place.substring(slash + 1);
            var variants = at < 0 ? all(process) : List.of(process.forDirection(whose.substring(at + 1)));
            var there = variants.stream()
                    .filter(p -> p.stage(stage).isPresent() && !isEnd(p, stage))
                    .toList();
            if (there.isEmpty()) {
                throw new InvalidInput("The ladder of " + place + " is for a stage that process " + process.code()
                        + " does not have, or that is an end. It has: " + names(process));
            }
            own.rungs().stream()
                    .filter(r -> r.kind() == Kind.FAIL)
                    .forEach(r -> there.forEach(p -> requireFail(p, place, stage, r.fail())));
        });
    }

    private static List<? extends SalesProcess<?, ?>> all(SalesProcess<?, ?> process) {
        return Stream.concat(Stream.of(process), process.directions().stream().map(d -> process.forDirection(d.code())))
                .toList();
    }

    private static boolean isEnd(SalesProcess<?, ?> process, String stage) {
        return process.stage(stage).orElseThrow().kind().isEnd();
    }

    private static void requireFail(SalesProcess<?, ?> process, String place, String stage, String fail) {
        var from = process.stage(stage).orElseThrow().stage();
        if (process.row(from, "fail:" + fail).isEmpty()) {
            throw new InvalidInput("The ladder of " + place + " fails cards into " + fail
                    + ", which a person may not choose in that stage. Fails there: "
                    + process.rowsOf(from).stream()
                            .map(r -> r.event())
                            .filter(e -> e.startsWith("fail:"))
                            .map(e -> e.substring("fail:".length()))
                            .toList());
        }
    }

    private static List<String> names(SalesProcess<?, ?> process) {
        return process.stages().stream()
                .filter(s -> !s.kind().isEnd())
                .map(s -> s.stage().name())
                .toList();
    }
}
