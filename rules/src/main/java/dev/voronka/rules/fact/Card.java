package dev.voronka.rules.fact;

import java.math.BigDecimal;

/**
 * The card that is routed, escalated or approved. What is not known is empty or 0.
 *
 * @param process the code of the process
 * @param direction the line of business
 * @param stage the stored name of the stage
 * @param role the role that works there, or that the new owner must have
 * @param skill what the new owner must be able to sell
 * @param region of the client
 * @param source where it came from
 * @param owner the id of the owner
 * @param amount in roubles
 * @param score of the lead
 */
public record Card(
        String process,
        String direction,
        String stage,
        String role,
        String skill,
        String region,
        String source,
        String owner,
        BigDecimal amount,
        int score) {}
