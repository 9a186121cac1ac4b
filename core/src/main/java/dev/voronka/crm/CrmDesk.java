package dev.voronka.crm;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.Outcome;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.Trigger;
import java.util.List;
import java.util.Optional;

/** What keeping a CRM alike needs of voronka at work. voronka itself stands behind it. */
public interface CrmDesk {

    /** The process that runs here under this code. */
    Optional<SalesProcess<?, ?>> process(String code);

    /** The card as it is now; empty if it is gone. */
    Optional<Card<?>> card(CardId id);

    /**
     * Fires, once under a key.
     *
     * @return what became of it; empty if the key was used for something else before, which then stands
     */
    Optional<Outcome<?>> fire(CardId card, Trigger trigger, Actor actor, String key);

    /** Moves a card past its guards, by an ordinary move that says so. */
    Outcome<?> force(CardId card, Stage to, Actor actor, List<String> failedGuards);

    /** Opens a card, once under a key. */
    CardId open(SalesProcess<?, ?> process, Object data, Actor actor, String key);
}
