package dev.voronka.department;

import dev.voronka.Card;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.Texts;
import dev.voronka.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Writes the links of a department; {@link #build()} proves them. Not thread-safe. */
public final class DepartmentBuilder {

    private final List<SalesProcess<?, ?>> processes;
    private final List<Link> links;
    private final List<Texts> texts;

    DepartmentBuilder(List<SalesProcess<?, ?>> processes, List<Link> links, List<Texts> texts) {
        this.processes = new ArrayList<>(processes);
        this.links = new ArrayList<>(links);
        this.texts = new ArrayList<>(texts);
    }

    /** Another process. */
    public DepartmentBuilder process(SalesProcess<?, ?> process) {
        processes.add(process);
        return this;
    }

    /** Texts of the conditions, besides those of the standard links. */
    public DepartmentBuilder texts(Texts more) {
        texts.add(0, more);
        return this;
    }

    /** Begins a link of the cards of a process. */
    public <T extends Trigger, D> From<T, D> when(SalesProcess<T, D> process) {
        return new From<>(process);
    }

    /**
     * The events of one process.
     *
     * @param <T> its triggers
     * @param <D> the data of its cards
     */
    public final class From<T extends Trigger, D> {

        private final SalesProcess<T, D> process;

        private From(SalesProcess<T, D> process) {
            this.process = process;
        }

        /** When a card comes into the stage. */
        public LinkBuilder<D, Trigger> enters(Stage stage) {
            return begun(new Event.Enters(stage));
        }

        /** When a card takes the trigger, whether it moves or stays. */
        public <X extends T> LinkBuilder<D, X> takes(Class<X> trigger) {
            return begun(new Event.Takes(SalesProcess.codeOf(trigger)));
        }

        private <X> LinkBuilder<D, X> begun(Event event) {
            var draft = new Link.Draft();
            draft.from = process;
            draft.event = event;
            return new LinkBuilder<>(DepartmentBuilder.this, draft);
        }
    }

    /** When a card of any process but the one that is opened fails. */
    public LinkBuilder<Object, Trigger> whenAnyFails(Condition<Object> condition) {
        var draft = new Link.Draft();
        draft.event = new Event.Fails();
        return new LinkBuilder<Object, Trigger>(this, draft).onlyIf(condition);
    }

    /**
     * When more than so many per cent of the open cards of any process but the one that is opened are late, and at least
     * so many are open. Looked for by {@code Voronka.watchDeadlines()}, which opens one card a process and month.
     */
    @SuppressWarnings("unchecked") // the cause of this event is a Lateness
    public <C> ChildBuilder<Object, C> whenOverdueExceeds(
            int perCent, int least, SalesProcess<?, C> process, Function<Lateness, ? extends C> data) {
        var draft = new Link.Draft();
        draft.event = new Event.Overdue(perCent, least);
        draft.to = process;
        BiFunction<Card<Object>, Object, ?> made = (card, lateness) -> data.apply((Lateness) lateness);
        draft.data = made;
        draft.once = lateness -> ((Lateness) lateness).process();
        return new ChildBuilder<>(this, draft);
    }

    DepartmentBuilder with(Link.Draft draft) {
        links.add(new Link(draft));
        return this;
    }

    /**
     * Proves the links and finishes the department.
     *
     * @throws UnsoundDepartment with every problem at once
     */
    public Department build() {
        var problems = new LinkProof(processes, links, texts).problems();
        if (!problems.isEmpty()) {
            throw new UnsoundDepartment(problems);
        }
        return new Department(processes, links, texts);
    }
}
