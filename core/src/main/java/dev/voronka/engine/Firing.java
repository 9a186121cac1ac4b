package dev.voronka.engine;

import dev.voronka.Branch;
import dev.voronka.Row;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.statemachine.StateMachineEventResult;
import org.springframework.statemachine.StateMachineEventResult.ResultType;

/**
 * One event on its way through one machine: brings the judge to the guards and writes down what was asked and answered,
 * because the machine tells neither which branch it took nor what crashed.
 *
 * @param <D> the data of the card
 */
final class Firing<D> implements Message<String> {

    /** One for all: each new one would cost a random UUID. */
    private static final MessageHeaders HEADERS = new MessageHeaders(Map.of());

    private final String event;
    private @Nullable Judge<D> judge;
    private @Nullable Row<D> row;
    private boolean open;
    private int branchesAsked;
    private @Nullable Branch<D> chosen;
    private boolean ended;
    private @Nullable ResultType answer;
    private @Nullable Throwable crash;
    private @Nullable Throwable failure;

    Firing(String event, Judge<D> judge) {
        this.event = event;
        this.judge = judge;
    }

    /** A guard of the machine asks for a row. Never throws: the machine would take it for a no, and log it. */
    boolean row(Row<D> asked) {
        row = asked;
        try {
            open = judge().row(asked);
        } catch (Throwable thrown) {
            crash = thrown;
        }
        return open;
    }

    /** A guard of the machine asks for a branch by its place. Never throws: the machine would take the next branch. */
    boolean branch(Row<D> asked, int place) {
        if (crash != null || place != branchesAsked) {
            return false;
        }
        branchesAsked++;
        var branch = asked.branches().get(place);
        try {
            if (judge().branch(asked, branch)) {
                chosen = branch;
            }
        } catch (Throwable thrown) {
            crash = thrown;
        }
        return chosen != null;
    }

    /** The machine has carried a transition through. */
    void ended() {
        ended = true;
    }

    /** The machine says what it thinks it did. */
    void answered(StateMachineEventResult<String, String> result) {
        answer = result.getResultType();
    }

    /** The machine itself broke. */
    void failed(Throwable thrown) {
        failure = thrown;
    }

    /**
     * Throws what the judge threw, itself: not wrapped, also if it is an error or an undeclared checked one. Or else
     * the error, such as a stack overflow, that broke the machine.
     */
    void surfaceCrash() {
        if (crash != null) {
            Firing.<RuntimeException>raise(crash);
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }

    /** What broke the machine; null if nothing did. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    @SuppressWarnings("unchecked") // erased: throws any throwable as it is
    private static <X extends Throwable> void raise(Throwable thrown) throws X {
        throw (X) thrown;
    }

    /** What happened, by the questions asked and the answers given. */
    Run<D> told() {
        if (row == null) {
            return Run.noRow();
        }
        return open ? Run.taken(chosen != null ? chosen : last(row)) : Run.closed();
    }

    /**
     * Whether the machine did what it was told: asked what the row needs and nothing else, carried the transition
     * through and came to where it leads.
     */
    boolean fits(@Nullable Row<D> expected, String from, @Nullable String place) {
        // a stack overflow before a guard begins is a no to the machine; then a question is missing here
        var allAsked = row == null
                || !open
                || chosen != null
                || branchesAsked == row.branches().size() - 1;
        // ACCEPTED means that there is a transition, not that it was taken; DENIED also that the machine is dead
        var answerFits = answer == (expected == null ? ResultType.DENIED : ResultType.ACCEPTED);
        var branch = told().branch();
        var to = branch == null || branch.to() == null ? from : branch.to().name();
        return failure == null
                && Objects.equals(row, expected)
                && allAsked
                && answerFits
                && ended == open
                && to.equals(place);
    }

    /** An idle machine keeps its last message, so the message must not keep the card. */
    void forget() {
        judge = null;
    }

    private Judge<D> judge() {
        return Objects.requireNonNull(judge, "the run is over");
    }

    private static <D> Branch<D> last(Row<D> row) {
        return row.branches().get(row.branches().size() - 1);
    }

    @Override
    public String getPayload() {
        return event;
    }

    @Override
    public MessageHeaders getHeaders() {
        return HEADERS;
    }

    @Override
    public String toString() {
        return event
                + (answer == null ? " without an answer" : " answered by " + answer)
                + (row == null ? ", no row asked" : open ? ", row open" : ", row closed")
                + (branchesAsked > 0 ? ", " + branchesAsked + " branches asked" : "")
                + (ended ? ", transition ended" : ", no transition");
    }
}
