package dev.voronka;

import java.util.function.Supplier;

/**
 * A timer of a stage.
 *
 * @param <D> the data of the card
 * @param trigger the stored name of what it fires
 * @param fires makes the trigger
 * @param when when it goes off, once a visit
 */
public record TimerSpec<D>(String trigger, Supplier<? extends Trigger> fires, When<? super D> when) {}
