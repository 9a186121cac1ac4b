package dev.voronka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a stage does about one trigger. It reads in the order in which it happens: who may, what is asked before,
 * what must hold, what changes, where to.
 *
 * @param <E> the process's stages
 * @param <T> the process's triggers
 * @param <D> the data of its cards
 * @param <X> the trigger of this row
 */
public final class RowBuilder<E extends Stage, T extends Trigger, D, X extends T> {

    private final StageBuilder<E, T, D> stage;
    private final Class<X> trigger;
    private final List<Role> by = new ArrayList<>();
    private final List<Consult<D>> consults = new ArrayList<>();
    private final List<Guard<D, Object>> guards = new ArrayList<>();
    private final List<Step<D, Object>> steps = new ArrayList<>();
    private @Nullable Integer limit;
    private @Nullable Function<Fields, ? extends Trigger> reported;
    private boolean byProgram;
    private @Nullable Stage onlyWith;
    private @Nullable Stage onlyWithout;

    RowBuilder(StageBuilder<E, T, D> stage, Class<X> trigger) {
        this.stage = stage;
        this.trigger = trigger;
    }

    /** Who may fire it; without this verb anybody may. Anybody else is refused, and the attempt is noted. */
    public RowBuilder<E, T, D, X> by(Role... roles) {
        by.addAll(List.of(roles));
        return this;
    }

    /** Only a program may fire it: a linked card, a timer, an import; never a person. */
    public RowBuilder<E, T, D, X> byProgram() {
        byProgram = true;
        return this;
    }

    /** The row is there only while that stage, which can be switched off, is on. */
    public RowBuilder<E, T, D, X> onlyWith(E optional) {
        onlyWith = optional;
        return this;
    }

    /** The row is there only while that stage, which can be switched on, is off. */
    public RowBuilder<E, T, D, X> onlyWithout(E optional) {
        onlyWithout = optional;
        return this;
    }

    /** Asks a port before the guards look. */
    @SuppressWarnings("unchecked") // the engine hands this row's functions only situations of this row
    public <P extends Port<Q, A>, Q, A> RowBuilder<E, T, D, X> consult(
            Class<P> port, Function<Situation<D, X>, Q> question) {
        consults.add(new Consult<>(port, (Function<Situation<D, Object>, ?>) (Function<?, ?>) question));
        return this;
    }

    /** What must hold; all guards are asked, so that a refusal gives all reasons. */
    @SafeVarargs
    public final RowBuilder<E, T, D, X> when(Guard<? super D, ? super X>... all) {
        for (var guard : all) {
            guards.add(widened(guard));
        }
        return this;
    }

    /** Changes the data by a method that takes the trigger: {@code Data::scheduled}. */
    public RowBuilder<E, T, D, X> set(BiFunction<? super D, ? super X, ? extends D> change) {
        return step(new Step.Change<>(s -> change.apply(s.data(), s.trigger())));
    }

    /** Changes the data by a method that takes nothing: {@code Data::confirmed}. */
    public RowBuilder<E, T, D, X> set(UnaryOperator<D> change) {
        return step(new Step.Change<>(s -> change.apply(s.data())));
    }

    /** Changes the data by a function that also needs the actor, the time or an answer. */
    public RowBuilder<E, T, D, X> setFrom(Function<Situation<D, X>, D> change) {
        return step(new Step.Change<>(change));
    }

    /** Asks a port once the guards have passed. */
    public <P extends Port<Q, A>, Q, A> RowBuilder<E, T, D, X> ask(
            Class<P> port, Function<Situation<D, X>, Q> question) {
        return step(new Step.Ask<>(port, question, null));
    }

    /** Asks a port once the guards have passed, and lets the answer change the data. */
    public <P extends Port<Q, A>, Q, A> RowBuilder<E, T, D, X> ask(
            Class<P> port, Function<Situation<D, X>, Q> question, BiFunction<D, A, D> change) {
        return step(Step.asking(port, question, change));
    }

    /** Hands the card to an employee, by id. */
    public RowBuilder<E, T, D, X> assignTo(Function<Situation<D, X>, String> employee) {
        return step(new Step.Assign<>(employee));
    }

    /** Returns an effect. */
    public RowBuilder<E, T, D, X> emit(Function<Situation<D, X>, ? extends Effect> effect) {
        return step(Step.emitting(effect));
    }

    /** Returns effects, perhaps none. */
    public RowBuilder<E, T, D, X> emitAll(Function<Situation<D, X>, ? extends Collection<? extends Effect>> effects) {
        return step(new Step.Emit<>(effects));
    }

    /**
     * How often a card may take rows of this trigger, in whatever stage; further ones are refused. A loop without a
     * number has the limit 5.
     */
    public RowBuilder<E, T, D, X> atMost(int times) {
        limit = times;
        return this;
    }

    /** How a drag of the card in the CRM becomes this trigger, from the fields that the person has filled. */
    public RowBuilder<E, T, D, X> reportedAs(Function<Fields, ? extends X> from) {
        reported = from;
        return this;
    }

    /** Leads there; the same stage begins a new visit and deadline. */
    public StageBuilder<E, T, D> goTo(E to) {
        return choose(c -> c.otherwise(to));
    }

    /** Leads nowhere: the visit and its alarms go on. */
    public StageBuilder<E, T, D> stay() {
        return choose(ChoiceBuilder::otherwiseStay);
    }

    /** Leads where the first branch whose guard holds says; the last branch has no guard. */
    public StageBuilder<E, T, D> choose(Function<ChoiceBuilder<E, D, X>, Choice<D>> branches) {
        return stage.row(new Sketch.Written<>(
                trigger,
                by,
                byProgram,
                onlyWith,
                onlyWithout,
                consults,
                guards,
                steps,
                limit,
                branches.apply(new ChoiceBuilder<>()).branches(),
                reported));
    }

    private RowBuilder<E, T, D, X> step(Step<D, X> step) {
        steps.add(widened(step));
        return this;
    }

    @SuppressWarnings("unchecked") // the engine hands a row's guards only situations of this row
    static <D> Guard<D, Object> widened(Guard<?, ?> guard) {
        return (Guard<D, Object>) guard;
    }

    @SuppressWarnings("unchecked") // the engine hands a row's steps only situations of this row
    static <D> Step<D, Object> widened(Step<D, ?> step) {
        return (Step<D, Object>) step;
    }
}
