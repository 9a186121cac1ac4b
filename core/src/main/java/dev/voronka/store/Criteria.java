package dev.voronka.store;

import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.StageKind;
import dev.voronka.TimeSpan;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What cards are looked for. Immutable: each verb gives a narrower one. A criterion that is not named asks for nothing. */
public final class Criteria implements Cloneable {

    /** How many cards are returned if no other limit is said. */
    public static final int DEFAULT_LIMIT = 1000;

    /** Everything. */
    public static final Criteria ALL = new Criteria();

    /**
     * A place in the order of cards.
     *
     * @param due by when the card's stage should be left; null if never, which is after all moments
     * @param id the card
     */
    public record Place(@Nullable Instant due, CardId id) {
        /** The place of this card. */
        public static Place of(Card<?> card) {
            return new Place(card.due().orElse(null), card.id());
        }

        private boolean isBefore(Card<?> card) {
            var mine = due == null ? Instant.MAX : due;
            var order = mine.compareTo(card.due().orElse(Instant.MAX));
            return order < 0 || (order == 0 && id.compareTo(card.id()) < 0);
        }
    }

    /**
     * A record of another system.
     *
     * @param system the other system's code
     * @param id the record's id there
     */
    public record External(String system, String id) {}

    private @Nullable String process;
    private Set<String> stages = Set.of();
    private @Nullable Set<String> owners;
    private boolean openOnly;
    private @Nullable StageKind kind;
    private @Nullable Instant dueBefore;
    private @Nullable String direction;
    private @Nullable String company;
    private @Nullable String titlePart;
    private Set<String> reach = Set.of();
    private Set<String> stagesNot = Set.of();
    private @Nullable TimeSpan busy;
    private @Nullable TimeSpan entered;
    private @Nullable CardId except;
    private @Nullable External external;
    private Map<String, Object> fields = Map.of();
    private @Nullable Place after;
    private int limit = DEFAULT_LIMIT;

    private Criteria() {}

    private Criteria with(Consumer<Criteria> change) {
        try {
            var copy = (Criteria) clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("criteria can be cloned", impossible);
        }
    }

    /** The same for one process. */
    public Criteria process(String code) {
        return with(c -> c.process = code);
    }

    /** The same in these stages. */
    public Criteria stages(Set<String> names) {
        return with(c -> c.stages = Set.copyOf(names));
    }

    /** The same in none of these stages. */
    public Criteria stagesNot(Set<String> names) {
        return with(c -> c.stagesNot = Set.copyOf(names));
    }

    /** The same of one owner. */
    public Criteria owner(String employee) {
        return owners(Set.of(employee));
    }

    /** The same of any of these owners; of nobody's cards if there are none. */
    public Criteria owners(Collection<String> employees) {
        return with(c -> c.owners = Set.copyOf(employees));
    }

    /** The same without ended cards. */
    public Criteria open() {
        return with(c -> c.openOnly = true);
    }

    /** The same in stages of this kind. */
    public Criteria kind(StageKind wanted) {
        return with(c -> c.kind = wanted);
    }

    /** The same whose stage should be left before this moment. */
    public Criteria dueBefore(Instant moment) {
        return with(c -> c.dueBefore = moment);
    }

    /** The same of one line of business. */
    public Criteria direction(String code) {
        return with(c -> c.direction = code);
    }

    /** The same of one company. */
    public Criteria company(String id) {
        return with(c -> c.company = id);
    }

    /** The same with this in the title, in any case. */
    public Criteria titlePart(String part) {
        return with(c -> c.titlePart = part);
    }

    /** The same with one of these normalised phones and e-mails. */
    public Criteria reach(Set<String> phonesAndEmails) {
        return with(c -> c.reach = Set.copyOf(phonesAndEmails));
    }

    /** The same whose own time overlaps this one. */
    public Criteria busy(TimeSpan span) {
        return with(c -> c.busy = span);
    }

    /** The same that came to their stage in this time. */
    public Criteria entered(TimeSpan span) {
        return with(c -> c.entered = span);
    }

    /** The same but this card. */
    public Criteria except(@Nullable CardId card) {
        return with(c -> c.except = card);
    }

    /** The same that this record of another system belongs to. */
    public Criteria external(External ref) {
        return with(c -> c.external = ref);
    }

    /** The same with these values of custom fields. */
    public Criteria fields(Map<String, Object> values) {
        return with(c -> c.fields = Map.copyOf(values));
    }

    /** The same behind this place in the order of cards. */
    public Criteria after(@Nullable Place place) {
        return with(c -> c.after = place);
    }

    /** At most so many, 1 or more. */
    public Criteria limit(int most) {
        return with(c -> c.limit = most);
    }

    /** The code of the process; null for all. */
    public @Nullable String process() {
        return process;
    }

    /** Names of stages, any of which will do; empty for all. */
    public Set<String> stages() {
        return stages;
    }

    /** Names of stages, none of which will do. */
    public Set<String> stagesNot() {
        return stagesNot;
    }

    /** Employees, any of whom may answer for the card; null for all. */
    public @Nullable Set<String> owners() {
        return owners;
    }

    /** Whether ended cards are left out. */
    public boolean openOnly() {
        return openOnly;
    }

    /** What the stage means; null for anything. */
    public @Nullable StageKind kind() {
        return kind;
    }

    /** Before when the stage should be left; null for any time. */
    public @Nullable Instant dueBefore() {
        return dueBefore;
    }

    /** Line of business; null for all. */
    public @Nullable String direction() {
        return direction;
    }

    /** The company's id; null for all. */
    public @Nullable String company() {
        return company;
    }

    /** Part of the title, in any case; null for all. */
    public @Nullable String titlePart() {
        return titlePart;
    }

    /** Normalised phones and e-mails, any of which will do; empty for all. */
    public Set<String> reach() {
        return reach;
    }

    /** A time that the card's own time overlaps; null for all. */
    public @Nullable TimeSpan busy() {
        return busy;
    }

    /** A time in which the card came to its stage; null for all. */
    public @Nullable TimeSpan entered() {
        return entered;
    }

    /** A card that is left out; null for none. */
    public @Nullable CardId except() {
        return except;
    }

    /** A record of another system; null for all. */
    public @Nullable External external() {
        return external;
    }

    /** Values of custom fields, all of which must be equal. */
    public Map<String, Object> fields() {
        return fields;
    }

    /** Behind which place in the order of cards; null for the first. */
    public @Nullable Place after() {
        return after;
    }

    /** At most so many. */
    public int limit() {
        return limit;
    }

    /** Whether this card is one that is looked for, records of other systems apart. For stores. */
    public boolean admits(Card<?> card) {
        var header = card.header();
        return (process == null || process.equals(card.process()))
                && (stages.isEmpty() || stages.contains(card.stage().name()))
                && !stagesNot.contains(card.stage().name())
                && (entered == null
                        || (!card.visit().enteredAt().isBefore(entered.from())
                                && card.visit().enteredAt().isBefore(entered.to())))
                && (owners == null || (card.owner() != null && owners.contains(card.owner())))
                && !(openOnly && card.isEnded())
                && (kind == null || kind == card.kind())
                && (dueBefore == null
                        || card.due().filter(d -> d.isBefore(dueBefore)).isPresent())
                && (direction == null || direction.equals(header.direction()))
                && (company == null || company.equals(header.company()))
                && (titlePart == null || lower(header.title()).contains(lower(titlePart)))
                && (reach.isEmpty() || !Collections.disjoint(reach, header.reach()))
                && (busy == null || (header.busy() != null && header.busy().overlaps(busy)))
                && (except == null || !except.equals(card.id()))
                && (after == null || after.isBefore(card))
                && fields.entrySet().stream()
                        .allMatch(f -> isEqual(f.getValue(), card.fields().get(f.getKey())));
    }

    /** Numbers are equal whatever their trailing zeros. */
    private static boolean isEqual(Object wanted, @Nullable Object value) {
        if (wanted instanceof BigDecimal number && value instanceof BigDecimal other) {
            return number.compareTo(other) == 0;
        }
        return wanted.equals(value);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "Criteria[process=" + process + ", stages=" + stages + ", owners=" + owners + ", open=" + openOnly
                + ", due before " + dueBefore + ", direction=" + direction + ", company=" + company + ", limit=" + limit
                + "]";
    }
}
