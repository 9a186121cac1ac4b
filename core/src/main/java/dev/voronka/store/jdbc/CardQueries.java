package dev.voronka.store.jdbc;

import dev.voronka.CardId;
import dev.voronka.ContactRef;
import dev.voronka.Money;
import dev.voronka.Stage;
import dev.voronka.lookup.Person;
import dev.voronka.store.Criteria;
import dev.voronka.store.StoredForm;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Criteria as statements. */
final class CardQueries {

    /** A statement with its values. */
    record Query(String text, List<@Nullable Object> values) {}

    private static final String SELECT = "SELECT " + CardRows.READ + ", " + CardRows.LINKED + " FROM vk_card c ";

    static final String LOAD = SELECT + "WHERE c.id = ?";

    static final String LOAD_ALL = SELECT + "WHERE c.id IN (";

    /** The longest text of a custom field that is kept as it is. */
    private static final int LONGEST = 300;

    private final StringBuilder where = new StringBuilder(" WHERE 1 = 1");
    private final List<@Nullable Object> values = new ArrayList<>();

    private CardQueries(Criteria criteria, StoredForm form) {
        and("c.process = ?", criteria.process());
        in(
                "c.stage IN (",
                stored(criteria.stages(), criteria, form),
                !criteria.stages().isEmpty());
        in(
                "c.stage NOT IN (",
                stored(criteria.stagesNot(), criteria, form),
                !criteria.stagesNot().isEmpty());
        var owners = criteria.owners();
        if (owners != null && owners.isEmpty()) {
            where.append(" AND 1 = 0");
        } else if (owners != null) {
            in("c.owner IN (", owners, true);
        }
        if (criteria.openOnly()) {
            where.append(" AND c.kind IN ('I', 'A')");
        }
        and("c.kind = ?", criteria.kind() == null ? null : CardRows.letter(criteria.kind()));
        and("c.due_at < ?", Dialect.within(criteria.dueBefore()));
        and("c.direction = ?", criteria.direction());
        and("c.company = ?", criteria.company());
        var title = criteria.titlePart();
        and("c.title_key LIKE ? ESCAPE '!'", title == null ? null : "%" + escaped(CardRows.titleKey(title)) + "%");
        var busy = criteria.busy();
        if (busy != null) {
            and("c.busy_from < ?", Dialect.within(busy.to()));
            and("c.busy_to > ?", Dialect.within(busy.from()));
        }
        var entered = criteria.entered();
        if (entered != null) {
            and("c.entered_at >= ?", Dialect.within(entered.from()));
            and("c.entered_at < ?", Dialect.within(entered.to()));
        }
        and("c.id <> ?", criteria.except() == null ? null : criteria.except().value());
        in(
                "c.id IN (SELECT card FROM vk_person WHERE NOT past AND known_as IN (",
                criteria.reach(),
                !criteria.reach().isEmpty(),
                "))");
        criteria.fields().forEach((code, value) -> {
            where.append(" AND c.id IN (SELECT card FROM vk_field WHERE code = ? AND field_value = ?)");
            values.add(code);
            values.add(fieldValue(value));
        });
        var external = criteria.external();
        if (external != null) {
            where.append(" AND c.id IN (SELECT card FROM vk_external WHERE other_system = ? AND other_id = ?)");
            values.add(external.system());
            values.add(external.id());
        }
    }

    /** Names of stages with those that they had before, under which old rows lie. */
    private static Set<String> stored(Set<String> stages, Criteria criteria, StoredForm form) {
        var processes = criteria.process() == null ? form.processes() : Set.of(criteria.process());
        var names = new TreeSet<>(stages);
        processes.stream()
                .filter(form::knows)
                .forEach(p -> stages.forEach(s -> names.addAll(form.storedNames(p, Stage.coded(s)))));
        return names;
    }

    static Query find(Criteria criteria, StoredForm form) {
        var query = new CardQueries(criteria, form);
        var after = criteria.after();
        if (after != null && after.due() == null) {
            query.and("c.due_at IS NULL AND c.id > ?", after.id().value());
        } else if (after != null) {
            query.where.append(" AND (c.due_at IS NULL OR c.due_at > ? OR (c.due_at = ? AND c.id > ?))");
            query.values.add(Dialect.within(after.due()));
            query.values.add(Dialect.within(after.due()));
            query.values.add(after.id().value());
        }
        // Not "nulls last": MariaDB does not know it.
        var limit = criteria.limit() == Integer.MAX_VALUE ? "" : " FETCH FIRST " + criteria.limit() + " ROWS ONLY";
        return new Query(
                "SELECT " + CardRows.READ + ", c.due_at FROM vk_card c" + query.where
                        + " ORDER BY CASE WHEN c.due_at IS NULL THEN 1 ELSE 0 END, c.due_at, c.id" + limit,
                query.values);
    }

    static Query count(Criteria criteria, StoredForm form) {
        var query = new CardQueries(criteria, form);
        return new Query(
                "SELECT c.process, c.stage, c.owner, count(*) AS cards FROM vk_card c" + query.where
                        + " GROUP BY c.process, c.stage, c.owner",
                query.values);
    }

    static Query children(CardId parent) {
        return new Query(
                "SELECT " + CardRows.READ + " FROM vk_card c WHERE c.origin = ? ORDER BY c.opened_at, c.id",
                List.of(parent.value()));
    }

    private void and(String criterion, @Nullable Object value) {
        if (value != null) {
            where.append(" AND ").append(criterion);
            values.add(value);
        }
    }

    private void in(String criterion, Collection<String> all, boolean wanted) {
        in(criterion, all, wanted, ")");
    }

    private void in(String criterion, Collection<String> all, boolean wanted, String end) {
        if (wanted) {
            where.append(" AND ")
                    .append(criterion)
                    .append(Sql.places(all.size()))
                    .append(end);
            values.addAll(all);
        }
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    /** A contact, among the names by which a card knows people. */
    static String contact(ContactRef contact) {
        return Objects.requireNonNull(Sql.fits("id of a contact", Person.knownAs(contact), 400));
    }

    /** The value of a custom field, as it is looked for: equal values are equal texts. */
    static String fieldValue(Object value) {
        if (value instanceof BigDecimal number) {
            return fitting(
                    number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
        }
        if (value instanceof Money money) {
            return money.minor() + " " + money.currency();
        }
        return fitting(value.toString());
    }

    private static String fitting(String text) {
        return text.length() <= LONGEST ? text : "sha256:" + digest(text);
    }

    private static String digest(String text) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
