package dev.voronka.run;

import dev.voronka.ContactRef;
import dev.voronka.lookup.Consents;
import dev.voronka.lookup.DoNotCall;
import dev.voronka.lookup.Person;
import dev.voronka.store.CardStore;
import dev.voronka.store.Chain;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Who has withdrawn the consent, as the store has it: by digests, so that an erasure leaves them. Thread-safe. */
final class OwnConsents implements Consents {

    private final CardStore store;
    private final Chain chain;

    OwnConsents(CardStore store, Chain chain) {
        this.store = store;
        this.chain = chain;
    }

    @Override
    public Found answer(Asked question) {
        return new Found(store.ledger().withdrawn(digests(question.knownAs())).orElse(null));
    }

    private Set<String> digests(Set<String> knownAs) {
        return knownAs.stream().map(k -> chain.digestOf("consent " + k)).collect(Collectors.toSet());
    }

    void withdraw(Person person, Instant at, String actor) {
        store.ledger().withdraw(digests(widened(person).knownAs()), at, actor);
    }

    void restore(Person person) {
        store.ledger().restore(digests(widened(person).knownAs()));
    }

    /** The person with all that the cards know which know nobody else. */
    private Person widened(Person person) {
        var contacts = new TreeSet<>(person.contacts());
        var reach = new TreeSet<>(person.reach());
        for (var stored : store.loadAll(store.knowing(person.knownAs()))) {
            var header = stored.card().header();
            if (header.contacts().stream().distinct().count() <= 1) {
                header.contacts().stream().map(ContactRef::id).forEach(contacts::add);
                reach.addAll(header.reach());
            }
        }
        return new Person(contacts, reach, person.names());
    }

    /** The same answers, and no for those who do not want to be called. */
    DoNotCall with(DoNotCall others) {
        return asked -> {
            var own = new Asked(asked.reach());
            return answer(own).isWithdrawn() ? new DoNotCall.Found(true) : others.answer(asked);
        };
    }
}
