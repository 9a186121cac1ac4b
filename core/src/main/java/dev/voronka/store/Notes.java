package dev.voronka.store;

import dev.voronka.Answered;
import java.util.List;

/**
 * What a move keeps of how it was decided.
 *
 * @param answers questions of the row and what came back, in the order asked
 * @param passed codes of the guards that said yes
 */
public record Notes(List<Answered> answers, List<String> passed) {

    /** Nothing was asked and nothing guarded. */
    public static final Notes NONE = new Notes(List.of(), List.of());

    /** Keeps unmodifiable copies. */
    public Notes {
        answers = List.copyOf(answers);
        passed = List.copyOf(passed);
    }
}
