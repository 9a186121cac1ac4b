package dev.voronka.department;

import dev.voronka.Card;
import dev.voronka.Message;
import dev.voronka.SalesProcess;
import dev.voronka.WorkingTime;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Writes what an event does.
 *
 * @param <D> the data of the card that sets it off
 * @param <X> the trigger that set it off
 */
public final class LinkBuilder<D, X> {

    private final DepartmentBuilder department;
    private final Link.Draft draft;

    LinkBuilder(DepartmentBuilder department, Link.Draft draft) {
        this.department = department;
        this.draft = draft;
    }

    /** Only for cards for which this holds. */
    @SuppressWarnings("unchecked") // a link sees only cards of the process that it is written for
    public LinkBuilder<D, X> onlyIf(Condition<? super D> condition) {
        draft.condition = (Condition<Object>) condition;
        return this;
    }

    /** Not at once, but so long after the event, by the calendar. */
    public LinkBuilder<D, X> after(WorkingTime delay) {
        draft.delay = delay;
        return this;
    }

    /**
     * Opens nothing more than so many links away from a card that was opened by hand. Links that could open cards in a
     * circle need such a limit or a delay.
     */
    public LinkBuilder<D, X> toDepth(int deepest) {
        draft.deepest = deepest;
        return this;
    }

    /** Opens a card with data made from the card that sets the link off. */
    public <C> ChildBuilder<D, C> open(SalesProcess<?, C> process, Function<? super Card<D>, ? extends C> data) {
        return open(process, (card, trigger) -> data.apply(card));
    }

    /** Opens a card with data made from the card and the trigger that set the link off. */
    @SuppressWarnings("unchecked") // a link sees only cards and triggers of the process that it is written for
    public <C> ChildBuilder<D, C> open(
            SalesProcess<?, C> process, BiFunction<? super Card<D>, ? super X, ? extends C> data) {
        draft.to = process;
        draft.data = (BiFunction<Card<Object>, Object, ?>) (BiFunction<?, ?, ?>) data;
        return new ChildBuilder<>(department, draft);
    }

    /** Notes something on the card's time line. */
    @SuppressWarnings("unchecked") // a link sees only cards of the process that it is written for
    public DepartmentBuilder note(Function<? super Card<D>, Message> text) {
        draft.note = (Function<Card<Object>, Message>) (Function<?, ?>) text;
        return department.with(draft);
    }
}
