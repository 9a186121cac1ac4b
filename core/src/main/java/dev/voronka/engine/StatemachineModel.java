package dev.voronka.engine;

import dev.voronka.Branch;
import dev.voronka.Row;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.messaging.Message;
import org.springframework.statemachine.ExtendedState;
import org.springframework.statemachine.ObjectStateMachine;
import org.springframework.statemachine.StateContext;
import org.springframework.statemachine.StateMachine;
import org.springframework.statemachine.StateMachineContext;
import org.springframework.statemachine.config.ObjectStateMachineFactory;
import org.springframework.statemachine.config.model.ChoiceData;
import org.springframework.statemachine.config.model.ConfigurationData;
import org.springframework.statemachine.config.model.DefaultStateMachineModel;
import org.springframework.statemachine.config.model.StateData;
import org.springframework.statemachine.config.model.StateMachineModel;
import org.springframework.statemachine.config.model.StatesData;
import org.springframework.statemachine.config.model.TransitionData;
import org.springframework.statemachine.config.model.TransitionsData;
import org.springframework.statemachine.state.ObjectState;
import org.springframework.statemachine.state.PseudoState;
import org.springframework.statemachine.state.PseudoStateKind;
import org.springframework.statemachine.state.State;
import org.springframework.statemachine.transition.Transition;
import org.springframework.statemachine.transition.TransitionKind;
import reactor.core.publisher.Mono;

/**
 * One process as machines of Spring Statemachine: a stage is a state, a row a transition, a row with several branches a
 * transition into a choice.
 */
final class StatemachineModel<D> {

    private static final Mono<Boolean> YES = Mono.just(true);
    private static final Mono<Boolean> NO = Mono.just(false);

    private final SalesProcess<?, D> process;
    private final List<StateData<String, String>> states = new ArrayList<>();
    private final List<TransitionData<String, String>> transitions = new ArrayList<>();
    private final Map<String, List<ChoiceData<String, String>>> choices = new HashMap<>();
    private final Factory factory;

    StatemachineModel(SalesProcess<?, D> process) {
        this.process = process;
        for (var spec : process.stages()) {
            // an end is no END state: such a machine stops for ever, and nothing could be reopened
            states.add(new StateData<>(
                    null, null, spec.stage().name(), spec.stage().is(process.initial())));
            process.rowsOf(spec.stage()).forEach(this::add);
        }
        this.factory = new Factory(new DefaultStateMachineModel<>(
                new ConfigurationData<>(),
                new StatesData<>(states),
                new TransitionsData<>(transitions, choices, null, null, null, null, null, null)));
    }

    /** A new machine, started. */
    Machine machine() {
        // one id for all, as a random one may block; no machine id, as it is compiled to a pattern at each step
        var machine = (Machine) factory.getStateMachine(new UUID(0, 0), null);
        machine.startReactively().subscribe();
        return machine;
    }

    private void add(Row<D> row) {
        var from = row.from().name();
        Function<StateContext<String, String>, Mono<Boolean>> guard =
                c -> firing(c).row(row) ? YES : NO;
        if (row.branches().size() == 1) {
            var branch = row.branches().get(0);
            var kind = branch.to() == null ? TransitionKind.INTERNAL : TransitionKind.EXTERNAL;
            transitions.add(new TransitionData<>(from, target(row, branch), row.event(), null, guard, kind, null));
            return;
        }
        var choice = from + "/" + row.event();
        var state = new StateData<String, String>(null, null, choice, false);
        state.setPseudoStateKind(PseudoStateKind.CHOICE);
        states.add(state);
        transitions.add(new TransitionData<>(from, choice, row.event(), null, guard, TransitionKind.EXTERNAL, null));
        var branches = new ArrayList<ChoiceData<String, String>>();
        for (var i = 0; i < row.branches().size(); i++) {
            var place = i;
            var isLast = place == row.branches().size() - 1;
            branches.add(new ChoiceData<>(
                    choice,
                    target(row, row.branches().get(place)),
                    isLast ? null : c -> firing(c).branch(row, place)));
        }
        choices.put(choice, branches);
    }

    private String target(Row<D> row, Branch<D> branch) {
        var to = branch.target().map(Stage::name).orElse(row.from().name());
        if (process.stage(to).isEmpty()) {
            // Spring Statemachine would leave the transition out without a word
            throw new IllegalArgumentException("Process " + process.code() + ": "
                    + row.from().name() + "/" + row.event() + " leads to " + to + ", which is no stage of it.");
        }
        return to;
    }

    @SuppressWarnings("unchecked") // machines of this model are sent firings of this process only
    private Firing<D> firing(StateContext<String, String> context) {
        return (Firing<D>) context.getMessage();
    }

    /** A machine that is reset before each event, without stop and start: three times as fast as a new one. */
    static final class Machine extends ObjectStateMachine<String, String> {

        Machine(
                Collection<State<String, String>> states,
                Collection<Transition<String, String>> transitions,
                State<String, String> initial,
                Transition<String, String> initialTransition,
                ExtendedState variables,
                UUID uuid) {
            super(states, transitions, initial, initialTransition, null, variables, uuid);
        }

        /** Puts it where the card is. False if it would not go: then it is still where the last card was. */
        boolean reset(StateMachineContext<String, String> place) {
            resetStateMachineReactively(place).subscribe();
            return place.getState().equals(place());
        }

        /** Sends the event. Subscribes, as blocking is forbidden on Reactor's threads; all is done on this thread. */
        void send(Firing<?> firing) {
            sendEvent(Mono.<Message<String>>just(firing)).subscribe(firing::answered, firing::failed);
        }

        /** The stage it is in; null if it was stopped before it was anywhere. */
        @Nullable
        String place() {
            var state = getState();
            return state == null ? null : state.getId();
        }

        /** Whether it may be used again. */
        boolean isSound() {
            return isRunning() && !hasStateMachineError();
        }

        @Override
        protected void notifyTransitionEnd(StateContext<String, String> context) {
            if (context.getMessage() instanceof Firing<?> firing) {
                firing.ended();
            }
        }

        /** Short: it is built into log lines at each reset, also with logging off. */
        @Override
        public String toString() {
            return "machine";
        }
    }

    /** A state whose toString and start cost nothing; it has no timers to arm. */
    private static final class Place extends ObjectState<String, String> {

        Place(String name, @Nullable PseudoState<String, String> pseudo) {
            super(name, null, null, null, null, pseudo, null, null);
        }

        @Override
        public Mono<Void> startReactively() {
            return Mono.empty();
        }

        @Override
        public String toString() {
            return getId();
        }
    }

    /** Builds machines and states of our own classes; sets no bean name, so that no annotations are looked up. */
    private static final class Factory extends ObjectStateMachineFactory<String, String> {

        Factory(StateMachineModel<String, String> model) {
            super(model);
        }

        @Override
        protected StateMachine<String, String> buildStateMachineInternal(
                Collection<State<String, String>> states,
                Collection<Transition<String, String>> transitions,
                State<String, String> initialState,
                Transition<String, String> initialTransition,
                @Nullable Message<String> initialEvent,
                ExtendedState extendedState,
                @Nullable PseudoState<String, String> historyState,
                @Nullable Boolean contextEventsEnabled,
                @Nullable BeanFactory beanFactory,
                @Nullable String beanName,
                @Nullable String machineId,
                UUID uuid,
                StateMachineModel<String, String> model) {
            return new Machine(states, transitions, initialState, initialTransition, extendedState, uuid);
        }

        @Override
        protected State<String, String> buildStateInternal(
                String id,
                @Nullable Collection<String> deferred,
                @Nullable Collection<Function<StateContext<String, String>, Mono<Void>>> entryActions,
                @Nullable Collection<Function<StateContext<String, String>, Mono<Void>>> exitActions,
                @Nullable Collection<Function<StateContext<String, String>, Mono<Void>>> stateActions,
                @Nullable PseudoState<String, String> pseudoState,
                StateMachineModel<String, String> model) {
            return new Place(id, pseudoState);
        }
    }
}
