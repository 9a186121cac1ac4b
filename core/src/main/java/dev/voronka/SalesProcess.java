package dev.voronka;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The definition of one process: its stages, triggers, guards, effects and deadlines. Immutable, thread-safe, and
 * proven sound by {@link SalesProcessBuilder#build()}.
 *
 * @param <T> its triggers
 * @param <D> the data of its cards
 */
public final class SalesProcess<T extends Trigger, D> {

    private final String code;
    private final int version;
    private final Class<D> dataType;
    private final Class<T> triggerType;
    private final Function<? super D, Header> header;
    private final Stage initial;
    private final List<Stage> mainPath;
    private final Map<String, StageSpec<D>> stages;
    private final Map<String, Map<String, Row<D>>> rows;
    private final Map<Role, Function<Card<D>, @Nullable String>> holders;
    private final Map<String, CustomField> fields;
    private final Texts texts;

    SalesProcess(
            String code,
            int version,
            Class<D> dataType,
            Class<T> triggerType,
            Function<? super D, Header> header,
            Stage initial,
            List<Stage> mainPath,
            Map<String, StageSpec<D>> stages,
            Map<String, Map<String, Row<D>>> rows,
            Map<Role, Function<Card<D>, @Nullable String>> holders,
            Map<String, CustomField> fields,
            Texts texts) {
        this.code = code;
        this.version = version;
        this.dataType = dataType;
        this.triggerType = triggerType;
        this.header = header;
        this.initial = initial;
        this.mainPath = List.copyOf(mainPath);
        this.stages = Collections.unmodifiableMap(new LinkedHashMap<>(stages));
        this.rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
        this.holders = Map.copyOf(holders);
        this.fields = Collections.unmodifiableMap(new TreeMap<>(fields));
        this.texts = texts;
    }

    /**
     * Begins a definition.
     *
     * @param code the stored name of the process, lower case words joined by hyphens
     * @param stages the stages, in the order in which people see them
     * @param triggers the sealed interface of its triggers
     * @param data what its cards hold: immutable values all the way down, since a card shares them with its history
     */
    public static <E extends Enum<E> & Stage, T extends Trigger, D> SalesProcessBuilder<E, T, D> named(
            String code, Class<E> stages, Class<T> triggers, Class<D> data) {
        return new SalesProcessBuilder<>(code, Arrays.asList(stages.getEnumConstants()), stages, triggers, data);
    }

    /** The stored name. */
    public String code() {
        return code;
    }

    /** The version of the definition, recorded with each move. */
    public int version() {
        return version;
    }

    /** What its cards hold. */
    public Class<D> dataType() {
        return dataType;
    }

    /** The interface of its own triggers. */
    public Class<T> triggerType() {
        return triggerType;
    }

    /** What a card with this data can be found by. */
    public Header headerOf(D data) {
        var made = header.apply(data);
        if (made == null) {
            throw new InvalidInput("The header of process " + code + " gave null; it must always give a Header.");
        }
        return made;
    }

    /** Where cards are opened. */
    public Stage initial() {
        return initial;
    }

    /** The way that a successful card usually takes, first stage to success. */
    public List<Stage> mainPath() {
        return mainPath;
    }

    /** All stages, in the order in which people see them. */
    public Collection<StageSpec<D>> stages() {
        return stages.values();
    }

    /** The stage with this stored name. */
    public Optional<StageSpec<D>> stage(String name) {
        return Optional.ofNullable(stages.get(name));
    }

    /** All rows, stage by stage, each stage's own before the common ones. */
    public List<Row<D>> rows() {
        return rows.values().stream().flatMap(m -> m.values().stream()).toList();
    }

    /** The rows of one stage. */
    public Collection<Row<D>> rowsOf(Stage stage) {
        return rows.getOrDefault(stage.name(), Map.of()).values();
    }

    /** What a stage does about an event. */
    public Optional<Row<D>> row(Stage stage, String event) {
        return Optional.ofNullable(rows.getOrDefault(stage.name(), Map.of()).get(event));
    }

    /** The event that a trigger is to an engine: its stored name, for a fail with the stage. */
    public static String eventOf(Trigger trigger) {
        return trigger instanceof CommonTrigger.Fail fail
                ? "fail:" + fail.stage().name()
                : Codes.of(trigger.getClass());
    }

    /** The stored name of a trigger or effect. */
    public static String codeOf(Object triggerOrEffect) {
        return Codes.of(triggerOrEffect.getClass());
    }

    /** Whether the actor has the role, or the card says that he or she holds it. */
    public boolean holds(Actor actor, Role role, Card<D> card) {
        if (actor.is(role)) {
            return true;
        }
        var holder = holders.get(role);
        return holder != null
                && actor.kind() == Actor.Kind.EMPLOYEE
                && actor.id().equals(holder.apply(card));
    }

    /** A customer's own fields, by code. */
    public Map<String, CustomField> fields() {
        return fields;
    }

    /** The same process with more custom fields. A field with a code that is taken replaces the other one. */
    public SalesProcess<T, D> with(CustomField... more) {
        var all = new LinkedHashMap<>(fields);
        for (var field : more) {
            all.put(field.code(), field);
        }
        return new SalesProcess<>(
                code, version, dataType, triggerType, header, initial, mainPath, stages, rows, holders, all, texts);
    }

    /**
     * Checks values of custom fields.
     *
     * @throws InvalidInput if a field is unknown or a value is not of its type
     */
    public void checkFields(Map<String, Object> values) {
        values.forEach((name, value) -> {
            var field = fields.get(name);
            if (field == null) {
                throw new InvalidInput("Process " + code + " has no custom field \"" + name + "\". It has: "
                        + (fields.isEmpty() ? "none" : String.join(", ", fields.keySet()))
                        + ". A field is added by with(CustomField.text(\"" + name + "\")).");
            }
            if (value != null) {
                field.check(code, value);
            }
        });
    }

    /** Titles, reasons and messages. */
    public Texts texts() {
        return texts;
    }

    /** What people call the process. */
    public String title(Locale language) {
        return texts.text("process", language);
    }

    /** What people call a stage. */
    public String title(Stage stage, Locale language) {
        return texts.text("stage." + stage.name(), language);
    }

    /** Codes of all guards, the common ones included. */
    public Set<String> guards() {
        var codes = new LinkedHashSet<String>();
        for (var row : rows()) {
            row.guards().forEach(g -> codes.add(g.code()));
            row.branches().stream().map(Branch::guard).filter(Objects::nonNull).forEach(g -> codes.add(g.code()));
        }
        return codes;
    }

    /** All ports that rows consult or ask. */
    public Set<Class<? extends Port<?, ?>>> ports() {
        var ports = new LinkedHashSet<Class<? extends Port<?, ?>>>();
        for (var row : rows()) {
            row.consults().forEach(c -> ports.add(c.port()));
            var steps = new ArrayList<>(row.steps());
            row.branches().forEach(b -> steps.addAll(b.steps()));
            for (var step : steps) {
                if (step instanceof Step.Ask<?, ?> ask) {
                    ports.add(ask.port());
                }
            }
        }
        return ports;
    }

    /** The same process with one guard that always says yes: for tests that ask whether anybody would notice. */
    SalesProcess<T, D> forcing(String guard) {
        var forced = new LinkedHashMap<String, Map<String, Row<D>>>();
        rows.forEach((stage, events) -> {
            var copy = new LinkedHashMap<String, Row<D>>();
            events.forEach((event, row) -> copy.put(
                    event,
                    row.guardedBy(
                            row.guards().stream().map(g -> forced(g, guard)).toList(),
                            row.branches().stream()
                                    .map(b -> new Branch<>(
                                            b.guard() == null ? null : forced(b.guard(), guard),
                                            b.steps(),
                                            b.to(),
                                            b.loops()))
                                    .toList())));
            forced.put(stage, copy);
        });
        return new SalesProcess<>(
                code,
                version,
                dataType,
                triggerType,
                header,
                initial,
                mainPath,
                stages,
                forced,
                holders,
                fields,
                texts);
    }

    private static <D> Guard<D, Object> forced(Guard<D, Object> guard, String code) {
        return guard.code().equals(code) ? guard.forced() : guard;
    }

    @Override
    public String toString() {
        return "process " + code;
    }
}
