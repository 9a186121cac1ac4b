package dev.voronka.bitrix;

import dev.voronka.bitrix.client.BitrixClient;
import dev.voronka.bitrix.client.BitrixFailed;
import dev.voronka.bitrix.client.Call;
import dev.voronka.bitrix.client.ListCall;
import dev.voronka.bitrix.client.Repeatability;
import dev.voronka.bitrix.mapping.BoundMapping;
import dev.voronka.bitrix.mapping.JournalField;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The items of the smart process in which all is kept that is no card. Lines are found by list filters and written by
 * batches; what was perhaps written already is looked for by key first. Thread-safe for reading; one thread at a time writes.
 */
final class Journal {

    /** With what the keys of texts begin that a move has put aside, as they are too long for its item. */
    static final String ASIDE = "pending-";

    private final BitrixClient client;
    private final BoundMapping bound;
    private final JournalPen pen;

    Journal(BitrixClient client, BoundMapping bound) {
        this.client = client;
        this.bound = bound;
        this.pen = new JournalPen(client, bound, this);
    }

    String name(JournalField field) {
        return bound.journalField(field);
    }

    /** All lines of the kinds that are kept in memory. */
    List<JournalLine> hot() {
        var kinds = Stream.of(JournalKind.values()).filter(JournalKind::isHot).map(JournalKind::code);
        return surely(Map.of("@" + name(JournalField.KIND), kinds.toList()));
    }

    /** All lines of a kind. */
    List<JournalLine> of(JournalKind kind) {
        return all(Map.of("=" + name(JournalField.KIND), kind.code()));
    }

    /** A card's lines of a kind, oldest first. */
    List<JournalLine> of(JournalKind kind, String card) {
        return all(Map.of("=" + name(JournalField.KIND), kind.code(), "=" + name(JournalField.CARD), card));
    }

    /** All lines of a card, whatever they are. */
    List<JournalLine> ofCard(String card) {
        return all(Map.of("=" + name(JournalField.CARD), card));
    }

    Optional<JournalLine> one(String key) {
        return byKeys(List.of(key)).stream().findFirst();
    }

    /** Lines by their keys, in no order; each once even if it was written twice. */
    List<JournalLine> byKeys(Collection<String> keys) {
        var found = new ArrayList<JournalLine>();
        for (var page : Talk.pages(List.copyOf(keys))) {
            found.addAll(all(Map.of("@" + name(JournalField.KEY), page)));
        }
        return found;
    }

    /** All lines that a filter lets through, by their numbers. */
    List<JournalLine> all(Map<String, ?> filter) {
        return reading(() -> read(list(filter).trustingShortPages()));
    }

    /** The same where a line that is left out does harm: portals under load have been seen to give short pages. */
    List<JournalLine> surely(List<String> keys) {
        return surely(Map.of("@" + name(JournalField.KEY), keys));
    }

    private List<JournalLine> surely(Map<String, ?> filter) {
        return reading(() -> read(list(filter)));
    }

    private ListCall list(Map<String, ?> filter) {
        return ListCall.of("crm.item.list", params(filter)).itemsAt("items").id("id");
    }

    private List<JournalLine> read(ListCall list) {
        return whole(client.list(list).map(this::line));
    }

    /** A page of 50 lines in another order. */
    List<JournalLine> page(Map<String, ?> filter, Map<String, String> order, int start) {
        var params = params(filter);
        params.put("order", order);
        params.put("start", start);
        return reading(() -> whole(client
                .call(Call.of("crm.item.list", params).repeatable(Repeatability.FREELY))
                .result()
                .path("items")
                .values()
                .stream()
                .map(this::line)));
    }

    /** A call for the first lines of a kind that belong to cards, to be made together with others. */
    Call first(JournalKind kind, Collection<String> cards) {
        var params = params(
                Map.of("=" + name(JournalField.KIND), kind.code(), "@" + name(JournalField.CARD), List.copyOf(cards)));
        params.put("start", -1);
        return Call.of("crm.item.list", params).repeatable(Repeatability.FREELY);
    }

    /** The lines of an answer to {@link #first}, without their texts if those are long. */
    List<JournalLine> lines(JsonNode result) {
        return result.path("items").values().stream().map(this::line).toList();
    }

    private Map<String, Object> params(Map<String, ?> filter) {
        var params = new LinkedHashMap<String, Object>();
        params.put("entityTypeId", bound.journalType());
        params.put("filter", filter);
        params.put(
                "select",
                Stream.concat(Stream.of("id"), Stream.of(JournalField.values()).map(this::name))
                        .toList());
        params.put("useOriginalUfNames", "Y");
        return params;
    }

    private JournalLine line(JsonNode node) {
        var item = ItemReader.item(node);
        var json = text(item, JournalField.JSON);
        return new JournalLine(
                JournalKind.of(text(item, JournalField.KIND)),
                text(item, JournalField.KEY),
                text(item, JournalField.CARD),
                text(item, JournalField.GROUP),
                number(item, JournalField.NUMBER),
                number(item, JournalField.AT),
                json,
                ItemReader.number(item.get("id")),
                LongText.pieces(json));
    }

    private String text(Map<String, ? extends @Nullable Object> item, JournalField field) {
        return ItemReader.text(item.get(name(field)));
    }

    private long number(Map<String, ? extends @Nullable Object> item, JournalField field) {
        var text = text(item, field);
        return text.isEmpty() ? 0 : new BigDecimal(text).longValue();
    }

    /** Each key once, with texts put together that were cut. */
    private List<JournalLine> whole(Stream<JournalLine> lines) {
        var seen = new HashSet<String>();
        return lines.filter(l -> seen.add(l.key()))
                .map(l -> l.pieces() == 0 ? l : with(l, joined(l.key(), l.pieces())))
                .toList();
    }

    private static JournalLine with(JournalLine l, String json) {
        return new JournalLine(l.kind(), l.key(), l.card(), l.group(), l.number(), l.at(), json, l.id(), l.pieces());
    }

    /** A text that lies in pieces under a key. */
    String joined(String key, int pieces) {
        var byKey = new HashMap<String, String>();
        byKeys(LongText.keys(key, pieces)).forEach(p -> byKey.put(p.key(), p.json()));
        return LongText.joined(key, pieces, byKey);
    }

    /** Takes note of what was read of the kinds that are kept in memory. */
    void remember(List<JournalLine> lines) {
        pen.remember(lines);
    }

    /** Forgets what is kept in memory. */
    void forget() {
        pen.forget();
    }

    /**
     * Puts lines, each in the place of the one with its key, and drops others.
     *
     * @param fresh whether the lines of the kinds that are not kept in memory are known not to be there yet
     * @param last what is called last, if all else went well
     * @throws dev.voronka.store.StoreFailed if that cannot be told to have been done; doing it again is right
     */
    void write(List<JournalLine> puts, Collection<String> drops, boolean fresh, @Nullable Call last) {
        pen.write(puts, drops, fresh, last);
    }

    /** The same for one line of which it is not known whether it is there. */
    void put(JournalLine line) {
        pen.write(List.of(line), List.of(), false, null);
    }

    /** Drops lines. */
    void drop(Collection<String> keys) {
        if (!keys.isEmpty()) {
            pen.write(List.of(), keys, true, null);
        }
    }

    /** Drops what a move has put aside that was never written, or is done. */
    void sweep() {
        var left = all(Map.of(
                "=" + name(JournalField.KIND), JournalKind.PIECE.code(), "=%" + name(JournalField.KEY), ASIDE + "%"));
        drop(left.stream().map(JournalLine::key).toList());
    }

    private static <X> X reading(Supplier<X> call) {
        try {
            return call.get();
        } catch (BitrixFailed failed) {
            throw StoreFailures.told("Reading the journal", failed);
        }
    }
}
