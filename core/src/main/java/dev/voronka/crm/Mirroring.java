package dev.voronka.crm;

import dev.voronka.Card;
import dev.voronka.SalesProcess;
import dev.voronka.store.ExternalRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Shows cards in the CRM and notes what was shown. Not to be used by two threads at once. */
final class Mirroring {

    /** What became of showing a card; {@code carried} is null where there is nothing to show it on. */
    record Shown(Card<?> card, @Nullable Carried carried) {}

    private final Table table;

    Mirroring(Table table) {
        this.table = table;
    }

    /**
     * Shows cards as they are.
     *
     * @param over whether stages that somebody else has moved are written over
     */
    List<Shown> show(List<Card<?>> cards, boolean over) {
        var pictures = new ArrayList<@Nullable Picture>(cards.size());
        var errands = new ArrayList<Errand>(cards.size());
        for (var card : cards) {
            var picture = picture(card, over);
            pictures.add(picture);
            if (picture != null) {
                errands.add(new Errand.Show(picture, over || isNewerThanFlag(card)));
            }
        }
        var carried = errands.isEmpty() ? List.<Carried>of() : table.crm().carryOut(errands);
        if (carried.size() != errands.size()) {
            throw new IllegalStateException(
                    "the CRM was given " + errands.size() + " errands, but answered for " + carried.size());
        }
        var shown = new ArrayList<Shown>(cards.size());
        var at = 0;
        for (var i = 0; i < cards.size(); i++) {
            var picture = pictures.get(i);
            if (picture == null) {
                shown.add(new Shown(cards.get(i), null));
            } else {
                var answer = carried.get(at++);
                note(picture, answer);
                shown.add(new Shown(cards.get(i), answer));
            }
        }
        return shown;
    }

    /** A flagged difference is left until the card itself moves on. */
    private boolean isNewerThanFlag(Card<?> card) {
        var sight = table.sight(table.ref(card.id()));
        return sight.flagged() != null && card.visit().begunBy() > sight.flaggedAt();
    }

    private @Nullable Picture picture(Card<?> card, boolean over) {
        var process = table.process(card).orElse(null);
        var ref = table.ref(card.id());
        var sight = table.sight(ref);
        if (process == null || sight.lost() != null) {
            return null;
        }
        var isErased = ref != null && ExternalRef.ERASED.equals(ref.note());
        var isLeft = sight.flagged() != null && !over && !isNewerThanFlag(card);
        var parent = card.origin() == null ? null : table.ref(card.origin().card());
        if (ref != null && !table.crm().capabilities().ownFields() && !isErased && !isLeft) {
            ref = ref.noting(sight.writing(card.stage().name()).text(table.codec()));
            table.store().attach(ref);
        }
        return new Picture(
                card,
                process,
                ref == null ? null : ref.id(),
                ref == null ? null : ref.stage(),
                parent == null ? null : parent.id(),
                changed(values(card, process), sight),
                !sight.isKnown() || !Objects.equals(card.owner(), sight.owner()),
                !isLeft,
                card.id() + "/" + card.version());
    }

    /** What the fields of the CRM should say. */
    SortedMap<String, String> values(Card<?> card, SalesProcess<?, ?> process) {
        var values = new TreeMap<String, String>();
        for (var field : table.crm().fields(process)) {
            if (field.kind() != CrmField.Kind.REPORT) {
                values.put(field.code(), value(card, field));
            }
        }
        return values;
    }

    static String value(Card<?> card, CrmField field) {
        return field.kind() == CrmField.Kind.CUSTOM
                ? CrmText.of(card.fields().get(field.path()))
                : CrmText.of(Components.read(card.data(), field.path()));
    }

    private static SortedMap<String, String> changed(SortedMap<String, String> values, Sight sight) {
        var changed = new TreeMap<>(values);
        changed.entrySet().removeIf(v -> v.getValue().equals(sight.values().get(v.getKey())));
        return changed;
    }

    private void note(Picture picture, Carried answer) {
        if (!(answer instanceof Carried.Shown shown)) {
            return;
        }
        var card = picture.card().id();
        var known = table.ref(card);
        var sight = table.sight(known);
        var values = new TreeMap<>(sight.values());
        // What was not written may be an edit that nobody has seen yet: then it must go on looking like one.
        picture.values()
                .forEach((code, written) -> values.put(code, shown.values().getOrDefault(code, written)));
        var now = sight.shown(values, picture.withOwner() ? shown.owner() : sight.owner());
        var ref = known == null ? ExternalRef.of(card, table.crm().system(), shown.record()) : known;
        table.keep(
                picture.withStage() ? ref.written(shown.stage(), picture.operation()) : ref,
                picture.withStage() ? now.agreed() : now);
    }
}
