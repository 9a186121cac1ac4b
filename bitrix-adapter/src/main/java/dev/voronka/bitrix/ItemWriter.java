package dev.voronka.bitrix;

import dev.voronka.Card;
import dev.voronka.InvalidInput;
import dev.voronka.Money;
import dev.voronka.bitrix.mapping.BoundField;
import dev.voronka.bitrix.mapping.BoundMapping;
import dev.voronka.bitrix.mapping.EntityMapping;
import dev.voronka.bitrix.mapping.FieldKind;
import dev.voronka.bitrix.mapping.FieldSource;
import dev.voronka.bitrix.mapping.FunnelMapping;
import dev.voronka.bitrix.mapping.OwnField;
import dev.voronka.bitrix.mapping.Placement;
import dev.voronka.crm.CrmText;
import dev.voronka.crm.Picture;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what an item is to look like, and only that of it which differs. Thread-safe. */
final class ItemWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ItemWriter.class);

    private final BoundMapping bound;
    private final Set<String> strangers = ConcurrentHashMap.newKeySet();

    ItemWriter(BoundMapping bound) {
        this.bound = bound;
    }

    FunnelMapping funnel(Picture picture) {
        var card = picture.card();
        return bound.mapping().funnelOf(card.process(), card.header().direction());
    }

    EntityMapping kind(Picture picture) {
        return bound.mapping().entityOf(picture.card().process());
    }

    /** The whole code of the stage in which the card is. */
    String stageId(Picture picture) {
        return bound.stageId(funnel(picture), picture.card().stage());
    }

    /**
     * The fields that are to be written.
     *
     * @param item what is there; null for a new item
     * @return empty if nothing differs
     */
    Map<String, Object> changes(Picture picture, @Nullable Map<String, @Nullable Object> item) {
        var card = picture.card();
        var process = card.process();
        var there = item == null ? Map.<String, @Nullable Object>of() : item;
        var sent = new LinkedHashMap<String, Object>();
        plain(sent, there, "title", card.header().title());
        stage(picture, there, sent);
        if (picture.withOwner()) {
            var owner = card.owner();
            var user = owner == null ? 0 : bound.mapping().userOf(owner).orElse(0);
            if (owner != null && user == 0 && strangers.add(owner)) {
                LOG.warn(
                        "Employee {} is no user of the portal: items of his cards keep who answered for them there. Name the user"
                                + " under \"employees\" in the mapping file.",
                        owner);
            }
            if (user != 0) {
                plain(sent, there, BoundMapping.RESPONSIBLE, String.valueOf(user));
            }
        }
        links(picture, there, sent);
        for (var field : bound.fields(process)) {
            if (field.field().source() instanceof FieldSource.Part part
                    && !field.portalName().equals("title")) {
                field(sent, there, field, part.part().of(card.header()));
            } else {
                ItemReader.code(field)
                        .filter(code -> picture.values().containsKey(code))
                        .ifPresent(code -> field(sent, there, field, typed(field, code, value(picture, code))));
            }
        }
        field(sent, there, bound.own(process, OwnField.KEY), card.id().toString());
        field(sent, there, bound.own(process, OwnField.DUE), card.due().orElse(null));
        field(sent, there, bound.own(process, OwnField.OUTCOME), outcome(card));
        if (!sent.isEmpty()) {
            sent.putAll(bound.own(process, OwnField.REV).toPortal(card.version()));
            sent.putAll(bound.own(process, OwnField.OP).toPortal(picture.operation()));
        }
        return sent;
    }

    private static @Nullable String outcome(Card<?> card) {
        return card.isEnded() ? card.process() + "." + card.stage().name() : null;
    }

    private void stage(Picture picture, Map<String, @Nullable Object> there, Map<String, Object> sent) {
        if (!picture.withStage()) {
            return;
        }
        var funnel = funnel(picture);
        var stage = stageId(picture);
        if (kind(picture).placement() != Placement.LEAD) {
            plain(sent, there, "categoryId", String.valueOf(bound.category(funnel)));
        }
        plain(sent, there, BoundMapping.stageField(), stage);
        field(sent, there, bound.own(picture.card().process(), OwnField.STATE), stage);
    }

    private void links(Picture picture, Map<String, @Nullable Object> there, Map<String, Object> sent) {
        var header = picture.card().header();
        var company = ItemReader.number(header.company());
        if (company != 0) {
            plain(sent, there, BoundMapping.COMPANY, String.valueOf(company));
        }
        var contacts = new TreeSet<Long>();
        header.contacts().forEach(c -> contacts.add(ItemReader.number(c.id())));
        contacts.remove(0L);
        if (!contacts.isEmpty() && !contacts.equals(numbers(there.get(BoundMapping.CONTACTS)))) {
            sent.put(BoundMapping.CONTACTS, List.copyOf(contacts));
        }
        var parent =
                picture.parent() == null ? null : RecordId.of(picture.parent()).orElse(null);
        if (parent != null) {
            kind(picture).parents().stream()
                    .flatMap(p -> bound.mapping().entity(p).stream())
                    .filter(e -> bound.entityTypeId(e) == parent.type())
                    .findFirst()
                    .ifPresent(e -> plain(sent, there, bound.parentField(e), String.valueOf(parent.id())));
        }
    }

    private static Set<Long> numbers(@Nullable Object value) {
        var all = new TreeSet<Long>();
        if (value instanceof Collection<?> many) {
            many.forEach(v -> all.add(ItemReader.number(v)));
        }
        return all;
    }

    private static void plain(
            Map<String, Object> sent, Map<String, @Nullable Object> there, String name, String value) {
        if (!value.equals(ItemReader.text(there.get(name)))) {
            sent.put(name, value);
        }
    }

    private static void field(
            Map<String, Object> sent, Map<String, @Nullable Object> there, BoundField field, @Nullable Object value) {
        if (!Objects.equals(field.asKept(value), there.isEmpty() ? null : read(field, there))) {
            sent.putAll(field.toPortal(value));
        }
    }

    /** What cannot be read is written over. */
    private static @Nullable Object read(BoundField field, Map<String, @Nullable Object> there) {
        try {
            return field.fromPortal(there);
        } catch (InvalidInput unreadable) {
            return new Object();
        }
    }

    private static @Nullable Object typed(BoundField field, String code, String text) {
        var type = type(field.field().kind());
        if (text.isEmpty()) {
            return field.field().multiple() ? List.of() : null;
        }
        return field.field().multiple() ? CrmText.values(code, type, text) : CrmText.value(code, type, text);
    }

    private static String value(Picture picture, String code) {
        return String.valueOf(picture.values().get(code));
    }

    /** The values as a later reading gives them, of those that were written. */
    Map<String, String> asRead(Picture picture) {
        var values = new LinkedHashMap<String, String>();
        for (var field : bound.fields(picture.card().process())) {
            ItemReader.code(field)
                    .filter(code -> picture.values().containsKey(code))
                    .ifPresent(code ->
                            values.put(code, CrmText.of(field.asKept(typed(field, code, value(picture, code))))));
        }
        return values;
    }

    private static Class<?> type(FieldKind kind) {
        return switch (kind) {
            case STRING, ENUMERATION -> String.class;
            case INTEGER -> Long.class;
            case DOUBLE -> BigDecimal.class;
            case MONEY -> Money.class;
            case DATE -> LocalDate.class;
            case DATETIME -> Instant.class;
            case BOOLEAN -> Boolean.class;
        };
    }
}
