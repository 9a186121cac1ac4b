package dev.voronka;

/** A caller who wanted a card to take a trigger by {@link Outcome#orThrow()} learns that it did not. */
public final class NotTaken extends VoronkaException {
    private static final long serialVersionUID = 1L;

    private final transient Outcome<?> outcome;

    NotTaken(Outcome<?> outcome) {
        super(outcome.message(), null);
        this.outcome = outcome;
    }

    /** What happened instead. */
    public Outcome<?> outcome() {
        return outcome;
    }
}
