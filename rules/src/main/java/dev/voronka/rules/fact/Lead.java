package dev.voronka.rules.fact;

import java.math.BigDecimal;
import java.util.Map;

/**
 * The lead that is judged.
 *
 * @param source where it came from; empty if unknown
 * @param region of the client; empty if unknown
 * @param budget in roubles; 0 if unknown
 * @param answers to the questionnaire by the question's code, typed by the questionnaire; what was not answered is null
 */
public record Lead(String source, String region, BigDecimal budget, Map<String, Object> answers) {
    /** Keeps an unmodifiable copy. */
    public Lead {
        answers = Map.copyOf(answers);
    }
}
