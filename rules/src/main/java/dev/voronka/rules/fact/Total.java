package dev.voronka.rules.fact;

/**
 * What the score rules have come to; verdict rules see it beside the lead.
 *
 * @param score all points, group limits applied
 * @param fit points of group {@code fit}
 * @param engagement points of group {@code engagement}
 * @param missing how many questions are not answered
 */
public record Total(int score, int fit, int engagement, int missing) {}
