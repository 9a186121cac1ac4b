package dev.voronka.rules.whatif;

import dev.voronka.decision.LoggedDecision;
import dev.voronka.decision.Ruling.Fired;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stored decision that was decided once more.
 *
 * @param before what came of it; null if it was not replayed
 * @param after what would come of it; null if it was not replayed
 * @param firedBefore which rules fired
 * @param firedAfter which rules would fire
 * @param why it was not replayed; empty if it was
 */
record Replayed(
        LoggedDecision decision,
        Status status,
        Set<Mark> marks,
        @Nullable Result before,
        @Nullable Result after,
        List<Fired> firedBefore,
        List<Fired> firedAfter,
        Why why) {

    /** How it ended. Its text is {@code status.<code>}. */
    enum Status {
        SAME("same"),
        /** The same for all whom it is about, but by other rules or in other words. */
        OTHERWISE("otherwise"),
        CHANGED("changed"),
        FAILED("failed"),
        NOT_REPLAYED("not-replayed");

        private final String code;

        Status(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    /** What has to be known about it. Its text is {@code mark.<code>}. */
    enum Mark {
        /** Its facts had another form: what they did not tell is empty or 0. */
        OLDER("older"),
        /** It had more candidates than rules are told of. */
        CUT("cut"),
        /** The book that decided it decides otherwise now. */
        NOT_REPRODUCED("not-reproduced"),
        /** What came of it cannot be read, so that it is not compared with. */
        ANSWER_UNREAD("answer-unread");

        private final String code;

        Mark(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    /**
     * Why it was not replayed.
     *
     * @param code its text is {@code why.<code>}
     * @param args what fills the places of the text
     */
    record Why(String code, List<String> args) {
        static final Why NONE = new Why("", List.of());

        static Why of(String code, String... args) {
            return new Why(code, List.of(args));
        }
    }

    static Replayed none(LoggedDecision decision, Status status, Set<Mark> marks, Why why) {
        return new Replayed(decision, status, marks, null, null, List.of(), List.of(), why);
    }

    Replayed {
        var copy = EnumSet.noneOf(Mark.class);
        copy.addAll(marks);
        marks = copy;
        firedBefore = List.copyOf(firedBefore);
        firedAfter = List.copyOf(firedAfter);
    }

    boolean has(Mark mark) {
        return marks.contains(mark);
    }

    /** How much more points; 0 for all but leads. */
    long gained() {
        return before == null || after == null ? 0 : (long) after.score() - before.score();
    }

    /** Whether more than points or words changed. */
    boolean isOtherResult() {
        return before != null && after != null && !before.steps().equals(after.steps());
    }
}
