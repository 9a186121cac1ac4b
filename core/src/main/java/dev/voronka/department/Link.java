package dev.voronka.department;

import dev.voronka.Card;
import dev.voronka.InvalidInput;
import dev.voronka.Message;
import dev.voronka.Move;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.StageKind;
import dev.voronka.Trigger;
import dev.voronka.WorkingTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the cards of one process do to cards of another. Immutable; its functions are pure. */
public final class Link {

    /** What a link does. */
    public enum Kind {
        /** Opens a card and leaves it alone. */
        SPAWN,
        /** Opens a card and waits for its end. */
        WAIT,
        /** Opens a card and is told of its end, but goes on meanwhile. */
        OBSERVE,
        /** Opens a card after a while. */
        DELAYED,
        /** Notes something on the card's time line. */
        NOTE
    }

    /** Guards of a fail row that a closing passes: it gives a comment. */
    private static final Set<String> PASSED_BY_CLOSING = Set.of("comment-is-filled");

    /** How the comment of a fail begins by which a link closes a child with its parent. */
    public static final String CLOSED_WITH_PARENT = "parentClosed";

    /** What a link is made of; written by the builders. */
    static final class Draft {
        @Nullable
        SalesProcess<?, ?> from;

        Event event = new Event.Fails();

        @Nullable
        Condition<Object> condition;

        @Nullable
        WorkingTime delay;

        int deepest;

        @Nullable
        SalesProcess<?, ?> to;

        @Nullable
        BiFunction<Card<Object>, Object, ?> data;

        boolean waits;

        @Nullable
        Function<Card<Object>, ? extends Trigger> won;

        @Nullable
        Function<Card<Object>, ? extends Trigger> lost;

        List<Stage> closing = List.of();

        @Nullable
        Role ownedBy;

        @Nullable
        Function<Object, String> once;

        @Nullable
        Function<Card<Object>, ? extends Trigger> again;

        @Nullable
        Function<Card<Object>, Message> note;
    }

    private final Draft draft;
    private final String code;
    private final Kind kind;

    Link(Draft draft) {
        this.draft = draft;
        this.kind = kindOf(draft);
        this.code = codeOf(draft);
    }

    private static Kind kindOf(Draft draft) {
        if (draft.note != null) {
            return Kind.NOTE;
        }
        if (draft.delay != null) {
            return Kind.DELAYED;
        }
        if (draft.waits) {
            return Kind.WAIT;
        }
        return draft.won == null ? Kind.SPAWN : Kind.OBSERVE;
    }

    private static String codeOf(Draft draft) {
        var code = new StringBuilder(draft.from == null ? "*" : draft.from.code()).append(':');
        if (draft.event instanceof Event.Enters enters) {
            code.append(enters.stage().name());
        } else if (draft.event instanceof Event.Takes takes) {
            code.append(takes.trigger());
        } else {
            code.append(draft.event instanceof Event.Fails ? "fails" : "overdue");
        }
        code.append('>').append(draft.to == null ? "note" : draft.to.code());
        if (draft.condition != null) {
            code.append('?').append(draft.condition.code());
        }
        return code.toString();
    }

    /** The stored name, such as {@code deal:PROPOSAL>proposal}. */
    public String code() {
        return code;
    }

    /** What it does. */
    public Kind kind() {
        return kind;
    }

    /** The code of the process whose cards set it off; empty for all but the one that it opens. */
    public Optional<String> from() {
        return Optional.ofNullable(draft.from).map(SalesProcess::code);
    }

    /** What sets it off. */
    public Event event() {
        return draft.event;
    }

    /** The code of the condition; empty if it always acts. */
    public Optional<String> condition() {
        return Optional.ofNullable(draft.condition).map(Condition::code);
    }

    /** How long after the event; empty for at once. */
    public Optional<WorkingTime> delay() {
        return Optional.ofNullable(draft.delay);
    }

    /** How many links away from a card that was opened by hand it still opens one; 0 for no limit. */
    public int deepest() {
        return draft.deepest;
    }

    /** The code of the process whose card it opens; empty for a note. */
    public Optional<String> to() {
        return Optional.ofNullable(draft.to).map(SalesProcess::code);
    }

    /**
     * In which fail an open child ends when its parent ends or waits no more: the first of these that its stage allows.
     * Empty if the child goes on.
     */
    public List<Stage> closing() {
        return draft.closing;
    }

    /** Whether what sets it off is a timer of the process, so that time passes before it opens anything. */
    public boolean isTimed() {
        return draft.from != null
                && draft.event instanceof Event.Takes takes
                && draft.from.stages().stream().anyMatch(s -> s.hasTimer(takes.trigger()));
    }

    /** Among whom the owner of the card that it opens is chosen; empty if that is the parent's owner. */
    public Optional<Role> ownedBy() {
        return Optional.ofNullable(draft.ownedBy);
    }

    /** Whether the card that it opens reports its end. */
    public boolean tellsParent() {
        return draft.won != null;
    }

    /** Whether it opens one card for each key only. */
    public boolean isOnce() {
        return draft.once != null;
    }

    /** Whether this move of this card sets it off. */
    public boolean isSetOffBy(Card<?> after, Move move) {
        if (!from().map(after.process()::equals).orElse(!to().equals(Optional.of(after.process())))) {
            return false;
        }
        var entered = after.visit().begunBy() == move.number();
        var isIt = draft.event instanceof Event.Enters enters
                ? entered && after.stage().is(enters.stage())
                : draft.event instanceof Event.Takes takes
                        ? move.trigger().equals(takes.trigger())
                        : draft.event instanceof Event.Fails && entered && after.kind() == StageKind.FAIL;
        return isIt && (draft.condition == null || draft.condition.holds().test(widened(after)));
    }

    /**
     * The data of the card that it opens.
     *
     * @param cause the trigger that set it off; for {@link Event.Overdue} the {@link Lateness}
     */
    public Object data(@Nullable Card<?> card, Object cause) {
        if (draft.data == null) {
            throw new IllegalStateException("the link " + code + " opens nothing");
        }
        return draft.data.apply(card == null ? null : widened(card), cause);
    }

    /** What the parent is told when this child has ended; empty if it is not told. */
    public Optional<Trigger> release(Card<?> child) {
        var say = child.kind() == StageKind.SUCCESS ? draft.won : draft.lost;
        return say == null ? Optional.empty() : Optional.of(say.apply(widened(child)));
    }

    /**
     * The key of which there is one card only; empty if every event opens one.
     *
     * @param cause the card, or the {@link Lateness}
     */
    public Optional<String> onceKey(Object cause) {
        if (draft.once == null) {
            return Optional.empty();
        }
        var key = draft.once.apply(cause);
        if (key == null) {
            throw new InvalidInput("The link " + code + " gave null as its key; .once(…) must always give one.");
        }
        return Optional.of(key);
    }

    /** What the card that is there already is told of this one; empty if it is not told. */
    public Optional<Trigger> again(Card<?> card) {
        return draft.again == null ? Optional.empty() : Optional.of(draft.again.apply(widened(card)));
    }

    /** What it notes; empty unless it is a note. */
    public Optional<Message> note(Card<?> card) {
        return draft.note == null ? Optional.empty() : Optional.of(draft.note.apply(widened(card)));
    }

    /** In which fail this open child ends with its parent; empty if it goes on. */
    public Optional<Stage> closing(Card<?> child) {
        return draft.to == null
                ? Optional.empty()
                : draft.closing.stream()
                        .filter(f ->
                                mayClose(draft.to.forDirection(child.header().direction()), child.stage(), f))
                        .findFirst();
    }

    /** Whether a card of this process in this stage ends in this fail when it is told to, whatever it holds. */
    static boolean mayClose(SalesProcess<?, ?> child, Stage stage, Stage fail) {
        return child.row(stage, "fail:" + fail.name())
                .filter(r ->
                        r.by().isEmpty() && r.guards().stream().allMatch(g -> PASSED_BY_CLOSING.contains(g.code())))
                .isPresent();
    }

    /** The same between these definitions, where they replace others of the same code. */
    Link between(Function<String, @Nullable SalesProcess<?, ?>> definitions) {
        var other = new Draft();
        other.from = draft.from == null ? null : definitions.apply(draft.from.code());
        other.event = draft.event;
        other.condition = draft.condition;
        other.delay = draft.delay;
        other.deepest = draft.deepest;
        other.to = draft.to == null ? null : definitions.apply(draft.to.code());
        other.data = draft.data;
        other.waits = draft.waits;
        other.won = draft.won;
        other.lost = draft.lost;
        other.closing = draft.closing;
        other.ownedBy = draft.ownedBy;
        other.once = draft.once;
        other.again = draft.again;
        other.note = draft.note;
        return new Link(other);
    }

    @SuppressWarnings("unchecked") // a link sees only cards of the process that it was written for
    private static Card<Object> widened(Card<?> card) {
        return (Card<Object>) card;
    }

    @Override
    public String toString() {
        return code;
    }
}
