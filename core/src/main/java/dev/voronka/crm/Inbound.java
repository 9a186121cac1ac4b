package dev.voronka.crm;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CommonTrigger;
import dev.voronka.InvalidInput;
import dev.voronka.SalesProcess;
import dev.voronka.Trigger;
import dev.voronka.store.ExternalRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes what persons have edited in a record: fields as an amendment, a changed responsible as a reassignment. */
final class Inbound {

    private final Table table;
    private final Mirroring mirroring;

    Inbound(Table table, Mirroring mirroring) {
        this.table = table;
        this.mirroring = mirroring;
    }

    /**
     * What was found.
     *
     * @param taken whether the card has taken something
     * @param remarks what is to be said about what it has not
     * @param putBack whether the CRM has to be written over
     * @param sight what is known of the record now
     */
    record Edits(boolean taken, List<String> remarks, boolean putBack, Sight sight) {}

    /** What is gathered from a record. */
    private final class Haul {
        private final Card<?> card;
        private final SalesProcess<?, ?> process;
        private final CrmRecord record;
        private final @Nullable Actor editor;
        private final List<String> remarks = new ArrayList<>();
        private final Map<String, Object> custom = new TreeMap<>();
        private @Nullable Object data;
        private boolean putBack;
        private Sight sight;

        private Haul(Card<?> card, SalesProcess<?, ?> process, CrmRecord record, Sight sight) {
            this.card = card;
            this.process = process;
            this.record = record;
            this.editor = actor(record.changedBy());
            this.sight = sight;
        }

        private void field(CrmField field, String mine, @Nullable String last) {
            var theirs = record.value(field.code());
            if (theirs.equals(mine)) {
                sight = sight.taken(field.code(), theirs);
                return;
            }
            var isEdited = last == null ? mine.isEmpty() && !theirs.isEmpty() : !theirs.equals(last);
            if (!isEdited) {
                return;
            }
            sight = sight.taken(field.code(), theirs);
            if (!isTheirs(field, mine, last, record, card)) {
                refuse(table.words().say("field.ours", field.code()));
            } else if (editor == null) {
                refuse(stranger(record.changedBy()));
            } else {
                take(field, theirs);
            }
        }

        private void refuse(String remark) {
            putBack = true;
            remarks.add(remark);
        }

        @SuppressWarnings("NullAway") // an amendment clears a field by null
        private void take(CrmField field, String theirs) {
            try {
                if (field.kind() == CrmField.Kind.CUSTOM) {
                    var declared = process.fields().get(field.path());
                    custom.put(field.path(), declared == null ? theirs : CrmText.value(declared, theirs));
                } else {
                    data = table.parts().with(data == null ? card.data() : data, field.path(), theirs);
                }
            } catch (InvalidInput unfit) {
                refuse(table.words().say("field.refused", field.code(), String.valueOf(unfit.getMessage())));
            }
        }

        private Edits amended() {
            if (editor == null || (data == null && custom.isEmpty())) {
                return new Edits(false, remarks, putBack, sight);
            }
            var refusal = fire(card, new CommonTrigger.Amend(data, custom, null), editor, process);
            if (refusal != null) {
                refuse(table.words().say("field.refused", String.join(", ", custom.keySet()), refusal));
            }
            return new Edits(refusal == null, remarks, putBack, sight);
        }
    }

    Edits take(Card<?> card, SalesProcess<?, ?> process, CrmRecord record, ExternalRef ref, Sight before) {
        if (ExternalRef.ERASED.equals(ref.note())) {
            return new Edits(false, List.of(), true, before);
        }
        var fields = table.crm().fields(process);
        var haul = new Haul(
                card,
                process,
                record,
                before.only(fields.stream().map(CrmField::code).collect(Collectors.toSet())));
        var ours = mirroring.values(card, process);
        for (var field : fields) {
            if (field.kind() != CrmField.Kind.REPORT) {
                haul.field(
                        field,
                        ours.getOrDefault(field.code(), ""),
                        before.values().get(field.code()));
            }
        }
        return reassigned(card, process, record, haul.amended(), before);
    }

    private boolean isTheirs(CrmField field, String mine, @Nullable String last, CrmRecord record, Card<?> card) {
        if (field.owner() == CrmField.Owner.THEIRS) {
            return true;
        }
        if (field.owner() == CrmField.Owner.OURS) {
            return false;
        }
        var isOnlyTheirs = last == null || mine.equals(last);
        var at = record.changedAt();
        return isOnlyTheirs
                || at == null
                || at.isAfter(table.store().history(card.id()).stream()
                        .reduce((a, b) -> b)
                        .orElseThrow()
                        .move()
                        .at());
    }

    private Edits reassigned(Card<?> card, SalesProcess<?, ?> process, CrmRecord record, Edits so, Sight before) {
        var theirs = record.owner();
        var isSame = theirs == null ? record.ownerThere().isEmpty() : theirs.equals(card.owner());
        if (isSame || !before.isKnown() || (theirs != null && theirs.equals(before.owner()))) {
            return new Edits(
                    so.taken(),
                    so.remarks(),
                    so.putBack(),
                    isSame ? so.sight().shown(so.sight().values(), theirs) : so.sight());
        }
        var remarks = new ArrayList<>(so.remarks());
        if (theirs == null) {
            remarks.add(table.words().say("owner.unknown", record.ownerThere()));
            return new Edits(
                    so.taken(), remarks, true, so.sight().shown(so.sight().values(), null));
        }
        var editor = actor(record.changedBy());
        var refusal = editor == null
                ? stranger(record.changedBy())
                : fire(card, new CommonTrigger.Reassign(theirs), editor, process);
        if (refusal != null) {
            remarks.add(table.words().say("owner.refused", refusal));
        }
        return new Edits(
                so.taken() || refusal == null,
                remarks,
                so.putBack() || refusal != null,
                so.sight().shown(so.sight().values(), theirs));
    }

    /** Null if it is taken, else why not. */
    private @Nullable String fire(Card<?> card, Trigger trigger, Actor actor, SalesProcess<?, ?> process) {
        try {
            var outcome = table.desk().fire(card.id(), trigger, actor, "");
            return outcome.isEmpty()
                    ? null
                    : outcome.get()
                            .fold(
                                    moved -> null,
                                    stayed -> null,
                                    refused -> table.words().list(table.words().reasons(process, refused.reasons())),
                                    other -> table.words().say("reason.ended"),
                                    stale -> table.words().say("reason.ended"));
        } catch (InvalidInput unfit) {
            return unfit.getMessage();
        }
    }

    private String stranger(@Nullable CrmPerson person) {
        return table.words().say("reason.stranger", person == null ? "?" : person.id());
    }

    /** As whom somebody there acts; null for somebody without rights. */
    @Nullable
    Actor actor(@Nullable CrmPerson person) {
        if (person == null || person.isProgram()) {
            return Actor.system(table.crm().system());
        }
        var id = person.employee();
        if (id == null) {
            return null;
        }
        if (table.people().isEmpty()) {
            return Actor.employee(id);
        }
        return table.people()
                .find(id)
                .filter(e -> e.active())
                .map(e -> e.actor())
                .orElse(null);
    }
}
