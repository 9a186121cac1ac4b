package dev.voronka;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the stages and rows of a blueprint that has been proven sound. */
final class Assembly<T extends Trigger, D> {

    private final Blueprint<T, D> proven;
    private final Loops loops;

    Assembly(Blueprint<T, D> proven) {
        this.proven = proven;
        this.loops = new Loops(proven.mainPath, proven.edges());
    }

    Map<String, StageSpec<D>> stages() {
        var specs = new LinkedHashMap<String, StageSpec<D>>();
        proven.declared.forEach(s -> specs.put(s.name(), spec(s)));
        return specs;
    }

    Map<String, Map<String, Row<D>>> rows() {
        var rows = new LinkedHashMap<String, Map<String, Row<D>>>();
        proven.declared.forEach(s -> rows.put(s.name(), rowsOf(s)));
        return rows;
    }

    private StageSpec<D> spec(Stage stage) {
        var sketch = proven.sketch(stage.name()).orElseGet(() -> new Sketch<>(stage));
        var group = proven.failings.stream()
                .filter(f -> f.stage().is(stage))
                .map(Blueprint.Failing::group)
                .findFirst();
        var into = proven.reopenings.stream()
                .filter(r -> r.fail().is(stage))
                .map(r -> r.into())
                .findFirst();
        return new StageSpec<>(
                stage,
                proven.kindOf(stage),
                sketch.ownedBy,
                sketch.within,
                sketch.timers,
                sketch.waits,
                sketch.probability,
                group.orElse(null),
                into.orElse(null));
    }

    private Map<String, Row<D>> rowsOf(Stage stage) {
        var rows = new LinkedHashMap<String, Row<D>>();
        proven.sketch(stage.name()).ifPresent(sketch -> {
            sketch.rows.forEach(w -> {
                var row = loops.marked(own(sketch, w));
                rows.put(row.event(), row);
            });
            if (!proven.kindOf(stage).isEnd()) {
                CommonRows.<D>ofActive(stage, sketch.fails, sketch.proceedsTo).forEach(row -> {
                    var whole = row.payload() == CommonTrigger.Proceed.class
                            ? row.with(demanding(sketch, row.branches()), false)
                            : row;
                    rows.put(row.event(), loops.marked(whole));
                });
            }
        });
        proven.reopenings.stream()
                .filter(r -> r.fail().is(stage))
                .map(r -> CommonRows.reopen(stage, r.into(), r.change()))
                .forEach(row -> rows.put(row.event(), row));
        return rows;
    }

    private Row<D> own(Sketch<D> sketch, Sketch.Written<D> w) {
        var trigger = Codes.of(w.trigger());
        var guards = new ArrayList<Guard<D, Object>>();
        guards.add(CommonRows.notOnHold());
        guards.addAll(w.guards());
        var isFact = w.isFact(sketch.timers);
        return new Row<>(
                sketch.stage,
                trigger,
                trigger,
                w.trigger(),
                false,
                w.by(),
                isFact,
                w.consults(),
                guards,
                w.steps(),
                w.limit() == null ? 0 : w.limit(),
                isFact ? w.branches() : demanding(sketch, w.branches()),
                w.reported() != null ? w.reported() : reportableByItself(w.trigger()));
    }

    /** Forward branches look last whether the required fields are filled: the row itself may have filled them. */
    private List<Branch<D>> demanding(Sketch<D> sketch, List<Branch<D>> branches) {
        if (sketch.required.isEmpty()) {
            return branches;
        }
        Step<D, Object> demand =
                new Step.Demand<>(new Requirement<>(proven.data, proven.texts, sketch.required).guard());
        return branches.stream()
                .map(b -> {
                    if (!proven.isForward(sketch.stage, b.to())) {
                        return b;
                    }
                    var steps = new ArrayList<>(b.steps());
                    steps.add(demand);
                    return new Branch<>(b.guard(), Collections.unmodifiableList(steps), b.to(), b.loops());
                })
                .toList();
    }

    /** A record without components says all by its name, so a drag in the CRM can stand for it. */
    private static @Nullable Function<Fields, ? extends Trigger> reportableByItself(Class<? extends Trigger> trigger) {
        if (trigger.getRecordComponents() == null || trigger.getRecordComponents().length > 0) {
            return null;
        }
        var only = Bare.of(trigger);
        return fields -> only;
    }
}
