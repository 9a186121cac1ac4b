package dev.voronka.rules.gate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of the entries of maps: the questions of a questionnaire behind {@code answers["…"]}, figures behind {@code
 * figures["…"]}. A key that is not named is refused.
 *
 * @param answers by the question's code
 * @param figures names of figures
 */
public record Questions(Map<String, Answer> answers, List<String> figures) {

    /**
     * What an answer is.
     *
     * @param type {@code String}, {@code BigDecimal} or {@code Boolean}; dates are given to rules as days from today
     * @param options the answers of a choice; empty for the others
     */
    public record Answer(Class<?> type, List<String> options) {}

    /** Keeps unmodifiable copies, in order. */
    public Questions {
        answers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(answers));
        figures = List.copyOf(figures);
    }
}
