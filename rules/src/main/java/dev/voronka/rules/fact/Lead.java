package dev.voronka.rules.fact;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * The lead that is judged. What is not known is empty or 0, a consent that is not known is none.
 *
 * @param source where it came from
 * @param region of the client
 * @param budget in roubles
 * @param answers to the questionnaire by the question's code, typed by the questionnaire; what was not answered is null
 * @param channel the stored name of how it came in, such as {@code SITE}
 * @param direction the line of business asked for; empty for any
 * @param products what was asked for
 * @param company whether the client has named a company
 * @param consent whether we may write and call
 * @param touches how often we have tried to reach the client
 * @param reached how often we have
 * @param daysSinceFirstTouch whole days since the first of these tries; 0 if there was none
 */
public record Lead(
        String source,
        String region,
        BigDecimal budget,
        Map<String, Object> answers,
        String channel,
        String direction,
        List<String> products,
        boolean company,
        boolean consent,
        int touches,
        int reached,
        int daysSinceFirstTouch) {
    /** Keeps unmodifiable copies. */
    public Lead {
        answers = Map.copyOf(answers);
        products = List.copyOf(products);
    }

    /** A lead of which no more is known. */
    public Lead(String source, String region, BigDecimal budget, Map<String, Object> answers) {
        this(source, region, budget, answers, "", "", List.of(), false, false, 0, 0, 0);
    }
}
