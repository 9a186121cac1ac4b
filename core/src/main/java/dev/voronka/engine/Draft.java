package dev.voronka.engine;

import dev.voronka.Alarm;
import dev.voronka.Branch;
import dev.voronka.Card;
import dev.voronka.CommonTrigger;
import dev.voronka.FailGroup;
import dev.voronka.FailReason;
import dev.voronka.Forced;
import dev.voronka.Move;
import dev.voronka.Remapped;
import dev.voronka.Row;
import dev.voronka.SalesProcess;
import dev.voronka.StageKind;
import dev.voronka.StageSpec;
import dev.voronka.Trigger;
import dev.voronka.Visit;
import dev.voronka.calendar.Calendars;
import dev.voronka.deadline.Alarms;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes the card and the line of history that follow from a row taken. */
final class Draft<D> {

    private final SalesProcess<?, D> process;
    private final Calendars calendars;
    private final Card<D> before;
    private final Trigger trigger;
    private final Row<D> row;
    private final Branch<D> branch;
    private final Evaluation<D> evaluation;
    private final StageSpec<D> stage;
    private final Instant now;
    private D data;
    private @Nullable String owner;

    Draft(
            SalesProcess<?, D> process,
            Calendars calendars,
            Card<D> before,
            Trigger trigger,
            Row<D> row,
            Branch<D> branch,
            Evaluation<D> evaluation) {
        this.process = process;
        this.calendars = calendars;
        this.before = before;
        this.trigger = trigger;
        this.row = row;
        this.branch = branch;
        this.evaluation = evaluation;
        var to = branch.to() == null ? before.stage() : branch.to();
        this.stage = process.stage(to.name()).orElseThrow();
        this.now = evaluation.now();
        this.data = evaluation.data();
        this.owner = evaluation.owner();
    }

    /** The card after the row; null if a part of the definition crashed, which the evaluation then tells. */
    @Nullable
    Card<D> card() {
        var fields = before.fields();
        var watchers = before.watchers();
        if (trigger instanceof CommonTrigger.Reassign reassign) {
            owner = reassign.to();
        } else if (trigger instanceof CommonTrigger.Amend amend) {
            if (amend.newData() != null) {
                data = process.dataType().cast(amend.newData());
            }
            fields = amended(fields, amend);
            watchers = amend.watchers() == null ? watchers : new TreeSet<>(amend.watchers());
        }
        return evaluation.safely("header or alarm", with(fields, watchers));
    }

    private java.util.function.Supplier<Card<D>> with(SortedMap<String, Object> fields, SortedSet<String> watchers) {
        return () -> new Card<>(
                before.id(),
                before.process(),
                before.version() + 1,
                stage.stage(),
                stage.kind(),
                owner,
                data,
                Decider.headerOf(process, before, data),
                fields,
                watchers,
                branch.to() == null ? sameVisit() : newVisit(),
                counted(),
                failure(),
                before.openedAt(),
                before.origin());
    }

    Move move(Card<D> after) {
        return new Move(
                before.id(),
                after.version(),
                process.code(),
                process.version(),
                now,
                evaluation.actor(),
                before.stage(),
                after.stage(),
                row.trigger(),
                trigger,
                owner,
                branch.to() == null ? null : spent(),
                evaluation.answered(),
                evaluation.passed());
    }

    /** Time since the visit began; a system clock that was set back never makes it negative. */
    private Duration spent() {
        var spent = Duration.between(before.visit().enteredAt(), now);
        return spent.isNegative() ? Duration.ZERO : spent;
    }

    private static SortedMap<String, Object> amended(SortedMap<String, Object> fields, CommonTrigger.Amend amend) {
        if (amend.fields().isEmpty()) {
            return fields;
        }
        var all = new TreeMap<>(fields);
        amend.fields().forEach((code, value) -> {
            if (value == null) {
                all.remove(code);
            } else {
                all.put(code, value);
            }
        });
        return all;
    }

    private SortedMap<String, Integer> counted() {
        if (!row.counts(branch)) {
            return before.counts();
        }
        var counts = new TreeMap<>(before.counts());
        counts.merge(row.countKey(), 1, Integer::sum);
        return counts;
    }

    private @Nullable FailReason failure() {
        if (stage.kind() != StageKind.FAIL) {
            return null;
        }
        var before = this.before.failure();
        if (trigger instanceof Remapped && before != null) {
            var group = stage.failGroup() == null ? before.group() : stage.failGroup();
            return new FailReason(stage.stage(), group, before.comment(), before.at());
        }
        var forced = trigger instanceof Forced why ? why.why() : "";
        var comment = trigger instanceof CommonTrigger.Fail fail ? fail.comment() : forced;
        var group = stage.failGroup() == null ? FailGroup.OTHER : stage.failGroup();
        return new FailReason(stage.stage(), group, comment, now);
    }

    private Visit newVisit() {
        var until = evaluation.holdUntil();
        var hold = until != null && until.isAfter(now) && !stage.kind().isEnd() ? new Visit.Hold(now, until) : null;
        return new Visit(
                now,
                Alarms.onEntry(stage, data, now, calendars.of(owner)),
                Collections.emptySortedSet(),
                hold,
                before.version() + 1);
    }

    private Visit sameVisit() {
        var visit = before.visit();
        var rung = visit.rung();
        var alarms = visit.alarms();
        var hold = visit.hold();
        var calendar = calendars.of(owner);
        if (stage.hasTimer(row.trigger())) {
            rung = new TreeSet<>(rung);
            rung.add(row.trigger());
            alarms = without(alarms, row.trigger());
        }
        if (data != before.data()) {
            alarms = Alarms.afterChange(stage, visit, rung, data, now, calendar);
        }
        if (!Objects.equals(owner, before.owner())) {
            var former = calendars.of(before.owner());
            alarms = Alarms.afterHandOver(stage, visit.with(alarms, rung), data, now, former, calendar);
        }
        if (trigger instanceof CommonTrigger.Hold holds) {
            hold = new Visit.Hold(hold == null ? now : hold.since(), holds.until());
        } else if (trigger instanceof CommonTrigger.Resume && hold != null) {
            alarms = Alarms.afterHold(visit.with(alarms, rung), hold.since(), now, calendar);
            hold = null;
        }
        return new Visit(visit.enteredAt(), alarms, rung, hold, visit.begunBy());
    }

    private static List<Alarm> without(List<Alarm> alarms, String timer) {
        return alarms.stream().filter(c -> !c.code().equals(timer)).toList();
    }
}
