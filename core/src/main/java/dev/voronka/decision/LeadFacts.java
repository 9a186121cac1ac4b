package dev.voronka.decision;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a lead is judged by. No name, phone or e-mail, and nothing in the client's own words: of an answer in free text it
 * is told that it was given. What is not known is empty or 0, never null.
 *
 * @param source where it came from; empty if unknown
 * @param region of the client; empty if unknown
 * @param budget in roubles; 0 if unknown
 * @param answers to the questionnaire, by the question's code, of the Java type of the question's answers; for one in free
 *     text {@code true}
 * @param channel the stored name of how it came in; empty if unknown
 * @param direction the line of business asked for; empty for any
 * @param products what was asked for
 * @param company whether the client has named a company
 * @param consent whether we may write and call
 * @param touches how often we have tried to reach the client
 * @param reached how often we have
 * @param daysSinceFirstTouch whole days since the first of these tries; 0 if there was none
 * @param missing codes of the questions that are asked and not answered, in their order
 */
public record LeadFacts(
        String source,
        String region,
        BigDecimal budget,
        SortedMap<String, Object> answers,
        String channel,
        String direction,
        List<String> products,
        boolean company,
        boolean consent,
        int touches,
        int reached,
        int daysSinceFirstTouch,
        List<String> missing) {

    /** Keeps unmodifiable copies. */
    public LeadFacts {
        answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
        products = List.copyOf(products);
        missing = List.copyOf(missing);
    }

    /** A lead of which no more is known. */
    public LeadFacts(String source, String region, BigDecimal budget, SortedMap<String, Object> answers) {
        this(source, region, budget, answers, "", "", List.of(), false, false, 0, 0, 0, List.of());
    }
}
