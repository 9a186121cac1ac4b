package dev.voronka.engine;

import dev.voronka.Actor;
import dev.voronka.Answered;
import dev.voronka.Branch;
import dev.voronka.Card;
import dev.voronka.Effect;
import dev.voronka.Guard;
import dev.voronka.InvalidInput;
import dev.voronka.Port;
import dev.voronka.Reason;
import dev.voronka.RingStep;
import dev.voronka.Row;
import dev.voronka.SalesProcess;
import dev.voronka.Situation;
import dev.voronka.Step;
import dev.voronka.StepCrashed;
import dev.voronka.StepsRing;
import dev.voronka.Trigger;
import dev.voronka.decision.Ruled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One trigger on one card while it is being decided: judge of the engine and situation of the row's functions. */
final class Evaluation<D> implements Judge<D>, Situation<D, Object> {

    /** Stops a guard that looks at the payload of a trigger that is not there yet. An error, lest a guard catches it. */
    private static final class PayloadNeeded extends Error {
        private static final long serialVersionUID = 1L;

        PayloadNeeded() {
            super(null, null, false, false);
        }
    }

    private final SalesProcess<?, D> process;
    private final Card<D> card;
    private final @Nullable Trigger trigger;
    private final String code;
    private final Actor actor;
    private final Instant now;
    private final Answers answers;

    private final List<Answered> answered = new ArrayList<>(0);
    private final List<Class<?>> answeredPorts = new ArrayList<>(0);
    private final List<Reason> reasons = new ArrayList<>(0);
    /** Until when those guards say no that know it. */
    private final List<Instant> closed = new ArrayList<>(0);

    private final List<String> passed = new ArrayList<>();
    private final List<String> pending = new ArrayList<>(0);
    private final List<Effect> effects = new ArrayList<>();
    private final List<RingStep> rings = new ArrayList<>(0);
    private final List<Ruled> ruled = new ArrayList<>(0);
    private D data;
    private @Nullable String owner;
    private @Nullable Instant holdUntil;
    private @Nullable PortQuestion asks;
    private @Nullable StepCrashed crash;
    private boolean withoutRight;

    Evaluation(
            SalesProcess<?, D> process,
            Card<D> card,
            @Nullable Trigger trigger,
            String code,
            Actor actor,
            Instant now,
            Answers answers) {
        this.process = process;
        this.card = card;
        this.trigger = trigger;
        this.code = code;
        this.actor = actor;
        this.now = now;
        this.answers = answers;
        this.data = card.data();
        this.owner = card.owner();
    }

    @Override
    public boolean row(Row<D> row) {
        return !stopped() && enters(row) && does(row.steps());
    }

    @Override
    public boolean branch(Row<D> row, Branch<D> branch) {
        if (stopped() || branch.guard() == null) {
            return false;
        }
        var guard = branch.guard();
        var no = guarded(guard);
        if (stopped() || no != null) {
            return false;
        }
        passed.add(guard.code());
        return true;
    }

    /** Does what the branch taken says. */
    void take(Row<D> row, Branch<D> branch) {
        if (stopped()) {
            return;
        }
        if (row.limit() == 0 && branch.loops() && taken(row) >= row.atMost()) {
            reasons.add(limit(row));
            return;
        }
        does(branch.steps());
    }

    /** Looks whether the row would be entered, with a payload or without. */
    Probe probe(Row<D> row) {
        var enters = enters(row);
        if (crash != null) {
            throw crash;
        }
        if (asks != null) {
            return new Probe.Asks(asks);
        }
        if (!enters && !reasons.isEmpty()) {
            return new Probe.No(reasons);
        }
        if (!pending.isEmpty()) {
            return new Probe.Depends(pending);
        }
        if (row.limit() == 0 && taken(row) >= row.atMost()) {
            if (row.branches().stream().allMatch(Branch::loops)) {
                return new Probe.No(List.of(limit(row)));
            }
            if (row.branches().stream().anyMatch(Branch::loops)) {
                return new Probe.Depends(List.of("at-most"));
            }
        }
        var open = row.demands().stream()
                .filter(g -> guarded(g) != null)
                .map(Guard::code)
                .toList();
        if (crash != null) {
            throw crash;
        }
        return open.isEmpty() ? new Probe.Yes() : new Probe.Depends(open);
    }

    private boolean enters(Row<D> row) {
        if (row.clockOnly() && actor.kind() == Actor.Kind.EMPLOYEE) {
            withoutRight = true;
            reasons.add(Reason.of(isTimer(row) ? "only-the-clock" : "only-a-program"));
            return false;
        }
        var mayFire = row.by().isEmpty()
                ? Boolean.TRUE
                : guardedBy("right to fire", s -> row.by().stream().anyMatch(r -> process.holds(actor, r, card)));
        if (mayFire == null) {
            return false;
        }
        if (!mayFire) {
            withoutRight = true;
            var roles = row.by().stream().map(r -> "@role." + r.code()).toList();
            reasons.add(new Reason("actor-has-the-right", List.of(String.join(", ", roles))));
            return false;
        }
        if (row.limit() > 0 && taken(row) >= row.limit()) {
            reasons.add(limit(row));
        }
        for (var consult : row.consults()) {
            var question = guardedBy("question to " + consult.port().getSimpleName(), consult.question());
            if (question != null) {
                ask(new PortQuestion(consult.port(), question));
            }
            if (stopped()) {
                return false;
            }
        }
        for (var guard : row.guards()) {
            var before = pending.size();
            var no = guarded(guard);
            if (stopped()) {
                return false;
            }
            if (no != null) {
                reasons.add(no);
                closedUntil(guard);
                if (stopped()) {
                    return false;
                }
            } else if (pending.size() == before) {
                passed.add(guard.code());
            }
        }
        return reasons.isEmpty();
    }

    private void closedUntil(Guard<D, Object> guard) {
        try {
            var until = guard.saysNoUntil(this);
            if (until != null) {
                closed.add(until);
            }
        } catch (PayloadNeeded needed) {
            // without the payload nobody knows
        } catch (Exception | StackOverflowError | LinkageError | AssertionError broken) {
            crashed("guard " + guard.code(), broken);
        }
    }

    private boolean isTimer(Row<D> row) {
        return process.stage(row.from().name())
                .filter(s -> s.hasTimer(row.trigger()))
                .isPresent();
    }

    private int taken(Row<D> row) {
        return card.counts().getOrDefault(row.countKey(), 0);
    }

    private static Reason limit(Row<?> row) {
        return new Reason("at-most", List.of(Integer.toString(row.atMost())));
    }

    private @Nullable Reason guarded(Guard<D, Object> guard) {
        try {
            return guard.check(this);
        } catch (PayloadNeeded needed) {
            pending.add(guard.code());
            return null;
        } catch (Exception | StackOverflowError | LinkageError | AssertionError broken) {
            crashed("guard " + guard.code(), broken);
            return null;
        }
    }

    private boolean does(List<Step<D, Object>> steps) {
        for (var step : steps) {
            doStep(step);
            if (stopped()) {
                return false;
            }
        }
        return true;
    }

    private void doStep(Step<D, Object> step) {
        if (step instanceof Step.Change<D, Object> change) {
            var changed = guardedBy("data change", change.change());
            if (changed != null) {
                data = changed;
            }
        } else if (step instanceof Step.Ask<D, Object> ask) {
            var question = guardedBy("question to " + ask.port().getSimpleName(), ask.question());
            if (question != null) {
                var answer = ask(new PortQuestion(ask.port(), question));
                var use = ask.change();
                if (answer != null && use != null) {
                    var changed =
                            guardedBy("answer of " + ask.port().getSimpleName(), s -> use.apply(s.data(), answer));
                    data = changed == null ? data : changed;
                }
            }
        } else if (step instanceof Step.Assign<D, Object> assign) {
            var employee =
                    guardedBy("assignment", s -> notBlank(assign.employee().apply(s)));
            owner = employee == null ? owner : employee;
        } else if (step instanceof Step.Emit<D, Object> emit) {
            var made = guardedBy("effect", s -> List.copyOf(emit.effects().apply(s)));
            if (made != null) {
                effects.addAll(made);
            }
        } else if (step instanceof Step.HoldUntil<D, Object> hold) {
            holdUntil = guardedBy("hold", s -> hold.until().apply(s.data()));
        } else if (step instanceof Step.Demand<D, Object> demand) {
            var no = guarded(demand.guard());
            if (no != null) {
                reasons.add(no);
            } else if (!stopped()) {
                passed.add(demand.guard().code());
            }
        }
    }

    private static String notBlank(String employee) {
        if (employee.isBlank()) {
            throw new InvalidInput("The employee to whom the card would go has a blank id.");
        }
        return employee;
    }

    private @Nullable Object ask(PortQuestion question) {
        var answer = answers.to(question);
        if (answer == null) {
            asks = question;
            return null;
        }
        if (answer instanceof StepsRing stepping) {
            stepping.ringStep().ifPresent(rings::add);
        }
        if (answer instanceof Ruled given && given.ruling().isPresent()) {
            ruled.add(given);
            answer = given.withoutRuling();
        }
        answered.add(new Answered(question.port().getSimpleName(), question.question(), answer));
        answeredPorts.add(question.port());
        return answer;
    }

    /** Runs a function of the row; null if it crashed or wanted a payload that is not there. */
    private <R> @Nullable R guardedBy(String what, Function<Situation<D, Object>, ? extends R> function) {
        try {
            var result = function.apply(this);
            if (result == null) {
                throw new InvalidInput("The " + what + " gave null; it must always give a value.");
            }
            return result;
        } catch (PayloadNeeded needed) {
            return null;
        } catch (Exception | StackOverflowError | LinkageError | AssertionError broken) {
            crashed(what, broken);
            return null;
        }
    }

    /** Runs a part of the definition that is outside the rows; null if it crashed, which is kept. */
    <R> @Nullable R safely(String what, Supplier<? extends R> part) {
        return stopped() ? null : this.<R>guardedBy(what, s -> part.get());
    }

    private void crashed(String step, Throwable cause) {
        if (crash == null) {
            crash = new StepCrashed(process.code(), card.stage().name(), code, step, cause);
        }
    }

    private boolean stopped() {
        return crash != null || asks != null;
    }

    /** What the card is on its way to: throws if something crashed. */
    @Nullable
    PortQuestion unanswered() {
        if (crash != null) {
            throw crash;
        }
        return asks;
    }

    List<Reason> reasons() {
        return reasons;
    }

    /** When none of the guards that have refused will refuse any more; null if that is not known of all of them. */
    @Nullable
    Instant again() {
        return closed.isEmpty() || closed.size() < reasons.size() ? null : Collections.max(closed);
    }

    boolean withoutRight() {
        return withoutRight;
    }

    List<Answered> answered() {
        return answered;
    }

    List<String> passed() {
        return passed;
    }

    List<Effect> effects() {
        return effects;
    }

    List<RingStep> rings() {
        return rings;
    }

    /** Answers that rules have given, as they were given. */
    List<Ruled> ruled() {
        return ruled;
    }

    @Nullable
    String owner() {
        return owner;
    }

    @Nullable
    Instant holdUntil() {
        return holdUntil;
    }

    @Override
    public Card<D> card() {
        return card;
    }

    @Override
    public D data() {
        return data;
    }

    @Override
    public Object trigger() {
        if (trigger == null) {
            throw new PayloadNeeded();
        }
        return trigger;
    }

    @Override
    public Actor actor() {
        return actor;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    @SuppressWarnings("unchecked") // a Port<Q, A> answers with an A
    public <P extends Port<Q, A>, Q, A> A answer(Class<P> port) {
        var at = answeredPorts.lastIndexOf(port);
        if (at < 0) {
            if (trigger == null) {
                throw new PayloadNeeded();
            }
            throw new IllegalStateException("This row has not asked " + port.getSimpleName()
                    + " before this place; add .consult(" + port.getSimpleName() + ".class, …) to it.");
        }
        return (A) answered.get(at).answer();
    }
}
