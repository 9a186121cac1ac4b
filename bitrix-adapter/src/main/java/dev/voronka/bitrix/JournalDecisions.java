package dev.voronka.bitrix;

import dev.voronka.bitrix.mapping.JournalField;
import dev.voronka.decision.DecisionQuery;
import dev.voronka.store.DecisionLine;
import dev.voronka.store.DecisionLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What rules have decided, in the journal; the number of a line is that of its item. Thread-safe. */
final class JournalDecisions implements DecisionLog {

    private final Turnstile turnstile;
    private final Journal journal;
    private final JournalForm form;

    JournalDecisions(Turnstile turnstile, Journal journal, JournalForm form) {
        this.turnstile = turnstile;
        this.journal = journal;
        this.form = form;
    }

    @Override
    public List<DecisionLine> page(DecisionQuery query) {
        return turnstile.working(() -> {
            var wanted = new ArrayList<DecisionLine>();
            for (var start = 0; ; start += Talk.PAGE) {
                var page = journal.page(filter(query), inTime(), start);
                for (var line : page) {
                    var decision = form.decision(line);
                    if (isWanted(decision, query)) {
                        wanted.add(decision);
                        if (wanted.size() == query.limit()) {
                            return wanted;
                        }
                    }
                }
                if (page.size() < Talk.PAGE) {
                    return wanted;
                }
            }
        });
    }

    private Map<String, String> inTime() {
        var order = new LinkedHashMap<String, String>();
        order.put(journal.name(JournalField.AT), "ASC");
        order.put("id", "ASC");
        return order;
    }

    private Map<String, Object> filter(DecisionQuery query) {
        var filter = new LinkedHashMap<String, Object>();
        filter.put("=" + journal.name(JournalField.KIND), JournalKind.DECISION.code());
        var card = query.card();
        if (card != null) {
            filter.put("=" + journal.name(JournalField.CARD), card.toString());
        }
        var process = query.process();
        if (process != null) {
            filter.put("=" + journal.name(JournalField.GROUP), process);
        }
        var place = query.place();
        var from = place != null ? place.at() : query.from();
        if (from != null) {
            filter.put(">=" + journal.name(JournalField.AT), JournalLine.micros(from));
        }
        var before = query.before();
        if (before != null) {
            filter.put("<=" + journal.name(JournalField.AT), JournalLine.micros(before));
        }
        return filter;
    }

    private static boolean isWanted(DecisionLine line, DecisionQuery query) {
        var place = query.place();
        var from = query.from();
        var isBehind = place == null
                || line.at().isAfter(place.at())
                || (line.at().equals(place.at()) && line.number() > place.number());
        return isBehind
                && (from == null || !line.at().isBefore(from))
                && (query.process() == null || query.process().equals(line.process()))
                && (query.kind() == null || query.kind().equals(line.kind()))
                && (query.card() == null || query.card().equals(line.card()))
                && (query.book() == null || query.book().equals(line.book()))
                && (query.before() == null || line.at().isBefore(query.before()));
    }

    @Override
    public int drop(Instant before, int limit) {
        return turnstile.working(() -> {
            var old = new ArrayList<String>();
            var filter = Map.of(
                    "=" + journal.name(JournalField.KIND),
                    JournalKind.DECISION.code(),
                    "<" + journal.name(JournalField.AT),
                    JournalLine.micros(before));
            for (var start = 0; old.size() < limit; start += Talk.PAGE) {
                var page = journal.page(filter, inTime(), start);
                page.stream().limit(limit - old.size()).forEach(l -> old.add(l.key()));
                if (page.size() < Talk.PAGE) {
                    break;
                }
            }
            journal.drop(old);
            return old.size();
        });
    }
}
