package dev.voronka.process.purchaserequest;

import java.time.Instant;

/**
 * Somebody has checked a supplier and found nothing against it.
 *
 * @param supplier the supplier's id or INN
 * @param by who checked, by id
 * @param comment what was looked at
 * @param at when
 */
public record SupplierCheck(String supplier, String by, String comment, Instant at) {}
