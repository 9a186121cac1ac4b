package dev.voronka.decision;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a lead is judged by. No name, phone or e-mail.
 *
 * @param source where it came from; empty if unknown
 * @param region of the client; empty if unknown
 * @param budget in roubles; 0 if unknown
 * @param answers to the questionnaire, by the question's code
 */
public record LeadFacts(String source, String region, BigDecimal budget, SortedMap<String, Object> answers) {
    /** Keeps an unmodifiable copy. */
    public LeadFacts {
        answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
    }
}
