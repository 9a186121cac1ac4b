package dev.voronka.bitrix;

import dev.voronka.CardId;
import dev.voronka.InvalidInput;
import dev.voronka.store.Attempt;
import dev.voronka.store.CommitResult;
import dev.voronka.store.Erasure;
import dev.voronka.store.ExternalRef;
import dev.voronka.store.Forgetting;
import dev.voronka.store.Remembered;
import dev.voronka.store.StoredForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Takes a person out of a card and out of what the journal keeps of it. With a move it is written as the move is, all or
 * nothing; without one in batches, which bear being done again. Used under the lock of the store.
 */
final class JournalErasure {

    private final Journal journal;
    private final JournalForm form;
    private final StoredForm stored;
    private final Moves moves;
    private final Waiting waiting;

    JournalErasure(Journal journal, JournalForm form, StoredForm stored, Moves moves, Waiting waiting) {
        this.journal = journal;
        this.form = form;
        this.stored = stored;
        this.moves = moves;
        this.waiting = waiting;
    }

    private static final class Swept {
        private final List<JournalLine> puts = new ArrayList<>();
        private final List<String> drops = new ArrayList<>();
        private int dropped;
        private int blotted;
    }

    Erasure.Done erase(Erasure erasure) {
        var id = erasure.card();
        moves.read(id);
        var swept = new Swept();
        erasure.lines().forEach(l -> swept.puts.add(form.line(l)));
        sweep(id, erasure.forgetting(), swept);
        var commit = erasure.commit();
        if (commit == null) {
            journal.write(swept.puts, swept.drops, false, null);
            waiting.apply(swept.puts, swept.drops);
            return new Erasure.Done(CommitResult.DONE, swept.dropped, swept.blotted);
        }
        var now = JournalForm.known(commit.card());
        journal.of(JournalKind.KNOWN, id.toString()).stream()
                .filter(l ->
                        now.stream().noneMatch(n -> JournalForm.knownKey(n, id).equals(l.key())))
                .forEach(l -> swept.drops.add(l.key()));
        var isDone = moves.commit(commit, swept.puts, swept.drops) == CommitResult.DONE;
        return isDone ? new Erasure.Done(CommitResult.DONE, swept.dropped, swept.blotted) : Erasure.Done.CONFLICT;
    }

    private void sweep(CardId id, Forgetting forgetting, Swept swept) {
        for (var parcel : waiting.parcels().of(id)) {
            var after = forgetting.parcel(parcel);
            swept.dropped += forgetting.dropped(parcel);
            if (!parcel.equals(after)) {
                swept.blotted++;
                if (after == null) {
                    swept.drops.add(JournalForm.parcelKey(parcel));
                } else {
                    swept.puts.add(form.line(after));
                }
            }
        }
        for (var line : journal.ofCard(id.toString())) {
            switch (line.kind()) {
                case KEY -> key(line, id, forgetting, swept);
                case ATTEMPT -> {
                    var a = form.attempt(line);
                    put(
                            line,
                            form.line(
                                    new Attempt(
                                            a.card(), a.at(), a.actor(), a.trigger(), forgetting.reasons(a.reasons())),
                                    line.key()),
                            swept);
                }
                case DECISION ->
                    put(line, form.line(form.decision(line).without(forgetting).at(0), line.key()), swept);
                case EXTERNAL -> {
                    var ref = form.external(line);
                    if (ref.note() != null) {
                        swept.puts.add(form.line(ref.noting(ExternalRef.ERASED)));
                        swept.blotted++;
                    }
                }
                default -> {
                    // Tells of no person, or is told by the erasure itself.
                }
            }
        }
        waiting.signals()
                .filter(s -> s.from().equals(id) || s.to().equals(id))
                .toList()
                .forEach(s -> {
                    var after = forgetting.signal(s);
                    if (!after.equals(s)) {
                        swept.puts.add(form.line(after));
                        swept.blotted++;
                    }
                });
    }

    private static void put(JournalLine before, JournalLine after, Swept swept) {
        if (!before.json().equals(after.json())) {
            swept.puts.add(after);
            swept.blotted++;
        }
    }

    private void key(JournalLine line, CardId id, Forgetting forgetting, Swept swept) {
        var used = form.used(line);
        if (!forgetting.text(used.key().key()).equals(used.key().key())) {
            swept.drops.add(line.key());
            swept.blotted++;
            return;
        }
        put(line, form.line(without(used, forgetting), id), swept);
    }

    private JournalForm.Used without(JournalForm.Used used, Forgetting forgetting) {
        try {
            var after = forgetting.remembered(new Remembered(used.fingerprint(), stored.outcome(used.outcome())));
            return new JournalForm.Used(used.key(), after.fingerprint(), stored.outcome(after.outcome()));
        } catch (InvalidInput unreadable) {
            return new JournalForm.Used(
                    used.key(), used.fingerprint(), Objects.requireNonNull(forgetting.json(used.outcome())));
        }
    }
}
