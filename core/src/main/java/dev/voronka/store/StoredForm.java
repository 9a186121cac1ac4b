package dev.voronka.store;

import dev.voronka.Actor;
import dev.voronka.Alarm;
import dev.voronka.Answered;
import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.Code;
import dev.voronka.CommonTrigger;
import dev.voronka.ContactRef;
import dev.voronka.CustomField;
import dev.voronka.Effect;
import dev.voronka.FailReason;
import dev.voronka.Forced;
import dev.voronka.Header;
import dev.voronka.InvalidInput;
import dev.voronka.Money;
import dev.voronka.Move;
import dev.voronka.Origin;
import dev.voronka.Outcome;
import dev.voronka.PersonErased;
import dev.voronka.Reason;
import dev.voronka.Remapped;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.StageKind;
import dev.voronka.Trigger;
import dev.voronka.Visit;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How cards, moves, effects and outcomes are written as text, and read again by processes that may have changed since.
 * All texts are canonical JSON; they are read whatever the order of their keys is by then. Thread-safe.
 *
 * <p>What a history keeps stays readable: what cannot be read any more is an {@link Unread}. What is to be worked with,
 * a card's data above all, is read strictly.
 */
public final class StoredForm {

    private static final Type TEXTS = Generic.of(SortedSet.class, String.class);
    private static final Type TEXT_LIST = Generic.of(List.class, String.class);
    private static final Type CONTACTS = Generic.of(List.class, ContactRef.class);
    private static final Type ALARMS = Generic.of(List.class, Alarm.class);
    private static final Type COUNTS = Generic.of(SortedMap.class, String.class, Integer.class);
    private static final Type REASONS = Generic.of(List.class, Reason.class);

    private static final Map<String, Class<? extends Trigger>> COMMON = new HashMap<>();

    static {
        ProcessForm.records(CommonTrigger.class)
                .forEach(t -> COMMON.put(SalesProcess.codeOf(t), t.asSubclass(Trigger.class)));
        COMMON.put(SalesProcess.codeOf(Remapped.class), Remapped.class);
        COMMON.put(SalesProcess.codeOf(Forced.class), Forced.class);
        COMMON.put(SalesProcess.codeOf(PersonErased.class), PersonErased.class);
    }

    /** Codes of guards that need no JSON; most lines of history name some, and little else. */
    private static final Pattern PLAIN = Pattern.compile("[\\w.-]+");

    private static final Pattern PLAIN_LIST = Pattern.compile("[\\w.+-]+(,[\\w.+-]+)*+");

    /** The guard that nearly every move passes, and the sign that stands for it. */
    private static final String NOT_ON_HOLD = "card-is-not-on-hold";

    private static final String BRIEFLY = "+";

    private final Codec codec;
    private final Map<String, ProcessForm> processes = new ConcurrentHashMap<>();
    private final Map<String, Class<? extends Effect>> effects = new ConcurrentHashMap<>();

    /** Knows voronka's own effects and no process yet. */
    public StoredForm(Codec codec) {
        this.codec = codec;
        Stream.of(Effect.class.getDeclaredClasses())
                .filter(Class::isRecord)
                .forEach(c -> knowsEffect(c.asSubclass(Effect.class)));
    }

    /**
     * Learns what the values of a process are; what was known of a process of this code is replaced.
     *
     * @throws InvalidInput if the data type of the process could not be read back
     */
    public void knows(SalesProcess<?, ?> process) {
        var data = process.dataType();
        if (data.isSealed() || data.isInterface()) {
            throw new InvalidInput(
                    "The data of process " + process.code() + " is declared as " + data.getName()
                            + ", and a stored card could not tell which of its classes it is. Make the data a record that holds it.");
        }
        processes.put(process.code(), new ProcessForm(process));
    }

    /**
     * Learns a host's own effect.
     *
     * @throws InvalidInput if it is no record, has no {@link Code}, or has one that another effect has
     */
    public void knowsEffect(Class<? extends Effect> effect) {
        var named = effect.getAnnotation(Code.class);
        if (named == null || !effect.isRecord()) {
            throw new InvalidInput("The effect " + effect.getName()
                    + " must be a record with a @Code, its stored name, so that it can be stored.");
        }
        effect(named.value(), effect);
        for (var former : named.formerly()) {
            effect(former, effect);
        }
    }

    private void effect(String code, Class<? extends Effect> effect) {
        var other = effects.putIfAbsent(code, effect);
        if (other != null && other != effect) {
            throw new InvalidInput("The code \"" + code + "\" is given to both effects " + other.getName() + " and "
                    + effect.getName() + "; give each its own.");
        }
    }

    /** Whether it knows a process of this code. */
    public boolean knows(String process) {
        return processes.containsKey(process);
    }

    /** Codes of the processes that it knows. */
    public Set<String> processes() {
        return Set.copyOf(processes.keySet());
    }

    /** The process's own stage of this name, present or former; known by name only if the process has none. */
    public Stage stage(String process, String storedName) {
        return lenient(process).stages().apply(storedName);
    }

    /**
     * All names under which cards of a stage may be stored: the present one first, then those it had before. A search by
     * stage looks for each of them.
     */
    public List<String> storedNames(String process, Stage stage) {
        var form = processes.get(process);
        return form == null ? List.of(stage.name()) : form.namesOf(stage.name());
    }

    /** The present stored name of a trigger of the process, or of an event, given a present or former one. */
    public String event(String process, String storedName) {
        var form = processes.get(process);
        return form == null ? storedName : form.event(storedName);
    }

    /** A card of a process that is known here, in a stage that it does not have; empty if it has it. */
    public Optional<Quarantined> unknownStage(Card<?> card) {
        var form = processes.get(card.process());
        var stage = card.stage().name();
        return form == null || form.has(stage)
                ? Optional.empty()
                : Optional.of(new Quarantined(
                        card.id(),
                        card.process(),
                        stage,
                        "its process has no stage " + stage
                                + "; name what it has become by formerly(…), or remap its cards"));
    }

    /** Texts by name, such as the files of a rule book. */
    public String texts(SortedMap<String, String> byName) {
        return codec.text(byName);
    }

    /** What {@link #texts(SortedMap)} has written. */
    public SortedMap<String, String> texts(String json) {
        var texts = new TreeMap<String, String>();
        map(tree(json)).forEach((name, text) -> texts.put(name, String.valueOf(text)));
        return texts;
    }

    /**
     * A card's data.
     *
     * @throws InvalidInput if it cannot be written so that it could be read again
     */
    public String data(Card<?> card) {
        return codec.text(Objects.requireNonNull(card.data()));
    }

    /**
     * Data of a process as JSON.
     *
     * @throws InvalidInput if it cannot be written so that it could be read again
     */
    public String dataText(Object data) {
        return codec.text(data);
    }

    /**
     * The data of a card of this process.
     *
     * @throws InvalidInput if the process is not known or the text does not fit its data type any more
     */
    public Object data(String process, String json) {
        var form = required(process);
        return codec.read(json, form.data, form.strict);
    }

    /**
     * The data of a card of this process, changed as plain JSON before it is read: for data that no longer fits.
     *
     * @param change is given a map that it may change and return
     * @throws InvalidInput if the process is not known, or the changed data does not fit its data type either
     */
    public Object data(String process, String json, UnaryOperator<Map<String, @Nullable Object>> change) {
        var form = required(process);
        return fit(change.apply(tree(json)), form.data, form.strict);
    }

    private ProcessForm required(String process) {
        var form = processes.get(process);
        if (form == null) {
            throw new InvalidInput("Process \"" + process
                    + "\" is not known here, so its cards cannot be read. Open its funnel first: voronka.funnel(…).");
        }
        return form;
    }

    private Reading lenient(String process) {
        var form = processes.get(process);
        return form == null ? Reading.LENIENT : form.lenient;
    }

    /** All of a card that has no column of its own; what is empty is left out. */
    public String state(Card<?> card) {
        return codec.text(stateOf(card));
    }

    private static Map<String, Object> stateOf(Card<?> card) {
        var state = new TreeMap<String, Object>();
        put(state, "contacts", card.header().contacts());
        put(state, "reach", card.header().reach());
        put(state, "fields", card.fields());
        put(state, "watchers", card.watchers());
        put(state, "alarms", card.visit().alarms());
        put(state, "rung", card.visit().rung());
        put(state, "hold", card.visit().hold());
        put(state, "begunBy", card.visit().begunBy());
        put(state, "counts", card.counts());
        put(state, "failure", card.failure());
        put(state, "origin", card.origin());
        return state;
    }

    private static void put(Map<String, Object> all, String name, @Nullable Object value) {
        var isEmpty = value == null
                || (value instanceof Collection<?> many && many.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty());
        if (value != null && !isEmpty) {
            all.put(name, value);
        }
    }

    /**
     * What {@link #state(Card)} has written. Custom fields are of the types that the process says; one that it no longer
     * has, or that does not fit, is kept as it is.
     *
     * @throws InvalidInput if the text is no such state
     */
    public CardState state(String process, String json) {
        return state(process, tree(json));
    }

    private CardState state(String process, Map<String, Object> state) {
        var how = lenient(process);
        return new CardState(
                this.<List<ContactRef>>part(state, "contacts", CONTACTS, how).orElse(List.of()),
                this.<SortedSet<String>>part(state, "reach", TEXTS, how).orElseGet(TreeSet::new),
                fields(process, state.get("fields")),
                this.<SortedSet<String>>part(state, "watchers", TEXTS, how).orElseGet(TreeSet::new),
                alarms(process, state),
                this.<SortedSet<String>>part(state, "rung", TEXTS, how).orElseGet(TreeSet::new).stream()
                        .map(code -> event(process, code))
                        .collect(Collectors.toCollection(TreeSet::new)),
                this.<Visit.Hold>part(state, "hold", Visit.Hold.class, how).orElse(null),
                this.<Long>part(state, "begunBy", Long.class, how).orElse(1L),
                counts(process, state),
                this.<FailReason>part(state, "failure", FailReason.class, how).orElse(null),
                this.<Origin>part(state, "origin", Origin.class, how).orElse(null));
    }

    /** Clocks of a trigger that was renamed since go on. */
    private List<Alarm> alarms(String process, Map<String, Object> state) {
        return this.<List<Alarm>>part(state, "alarms", ALARMS, lenient(process)).orElse(List.of()).stream()
                .map(a -> new Alarm(event(process, a.code()), a.at(), a.fromEntry()))
                .toList();
    }

    /** What was counted under a former name counts. */
    private SortedMap<String, Integer> counts(String process, Map<String, Object> state) {
        var counts = new TreeMap<String, Integer>();
        this.<SortedMap<String, Integer>>part(state, "counts", COUNTS, lenient(process))
                .orElseGet(TreeMap::new)
                .forEach((event, times) -> counts.merge(event(process, event), times, Integer::sum));
        return counts;
    }

    private SortedMap<String, Object> fields(String process, @Nullable Object json) {
        var fields = new TreeMap<String, Object>();
        if (json instanceof Map<?, ?> values) {
            var form = processes.get(process);
            values.forEach((name, value) -> {
                var field = form == null ? null : form.field(String.valueOf(name));
                fields.put(String.valueOf(name), field == null || value == null ? value : field(field, value));
            });
        }
        return fields;
    }

    /** A value of a custom field; as it stands if it does not fit, which an amendment will tell. */
    private Object field(CustomField field, Object value) {
        try {
            return switch (field.type()) {
                case DATE -> value instanceof String date ? LocalDate.parse(date) : value;
                case MONEY -> value instanceof Map<?, ?> money ? fit(money, Money.class, Reading.STRICT) : value;
                default -> value;
            };
        } catch (DateTimeParseException | InvalidInput unfit) {
            return value;
        }
    }

    /**
     * The trigger of a move, by its stored name now or formerly. What cannot be read any more is an {@link Unread}, so
     * that the rest of the history can be.
     */
    public Trigger payload(String process, String code, String json) {
        try {
            return readPayload(process, code.startsWith("fail:") ? "fail" : code, json);
        } catch (InvalidInput unreadable) {
            return new Unread(code, json, String.valueOf(unreadable.getMessage()));
        }
    }

    private Trigger readPayload(String process, String code, String json) {
        var how = lenient(process);
        if (code.equals("open")) {
            var opened = tree(json);
            return new Move.Opened(
                    fit(opened.get("data"), required(process).data, how),
                    fields(process, opened.get("fields")),
                    this.<Origin>part(opened, "origin", Origin.class, how).orElse(null));
        }
        if (code.equals("amend")) {
            var amended = tree(json);
            var data = amended.get("newData");
            return new CommonTrigger.Amend(
                    data == null ? null : this.<Object>fit(data, required(process).data, how),
                    fields(process, amended.get("fields")),
                    this.<Set<String>>part(amended, "watchers", TEXTS, how).orElse(null));
        }
        var common = COMMON.get(code);
        if (common != null) {
            return common.cast(codec.read(json, common, how));
        }
        var own = required(process).trigger(code);
        if (own == null) {
            throw new InvalidInput("Process " + process + " has no trigger \"" + code + "\" any more.");
        }
        return own.cast(codec.read(json, own, how));
    }

    /** How a move was decided; null if nothing was asked and nothing guarded. */
    public @Nullable String notes(Move move) {
        if (move.answers().isEmpty()
                && move.passed().stream().allMatch(p -> PLAIN.matcher(p).matches())) {
            return move.passed().isEmpty()
                    ? null
                    : move.passed().stream()
                            .map(p -> p.equals(NOT_ON_HOLD) ? BRIEFLY : p)
                            .collect(Collectors.joining(","));
        }
        return codec.text(notesOf(move));
    }

    private static Map<String, Object> notesOf(Move move) {
        var notes = new TreeMap<String, Object>();
        put(notes, "answers", move.answers());
        put(notes, "passed", move.passed());
        return notes;
    }

    /** What {@link #notes(Move)} has written. A question or answer that cannot be read any more stays as it is in JSON. */
    public Notes notes(String process, @Nullable String json) {
        if (json == null) {
            return Notes.NONE;
        }
        if (PLAIN_LIST.matcher(json).matches()) {
            return new Notes(
                    List.of(),
                    Arrays.stream(json.split(",", -1))
                            .map(p -> p.equals(BRIEFLY) ? NOT_ON_HOLD : p)
                            .toList());
        }
        try {
            return notes(process, tree(json));
        } catch (InvalidInput unreadable) {
            return new Notes(List.of(new Answered("unread", json, String.valueOf(unreadable.getMessage()))), List.of());
        }
    }

    private Notes notes(String process, Map<String, Object> notes) {
        var answers = new ArrayList<Answered>();
        for (var answered : list(notes.get("answers"))) {
            var one = map(answered);
            var port = String.valueOf(one.get("port"));
            var form = processes.get(process);
            var talk = form == null ? null : form.talk(port);
            answers.add(new Answered(
                    port,
                    said(one.get("question"), talk == null ? Object.class : talk.question(), process),
                    said(one.get("answer"), talk == null ? Object.class : talk.answer(), process)));
        }
        return new Notes(
                answers,
                this.<List<String>>part(notes, "passed", TEXT_LIST, Reading.LENIENT)
                        .orElse(List.of()));
    }

    private Object said(@Nullable Object json, Type type, String process) {
        if (json == null) {
            return "";
        }
        try {
            return fit(json, type, lenient(process));
        } catch (InvalidInput unreadable) {
            return json;
        }
    }

    /**
     * Effects of a move, with their places.
     *
     * @throws InvalidInput if the class of one is not known, or one cannot be written
     */
    public String effects(List<StoredEffect> effects) {
        var all = new ArrayList<Map<String, Object>>(effects.size());
        for (var effect : effects) {
            var one = written(effect.effect());
            if (effect.index() != all.size()) {
                one.put("index", effect.index());
            }
            all.add(one);
        }
        return codec.text(all);
    }

    private Map<String, Object> written(Effect effect) {
        var one = new TreeMap<String, Object>();
        if (effect instanceof UnreadEffect unread) {
            one.put("code", unread.code());
            one.put("value", codec.read(unread.json(), Object.class));
            return one;
        }
        var named = effect.getClass().getAnnotation(Code.class);
        if (named == null || effects.get(named.value()) != effect.getClass()) {
            throw new InvalidInput("The effect " + effect.getClass().getName()
                    + " is not known to the store, so it could not be read back. Name it before:"
                    + " Voronka.builder().effect(…), or StoredForm.knowsEffect(…).");
        }
        one.put("code", named.value());
        one.put("value", effect);
        return one;
    }

    /** What {@link #effects(List)} has written. One that cannot be read any more is an {@link UnreadEffect}. */
    public List<StoredEffect> effects(CardId card, long move, String json) {
        var all = new ArrayList<StoredEffect>();
        Object parsed = read(json, Object.class);
        for (var one : list(parsed)) {
            var effect = map(one);
            var index = effect.get("index") instanceof BigDecimal number ? number.intValue() : all.size();
            all.add(new StoredEffect(card, move, index, effect(effect, Reading.LENIENT)));
        }
        return all;
    }

    private Effect effect(Map<String, Object> json, Reading how) {
        var code = String.valueOf(json.get("code"));
        var value = json.get("value");
        var type = effects.get(code);
        if (type != null && value != null) {
            try {
                return fit(value, type, how);
            } catch (InvalidInput unreadable) {
                return new UnreadEffect(code, codec.text(value));
            }
        }
        return new UnreadEffect(code, value == null ? "null" : codec.text(value));
    }

    /**
     * A trigger that goes to another card.
     *
     * @throws InvalidInput if no process that is known has such a trigger
     */
    public String trigger(Trigger trigger) {
        var written = new TreeMap<String, Object>();
        var process = processOf(trigger);
        if (process != null) {
            written.put("process", process);
        }
        if (trigger instanceof Unread unread) {
            written.put("code", unread.code());
            written.put("payload", codec.read(unread.json(), Object.class));
            return codec.text(written);
        }
        var code = SalesProcess.codeOf(trigger);
        if (process == null && !COMMON.containsKey(code)) {
            throw new InvalidInput("The trigger " + trigger.getClass().getName()
                    + " is of no process that is known here, so it could not be read back.");
        }
        written.put("code", code);
        written.put("payload", trigger);
        return codec.text(written);
    }

    private @Nullable String processOf(Trigger trigger) {
        return processes.values().stream()
                .filter(p -> p.has(trigger.getClass())
                        || (trigger instanceof CommonTrigger.Fail fail
                                && p.stageType != null
                                && p.stageType.isInstance(fail.stage()))
                        || (trigger instanceof CommonTrigger.Amend amend
                                && amend.newData() != null
                                && p.data.isInstance(amend.newData())))
                .map(p -> p.code)
                .sorted()
                .findFirst()
                .orElse(null);
    }

    /** What {@link #trigger(Trigger)} has written; an {@link Unread} if it cannot be read any more. */
    public Trigger trigger(String json) {
        var trigger = tree(json);
        var process = trigger.get("process");
        return payload(
                process == null ? "" : process.toString(),
                String.valueOf(trigger.get("code")),
                codec.text(map(trigger.get("payload"))));
    }

    /**
     * An outcome that is remembered.
     *
     * @throws InvalidInput unless the trigger was taken
     */
    public String outcome(Outcome<?> outcome) {
        var written = new TreeMap<String, Object>();
        if (outcome instanceof Outcome.Moved<?> moved) {
            written.put("became", "moved");
            put(written, moved.card(), moved.move(), moved.effects());
        } else if (outcome instanceof Outcome.Stayed<?> stayed) {
            written.put("became", "stayed");
            put(written, stayed.card(), stayed.move(), stayed.effects());
        } else {
            throw new InvalidInput("Only an outcome that was taken is remembered, not this one: " + outcome.message());
        }
        return codec.text(written);
    }

    private void put(Map<String, Object> written, Card<?> card, Move move, List<Effect> effects) {
        written.put("card", cardOf(card));
        written.put("move", moveOf(move));
        put(written, "effects", effects.stream().map(this::written).toList());
    }

    private static Map<String, Object> cardOf(Card<?> card) {
        var written = stateOf(card);
        written.remove("contacts");
        written.remove("reach");
        written.put("id", card.id());
        written.put("process", card.process());
        written.put("version", card.version());
        written.put("stage", card.stage().name());
        written.put("kind", card.kind());
        put(written, "owner", card.owner());
        written.put("data", Objects.requireNonNull(card.data()));
        written.put("header", card.header());
        written.put("enteredAt", card.visit().enteredAt());
        written.put("openedAt", card.openedAt());
        return written;
    }

    private static Map<String, Object> moveOf(Move move) {
        var written = notesOf(move);
        written.put("card", move.card());
        written.put("number", move.number());
        written.put("process", move.process());
        written.put("definition", move.definition());
        written.put("at", move.at());
        written.put("actor", move.actor());
        put(written, "from", move.from() == null ? null : move.from().name());
        written.put("to", move.to().name());
        written.put("trigger", move.trigger());
        put(written, "payload", move.payload() instanceof Move.Erased ? null : move.payload());
        put(written, "owner", move.owner());
        put(written, "spent", move.spent());
        return written;
    }

    /**
     * What {@link #outcome(Outcome)} has written.
     *
     * @throws InvalidInput if it cannot be read any more
     */
    public Outcome<?> outcome(String json) {
        var outcome = tree(json);
        var card = card(map(outcome.get("card")));
        var move = move(map(outcome.get("move")));
        var how = lenient(card.process());
        var effects = list(outcome.get("effects")).stream()
                .map(e -> effect(map(e), how))
                .toList();
        return "moved".equals(outcome.get("became"))
                ? new Outcome.Moved<>(card, move, effects)
                : new Outcome.Stayed<>(card, move, effects);
    }

    private Card<Object> card(Map<String, Object> json) {
        var process = this.<String>needed(json, "process", String.class, Reading.LENIENT);
        var how = lenient(process);
        var state = state(process, json);
        return new Card<>(
                needed(json, "id", CardId.class, how),
                process,
                this.<Long>needed(json, "version", Long.class, how),
                needed(json, "stage", Stage.class, how),
                needed(json, "kind", StageKind.class, how),
                this.<String>part(json, "owner", String.class, how).orElse(null),
                needed(json, "data", required(process).data, how),
                needed(json, "header", Header.class, how),
                state.fields(),
                state.watchers(),
                new Visit(
                        needed(json, "enteredAt", Instant.class, how),
                        state.alarms(),
                        state.rung(),
                        state.hold(),
                        state.begunBy()),
                state.counts(),
                state.failure(),
                needed(json, "openedAt", Instant.class, how),
                state.origin());
    }

    private Move move(Map<String, Object> json) {
        var process = this.<String>needed(json, "process", String.class, Reading.LENIENT);
        var how = lenient(process);
        var notes = notes(process, json);
        var trigger = this.<String>needed(json, "trigger", String.class, how);
        var payload = json.get("payload");
        return new Move(
                needed(json, "card", CardId.class, how),
                this.<Long>needed(json, "number", Long.class, how),
                process,
                this.<Integer>needed(json, "definition", Integer.class, how),
                needed(json, "at", Instant.class, how),
                needed(json, "actor", Actor.class, how),
                this.<Stage>part(json, "from", Stage.class, how).orElse(null),
                needed(json, "to", Stage.class, how),
                trigger,
                payload == null ? new Move.Erased() : payload(process, trigger, codec.text(map(payload))),
                this.<String>part(json, "owner", String.class, how).orElse(null),
                this.<Duration>part(json, "spent", Duration.class, how).orElse(null),
                notes.answers(),
                notes.passed());
    }

    /** Reasons of a refusal. */
    public String reasons(List<Reason> reasons) {
        return codec.text(reasons);
    }

    /**
     * What {@link #reasons(List)} has written.
     *
     * @throws InvalidInput if the text is no such list
     */
    public List<Reason> reasons(String json) {
        return read(json, REASONS);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // a codec reads what it is asked for
    private <X> X read(String json, Type type) {
        return (X) codec.read(json, type, Reading.LENIENT);
    }

    private Map<String, @Nullable Object> tree(String json) {
        Object parsed = read(json, Object.class);
        if (!(parsed instanceof Map<?, ?>)) {
            throw new InvalidInput("A stored text is no JSON object, so it cannot be read.");
        }
        return map(parsed);
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // a codec reads what it is asked for
    private <X> X needed(Map<String, Object> json, String name, Type type, Reading how) {
        return this.<X>part(json, name, type, how)
                .orElseThrow(() -> new InvalidInput("A stored text has no \"" + name + "\", so it cannot be read."));
    }

    private <X> Optional<X> part(Map<String, Object> json, String name, Type type, Reading how) {
        var value = json.get(name);
        return value == null ? Optional.empty() : Optional.of(fit(value, type, how));
    }

    /** Reads what was parsed before. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // a codec reads what it is asked for
    private <X> X fit(@Nullable Object parsed, Type type, Reading how) {
        if (parsed == null) {
            throw new InvalidInput("There is nothing where a " + type.getTypeName() + " should be.");
        }
        return (X)
                (codec instanceof JacksonCodec own
                        ? own.fit(parsed, type, how)
                        : codec.read(codec.text(parsed), type, how));
    }

    private static List<?> list(@Nullable Object json) {
        return json instanceof List<?> list ? list : List.of();
    }

    @SuppressWarnings("unchecked") // the keys of a JSON object are text
    private static Map<String, Object> map(@Nullable Object json) {
        return json instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
