package dev.voronka.crm;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.Effect;
import dev.voronka.Outcome;
import dev.voronka.SalesProcess;
import dev.voronka.store.ExternalRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings one record and its card together. Not to be used by two threads at once. */
final class Reconciler {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final Duration HOUR = Duration.ofHours(1);

    /** What was done about a record. */
    enum Done {
        MOVED,
        AMENDED,
        OPENED,
        REVERTED,
        FORCED,
        FLAGGED,
        LOST
    }

    private final Table table;
    private final Mirroring mirroring;
    private final Inbound inbound;
    private final Judging judging;

    Reconciler(Table table, Mirroring mirroring) {
        this.table = table;
        this.mirroring = mirroring;
        this.inbound = new Inbound(table, mirroring);
        this.judging = new Judging(table);
    }

    Set<Done> reconcile(Found found) {
        if (found instanceof Found.Missing missing) {
            return missing(missing);
        }
        if (found instanceof Found.Unread unread) {
            throw unread.why();
        }
        return present(((Found.Present) found).record(), true);
    }

    private Set<Done> missing(Found.Missing missing) {
        var card = table.cardOf(missing.id()).orElse(null);
        var ref = card == null ? null : table.ref(card.id());
        if (card == null || ref == null || table.sight(ref).lost() != null) {
            return Set.of();
        }
        var survivor = missing.survivor();
        if (survivor != null && table.cardOf(survivor).isEmpty()) {
            table.store().detach(ref);
            table.store().attach(ExternalRef.of(card.id(), table.crm().system(), survivor));
            LOG.info("Record {} of {} was merged into {}, which shows the card from now on.", ref.id(), card, survivor);
            mirroring.show(List.of(card), false);
            return EnumSet.of(Done.AMENDED);
        }
        table.keep(ref, table.sight(ref).lost(survivor, table.now()));
        var owner = card.owner();
        if (owner != null && table.crm().capabilities().notices()) {
            var title = card.header().title();
            var text = survivor == null
                    ? table.words().say("lost.gone", title)
                    : table.words().say("lost.merged", title, survivor);
            say(new Errand.Notice(card.id(), null, owner, text, card.id() + "/lost/" + ref.id()));
        }
        return EnumSet.of(Done.LOST);
    }

    /** What is read from afar may be old: before a difference is judged, the record is read anew. */
    private Set<Done> present(CrmRecord record, boolean mayBeOld) {
        var card = table.cardOf(record.id()).orElse(null);
        if (card == null) {
            var known = adopted(record);
            if (known == null) {
                return opened(record);
            }
            card = known;
        }
        var ref = table.ref(card.id());
        var process = table.process(card).orElse(null);
        if (ref == null || process == null || isQuiet(record, ref)) {
            return Set.of();
        }
        if (mayBeOld) {
            var now = table.crm().read(List.of(record.id())).get(0);
            return now instanceof Found.Present there ? present(there.record(), false) : reconcile(now);
        }
        return judged(card, process, record, ref);
    }

    /** Whether all is as we have left it. */
    private boolean isQuiet(CrmRecord record, ExternalRef ref) {
        var sight = table.sight(ref);
        return sight.isKnown()
                && sight.flagged() == null
                && sight.lost() == null
                && record.stage().equals(ref.stage())
                && (record.owner() == null
                        ? sight.owner() == null
                        : record.owner().equals(sight.owner()))
                && sight.values().entrySet().stream()
                        .allMatch(v -> record.value(v.getKey()).equals(v.getValue()));
    }

    /** The card that the record says it belongs to, if no other record does; null if there is none. */
    private @Nullable Card<?> adopted(CrmRecord record) {
        var id = record.card();
        var card = id == null ? null : table.desk().card(id).orElse(null);
        if (card == null || !card.process().equals(record.process())) {
            return null;
        }
        var other = table.ref(card.id());
        if (other != null) {
            if (table.crm().read(List.of(other.id())).get(0) instanceof Found.Present) {
                return null;
            }
            table.store().detach(other);
        }
        table.store()
                .attach(new ExternalRef(
                        card.id(),
                        table.crm().system(),
                        record.id(),
                        record.stageWritten(),
                        record.operation(),
                        Sight.NONE.text(table.codec())));
        return card;
    }

    private Set<Done> opened(CrmRecord record) {
        var process = table.desk().process(record.process()).orElse(null);
        var intake = table.settings().intakes().get(record.process());
        if (process == null || intake == null) {
            LOG.debug("{} belongs to no card, and nothing makes one of it.", record);
            return Set.of();
        }
        var made = intake.cardOf(record).orElse(null);
        if (made == null) {
            return Set.of();
        }
        var system = table.crm().system();
        var creator = inbound.actor(record.changedBy());
        var actor = creator == null ? Actor.system(system) : creator;
        var id = table.desk().open(process, made.data(), actor, system + "/" + record.id());
        table.store().attach(new ExternalRef(id, system, record.id(), record.stage(), null, null));
        var first = made.first();
        var outcome = first == null
                ? Optional.<Outcome<?>>empty()
                : table.desk().fire(id, first, Actor.system(system), system + "/" + record.id() + "/first");
        table.desk().card(id).ifPresent(c -> {
            mirroring.show(List.of(c), true);
            outcome.ifPresent(o -> tellIfRefused(c, process, record, o));
        });
        return EnumSet.of(Done.OPENED);
    }

    private void tellIfRefused(Card<?> card, SalesProcess<?, ?> process, CrmRecord record, Outcome<?> outcome) {
        if (outcome instanceof Outcome.Refused<?> refused
                && table.crm().capabilities().comments()) {
            var why = table.words().list(table.words().reasons(process, refused.reasons()));
            var text = table.words().say("opened.refused", table.words().title(process, card.stage()), why);
            say(new Errand.Remark(card.id(), record.id(), text, card.id() + "/opened"));
        }
    }

    private Set<Done> judged(Card<?> card, SalesProcess<?, ?> process, CrmRecord record, ExternalRef ref) {
        var done = EnumSet.noneOf(Done.class);
        var before = table.sight(ref);
        if (before.lost() != null) {
            LOG.info("{} is there again.", record);
            before = Sight.NONE;
        }
        var edits = inbound.take(card, process, record, ref, before);
        table.keep(ref, edits.sight());
        if (edits.taken()) {
            done.add(Done.AMENDED);
        }
        remark(card, record, ref, edits.remarks(), "edit");
        var now = table.desk().card(card.id()).orElse(card);
        stage(now, process, record, ref, done);
        if (edits.putBack() && !done.contains(Done.REVERTED)) {
            putBack(card.id());
        }
        return done;
    }

    /** What is to be written over there and cannot be now is found again by {@link #heal}. */
    private void putBack(CardId card) {
        var now = table.desk().card(card).orElse(null);
        if (now != null && mirroring.show(List.of(now), false).get(0).carried() instanceof Carried.Failed failed) {
            throw failed.why();
        }
    }

    /**
     * Shows a card once more whose record is not as it should be though nobody there has changed it, and nothing waits to
     * be shown: a crash came between.
     */
    void heal(Found found) {
        if (!(found instanceof Found.Present present)) {
            return;
        }
        var record = present.record();
        var card = table.cardOf(record.id()).orElse(null);
        var process = card == null ? null : table.process(card).orElse(null);
        if (card == null || process == null) {
            return;
        }
        var isLeft = table.sight(table.ref(card.id())).flagged() != null;
        var isSame = (isLeft || record.stages().contains(card.stage().name()))
                && (card.owner() == null || card.owner().equals(record.owner()))
                && mirroring.values(card, process).entrySet().stream()
                        .allMatch(v -> record.value(v.getKey()).equals(v.getValue()));
        if (!isSame && table.store().effects(card.id()).stream().noneMatch(e -> e.effect() instanceof Effect.Mirror)) {
            LOG.info("{} is not as card {} and nothing waits to be shown; it is shown once more.", record, card.id());
            putBack(card.id());
        }
    }

    private void stage(Card<?> card, SalesProcess<?, ?> process, CrmRecord record, ExternalRef ref, Set<Done> done) {
        var sight = table.sight(table.ref(card.id()));
        if (record.stages().contains(card.stage().name())) {
            table.keep(
                    ref.written(record.stage(), operation(record, ref)),
                    sight.agreed().writing(null));
            return;
        }
        if (isOurs(record, ref, sight)) {
            return;
        }
        var actor = inbound.actor(record.movedBy() == null ? record.changedBy() : record.movedBy());
        var verdict = actor == null
                ? new Judging.Verdict(false, List.of(table.words().say("reason.stranger", stranger(record))))
                : judging.judge(card, process, record, actor);
        if (verdict.moved()) {
            table.keep(ref.written(record.stage(), operation(record, ref)), sight.agreed());
            done.add(Done.MOVED);
            return;
        }
        diverged(card, process, record, verdict.reasons(), actor, done);
    }

    private static String stranger(CrmRecord record) {
        var person = record.movedBy() == null ? record.changedBy() : record.movedBy();
        return person == null ? "?" : person.id();
    }

    private static String operation(CrmRecord record, ExternalRef ref) {
        var known = record.operation() == null ? ref.operation() : record.operation();
        return known == null ? "seen" : known;
    }

    /** Whether the stage there is what we have written, and only the newest has not come there yet. */
    private static boolean isOurs(CrmRecord record, ExternalRef ref, Sight sight) {
        var isFlagged = record.stage().equals(sight.flagged());
        return !isFlagged
                && (record.stage().equals(ref.stage())
                        || record.stage().equals(record.stageWritten())
                        || (sight.writing() != null && record.stages().contains(sight.writing())));
    }

    private void diverged(
            Card<?> card,
            SalesProcess<?, ?> process,
            CrmRecord record,
            List<String> reasons,
            @Nullable Actor actor,
            Set<Done> done) {
        var words = table.words();
        var there = record.stageTitle();
        var here = words.title(process, card.stage());
        var why = words.list(reasons);
        var ref = Objects.requireNonNull(table.ref(card.id()));
        var sight = table.sight(ref);
        var now = table.now();
        var policy = table.settings().divergence(card.process());
        var target = policy == Divergence.FORCE
                ? Judging.forcible(card, process, record).orElse(null)
                : null;
        if (target != null) {
            var by = actor == null ? Actor.system(table.crm().system()) : actor;
            if (Judging.isTaken(table.desk().force(card.id(), target, by, reasons))) {
                table.keep(ref.written(record.stage(), operation(record, ref)), sight.agreed());
                remark(card, record, ref, List.of(words.say("forced", there, why)), "forced");
                done.add(Done.FORCED);
                return;
            }
        }
        var isTooOften = policy == Divergence.REVERT
                && sight.revertsAfter(now.minus(HOUR)) >= table.settings().revertsAnHour();
        if (policy == Divergence.REVERT && !isTooOften) {
            table.keep(ref, sight.reverted(now, now.minus(HOUR), ""));
            remark(card, record, ref, List.of(words.say("refused.reverted", there, why, here)), "reverted");
            mirroring.show(List.of(card), true);
            done.add(Done.REVERTED);
            return;
        }
        var text = words.say(
                isTooOften ? "refused.too-often" : "refused.flagged",
                there,
                why,
                here,
                table.settings().revertsAnHour());
        table.keep(ref, sight.flagged(record.stage(), card.version(), now, reasons, sight.said()));
        remark(card, record, Objects.requireNonNull(table.ref(card.id())), List.of(text), "flagged");
        done.add(Done.FLAGGED);
    }

    /** Says something on the record once: not again until something else was to be said, or all was well. */
    private void remark(Card<?> card, CrmRecord record, ExternalRef seen, List<String> texts, String kind) {
        if (texts.isEmpty() || !table.crm().capabilities().comments()) {
            return;
        }
        var text = String.join("\n", new ArrayList<>(texts));
        var isFlag = kind.equals("flagged");
        var ref = table.ref(card.id());
        var sight = table.sight(ref);
        if (isFlag && text.equals(sight.said())) {
            return;
        }
        var moment = record.movedAt() == null ? record.changedAt() : record.movedAt();
        var key = card.id() + "/" + kind + "/" + card.version() + "/" + Integer.toHexString(text.hashCode()) + "/"
                + (moment == null ? "" : moment);
        say(new Errand.Remark(card.id(), record.id(), text, key));
        if (isFlag) {
            table.keep(ref == null ? seen : ref, sight.saying(text));
        }
    }

    private void say(Errand errand) {
        if (table.crm().carryOut(List.of(errand)).get(0) instanceof Carried.Failed failed) {
            throw failed.why();
        }
    }

    /** The card whose record was found to differ when it was to be shown. */
    Set<Done> differing(CardId card, CrmRecord now) {
        LOG.debug("{} differs from card {} when it is to be shown.", now, card);
        return present(now, false);
    }

    /** The card whose record was found to be gone when it was to be shown. */
    Set<Done> gone(String record) {
        return reconcile(table.crm().read(List.of(record)).get(0));
    }
}
