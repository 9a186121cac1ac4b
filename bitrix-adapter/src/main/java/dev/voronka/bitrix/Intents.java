package dev.voronka.bitrix;

import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.store.Commit;
import dev.voronka.store.DecisionLine;
import dev.voronka.store.Rung;
import dev.voronka.store.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes and reads what is still to be written because of a move. Used under the lock of the store. */
final class Intents {

    private static final String ELSEWHERE = "@";

    private final JournalForm form;
    private final Journal journal;
    private final Waiting waiting;
    private final ItemDrawing drawing;

    Intents(JournalForm form, Journal journal, Waiting waiting, ItemDrawing drawing) {
        this.form = form;
        this.journal = journal;
        this.waiting = waiting;
        this.drawing = drawing;
    }

    /** What a move writes beside its card. */
    Intent of(Commit commit, @Nullable Card<?> before, String op, List<JournalLine> more, List<String> others) {
        var card = commit.card();
        var id = card.id();
        var lines = new ArrayList<JournalLine>();
        var drops = new ArrayList<>(others);
        lines.add(form.line(commit.line()));
        commit.parcels().forEach(p -> lines.add(form.line(p)));
        commit.rings().forEach(r -> lines.add(form.line(r)));
        var key = commit.key();
        var remembered = commit.remembered();
        if (key != null && remembered != null) {
            lines.add(form.line(key, remembered));
        }
        commit.signals().forEach(s -> lines.add(form.line(s)));
        for (Signal settled : commit.settled()) {
            if (waiting.signal(settled) == null) {
                continue;
            }
            if (settled.isPending()) {
                lines.add(form.line(settled));
            } else {
                drops.add(JournalForm.signalKey(settled));
            }
        }
        for (var i = 0; i < commit.lines().size(); i++) {
            lines.add(form.line(commit.lines().get(i), key("rung", op, i)));
        }
        decisions(commit.decisions(), op, lines);
        var known = JournalForm.known(card);
        known.removeAll(JournalForm.known(before));
        known.forEach(k -> lines.add(JournalForm.known(k, id)));
        var origin = card.origin();
        if (before == null && origin != null) {
            lines.add(JournalForm.child(card, origin.card()));
        }
        lines.addAll(more);
        var openings = new ArrayList<Intent.Opening>();
        for (var i = 0; i < commit.children().size(); i++) {
            openings.add(opening(commit.children().get(i), op + "-" + i));
        }
        return intent(op, lines, drops, openings);
    }

    /** What a clock writes beside its card. */
    Intent of(Rung rung, String op) {
        var lines = new ArrayList<JournalLine>();
        rung.parcels().forEach(p -> lines.add(form.line(p)));
        for (var i = 0; i < rung.lines().size(); i++) {
            lines.add(form.line(rung.lines().get(i), key("rung", op, i)));
        }
        for (var i = 0; i < rung.attempts().size(); i++) {
            lines.add(form.line(rung.attempts().get(i), key("attempt", op, i)));
        }
        decisions(rung.decisions(), op, lines);
        return intent(op, lines, List.of(), List.of());
    }

    private void decisions(List<DecisionLine> decisions, String op, List<JournalLine> lines) {
        for (var i = 0; i < decisions.size(); i++) {
            lines.add(form.line(decisions.get(i), key("decision", op, i)));
        }
    }

    private static String key(String kind, String op, int place) {
        return kind + "-" + op + "-" + place;
    }

    private static Intent intent(
            String op, List<JournalLine> lines, List<String> drops, List<Intent.Opening> openings) {
        return new Intent(op, lines.stream().map(Intent.Line::of).toList(), drops, openings);
    }

    /** The item of a card that is opened, with all that its opening writes. */
    Intent.Opening opening(Commit commit, String op) {
        var card = commit.card();
        var pending = pending(of(commit, null, op, List.of(), List.of()), card.id());
        var fields = drawing.opening(commit, pending, op);
        return new Intent.Opening(
                drawing.type(card.process()), card.id().toString(), card.process(), form.text(fields));
    }

    /** The fields of an item to be added. */
    @SuppressWarnings("unchecked") // a JSON object has texts as keys
    Map<String, Object> fields(Intent.Opening opening) {
        return (Map<String, Object>) form.read(opening.fields(), Object.class);
    }

    /** The text for the field; what is too long for it is put into the journal before, where nobody misses it after a crash. */
    String pending(Intent intent, CardId card) {
        var text = LongText.safe(form.text(intent));
        if (LongText.fits(text)) {
            return text;
        }
        var key = Journal.ASIDE + intent.op();
        var pieces = LongText.pieces(key, card.toString(), text);
        journal.write(pieces, List.of(), true, null);
        return ELSEWHERE + pieces.size() + ELSEWHERE + intent.op();
    }

    Intent read(String pending) {
        if (!pending.startsWith(ELSEWHERE)) {
            return form.read(pending, Intent.class);
        }
        return form.read(journal.joined(key(pending), pieces(pending)), Intent.class);
    }

    private static int pieces(String pending) {
        return Integer.parseInt(pending.substring(1, pending.indexOf(ELSEWHERE, 1)));
    }

    private static String key(String pending) {
        return Journal.ASIDE + pending.substring(pending.indexOf(ELSEWHERE, 1) + 1);
    }

    /** Takes away what lay elsewhere of a text that was done. */
    void forget(String pending) {
        if (pending.startsWith(ELSEWHERE)) {
            journal.drop(LongText.keys(key(pending), pieces(pending)));
        }
    }
}
