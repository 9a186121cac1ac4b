package dev.voronka.store;

import dev.voronka.Actor;
import dev.voronka.Addressee;
import dev.voronka.Answered;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.ContactRef;
import dev.voronka.Effect;
import dev.voronka.FailReason;
import dev.voronka.Header;
import dev.voronka.InvalidInput;
import dev.voronka.Money;
import dev.voronka.Move;
import dev.voronka.Origin;
import dev.voronka.Outcome;
import dev.voronka.Reason;
import dev.voronka.Role;
import dev.voronka.Stage;
import dev.voronka.Trigger;
import dev.voronka.Visit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes values without what they tell of a person: components that are {@link dev.voronka.Personal} are emptied, and
 * everywhere else the person's values are blotted out. A value that tells nothing comes back as it is, the same object.
 * For one thread.
 *
 * <p>Emptied means: null where a component may be null, else an empty text, no contact, an empty collection. A record
 * whose constructor refuses that gets {@link Blot#MARK} for its texts; what it refuses even then stays and is {@link
 * #left() told}.
 */
public final class Forgetting {

    /** The id of a contact where a record refuses to have none. */
    private static final ContactRef SOMEBODY = ContactRef.of(Blot.MARK);

    private final Codec codec;
    private final Blot blot;
    private final boolean empties;
    private final Set<String> left = new TreeSet<>();

    /**
     * Forgets by this blot.
     *
     * @param empties whether personal components are emptied, whatever stands in them
     */
    public Forgetting(Codec codec, Blot blot, boolean empties) {
        this.codec = codec;
        this.blot = blot;
        this.empties = empties;
    }

    /** What could not be taken out, as {@code Record.component}; no values. */
    public Set<String> left() {
        return Set.copyOf(left);
    }

    /** A text without the values. */
    public String text(String text) {
        return blot.text(text);
    }

    /** A JSON text without the values; one that is no JSON is read as any text. */
    public String json(String json) {
        try {
            return blot.json(codec, json);
        } catch (InvalidInput torn) {
            return blot.text(json);
        }
    }

    /** Any value without what tells of the person. */
    @SuppressWarnings("unchecked") // a value is rewritten to one of its own class
    public <X> X value(X value) {
        return (X) Objects.requireNonNull(rewritten(value, ""));
    }

    /** A card's custom fields: a text that holds a value is blotted out, one that tells nothing else is gone. */
    public SortedMap<String, Object> fields(SortedMap<String, Object> fields) {
        var after = new TreeMap<String, Object>();
        fields.forEach((code, held) -> {
            var now = value(held);
            if (!Blot.MARK.equals(now)) {
                after.put(code, now);
            }
        });
        return after.equals(fields) ? fields : after;
    }

    /** A header without what tells of the person; the title keeps what else it says. */
    public Header header(Header header) {
        var reach = new TreeSet<>(header.reach());
        reach.removeIf(r -> empties || blot.isIn(r));
        var contacts = header.contacts().stream().filter(c -> !blot.isOf(c)).toList();
        var title = blot.text(header.title());
        if (title.equals(header.title()) && contacts.equals(header.contacts()) && reach.equals(header.reach())) {
            return header;
        }
        return new Header(title, header.amount(), header.direction(), header.company(), contacts, reach, header.busy());
    }

    /** A card as it was remembered. */
    private <D> Card<D> card(Card<D> card) {
        return new Card<>(
                card.id(),
                card.process(),
                card.version(),
                card.stage(),
                card.kind(),
                card.owner(),
                value(card.data()),
                header(card.header()),
                fields(card.fields()),
                card.watchers(),
                card.visit(),
                card.counts(),
                failure(card.failure()),
                card.openedAt(),
                card.origin());
    }

    /** Why a card failed, without what tells of the person. */
    public @Nullable FailReason failure(@Nullable FailReason failure) {
        return failure == null
                ? null
                : new FailReason(failure.stage(), failure.group(), blot.text(failure.comment()), failure.at());
    }

    /** A line of history: its payload goes as a whole, salt included, if it told of the person. */
    public HistoryLine line(HistoryLine line, Chain chain) {
        var move = line.move();
        var link = line.link();
        var salt = link.salt();
        var payload = link.payload();
        var answers = value(move.answers());
        if (salt != null && payload != null && tells(move.payload(), payload)) {
            return new HistoryLine(
                    with(move, new Move.Erased(), answers), link.erased(chain.payloadDigest(salt, payload)));
        }
        return answers.equals(move.answers()) ? line : new HistoryLine(with(move, move.payload(), answers), link);
    }

    private boolean tells(Trigger trigger, String json) {
        if (trigger instanceof Unread) {
            return empties || !json(json).equals(json);
        }
        return value(trigger) != trigger;
    }

    private static Move with(Move move, Trigger payload, List<Answered> answers) {
        return new Move(
                move.card(),
                move.number(),
                move.process(),
                move.definition(),
                move.at(),
                move.actor(),
                move.from(),
                move.to(),
                move.trigger(),
                payload,
                move.owner(),
                move.spent(),
                answers,
                move.passed());
    }

    /** What is remembered under a key. Without a payload a repetition cannot be compared, so it is taken for the same. */
    public Remembered remembered(Remembered remembered) {
        var outcome = remembered.outcome();
        var after = outcome(outcome);
        var isErased = after != outcome && move(after).payload() instanceof Move.Erased;
        return after == outcome ? remembered : new Remembered(isErased ? "" : remembered.fingerprint(), after);
    }

    private static Move move(Outcome<?> outcome) {
        return outcome instanceof Outcome.Moved<?> moved ? moved.move() : ((Outcome.Stayed<?>) outcome).move();
    }

    private <D> Outcome<D> outcome(Outcome<D> outcome) {
        if (outcome instanceof Outcome.Moved<D> moved) {
            var after = new Outcome.Moved<>(card(moved.card()), move(moved.move()), effects(moved.effects()));
            return after.equals(moved) ? outcome : after;
        }
        if (outcome instanceof Outcome.Stayed<D> stayed) {
            var after = new Outcome.Stayed<>(card(stayed.card()), move(stayed.move()), effects(stayed.effects()));
            return after.equals(stayed) ? outcome : after;
        }
        return outcome;
    }

    private Move move(Move move) {
        var payload = move.payload();
        var goes = payload instanceof Unread unread ? tells(unread, unread.json()) : value(payload) != payload;
        return with(move, goes ? new Move.Erased() : payload, value(move.answers()));
    }

    private List<Effect> effects(List<Effect> effects) {
        return effects.stream().filter(e -> !isTo(e)).map(this::effect).toList();
    }

    /** Whether an effect goes to the person. */
    private boolean isTo(Effect effect) {
        return effect instanceof Effect.Write write && blot.isOf(write.to());
    }

    private Effect effect(Effect effect) {
        return effect instanceof UnreadEffect unread
                ? new UnreadEffect(unread.code(), json(unread.json()))
                : value(effect);
    }

    /**
     * A parcel without what is addressed to the person, and without the person's values in the rest; null if nothing is
     * left to carry out. Whoever is carrying it out just now will find it changed.
     */
    public @Nullable Parcel parcel(Parcel parcel) {
        var kept = new ArrayList<StoredEffect>();
        var done = 0;
        for (var i = 0; i < parcel.effects().size(); i++) {
            var stored = parcel.effects().get(i);
            if (!isTo(stored.effect())) {
                kept.add(new StoredEffect(stored.card(), stored.move(), stored.index(), effect(stored.effect())));
                done += i < parcel.done() ? 1 : 0;
            }
        }
        var why = parcel.why() == null ? null : blot.text(parcel.why());
        if (kept.equals(parcel.effects()) && Objects.equals(why, parcel.why())) {
            return parcel;
        }
        return kept.size() == done
                ? null
                : new Parcel(
                        parcel.card(),
                        parcel.move(),
                        parcel.part(),
                        parcel.handler(),
                        kept,
                        done,
                        parcel.attempts() + 1,
                        parcel.next(),
                        parcel.dead(),
                        why);
    }

    /** How many effects of a parcel that are not carried out yet go to the person. */
    public int dropped(Parcel parcel) {
        return (int) parcel.effects().stream()
                .skip(parcel.done())
                .filter(e -> isTo(e.effect()))
                .count();
    }

    /** A signal without what tells of the person. */
    public Signal signal(Signal signal) {
        var trigger = signal.trigger();
        Trigger after = trigger == null
                ? null
                : trigger instanceof Unread unread
                        ? new Unread(unread.code(), json(unread.json()), unread.why())
                        : value(trigger);
        var why = value(signal.why());
        return Objects.equals(after, trigger) && why.equals(signal.why())
                ? signal
                : new Signal(
                        signal.from(),
                        signal.move(),
                        signal.index(),
                        signal.link(),
                        signal.to(),
                        after,
                        signal.due(),
                        signal.state(),
                        why);
    }

    /** Reasons of a refusal without what tells of the person. */
    public List<Reason> reasons(List<Reason> reasons) {
        return value(reasons);
    }

    /** What is looked at as a whole: nothing of it is anybody's words. */
    static boolean isLeaf(Object value) {
        return value instanceof Stage
                || value instanceof Actor
                || value instanceof Role
                || value instanceof Addressee
                || value instanceof CardId
                || value instanceof Money
                || value instanceof Origin
                || value instanceof Visit;
    }

    private @Nullable Object rewritten(@Nullable Object value, String component) {
        if (value == null || isLeaf(value)) {
            return value;
        }
        if (value instanceof String text) {
            return blot.text(component, text);
        }
        if (value instanceof ContactRef contact) {
            return blot.isOf(contact) ? ContactRef.NONE : contact;
        }
        if (value instanceof Header header) {
            return header(header);
        }
        if (value instanceof Unread unread) {
            return new Unread(unread.code(), json(unread.json()), unread.why());
        }
        if (value instanceof Optional<?> some) {
            var after = some.map(e -> rewritten(e, component));
            return after.equals(some) ? some : after;
        }
        if (value instanceof Collection<?> all) {
            return collection(all, component);
        }
        if (value instanceof Map<?, ?> map) {
            return map(map);
        }
        return value instanceof Record record ? record(record) : value;
    }

    private Object collection(Collection<?> all, String component) {
        Collection<@Nullable Object> after = all instanceof SortedSet<?>
                ? new TreeSet<>()
                : all instanceof Set<?> ? new LinkedHashSet<>() : new ArrayList<>(all.size());
        var isSame = true;
        for (var element : all) {
            var now = rewritten(element, component);
            isSame &= now == element;
            after.add(now);
        }
        return isSame ? all : after;
    }

    private Object map(Map<?, ?> map) {
        var after = emptyOf(map);
        var isSame = true;
        for (var entry : map.entrySet()) {
            var key = rewritten(entry.getKey(), "");
            var value = rewritten(entry.getValue(), String.valueOf(entry.getKey()));
            isSame &= key == entry.getKey() && value == entry.getValue();
            after.put(key, value);
        }
        return isSame ? map : after;
    }

    private static Map<@Nullable Object, @Nullable Object> emptyOf(Map<?, ?> map) {
        return map instanceof SortedMap<?, ?> ? new TreeMap<>() : new LinkedHashMap<>();
    }

    private Object record(Record record) {
        var parts = RecordParts.of(record);
        var before = new @Nullable Object[parts.count()];
        var after = new @Nullable Object[parts.count()];
        var isSame = true;
        for (var i = 0; i < after.length; i++) {
            before[i] = parts.value(record, i);
            after[i] = empties && parts.isPersonal(i)
                    ? emptied(before[i], parts.isNullable(i), record.getClass().getSimpleName() + "." + parts.name(i))
                    : rewritten(before[i], parts.name(i));
            isSame &= after[i] == before[i];
        }
        return isSame ? record : made(record, parts, before, after);
    }

    private Object made(Record record, RecordParts parts, @Nullable Object[] before, @Nullable Object[] after) {
        var made = parts.make(after);
        if (made != null) {
            return made;
        }
        var marked = after.clone();
        for (var i = 0; i < marked.length; i++) {
            marked[i] = after[i] == before[i] ? after[i] : marked(after[i], before[i]);
        }
        made = parts.make(marked);
        for (var i = 0; made == null && i < after.length; i++) {
            // The one component that the constructor does not want otherwise stays; the others go.
            var values = marked.clone();
            values[i] = before[i];
            made = after[i] == before[i] ? null : parts.make(values);
            if (made != null) {
                left.add(record.getClass().getSimpleName() + "." + parts.name(i));
            }
        }
        if (made == null) {
            left.add(record.getClass().getSimpleName());
            return record;
        }
        return made;
    }

    private static @Nullable Object marked(@Nullable Object after, @Nullable Object before) {
        if ((after == null || "".equals(after)) && before instanceof String) {
            return Blot.MARK;
        }
        return before instanceof ContactRef && (after == null || ContactRef.NONE.equals(after)) ? SOMEBODY : after;
    }

    private @Nullable Object emptied(@Nullable Object value, boolean nullable, String path) {
        if (value == null || "".equals(value) || ContactRef.NONE.equals(value)) {
            return value;
        }
        if (nullable) {
            return null;
        }
        if (value instanceof String) {
            return "";
        }
        if (value instanceof ContactRef) {
            return ContactRef.NONE;
        }
        if (value instanceof Optional<?> some) {
            return some.isEmpty() ? value : Optional.empty();
        }
        if (value instanceof Collection<?> all) {
            return all.isEmpty()
                    ? value
                    : all instanceof SortedSet<?>
                            ? new TreeSet<>()
                            : all instanceof Set<?> ? new LinkedHashSet<>() : new ArrayList<>();
        }
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty() ? value : emptyOf(map);
        }
        if (value instanceof LocalDate day) {
            return day.equals(LocalDate.EPOCH) ? day : LocalDate.EPOCH;
        }
        if (value instanceof Instant moment) {
            return moment.equals(Instant.EPOCH) ? moment : Instant.EPOCH;
        }
        if (value instanceof Record record && !isLeaf(record)) {
            return emptiedRecord(record, path);
        }
        left.add(path);
        return value;
    }

    private Object emptiedRecord(Record record, String path) {
        var parts = RecordParts.of(record);
        var before = new @Nullable Object[parts.count()];
        var after = new @Nullable Object[parts.count()];
        var isSame = true;
        for (var i = 0; i < after.length; i++) {
            before[i] = parts.value(record, i);
            after[i] = emptied(before[i], parts.isNullable(i), path + "." + parts.name(i));
            isSame &= after[i] == before[i];
        }
        return isSame ? record : made(record, parts, before, after);
    }

    @Override
    public String toString() {
        return "Forgetting[" + blot + (empties ? ", empties personal components" : "") + "]";
    }
}
