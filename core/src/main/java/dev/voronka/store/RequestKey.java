package dev.voronka.store;

/**
 * What a caller calls a request, so that it is done once.
 *
 * @param scope the process for an opening, the card for a trigger
 * @param key the caller's name for it
 */
public record RequestKey(String scope, String key) {}
