package dev.voronka.bitrix;

import dev.voronka.CardId;
import dev.voronka.bitrix.mapping.JournalField;
import dev.voronka.store.ExternalRef;
import dev.voronka.store.ExternalRefs;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cards' records in other systems, in the journal. Used under the lock of the store. */
final class JournalExternals {

    private final Journal journal;
    private final JournalForm form;

    JournalExternals(Journal journal, JournalForm form) {
        this.journal = journal;
        this.form = form;
    }

    void attach(ExternalRef ref) {
        var belongsTo = journal.one(JournalForm.externalKey(ref.system(), ref.id()))
                .map(l -> CardId.parse(l.card()))
                .orElse(null);
        ExternalRefs.check(ref, belongsTo, of(ref.card()));
        journal.put(form.line(ref));
    }

    List<ExternalRef> of(CardId card) {
        return journal.of(JournalKind.EXTERNAL, card.toString()).stream()
                .map(form::external)
                .sorted(Comparator.comparing(ExternalRef::system))
                .toList();
    }

    List<ExternalRef> of(String system, @Nullable String after, int limit) {
        return journal
                .all(Map.of(
                        "=" + journal.name(JournalField.KIND),
                        JournalKind.EXTERNAL.code(),
                        "=" + journal.name(JournalField.GROUP),
                        system))
                .stream()
                .map(form::external)
                .filter(r -> r.system().equals(system) && (after == null || r.id().compareTo(after) > 0))
                .sorted(Comparator.comparing(ExternalRef::id))
                .limit(limit)
                .toList();
    }

    void detach(ExternalRef ref) {
        var key = JournalForm.externalKey(ref.system(), ref.id());
        if (journal.one(key).filter(l -> l.card().equals(ref.card().toString())).isPresent()) {
            journal.drop(List.of(key));
        }
    }
}
