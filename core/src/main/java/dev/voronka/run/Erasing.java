package dev.voronka.run;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.Header;
import dev.voronka.Move;
import dev.voronka.PersonErased;
import dev.voronka.SalesProcess;
import dev.voronka.lookup.Person;
import dev.voronka.store.Blot;
import dev.voronka.store.Chain;
import dev.voronka.store.Commit;
import dev.voronka.store.CommitResult;
import dev.voronka.store.Erasure;
import dev.voronka.store.Forgetting;
import dev.voronka.store.HistoryLine;
import dev.voronka.store.PersonalValues;
import dev.voronka.store.StoredCard;
import dev.voronka.store.UnreadableCard;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Takes one person out of the cards that know him or her, and out of those that are linked with them. For one thread. */
final class Erasing {

    /** How often a card is tried that others keep changing. */
    private static final int TRIES = 50;

    /** How often it is looked for cards that have come to know the person meanwhile. */
    private static final int ROUNDS = 5;

    private final Host host;
    private final Actor officer;
    private final String why;
    private final PersonalValues values = new PersonalValues();
    private final Set<CardId> cards = new LinkedHashSet<>();
    private final Set<String> left = new TreeSet<>();
    private boolean notesAlways;
    private int lines;
    private int dropped;
    private int blotted;

    Erasing(Host host, Actor officer, String why) {
        this.host = host;
        this.officer = officer;
        this.why = why;
    }

    /** Takes the person out of all cards. */
    ErasureReport person(Person person) {
        person.reach().forEach(values::addText);
        person.names().forEach(values::addText);
        var contacts = new TreeSet<>(person.contacts());
        var done = new LinkedHashSet<CardId>();
        for (var round = 0; round < ROUNDS; round++) {
            var known = new ArrayList<>(host.store().knowing(person.knownAs()));
            known.removeAll(done);
            if (known.isEmpty()) {
                break;
            }
            known.forEach(this::gather);
            contacts.addAll(values.contacts());
            known.forEach(id -> erase(id, contacts, true));
            done.addAll(known);
        }
        var family = Family.of(done, host.store(), this::load);
        if (!family.isWhole()) {
            left.add("More than " + Family.MOST + " cards are linked with those of the person; the others were not"
                    + " searched for names and notes.");
        }
        family.cards().forEach(id -> erase(id, contacts, false));
        return report();
    }

    /** Takes all that is personal out of one card, and notes that even where nothing was. */
    ErasureReport card(CardId id) {
        notesAlways = true;
        gather(id);
        erase(id, values.contacts(), true);
        return report();
    }

    private ErasureReport report() {
        return new ErasureReport(List.copyOf(cards), lines, dropped, blotted, List.copyOf(left));
    }

    private void gather(CardId id) {
        load(id).ifPresent(stored -> {
            values.gather(stored.card());
            host.store().history(id).forEach(l -> values.gather(l.move()));
        });
    }

    private Optional<StoredCard> load(CardId id) {
        try {
            return host.store().load(id);
        } catch (UnreadableCard unreadable) {
            left.add("Card " + id + " cannot be read here, so nothing was taken out of it: "
                    + unreadable.card().why() + " Run its process and erase again.");
            return Optional.empty();
        }
    }

    private void erase(CardId id, Set<String> contacts, boolean empties) {
        for (var i = 0; i < TRIES; i++) {
            var stored = load(id);
            if (stored.isEmpty()) {
                return;
            }
            if (i > 0 && empties) {
                // Somebody has changed the card meanwhile and may have brought more.
                gather(id);
            }
            var forgetting = new Forgetting(host.codec(), Blot.of(values.texts(), contacts), empties);
            if (isWritten(stored.get(), forgetting)) {
                forgetting
                        .left()
                        .forEach(l -> left.add("Card " + id + ": " + l
                                + " does not bear to be without its value. Let its record take an empty one, or amend"
                                + " the card by hand."));
                return;
            }
        }
        left.add("Card " + id + " was changed by others each time; erase again.");
    }

    private boolean isWritten(StoredCard stored, Forgetting forgetting) {
        var id = stored.card().id();
        var history = host.store().history(id);
        var changed = new ArrayList<HistoryLine>();
        var payloads = 0;
        for (var line : history) {
            var after = forgetting.line(line, host.chain());
            if (!after.equals(line)) {
                changed.add(after);
                payloads += after.link().payload() == null && line.link().payload() != null ? 1 : 0;
            }
        }
        var commit = commit(stored, forgetting, !changed.isEmpty());
        var done = host.store().erase(new Erasure(id, commit, changed, forgetting));
        if (done.result() != CommitResult.DONE) {
            return false;
        }
        if (commit != null || done.dropped() + done.blotted() > 0) {
            cards.add(id);
        }
        lines += payloads;
        dropped += done.dropped();
        blotted += done.blotted();
        return true;
    }

    private <D> @Nullable Commit commit(StoredCard stored, Forgetting forgetting, boolean historyTells) {
        @SuppressWarnings("unchecked") // any card's data is of some type
        var card = (Card<D>) stored.card();
        var data = forgetting.value(card.data());
        var process = process(card);
        var header =
                forgetting.header(data == card.data() || process == null ? card.header() : header(process, card, data));
        var fields = forgetting.fields(card.fields());
        var failure = forgetting.failure(card.failure());
        if (!notesAlways
                && !historyTells
                && data == card.data()
                && header.equals(card.header())
                && fields.equals(card.fields())
                && Objects.equals(failure, card.failure())) {
            return null;
        }
        var number = card.version() + 1;
        var after = new Card<>(
                card.id(),
                card.process(),
                number,
                card.stage(),
                card.kind(),
                card.owner(),
                data,
                header,
                fields,
                card.watchers(),
                card.visit(),
                card.counts(),
                failure,
                card.openedAt(),
                card.origin());
        var trigger = new PersonErased(forgetting.text(why));
        var move = new Move(
                card.id(),
                number,
                card.process(),
                process == null ? 0 : process.version(),
                host.now(),
                officer,
                card.stage(),
                card.stage(),
                SalesProcess.codeOf(trigger),
                trigger,
                card.owner(),
                null,
                List.of(),
                List.of());
        return new Commit(
                after,
                card,
                host.nextDue(after),
                host.chain().next(stored.head().isEmpty() ? Chain.START : stored.head(), move),
                List.of(),
                List.of(),
                null,
                null);
    }

    @SuppressWarnings("unchecked") // the process of a card holds data of its type
    private <D> @Nullable SalesProcess<?, D> process(Card<D> card) {
        return (SalesProcess<?, D>) host.links().process(card.process()).orElse(null);
    }

    /** The header that the process makes of the emptied data; where it cannot, the one that was. */
    private static <D> Header header(SalesProcess<?, D> process, Card<D> card, D data) {
        try {
            return process.headerOf(data);
        } catch (RuntimeException unfit) {
            return card.header();
        }
    }
}
