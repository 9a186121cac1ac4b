package dev.voronka.bitrix;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.Move;
import dev.voronka.RingStep;
import dev.voronka.lookup.Person;
import dev.voronka.store.Attempt;
import dev.voronka.store.ChainLink;
import dev.voronka.store.Codec;
import dev.voronka.store.DecisionLine;
import dev.voronka.store.ExternalRef;
import dev.voronka.store.HistoryLine;
import dev.voronka.store.Parcel;
import dev.voronka.store.Reading;
import dev.voronka.store.Remembered;
import dev.voronka.store.RequestKey;
import dev.voronka.store.RingState;
import dev.voronka.store.RungLine;
import dev.voronka.store.Signal;
import dev.voronka.store.StoredForm;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is kept in the journal, as its lines. Thread-safe. */
final class JournalForm {

    private record MoveText(
            String process,
            int definition,
            Actor actor,
            @Nullable String owner,
            @Nullable Duration spent,
            @Nullable String notes,
            ChainLink link) {}

    private record ParcelText(
            long move,
            int part,
            String handler,
            String effects,
            int done,
            int attempts,
            Instant next,
            boolean dead,
            @Nullable String why) {}

    private record AttemptText(Instant at, Actor actor, String trigger, String why) {}

    private record SignalText(
            CardId from,
            long move,
            int index,
            String link,
            CardId to,
            @Nullable String trigger,
            Instant due,
            String state,
            String why) {}

    private record RingText(
            String name, long turns, @Nullable String taken) {}

    private record KeyText(String scope, String key, String fingerprint, String outcome) {}

    /** A request key with what it was used for, both as they were written. */
    record Used(RequestKey key, String fingerprint, String outcome) {}

    private final Codec codec;
    private final StoredForm form;

    JournalForm(Codec codec, StoredForm form) {
        this.codec = codec;
        this.form = form;
    }

    /** Any record as text. */
    String text(Object value) {
        return codec.text(value);
    }

    <X> X read(String json, Class<X> type) {
        return type.cast(codec.read(json, type, Reading.LENIENT));
    }

    JournalLine line(HistoryLine line) {
        var move = line.move();
        return new JournalLine(
                JournalKind.MOVE,
                moveKey(move.card(), move.number()),
                move.card().toString(),
                move.process(),
                move.number(),
                JournalLine.micros(move.at()),
                text(new MoveText(
                        move.process(),
                        move.definition(),
                        move.actor(),
                        move.owner(),
                        move.spent(),
                        form.notes(move),
                        line.link())));
    }

    static String moveKey(CardId card, long number) {
        return "move-" + card + "-" + number;
    }

    HistoryLine history(JournalLine line) {
        var kept = read(line.json(), MoveText.class);
        var link = kept.link();
        var notes = form.notes(kept.process(), kept.notes());
        var from = link.from();
        var payload = link.payload();
        return new HistoryLine(
                new Move(
                        link.card(),
                        link.number(),
                        kept.process(),
                        kept.definition(),
                        link.at(),
                        kept.actor(),
                        from == null ? null : form.stage(kept.process(), from),
                        form.stage(kept.process(), link.to()),
                        link.trigger(),
                        payload == null ? new Move.Erased() : form.payload(kept.process(), link.trigger(), payload),
                        kept.owner(),
                        kept.spent(),
                        notes.answers(),
                        notes.passed()),
                link);
    }

    ChainLink link(JournalLine line) {
        return read(line.json(), MoveText.class).link();
    }

    JournalLine line(Parcel p) {
        return new JournalLine(
                JournalKind.PARCEL,
                parcelKey(p),
                p.card().toString(),
                "",
                p.move(),
                JournalLine.micros(p.next()),
                text(new ParcelText(
                        p.move(),
                        p.part(),
                        p.handler(),
                        form.effects(p.effects()),
                        p.done(),
                        p.attempts(),
                        p.next(),
                        p.dead(),
                        p.why())));
    }

    static String parcelKey(Parcel p) {
        return JournalLine.key(JournalKind.PARCEL, p.key());
    }

    Parcel parcel(JournalLine line) {
        var p = read(line.json(), ParcelText.class);
        var card = CardId.parse(line.card());
        return new Parcel(
                card,
                p.move(),
                p.part(),
                p.handler(),
                form.effects(card, p.move(), p.effects()),
                p.done(),
                p.attempts(),
                p.next(),
                p.dead(),
                p.why());
    }

    /** A refused attempt. */
    JournalLine line(Attempt a, String key) {
        return new JournalLine(
                JournalKind.ATTEMPT,
                key,
                a.card().toString(),
                "",
                0,
                JournalLine.micros(a.at()),
                text(new AttemptText(a.at(), a.actor(), a.trigger(), form.reasons(a.reasons()))));
    }

    Attempt attempt(JournalLine line) {
        var a = read(line.json(), AttemptText.class);
        return new Attempt(CardId.parse(line.card()), a.at(), a.actor(), a.trigger(), form.reasons(a.why()));
    }

    JournalLine line(RungLine r, String key) {
        return new JournalLine(
                JournalKind.RUNG, key, r.card().toString(), "", r.visit(), JournalLine.micros(r.at()), text(r));
    }

    RungLine rung(JournalLine line) {
        return read(line.json(), RungLine.class);
    }

    JournalLine line(DecisionLine d, String key) {
        return new JournalLine(
                JournalKind.DECISION,
                key,
                d.card().toString(),
                d.process(),
                d.move(),
                JournalLine.micros(d.at()),
                text(d));
    }

    DecisionLine decision(JournalLine line) {
        return read(line.json(), DecisionLine.class).at(line.id());
    }

    JournalLine line(Signal s) {
        var trigger = s.trigger();
        return new JournalLine(
                JournalKind.SIGNAL,
                signalKey(s),
                s.to().toString(),
                "",
                s.move(),
                JournalLine.micros(s.due()),
                text(new SignalText(
                        s.from(),
                        s.move(),
                        s.index(),
                        s.link(),
                        s.to(),
                        trigger == null ? null : form.trigger(trigger),
                        s.due(),
                        s.state().name(),
                        form.reasons(s.why()))));
    }

    static String signalKey(Signal s) {
        return JournalLine.key(JournalKind.SIGNAL, s.key());
    }

    Signal signal(JournalLine line) {
        var s = read(line.json(), SignalText.class);
        var trigger = s.trigger();
        return new Signal(
                s.from(),
                s.move(),
                s.index(),
                s.link(),
                s.to(),
                trigger == null ? null : form.trigger(trigger),
                s.due(),
                Signal.State.valueOf(s.state()),
                form.reasons(s.why()));
    }

    JournalLine line(RingStep step) {
        var text = new RingText(step.ring(), step.seen() + 1, step.taken());
        return new JournalLine(
                JournalKind.RING,
                JournalLine.key(JournalKind.RING, step.ring()),
                "",
                "",
                step.seen() + 1,
                0,
                text(text));
    }

    static String ringName(JournalForm form, JournalLine line) {
        return form.read(line.json(), RingText.class).name();
    }

    RingState ring(JournalLine line) {
        var ring = read(line.json(), RingText.class);
        return new RingState(ring.turns(), ring.taken());
    }

    static String keyOf(RequestKey key) {
        return JournalLine.key(JournalKind.KEY, key.scope(), key.key());
    }

    JournalLine line(RequestKey key, Remembered remembered) {
        return line(
                new Used(key, remembered.fingerprint(), form.outcome(remembered.outcome())),
                remembered.outcome().card().id());
    }

    JournalLine line(Used used, CardId card) {
        var key = used.key();
        return new JournalLine(
                JournalKind.KEY,
                keyOf(key),
                card.toString(),
                "",
                0,
                0,
                text(new KeyText(key.scope(), key.key(), used.fingerprint(), used.outcome())));
    }

    Used used(JournalLine line) {
        var k = read(line.json(), KeyText.class);
        return new Used(new RequestKey(k.scope(), k.key()), k.fingerprint(), k.outcome());
    }

    Remembered remembered(JournalLine line) {
        var used = used(line);
        return new Remembered(used.fingerprint(), form.outcome(used.outcome()));
    }

    static String externalKey(String system, String id) {
        return JournalLine.key(JournalKind.EXTERNAL, system, id);
    }

    JournalLine line(ExternalRef ref) {
        return new JournalLine(
                JournalKind.EXTERNAL,
                externalKey(ref.system(), ref.id()),
                ref.card().toString(),
                ref.system(),
                0,
                0,
                text(ref));
    }

    ExternalRef external(JournalLine line) {
        return read(line.json(), ExternalRef.class);
    }

    static String knownKey(String name, CardId card) {
        return JournalLine.key(JournalKind.KNOWN, name, card.toString());
    }

    /** That a card knows a person by a name; the name itself is not written. */
    static JournalLine known(String name, CardId card) {
        return new JournalLine(JournalKind.KNOWN, knownKey(name, card), card.toString(), nameHash(name), 0, 0, "{}");
    }

    static String nameHash(String name) {
        return JournalLine.key(JournalKind.KNOWN, name);
    }

    /** By what names a card knows persons. */
    static Set<String> known(@Nullable Card<?> card) {
        var known = new TreeSet<String>();
        if (card != null) {
            known.addAll(card.header().reach());
            card.header().contacts().forEach(c -> known.add(Person.knownAs(c)));
        }
        return known;
    }

    static JournalLine child(Card<?> child, CardId parent) {
        return new JournalLine(
                JournalKind.CHILD,
                "child-" + child.id(),
                parent.toString(),
                child.process(),
                0,
                JournalLine.micros(child.openedAt()),
                "{\"card\":\"" + child.id() + "\"}");
    }

    static CardId childOf(JournalLine line) {
        return CardId.parse(line.key().substring("child-".length()));
    }
}
