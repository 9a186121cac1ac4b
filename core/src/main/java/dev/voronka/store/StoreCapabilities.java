package dev.voronka.store;

/**
 * What a store can do.
 *
 * @param durable whether what was committed outlives the process
 * @param transactional whether move, effects, rings and keys are written all or nothing
 * @param manyNodes whether several nodes may work on it at once
 */
public record StoreCapabilities(boolean durable, boolean transactional, boolean manyNodes) {}
