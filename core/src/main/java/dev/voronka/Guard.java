package dev.voronka;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A named condition for a move, with a reason for saying no.
 *
 * <p>It is pure: it looks at the {@link Situation} and at nothing else. Its code appears in refusals, diagrams and
 * reports; its text is {@code guard.<code>} and says what is wrong: «не заполнена цель».
 *
 * @param <D> the data that it looks at
 * @param <T> the trigger that it looks at, {@code Object} if it looks at none
 */
public final class Guard<D, T> {

    private final String code;
    private final Function<Situation<D, T>, @Nullable List<String>> objections;
    private final @Nullable Function<? super Situation<D, T>, @Nullable Instant> until;

    private Guard(String code, Function<Situation<D, T>, @Nullable List<String>> objections) {
        this(code, objections, null);
    }

    private Guard(
            String code,
            Function<Situation<D, T>, @Nullable List<String>> objections,
            @Nullable Function<? super Situation<D, T>, @Nullable Instant> until) {
        Names.requireLower("guard", code);
        this.code = code;
        this.objections = objections;
        this.until = until;
    }

    /** A condition on the data alone. */
    public static <D> Guard<D, Object> onData(String code, Predicate<? super D> holds) {
        return new Guard<>(code, s -> holds.test(s.data()) ? null : List.of());
    }

    /** A condition on the whole situation. */
    public static <D, T> Guard<D, T> of(String code, Predicate<? super Situation<D, T>> holds) {
        return new Guard<>(code, s -> holds.test(s) ? null : List.of());
    }

    /**
     * A condition that holds when nothing objects; the objections, joined by commas, fill {@code {0}} of the text; a
     * {@link TextRef} among them is said in the reader's language.
     */
    public static <D, T> Guard<D, T> listing(
            String code, Function<? super Situation<D, T>, ? extends List<?>> objections) {
        return new Guard<>(code, s -> {
            List<?> found = objections.apply(s);
            return found.isEmpty()
                    ? null
                    : List.of(
                            String.join(", ", found.stream().map(TextRef::kept).toList()));
        });
    }

    /**
     * The same, and while it says no it tells until when: at night, until the morning. A timer that nothing else refuses
     * is put off until then, instead of being given up for its visit.
     *
     * @param moment asked only after it has said no; null if it does not know
     */
    public Guard<D, T> until(Function<? super Situation<D, T>, @Nullable Instant> moment) {
        return new Guard<>(code, objections, moment);
    }

    /** Until when it says no, after it has said no; null if it does not know. Throws what the function throws. */
    public @Nullable Instant saysNoUntil(Situation<D, T> situation) {
        return until == null ? null : until.apply(situation);
    }

    /** The stored name. */
    public String code() {
        return code;
    }

    /** Says yes by null, no by the reason. Throws what the condition throws. */
    public @Nullable Reason check(Situation<D, T> situation) {
        var args = objections.apply(situation);
        return args == null ? null : new Reason(code, args);
    }

    /** The same name, but it always says yes: for tests that ask whether anybody would notice. */
    Guard<D, T> forced() {
        return new Guard<>(code, s -> null);
    }

    @Override
    public String toString() {
        return code;
    }
}
