package dev.voronka.bitrix.client;

/**
 * Whether a call bears being made twice, which decides what is done when its answer is lost. {@link Call#of} takes it from
 * a table by method; {@link Call#repeatable} overrides it.
 */
public enum Repeatability {
    /** Twice is as good as once: reads, and writes that replace themselves. The client repeats it by itself. */
    FREELY,
    /** The caller reads first whether it took place, then decides. The client does not repeat it. */
    AFTER_LOOKING,
    /** A second time does harm and nobody can look: robots would run again. Neither client nor caller repeats it. */
    NEVER
}
