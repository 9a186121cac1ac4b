package dev.voronka.store;

import dev.voronka.Actor;
import dev.voronka.Effect;
import dev.voronka.Reason;
import dev.voronka.lookup.Consents;
import java.time.Instant;
import java.util.List;

/** Stops what would be written to people who have withdrawn their consent, at the moment it would go out. Thread-safe. */
public final class ConsentGate {

    /** Why a letter did not go out, as it stands among a card's refused attempts. */
    public static final Reason WITHDRAWN = Reason.of("consent-withdrawn");

    private static final Actor DELIVERY = Actor.system("delivery");

    private final CardStore store;
    private final Consents consents;

    /** A gate that asks this port, and notes in this store what it has stopped. */
    public ConsentGate(CardStore store, Consents consents) {
        this.store = store;
        this.consents = consents;
    }

    /** Whether an effect must not go out. */
    public boolean isShutFor(Effect effect) {
        return effect instanceof Effect.Write write
                && write.to().isKnown()
                && consents.answer(Consents.of(write.to())).isWithdrawn();
    }

    /**
     * Whether an effect must be dropped; if so, that is noted among the card's refused attempts. A repetition may note it
     * twice.
     */
    public boolean stops(StoredEffect effect, Instant now) {
        if (!isShutFor(effect.effect())) {
            return false;
        }
        store.note(new Attempt(effect.card(), now, DELIVERY, "write", List.of(WITHDRAWN)));
        return true;
    }
}
