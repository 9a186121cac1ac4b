package dev.voronka.bitrix;

import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.InvalidInput;
import dev.voronka.bitrix.mapping.BoundMapping;
import dev.voronka.bitrix.mapping.EntityMapping;
import dev.voronka.bitrix.mapping.JournalField;
import dev.voronka.bitrix.mapping.OwnField;
import dev.voronka.store.Criteria;
import dev.voronka.store.StageCount;
import dev.voronka.store.UnreadableCard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for cards. Kind of item, stage, responsible and due time are filters of the portal; everything else is looked at here,
 * so what those leave must not be too many. Used under the lock of the store.
 */
final class CardSearch {

    private static final Logger LOG = LoggerFactory.getLogger(CardSearch.class);

    /** So many items are looked at for one question: a hundred requests. */
    static final int MOST = 5_000;

    private static final Comparator<Card<?>> BY_DUE = Comparator.<Card<?>, Instant>comparing(
                    c -> c.due().orElse(Instant.MAX))
            .thenComparing(Card::id);

    static final Instant EARLIEST = Instant.parse("1971-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2199-01-01T00:00:00Z");

    private final BoundMapping bound;
    private final CardItems items;
    private final CardText text;
    private final Moves moves;
    private final Journal journal;
    private final int most;

    CardSearch(BoundMapping bound, CardItems items, CardText text, Moves moves, Journal journal, int most) {
        this.bound = bound;
        this.items = items;
        this.text = text;
        this.moves = moves;
        this.journal = journal;
        this.most = most;
    }

    List<Card<?>> find(Criteria criteria) {
        return matching(criteria).sorted(BY_DUE).limit(criteria.limit()).toList();
    }

    List<StageCount> count(Criteria criteria) {
        var counts = new TreeMap<StageCount, Long>(StageCount.ORDER);
        matching(criteria.after(null))
                .forEach(c -> counts.merge(new StageCount(c.process(), c.stage().name(), c.owner(), 0), 1L, Long::sum));
        return counts.entrySet().stream()
                .map(e -> new StageCount(
                        e.getKey().process(), e.getKey().stage(), e.getKey().owner(), e.getValue()))
                .toList();
    }

    private Stream<Card<?>> matching(Criteria criteria) {
        var external = criteria.external();
        if (external != null) {
            var card = journal.one(JournalForm.externalKey(external.system(), external.id()))
                    .map(l -> CardId.parse(l.card()));
            return cards(card.stream().toList()).filter(criteria::admits);
        }
        if (!criteria.reach().isEmpty()) {
            return cards(knowing(criteria.reach())).filter(criteria::admits);
        }
        var found = new ArrayList<Card<?>>();
        for (var kind : bound.mapping().entities()) {
            if (criteria.process() == null || kind.processes().contains(criteria.process())) {
                scan(kind, filter(kind, criteria), criteria, found);
            }
        }
        return found.stream();
    }

    private void scan(EntityMapping kind, Map<String, Object> filter, Criteria criteria, List<Card<?>> found) {
        var seen = 0;
        var last = 0L;
        var cards = new HashSet<String>();
        while (true) {
            var narrowed = new LinkedHashMap<>(filter);
            narrowed.put(">id", last);
            var page = items.page(kind, narrowed, Map.of("id", "ASC"), -1);
            for (var item : page) {
                last = item.id().id();
                // A person who copies an item copies the card in it, too: the first one is the card.
                if (cards.add(items.own(item, OwnField.KEY))) {
                    readable(item).filter(criteria::admits).ifPresent(found::add);
                }
            }
            seen += page.size();
            if (page.size() < Talk.PAGE) {
                return;
            }
            if (seen >= most) {
                throw new InvalidInput("The question " + criteria + " would have to look at more than " + most
                        + " items of \"" + kind.title()
                        + "\", as a portal filters by stage, owner and due time only. Name"
                        + " the process and one of those, or keep the cards in a database.");
            }
        }
    }

    private Map<String, Object> filter(EntityMapping kind, Criteria criteria) {
        var filter = new LinkedHashMap<String, Object>();
        filter.put("!" + items.own(kind, OwnField.DATA).portalName(), "");
        var process = criteria.process();
        if (process != null && !criteria.stages().isEmpty()) {
            var codes = codes(kind, process, criteria.stages());
            if (!codes.isEmpty()) {
                filter.put("@" + items.own(kind, OwnField.STATE).portalName(), codes);
            }
        }
        var owners = criteria.owners();
        if (owners != null) {
            var users = new ArrayList<Long>();
            owners.forEach(o -> bound.mapping().userOf(o).ifPresent(users::add));
            if (!users.isEmpty() && users.size() == owners.size()) {
                filter.put("@" + BoundMapping.RESPONSIBLE, users);
            }
        }
        var due = criteria.dueBefore();
        if (due != null && due.isAfter(EARLIEST) && due.isBefore(LATEST)) {
            var field = items.own(kind, OwnField.DUE);
            filter.put("<=" + field.portalName(), field.toFilter(due));
        }
        return filter;
    }

    /** Whole codes of stages; empty if one of them is not mapped, so that it cannot be filtered by. */
    private List<String> codes(EntityMapping kind, String process, Set<String> stages) {
        var codes = new LinkedHashSet<String>();
        var named = new LinkedHashSet<String>();
        for (var funnel : bound.mapping().funnels()) {
            if (funnel.process().equals(process)) {
                for (var stage : funnel.stages()) {
                    if (stages.contains(stage.stage())) {
                        named.add(stage.stage());
                        codes.add(
                                BoundMapping.prefix(kind.placement(), bound.entityTypeId(kind), bound.category(funnel))
                                        + stage.statusId());
                    }
                }
            }
        }
        return named.equals(stages) ? List.copyOf(codes) : List.of();
    }

    /** Cards that know, or have known, a person by one of these names. */
    List<CardId> knowing(Set<String> names) {
        var hashes = new HashMap<String, String>();
        names.forEach(n -> hashes.put(JournalForm.nameHash(n), n));
        var found = new LinkedHashSet<CardId>();
        for (var page : Talk.pages(List.copyOf(hashes.keySet()))) {
            journal.all(Map.of("@" + journal.name(JournalField.GROUP), page)).stream()
                    .filter(l -> l.kind() == JournalKind.KNOWN)
                    .forEach(l -> found.add(CardId.parse(l.card())));
        }
        return List.copyOf(found);
    }

    private Stream<Card<?>> cards(List<CardId> ids) {
        return items.findAll(ids).stream().flatMap(i -> readable(i).stream());
    }

    /** The card of an item; empty if it is none or cannot be read. */
    private Optional<Card<?>> readable(CardItems.Found item) {
        return kept(item).flatMap(this::readable);
    }

    Optional<Card<?>> readable(CardText.Kept kept) {
        try {
            return Optional.of(text.card(kept));
        } catch (UnreadableCard unreadable) {
            LOG.warn("A card is left out of an answer.", unreadable);
            return Optional.empty();
        }
    }

    /** What an item holds of a card, with what its last move still had to write written. */
    Optional<CardText.Kept> kept(CardItems.Found item) {
        var key = items.own(item, OwnField.KEY);
        if (key.isEmpty() || items.own(item, OwnField.DATA).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(moves.current(CardId.parse(key), item).kept());
        } catch (InvalidInput typedOver) {
            LOG.warn("Item {} is left out: {}", item.id(), typedOver.getMessage());
            return Optional.empty();
        }
    }

    /** By a field, then by number. */
    static Map<String, String> order(String field) {
        var order = new LinkedHashMap<String, String>();
        order.put(field, "ASC");
        order.put("id", "ASC");
        return order;
    }

    /**
     * Walks through the cards of all kinds behind a card, in the order of their ids as text, until so many were seen.
     *
     * @return the last one seen; null if no card is behind it
     */
    @Nullable
    CardId walk(@Nullable CardId after, int most, Consumer<CardText.Kept> each) {
        var all = new ArrayList<CardItems.Found>();
        for (var kind : bound.mapping().entities()) {
            var key = items.own(kind, OwnField.KEY).portalName();
            var filter = after == null
                    ? Map.<String, Object>of("!" + key, "")
                    : Map.<String, Object>of(">" + key, after.toString());
            for (var start = 0; start < most; start += Talk.PAGE) {
                var page = items.page(kind, filter, order(key), start);
                all.addAll(page);
                if (page.size() < Talk.PAGE) {
                    break;
                }
            }
        }
        var first = all.stream()
                .filter(i -> !items.own(i, OwnField.KEY).isEmpty())
                .sorted(Comparator.comparing(i -> items.own(i, OwnField.KEY)))
                .toList();
        var seen = new LinkedHashSet<String>();
        for (var item : first) {
            if (seen.size() == most) {
                break;
            }
            if (seen.add(items.own(item, OwnField.KEY))) {
                kept(item).ifPresent(each);
            }
        }
        var last = seen.stream().reduce((a, b) -> b);
        return seen.size() < most ? null : CardId.parse(last.orElseThrow());
    }
}
