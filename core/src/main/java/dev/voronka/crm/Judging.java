package dev.voronka.crm;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CommonTrigger;
import dev.voronka.Fields;
import dev.voronka.Outcome;
import dev.voronka.Row;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.StageKind;
import dev.voronka.Step;
import dev.voronka.Trigger;
import dev.voronka.decision.ApprovalPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges whether a process lets a card go where a person has dragged its record. */
final class Judging {

    private static final Logger LOG = LoggerFactory.getLogger(Judging.class);

    /**
     * What came of it.
     *
     * @param moved whether the card has taken a trigger
     * @param reasons why not, in words
     */
    record Verdict(boolean moved, List<String> reasons) {
        private static Verdict no(String reason) {
            return new Verdict(false, List.of(reason));
        }
    }

    private final Table table;

    Judging(Table table) {
        this.table = table;
    }

    Verdict judge(Card<?> card, SalesProcess<?, ?> process, CrmRecord record, Actor actor) {
        var words = table.words();
        if (record.stages().isEmpty()) {
            return Verdict.no(words.say("reason.unknown-stage", record.stageTitle()));
        }
        var ways = ways(process, card.stage(), record.stages());
        var fields = Fields.of(record.values());
        var reports = new ArrayList<Trigger>();
        for (var row : ways) {
            try {
                report(process, row, record, fields).ifPresent(reports::add);
            } catch (RuntimeException unreadable) {
                LOG.info("{} cannot be read as {}.", record, row.event(), unreadable);
                return Verdict.no(words.say("reason.unreadable"));
            }
        }
        if (reports.size() == 1) {
            return fired(card, process, record, reports.get(0), actor);
        }
        if (card.isEnded() && ways.isEmpty()) {
            return Verdict.no(words.say("reason.ended"));
        }
        if (ways.isEmpty()) {
            return Verdict.no(words.say("reason.no-way", words.title(process, card.stage())));
        }
        var buttons = words.list(
                ways.stream().map(w -> words.button(process, w)).distinct().toList());
        return Verdict.no(words.say(reports.isEmpty() ? "reason.by-button" : "reason.several-ways", buttons));
    }

    /** Rows by which a person may bring the card there. */
    private static List<Row<?>> ways(SalesProcess<?, ?> process, Stage from, Set<String> targets) {
        var ways = new ArrayList<Row<?>>();
        for (var row : process.rowsOf(from)) {
            if (!row.clockOnly()
                    && row.branches().stream().anyMatch(b -> b.to() != null && targets.contains(b.to().name()))) {
                ways.add(row);
            }
        }
        return ways;
    }

    private static Optional<Trigger> report(SalesProcess<?, ?> process, Row<?> row, CrmRecord record, Fields fields) {
        if (row.payload() == CommonTrigger.Fail.class) {
            return row.branches().stream()
                    .map(b -> b.to())
                    .filter(to -> to != null && record.stages().contains(to.name()))
                    .findFirst()
                    .flatMap(to -> process.stage(to.name()))
                    .map(s -> new CommonTrigger.Fail(
                            s.stage(), fields.text(SalesProcess.FAIL_COMMENT).orElse("")));
        }
        return row.report(fields).or(row::bare);
    }

    private Verdict fired(Card<?> card, SalesProcess<?, ?> process, CrmRecord record, Trigger trigger, Actor actor) {
        var when = record.movedAt() == null
                ? "v" + card.version()
                : record.movedAt().toString();
        var key = table.crm().system() + "/" + record.id() + "/" + record.stage() + "/" + when;
        var outcome = table.desk().fire(card.id(), trigger, actor, key.substring(0, Math.min(200, key.length())));
        if (outcome.isEmpty()) {
            return new Verdict(true, List.of());
        }
        return outcome.get()
                .fold(
                        moved -> new Verdict(true, List.of()),
                        stayed -> Verdict.no(table.words().say("reason.stays")),
                        refused -> new Verdict(false, table.words().reasons(process, refused.reasons())),
                        other -> Verdict.no(
                                table.words().say("reason.no-way", table.words().title(process, card.stage()))),
                        stale -> Verdict.no(
                                table.words().say("reason.no-way", table.words().title(process, card.stage()))));
    }

    /** Where a card may be forced to; empty if it may not. */
    static Optional<Stage> forcible(Card<?> card, SalesProcess<?, ?> process, CrmRecord record) {
        if (card.isEnded() || record.stages().size() != 1) {
            return Optional.empty();
        }
        var target = process.stage(record.stages().first()).orElse(null);
        if (target == null || target.kind() == StageKind.SUCCESS || isHeldUp(process, card.stage(), target.stage())) {
            return Optional.empty();
        }
        return Optional.of(target.stage());
    }

    /** Whether a wait or an approval lies between, the present stage included. */
    private static boolean isHeldUp(SalesProcess<?, ?> process, Stage from, Stage to) {
        var path = process.mainPath();
        var begin = path.indexOf(from);
        var end = path.indexOf(to);
        var passed = begin >= 0 && end > begin ? path.subList(begin, end) : List.of(from);
        return passed.stream().anyMatch(s -> isWaitOrApproval(process, s));
    }

    private static boolean isWaitOrApproval(SalesProcess<?, ?> process, Stage stage) {
        return process.stage(stage.name()).filter(s -> s.waits()).isPresent()
                || process.rowsOf(stage).stream().anyMatch(Judging::asksForApproval);
    }

    private static boolean asksForApproval(Row<?> row) {
        return row.consults().stream().anyMatch(c -> c.port() == ApprovalPolicy.class)
                || row.steps().stream()
                        .anyMatch(s -> s instanceof Step.Ask<?, ?> ask && ask.port() == ApprovalPolicy.class);
    }

    /** Reads an outcome that nobody can take otherwise. */
    static boolean isTaken(Outcome<?> outcome) {
        return outcome.isTaken();
    }
}
