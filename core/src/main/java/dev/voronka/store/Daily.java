package dev.voronka.store;

import java.time.LocalTime;
import java.time.ZoneId;

/**
 * Something that is done once a day, on one node.
 *
 * @param name its stored name, the same on all nodes
 * @param at the time of day
 * @param zone where it is that time
 * @param work what is done; it bears repetition, and being begun again where a node died at it
 */
public record Daily(String name, LocalTime at, ZoneId zone, Runnable work) {}
