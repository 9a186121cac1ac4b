package dev.voronka.process.partner;

import java.time.LocalDate;

/**
 * That the partner's people have learnt what they sell.
 *
 * @param passedOn when
 * @param evidence by what we know that: a certificate, a list of who passed
 */
public record Training(LocalDate passedOn, String evidence) {}
