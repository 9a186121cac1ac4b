package dev.voronka.bitrix.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of one command among many: its answer, or its failure. */
public final class BatchAnswer {

    private final @Nullable Answer answer;
    private final @Nullable BitrixFailed failure;

    private BatchAnswer(@Nullable Answer answer, @Nullable BitrixFailed failure) {
        this.answer = answer;
        this.failure = failure;
    }

    static BatchAnswer of(Answer answer) {
        return new BatchAnswer(answer, null);
    }

    static BatchAnswer of(BitrixFailed failure) {
        return new BatchAnswer(null, failure);
    }

    /** The answer, if it went well. */
    public Optional<Answer> answer() {
        return Optional.ofNullable(answer);
    }

    /** The failure, if it did not. */
    public Optional<BitrixFailed> failure() {
        return Optional.ofNullable(failure);
    }

    /** Whether it went well. */
    public boolean isGood() {
        return answer != null;
    }

    /**
     * The answer.
     *
     * @throws BitrixFailed if it did not go well
     */
    public Answer get() {
        if (answer != null) {
            return answer;
        }
        if (failure != null) {
            throw failure;
        }
        throw new IllegalStateException("A command has neither answer nor failure.");
    }

    @Override
    public String toString() {
        return "BatchAnswer[" + (answer != null ? answer : failure) + "]";
    }
}
