package dev.voronka;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a stage does about a trigger. Read by engines, diagrams and reports; written by {@link RowBuilder}.
 *
 * @param <D> the data of the card
 * @param from the stage
 * @param trigger the stored name of the trigger
 * @param event what an engine is told: the trigger, for a fail with its stage: {@code fail:NO_SHOW}
 * @param payload the trigger's class
 * @param common whether it is one of {@link CommonTrigger}
 * @param by who may fire it; empty for anybody
 * @param clockOnly whether only a timer or another program may fire it, no person
 * @param consults what is asked before the guards look
 * @param guards all must say yes
 * @param steps what is done then
 * @param limit how often it may be taken; 0 if only its looping branches are limited
 * @param branches the ways on, the last one without a guard
 * @param reported how a drag in the CRM becomes this trigger; null if it cannot
 */
public record Row<D>(
        Stage from,
        String trigger,
        String event,
        Class<? extends Trigger> payload,
        boolean common,
        List<Role> by,
        boolean clockOnly,
        List<Consult<D>> consults,
        List<Guard<D, Object>> guards,
        List<Step<D, Object>> steps,
        int limit,
        List<Branch<D>> branches,
        @Nullable Function<Fields, ? extends Trigger> reported) {

    /** How often a loop may be taken if its row gives no number. Source: processes.md, conventions. */
    public static final int LOOP_LIMIT = 5;

    /** Keeps unmodifiable copies. */
    public Row {
        by = List.copyOf(by);
        consults = List.copyOf(consults);
        guards = List.copyOf(guards);
        steps = List.copyOf(steps);
        branches = List.copyOf(branches);
    }

    /** Whether the card stays in its visit whatever branch is taken. */
    public boolean stays() {
        return branches.stream().allMatch(b -> b.to() == null);
    }

    /** Under which key takings are counted on the card: rows of one event in several stages share their count. */
    public String countKey() {
        return event;
    }

    /** Whether taking this branch is counted. */
    public boolean counts(Branch<D> branch) {
        return limit > 0 || branch.loops();
    }

    /** How often it may be taken, if it is counted. */
    public int atMost() {
        return limit > 0 ? limit : LOOP_LIMIT;
    }

    /** What must hold on some way through the row once the data has changed. */
    public List<Guard<D, Object>> demands() {
        return branches.stream()
                .flatMap(b -> b.steps().stream())
                .<Guard<D, Object>>mapMulti((step, found) -> {
                    if (step instanceof Step.Demand<D, Object> demand) {
                        found.accept(demand.guard());
                    }
                })
                .distinct()
                .toList();
    }

    /** Makes the trigger from what a person has entered in the CRM; empty if this row cannot be reported so. */
    public Optional<Trigger> report(Fields fields) {
        return Optional.ofNullable(reported).map(r -> r.apply(fields));
    }

    /** The trigger itself, if it has no payload and so is always the same. */
    public Optional<Trigger> bare() {
        var components = payload.getRecordComponents();
        return components != null && components.length == 0 ? Optional.of(Bare.of(payload)) : Optional.empty();
    }

    Row<D> with(List<Branch<D>> newBranches, boolean nowClockOnly) {
        return new Row<>(
                from,
                trigger,
                event,
                payload,
                common,
                by,
                nowClockOnly,
                consults,
                guards,
                steps,
                limit,
                newBranches,
                reported);
    }

    Row<D> guardedBy(List<Guard<D, Object>> newGuards, List<Branch<D>> newBranches) {
        return new Row<>(
                from,
                trigger,
                event,
                payload,
                common,
                by,
                clockOnly,
                consults,
                newGuards,
                steps,
                limit,
                newBranches,
                reported);
    }
}
