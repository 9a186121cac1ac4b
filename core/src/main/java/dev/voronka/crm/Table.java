package dev.voronka.crm;

import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.SalesProcess;
import dev.voronka.people.Directory;
import dev.voronka.store.CardStore;
import dev.voronka.store.Codec;
import dev.voronka.store.Criteria;
import dev.voronka.store.ExternalRef;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What all parts that keep a CRM alike work on. */
record Table(
        Crm crm,
        CrmSettings settings,
        CrmDesk desk,
        CardStore store,
        Codec codec,
        Directory people,
        Clock clock,
        Words words,
        Components parts) {

    /** The time in microseconds, which is what databases keep. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** The card's record here; null if it has none. */
    @Nullable
    ExternalRef ref(CardId card) {
        return store.externals(card).stream()
                .filter(r -> r.system().equals(crm.system()))
                .findFirst()
                .orElse(null);
    }

    /** The card that a record belongs to. */
    Optional<Card<?>> cardOf(String record) {
        return store
                .find(Criteria.ALL
                        .external(new Criteria.External(crm.system(), record))
                        .limit(1))
                .stream()
                .findFirst();
    }

    Sight sight(@Nullable ExternalRef ref) {
        return Sight.of(ref, codec);
    }

    void keep(ExternalRef ref, Sight sight) {
        store.attach(ref.noting(sight.text(codec)));
    }

    /** The definition that a card follows; empty if its process does not run here. */
    Optional<SalesProcess<?, ?>> process(Card<?> card) {
        return desk.process(card.process())
                .map(p -> p.forDirection(card.header().direction()));
    }
}
