package dev.voronka.rules.fact;

import java.math.BigDecimal;
import java.util.Map;

/**
 * What is to be approved.
 *
 * @param process the code of the process
 * @param direction the line of business; empty for none
 * @param amount in roubles; 0 if unknown
 * @param figures by name, such as {@code figures["discount"]} in per cent; what is not known is null
 */
public record Request(String process, String direction, BigDecimal amount, Map<String, BigDecimal> figures) {
    /** Keeps an unmodifiable copy. */
    public Request {
        figures = Map.copyOf(figures);
    }
}
