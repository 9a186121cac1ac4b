package dev.voronka;

/**
 * One turn of a ring of people who take cards in order.
 *
 * @param ring the ring's name
 * @param seen how many turns the ring had made when it was looked at
 * @param taken who has the turn now; of a ring that counts, how far it has come, such as {@code 2026-11-24 5}
 */
public record RingStep(String ring, long seen, String taken) {}
