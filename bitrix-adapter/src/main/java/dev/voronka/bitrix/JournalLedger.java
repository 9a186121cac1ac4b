package dev.voronka.bitrix;

import dev.voronka.CardId;
import dev.voronka.bitrix.client.BitrixClient;
import dev.voronka.bitrix.client.Call;
import dev.voronka.bitrix.mapping.JournalField;
import dev.voronka.bitrix.mapping.OwnField;
import dev.voronka.store.Chain;
import dev.voronka.store.ChainLink;
import dev.voronka.store.Ledger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All histories as they lie in the portal. Thread-safe. */
final class JournalLedger implements Ledger {

    /** How many heads one line holds. */
    private static final int HEADS = 200;

    private record HeadText(String card, String process, long number, String digest) {
        Head head() {
            return new Head(CardId.parse(card), process, number, digest);
        }
    }

    private record HeadsText(List<HeadText> heads) {}

    private record WithdrawnText(Instant at, String actor) {}

    private final Turnstile turnstile;
    private final BitrixClient client;
    private final Journal journal;
    private final JournalForm form;
    private final CardItems items;
    private final CardSearch search;
    private final DueCards due;
    private final Moves moves;
    private final Waiting waiting;

    JournalLedger(
            Turnstile turnstile,
            BitrixClient client,
            Journal journal,
            JournalForm form,
            CardItems items,
            CardSearch search,
            DueCards due,
            Moves moves,
            Waiting waiting) {
        this.turnstile = turnstile;
        this.client = client;
        this.journal = journal;
        this.form = form;
        this.items = items;
        this.search = search;
        this.due = due;
        this.moves = moves;
        this.waiting = waiting;
    }

    private static Head head(CardText.Kept kept) {
        var top = kept.top();
        return new Head(kept.id(), top.process(), top.version(), top.head());
    }

    @Override
    public List<Head> heads(@Nullable CardId after, int limit) {
        return turnstile.working(() -> {
            var heads = new ArrayList<Head>();
            search.walk(after, limit, k -> heads.add(head(k)));
            return heads;
        });
    }

    @Override
    public void lines(List<CardId> cards, Consumer<ChainLink> each) {
        for (var card : cards) {
            links(card).forEach(each);
        }
    }

    private List<ChainLink> links(CardId card) {
        return turnstile.working(() -> {
            moves.read(card);
            return journal.of(JournalKind.MOVE, card.toString()).stream()
                    .sorted(Comparator.comparing(JournalLine::number))
                    .map(form::link)
                    .toList();
        });
    }

    @Override
    public Optional<Head> head(CardId card) {
        return turnstile.working(() -> moves.read(card).map(c -> head(c.kept())));
    }

    /** An item that a person has deleted in the portal leaves its history behind. */
    @Override
    public List<CardId> orphans(@Nullable CardId after, int limit) {
        return turnstile.working(() -> {
            var orphans = new ArrayList<CardId>();
            var card = journal.name(JournalField.CARD);
            var filter = new LinkedHashMap<String, Object>();
            filter.put("=" + journal.name(JournalField.KIND), JournalKind.MOVE.code());
            filter.put("=" + journal.name(JournalField.NUMBER), 1);
            if (after != null) {
                filter.put(">" + card, after.toString());
            }
            for (var start = 0; orphans.size() < limit; start += Talk.PAGE) {
                var page = journal.page(filter, Map.of(card, "ASC"), start);
                var ids = page.stream().map(l -> CardId.parse(l.card())).toList();
                var there = new LinkedHashSet<CardId>();
                items.findAll(ids)
                        .forEach(i -> there.add(CardId.parse(
                                i.text(items.own(i.kind(), OwnField.KEY).portalName()))));
                ids.stream()
                        .filter(id -> !there.contains(id))
                        .limit(limit - orphans.size())
                        .forEach(orphans::add);
                if (page.size() < Talk.PAGE) {
                    break;
                }
            }
            return orphans;
        });
    }

    @Override
    public Anchor anchor(Fold next, Seal seal) {
        return turnstile.working(() -> {
            var anchors = anchors(0, Integer.MAX_VALUE);
            var last = anchors.isEmpty() ? null : anchors.get(anchors.size() - 1);
            var noted = new HashMap<CardId, Head>();
            journal.of(JournalKind.NOTED).stream()
                    .filter(l -> last != null && l.number() <= last.number())
                    .sorted(Comparator.comparing(JournalLine::number))
                    .forEach(l -> heads(l).forEach(h -> noted.put(h.card(), h)));
            var grown = new ArrayList<Head>();
            CardId after = null;
            do {
                after = search.walk(after, HEADS, k -> {
                    if (!head(k).equals(noted.get(k.id()))) {
                        grown.add(head(k));
                    }
                });
            } while (after != null);
            if (grown.isEmpty() && last != null) {
                return last;
            }
            var digest = last == null ? Chain.START : last.digest();
            for (var head : grown) {
                digest = next.fold(digest, head.card(), head.number(), head.digest());
            }
            var made = seal.seal((last == null ? 0 : last.number()) + 1, grown.size(), digest);
            write(made, grown);
            return made;
        });
    }

    private void write(Anchor made, List<Head> grown) {
        var lines = new ArrayList<JournalLine>();
        for (var from = 0; from < grown.size(); from += HEADS) {
            var heads = grown.subList(from, Math.min(grown.size(), from + HEADS)).stream()
                    .map(h -> new HeadText(h.card().toString(), h.process(), h.number(), h.digest()))
                    .toList();
            lines.add(new JournalLine(
                    JournalKind.NOTED,
                    "noted-" + made.number() + "-" + from,
                    "",
                    "",
                    made.number(),
                    from,
                    form.text(new HeadsText(heads))));
        }
        lines.add(new JournalLine(
                JournalKind.ANCHOR, "anchor-" + made.number(), "", "", made.number(), 0, form.text(made)));
        journal.write(lines, List.of(), false, null);
    }

    private List<Head> heads(JournalLine line) {
        return form.read(line.json(), HeadsText.class).heads().stream()
                .map(HeadText::head)
                .toList();
    }

    @Override
    public List<Anchor> anchors(long after, int limit) {
        return turnstile.working(() -> journal.of(JournalKind.ANCHOR).stream()
                .map(l -> form.read(l.json(), Anchor.class))
                .filter(a -> a.number() > after)
                .sorted(Comparator.comparing(Anchor::number))
                .limit(limit)
                .toList());
    }

    @Override
    public List<Noted> noted(long anchor, long after, int limit) {
        return turnstile.working(() -> {
            var heads = journal
                    .all(Map.of(
                            "=" + journal.name(JournalField.KIND),
                            JournalKind.NOTED.code(),
                            "=" + journal.name(JournalField.NUMBER),
                            anchor))
                    .stream()
                    .sorted(Comparator.comparing(JournalLine::at))
                    .flatMap(l -> heads(l).stream())
                    .skip(after)
                    .limit(limit)
                    .toList();
            var digests = new HashMap<String, String>();
            journal.byKeys(heads.stream()
                            .map(h -> JournalForm.moveKey(h.card(), h.number()))
                            .toList())
                    .forEach(l -> digests.put(l.key(), form.link(l).digest()));
            var there = new LinkedHashSet<CardId>();
            items.findAll(heads.stream().map(Head::card).toList())
                    .forEach(i -> search.kept(i).ifPresent(k -> there.add(k.id())));
            return heads.stream()
                    .map(h -> new Noted(
                            h.card(),
                            h.number(),
                            h.digest(),
                            digests.get(JournalForm.moveKey(h.card(), h.number())),
                            there.contains(h.card())))
                    .toList();
        });
    }

    private static String goneKey(CardId card) {
        return "gone-" + card;
    }

    @Override
    public List<Gone> gone(Set<CardId> cards) {
        return turnstile.working(
                () -> journal.byKeys(cards.stream().map(JournalLedger::goneKey).toList()).stream()
                        .map(l -> form.read(l.json(), Gone.class))
                        .toList());
    }

    @Override
    public List<CardId> expired(
            String process, Instant enteredBefore, boolean erased, @Nullable CardId after, int limit) {
        return turnstile.working(() -> {
            var found = new ArrayList<CardId>();
            var last = after;
            do {
                last = search.walk(last, HEADS, k -> {
                    var top = k.top();
                    if (found.size() < limit
                            && top.process().equals(process)
                            && top.kind().isEnd()
                            && top.enteredAt().isBefore(enteredBefore)
                            && !(erased && isErased(k))) {
                        found.add(k.id());
                    }
                });
            } while (last != null && found.size() < limit);
            return found;
        });
    }

    private boolean isErased(CardText.Kept kept) {
        return journal.of(JournalKind.MOVE, kept.id().toString()).stream()
                .map(form::link)
                .anyMatch(l -> l.trigger().equals("erase")
                        && !l.at().isBefore(kept.top().enteredAt()));
    }

    /** The note comes first, then the lines, then the item: whatever is left after a crash is removed by the next try. */
    @Override
    public boolean remove(CardId card, Function<Head, Gone> note) {
        return turnstile.working(() -> {
            var current = moves.read(card).orElse(null);
            if (current == null || waiting.signals().anyMatch(s -> s.from().equals(card))) {
                return false;
            }
            var gone = note.apply(head(current.kept()));
            journal.put(new JournalLine(
                    JournalKind.GONE, goneKey(card), "", gone.process(), gone.number(), 0, form.text(gone)));
            var keys = new ArrayList<String>();
            journal.ofCard(card.toString()).forEach(l -> keys.add(l.key()));
            keys.add("child-" + card);
            journal.drop(keys);
            waiting.apply(List.of(), keys);
            var id = current.item().id();
            var deleted = client.callAll(
                            List.of(Call.of("crm.item.delete", Map.of("entityTypeId", id.type(), "id", id.id()))))
                    .get(0);
            if (deleted.failure().isPresent()) {
                throw StoreFailures.told(
                        "Removing card " + card, deleted.failure().get());
            }
            items.forget(card);
            due.changed(card);
            return true;
        });
    }

    private static String withdrawnKey(String digest) {
        return JournalLine.key(JournalKind.WITHDRAWN, digest);
    }

    @Override
    public void withdraw(Set<String> digests, Instant at, String actor) {
        turnstile.working(() -> {
            var keys = digests.stream().map(JournalLedger::withdrawnKey).toList();
            var there = journal.byKeys(keys).stream().map(JournalLine::key).toList();
            var lines = keys.stream()
                    .filter(k -> !there.contains(k))
                    .map(k -> new JournalLine(
                            JournalKind.WITHDRAWN, k, "", "", 0, 0, form.text(new WithdrawnText(at, actor))))
                    .toList();
            if (!lines.isEmpty()) {
                journal.write(lines, List.of(), false, null);
            }
        });
    }

    @Override
    public void restore(Set<String> digests) {
        turnstile.working(() ->
                journal.drop(digests.stream().map(JournalLedger::withdrawnKey).toList()));
    }

    @Override
    public Optional<Instant> withdrawn(Set<String> digests) {
        return turnstile.working(() ->
                journal.byKeys(digests.stream().map(JournalLedger::withdrawnKey).toList()).stream()
                        .map(l -> form.read(l.json(), WithdrawnText.class).at())
                        .min(Comparator.naturalOrder()));
    }
}
