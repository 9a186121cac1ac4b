package dev.voronka.process.reactivation;

/** How much of the work the clock does. */
public enum Mode {
    /** Вручную: a person does every step. */
    MANUAL,
    /** Полуавтоматически: selection, offer and letter are drafted, a person sends. */
    SEMI,
    /** Автоматически: letters go out by themselves, within consent and quiet hours; a reply makes it {@link #SEMI}. */
    AUTO
}
