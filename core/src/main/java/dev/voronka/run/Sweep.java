package dev.voronka.run;

import dev.voronka.Card;
import dev.voronka.store.CommitResult;
import dev.voronka.store.Criteria;
import dev.voronka.store.StoredCard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up the cards whose clock is due, batch by batch whatever their process, and writes what {@link Clocks} say. A card
 * on which something crashes is logged and left until its lease is over; it never holds up another one.
 */
final class Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    /** For how long other nodes leave a card alone that one has taken up. */
    static final Duration LEASE = Duration.ofMinutes(1);

    /** How many cards are in the heap at once. */
    static final int BATCH = 200;

    /** How often a move is decided anew because a ring or a key was used meanwhile. Source: design.md, 3. */
    private static final int TRIES = 5;

    private final Host host;
    private final Map<String, Shell<?>> shells;

    Sweep(Host host) {
        this.host = host;
        this.shells = host.links().shells();
    }

    /** Lets go off what is due; returns how many timers, wake-ups and rungs that were. */
    int goOff() {
        var done = 0;
        while (!shells.isEmpty()) {
            var now = host.now();
            var due = host.store().takeDue(shells.keySet(), now, now.plus(LEASE), BATCH);
            if (due.isEmpty()) {
                break;
            }
            done += write(due, now, TRIES);
        }
        return done;
    }

    private int write(List<StoredCard> due, Instant now, int tries) {
        var moves = new ArrayList<Todo.Moves>();
        var notes = new ArrayList<Todo.Notes>();
        for (var stored : due) {
            var todo = tried(stored.card(), () -> todo(stored, now));
            if (todo instanceof Todo.Moves move) {
                moves.add(move);
            } else if (todo instanceof Todo.Notes note) {
                notes.add(note);
            }
        }
        return writeMoves(moves, now, tries) + writeNotes(notes);
    }

    private Todo todo(StoredCard stored, Instant now) {
        var shell = shells.get(stored.card().process());
        if (shell == null) {
            throw new IllegalStateException("the store gave a card of a process that nobody asked for");
        }
        return new Clocks<>(host, shell).todo(stored, now);
    }

    private int writeMoves(List<Todo.Moves> moves, Instant now, int tries) {
        var done = 0;
        var results = together(
                moves,
                all -> host.store()
                        .commitAll(all.stream().map(Todo.Moves::commit).toList()));
        for (var i = 0; i < moves.size(); i++) {
            var move = moves.get(i);
            var result = results == null
                    ? tried(move.commit().card(), () -> host.store().commit(move.commit()))
                    : results.get(i);
            if (result == CommitResult.DONE) {
                done++;
                tried(move.commit().card(), () -> {
                    host.links().afterCommit(host, move.commit(), move.hasSignals());
                    return true;
                });
            } else if (result != null && result != CommitResult.CONFLICT && tries > 1) {
                done += again(move.commit().card(), now, tries - 1);
            }
        }
        return done;
    }

    /** A ring or a key was used meanwhile: the card itself is as it was, and is decided anew. */
    private int again(Card<?> card, Instant now, int tries) {
        var stored = tried(card, () -> host.store().load(card.id()).orElse(null));
        return stored != null && stored.card().version() == card.version() - 1 ? write(List.of(stored), now, tries) : 0;
    }

    private int writeNotes(List<Todo.Notes> notes) {
        var done = 0;
        var results = together(
                notes,
                all -> host.store().rungAll(all.stream().map(Todo.Notes::rung).toList()));
        for (var i = 0; i < notes.size(); i++) {
            var note = notes.get(i);
            var written = results == null
                    ? tried(note.rung().seen(), () -> host.store().rung(note.rung()))
                    : results.get(i);
            done += note.counts() && Boolean.TRUE.equals(written) ? 1 : 0;
        }
        return done;
    }

    /** Null if they could not be written together, because one of them is broken; then each is written by itself. */
    private <T, R> @Nullable List<R> together(List<T> all, java.util.function.Function<List<T>, List<R>> writing) {
        if (all.isEmpty()) {
            return List.of();
        }
        try {
            return writing.apply(all);
        } catch (Exception | StackOverflowError | LinkageError | AssertionError broken) {
            LOG.warn("{} due cards could not be written together; each is written by itself.", all.size(), broken);
            return null;
        }
    }

    /** Null if it crashed. */
    private static <R> @Nullable R tried(Card<?> card, Supplier<? extends @Nullable R> work) {
        try {
            return work.get();
        } catch (Exception | StackOverflowError | LinkageError | AssertionError crashed) {
            LOG.error(
                    "A clock of card {} of {} crashed in {}; the card is left alone for {} s and then tried again.",
                    card.id(),
                    card.process(),
                    card.stage().name(),
                    LEASE.toSeconds(),
                    crashed);
            return null;
        }
    }

    /** Winds the alarms of all open cards anew, page by page; returns how many had others. */
    int correct() {
        var changed = 0;
        for (var shell : shells.values()) {
            changed += correct(shell);
        }
        return changed;
    }

    private int correct(Shell<?> shell) {
        var open = Criteria.ALL.process(shell.process().code()).open().limit(BATCH);
        var changed = 0;
        Criteria.Place place = null;
        while (true) {
            var page = host.store().find(open.after(place));
            if (page.isEmpty()) {
                return changed;
            }
            var now = host.now();
            var clocks = new Clocks<>(host, shell);
            var notes = new ArrayList<Todo.Notes>();
            for (var card : page) {
                var todo = tried(card, () -> clocks.corrected(card, now));
                if (todo instanceof Todo.Notes note) {
                    notes.add(note);
                }
            }
            changed += writeNotes(notes);
            place = Criteria.Place.of(page.get(page.size() - 1));
        }
    }
}
