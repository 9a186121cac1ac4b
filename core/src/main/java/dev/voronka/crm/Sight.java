package dev.voronka.crm;

import dev.voronka.VoronkaException;
import dev.voronka.store.Codec;
import dev.voronka.store.ExternalRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was last seen of a record, kept as the note of an {@link ExternalRef}.
 *
 * @param isKnown whether anything was ever seen or shown
 * @param values of the fields as they were shown or taken, by code
 * @param owner the employee who answered for it
 * @param flagged the stage there, in the CRM's own words, that differs from ours and is left so; null if none is
 * @param flaggedAt the card's version then
 * @param since when what is flagged or lost was first seen
 * @param why the reasons, in words
 * @param lost what became of a record that is no more: empty if nobody knows, else the record it was merged into; null
 *     while it is there
 * @param reverts when the record was put back lately
 * @param said what was last remarked, so that it is not said again
 * @param writing the stage there that we are about to write; null if we are not
 */
record Sight(
        boolean isKnown,
        SortedMap<String, String> values,
        @Nullable String owner,
        @Nullable String flagged,
        long flaggedAt,
        @Nullable Instant since,
        List<String> why,
        @Nullable String lost,
        List<Instant> reverts,
        String said,
        @Nullable String writing) {

    static final Sight NONE =
            new Sight(false, new TreeMap<>(), null, null, 0, null, List.of(), null, List.of(), "", null);

    Sight {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        why = List.copyOf(why);
        reverts = List.copyOf(reverts);
    }

    /** Of a record; what cannot be read any more is as good as nothing. */
    static Sight of(@Nullable ExternalRef ref, Codec codec) {
        var note = ref == null ? null : ref.note();
        if (note == null || note.equals(ExternalRef.ERASED)) {
            return NONE;
        }
        try {
            return codec.read(note, Sight.class);
        } catch (VoronkaException olderForm) {
            return NONE;
        }
    }

    String text(Codec codec) {
        return codec.text(this);
    }

    /** After a picture was shown, or read as it is. */
    Sight shown(SortedMap<String, String> nowThere, @Nullable String nowOwner) {
        return new Sight(true, nowThere, nowOwner, flagged, flaggedAt, since, why, lost, reverts, said, null);
    }

    /** After a value or the owner there was taken. */
    Sight taken(String code, String value) {
        var all = new TreeMap<>(values);
        all.put(code, value);
        return shown(all, owner);
    }

    /** Without values of fields that the CRM does not have any more: a field that is made anew was not cleared by anybody. */
    Sight only(Set<String> codes) {
        if (codes.containsAll(values.keySet())) {
            return this;
        }
        var left = new TreeMap<>(values);
        left.keySet().retainAll(codes);
        return new Sight(isKnown, left, owner, flagged, flaggedAt, since, why, lost, reverts, said, writing);
    }

    Sight flagged(String stage, long version, Instant now, List<String> reasons, String remark) {
        var first = stage.equals(flagged) && since != null ? since : now;
        return new Sight(isKnown, values, owner, stage, version, first, reasons, lost, reverts, remark, writing);
    }

    Sight agreed() {
        return flagged == null && why.isEmpty() && said.isEmpty()
                ? this
                : new Sight(isKnown, values, owner, null, 0, null, List.of(), lost, reverts, "", writing);
    }

    Sight lost(@Nullable String survivor, Instant now) {
        return new Sight(
                isKnown, values, owner, null, 0, now, List.of(), survivor == null ? "" : survivor, reverts, said, null);
    }

    Sight reverted(Instant now, Instant longAgo, String remark) {
        var recent =
                new ArrayList<>(reverts.stream().filter(r -> r.isAfter(longAgo)).toList());
        recent.add(now);
        return new Sight(isKnown, values, owner, null, 0, null, List.of(), lost, recent, remark, writing);
    }

    Sight saying(String remark) {
        return new Sight(isKnown, values, owner, flagged, flaggedAt, since, why, lost, reverts, remark, writing);
    }

    Sight writing(@Nullable String stage) {
        return new Sight(isKnown, values, owner, flagged, flaggedAt, since, why, lost, reverts, said, stage);
    }

    int revertsAfter(Instant moment) {
        return (int) reverts.stream().filter(r -> r.isAfter(moment)).count();
    }
}
