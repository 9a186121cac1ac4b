package dev.voronka;

import java.time.Instant;

/**
 * Why a card failed.
 *
 * @param stage the fail
 * @param group its group in loss reports
 * @param comment in plain words; empty if a timer or a choice failed the card
 * @param at when
 */
public record FailReason(Stage stage, FailGroup group, String comment, Instant at) {}
