package dev.voronka.engine;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What ports have answered so far while one trigger is decided. Immutable. */
public final class Answers {

    private static final Answers NONE = new Answers(Map.of());

    private final Map<PortQuestion, Object> known;

    private Answers(Map<PortQuestion, Object> known) {
        this.known = known;
    }

    /** Nothing has been asked yet. */
    public static Answers none() {
        return NONE;
    }

    /** The same and one more. */
    public Answers with(PortQuestion question, Object answer) {
        var more = new HashMap<>(known);
        more.put(question, answer);
        return new Answers(more);
    }

    /** The answer to exactly this question; null if it has not been asked. */
    @Nullable
    Object to(PortQuestion question) {
        return known.get(question);
    }

    /** How many questions have been asked. */
    public int size() {
        return known.size();
    }
}
