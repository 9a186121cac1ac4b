package dev.voronka.department;

import dev.voronka.Card;
import dev.voronka.Role;
import dev.voronka.Stage;
import dev.voronka.Trigger;
import java.util.List;
import java.util.function.Function;

/**
 * Writes what becomes of a card that a link opens.
 *
 * @param <D> the data of the card that sets it off
 * @param <C> the data of the card that is opened
 */
public final class ChildBuilder<D, C> {

    private final DepartmentBuilder department;
    private final Link.Draft draft;

    ChildBuilder(DepartmentBuilder department, Link.Draft draft) {
        this.department = department;
        this.draft = draft;
    }

    /** The parent waits in its stage until the child has ended, and is told how. */
    public ChildBuilder<D, C> andWait(
            Function<? super Card<C>, ? extends Trigger> won, Function<? super Card<C>, ? extends Trigger> lost) {
        draft.waits = true;
        return andTell(won, lost);
    }

    /** The parent goes on and is told how the child has ended. */
    public ChildBuilder<D, C> andObserve(
            Function<? super Card<C>, ? extends Trigger> won, Function<? super Card<C>, ? extends Trigger> lost) {
        return andTell(won, lost);
    }

    /** The parent goes on and is told once the child has ended, in whatever way. */
    public ChildBuilder<D, C> tell(Function<? super Card<C>, ? extends Trigger> ended) {
        return andTell(ended, ended);
    }

    @SuppressWarnings("unchecked") // a link sees only children of the process that it is written for
    private ChildBuilder<D, C> andTell(
            Function<? super Card<C>, ? extends Trigger> won, Function<? super Card<C>, ? extends Trigger> lost) {
        draft.won = (Function<Card<Object>, ? extends Trigger>) (Function<?, ?>) won;
        draft.lost = (Function<Card<Object>, ? extends Trigger>) (Function<?, ?>) lost;
        return this;
    }

    /**
     * When the parent ends or waits no more, the child, if still open, ends in the first of these fails that its stage
     * allows. Without this verb it goes on.
     */
    public ChildBuilder<D, C> closing(Stage... fails) {
        draft.closing = List.of(fails);
        return this;
    }

    /**
     * The card goes to somebody with this role, chosen by the port {@code Router}, instead of the parent's owner. Where
     * nobody can be chosen it stays with the parent's owner.
     */
    public ChildBuilder<D, C> ownedBy(Role role) {
        draft.ownedBy = role;
        return this;
    }

    /** Opens one card for each key only. */
    @SuppressWarnings("unchecked") // a link sees only cards of the process that it is written for
    public ChildBuilder<D, C> once(Function<? super Card<D>, String> key) {
        draft.once = (Function<Object, String>) (Function<?, ?>) key;
        return this;
    }

    /** What the card of the key that is there already is told. */
    @SuppressWarnings("unchecked") // a link sees only cards of the process that it is written for
    public ChildBuilder<D, C> elseTell(Function<? super Card<D>, ? extends Trigger> again) {
        draft.again = (Function<Card<Object>, ? extends Trigger>) (Function<?, ?>) again;
        return this;
    }

    /** Ends the link. */
    public DepartmentBuilder and() {
        return department.with(draft);
    }
}
