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
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The definition of one process: its stages, triggers, guards, effects and deadlines. Immutable, thread-safe, and
 * proven sound by {@link SalesProcessBuilder#build()}.
 *
 * @param <T> its triggers
 * @param <D> the data of its cards
 */
public final class SalesProcess<T extends Trigger, D> {

    /** The code of the field in which people say in a CRM why a card is lost. */
    public static final String FAIL_COMMENT = "comment";

    /** How the process is found that is at work in no direction of its own. */
    private static final String WHOLE = "";

    private final Blueprint<T, D> shipped;
    private final Blueprint<T, D> proven;
    private final Map<String, StageSpec<D>> stages;
    private final Map<String, Map<String, Row<D>>> rows;
    private final Map<String, CustomField> fields;
    private final Texts texts;
    private final List<Alteration> alterations;
    private final List<Direction> directions;
    /** The whole process and its variants by direction, each of which knows the others. */
    private final Map<String, SalesProcess<T, D>> family;

    private SalesProcess(
            Blueprint<T, D> shipped,
            Blueprint<T, D> proven,
            Map<String, StageSpec<D>> stages,
            Map<String, Map<String, Row<D>>> rows,
            Map<String, CustomField> fields,
            Texts texts,
            List<Alteration> alterations,
            List<Direction> directions,
            Map<String, SalesProcess<T, D>> family) {
        this.shipped = shipped;
        this.proven = proven;
        this.stages = Collections.unmodifiableMap(new LinkedHashMap<>(stages));
        this.rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
        this.fields = Collections.unmodifiableMap(new TreeMap<>(fields));
        this.texts = texts;
        this.alterations = alterations;
        this.directions = directions;
        this.family = family;
    }

    /**
     * Proves a definition, as it is and in each direction.
     *
     * @throws UnsoundProcess with every problem at once
     */
    static <T extends Trigger, D> SalesProcess<T, D> proven(Blueprint<T, D> shipped) {
        return proven(shipped, List.of(), List.of());
    }

    private static <T extends Trigger, D> SalesProcess<T, D> proven(
            Blueprint<T, D> shipped, List<Alteration> alterations, List<Direction> directions) {
        var titles = new LinkedHashMap<String, Title>();
        directions.forEach(d -> titles.put("direction." + d.code(), d.title()));
        var problems = new Problems();
        var whole = altered(shipped, alterations, titles, problems);
        var found = new ArrayList<>(problems.all());
        var variants = new LinkedHashMap<String, Blueprint<T, D>>();
        for (var direction : directions) {
            var own = new Problems();
            variants.put(direction.code(), altered(shipped, joined(alterations, direction), titles, own));
            own.all().stream()
                    .filter(p -> !problems.all().contains(p))
                    .forEach(p ->
                            found.add(new Problem(p.kind(), "in direction " + direction.code() + ": " + p.text())));
        }
        if (!found.isEmpty()) {
            throw new UnsoundProcess(shipped.code, found);
        }
        var texts = whole.texts;
        for (var variant : variants.values()) {
            texts = texts.filledFrom(variant.texts);
        }
        var family = new ConcurrentHashMap<String, SalesProcess<T, D>>();
        var made = assembled(shipped, whole, texts, alterations, directions, family);
        family.put(WHOLE, made);
        for (var direction : directions) {
            var variant = Objects.requireNonNull(variants.get(direction.code()));
            family.put(
                    direction.code(),
                    assembled(shipped, variant, variant.texts, joined(alterations, direction), directions, family));
        }
        return made;
    }

    /** The blueprint with these alterations, without what is off, proven. */
    private static <T extends Trigger, D> Blueprint<T, D> altered(
            Blueprint<T, D> shipped, List<Alteration> alterations, Map<String, Title> titles, Problems problems) {
        var copy = shipped.copy();
        copy.texts = copy.texts.with(titles);
        new Altering<>(copy, problems).alter(alterations);
        new SoundNames<>(copy, problems).prove();
        var switched = copy.asSwitched();
        Altering.checkRequired(switched, problems);
        new Soundness<>(switched, problems).prove();
        return switched;
    }

    private static <T extends Trigger, D> SalesProcess<T, D> assembled(
            Blueprint<T, D> shipped,
            Blueprint<T, D> proven,
            Texts texts,
            List<Alteration> alterations,
            List<Direction> directions,
            Map<String, SalesProcess<T, D>> family) {
        var assembly = new Assembly<>(proven);
        var custom = new LinkedHashMap<String, CustomField>();
        proven.fields.forEach(f -> custom.put(f.code(), f));
        return new SalesProcess<>(
                shipped, proven, assembly.stages(), assembly.rows(), custom, texts, alterations, directions, family);
    }

    private static List<Alteration> joined(List<Alteration> alterations, Direction direction) {
        return Stream.concat(alterations.stream(), direction.alterations().stream())
                .toList();
    }

    /**
     * The same process as a customer wants it. Directions stay, and are altered too.
     *
     * @throws UnsoundProcess with every problem at once: what is named but not there, and what cannot be meant any more
     */
    public SalesProcess<T, D> altered(List<Alteration> more) {
        requireWhole();
        return proven(
                shipped, Stream.concat(alterations.stream(), more.stream()).toList(), directions);
    }

    /**
     * The same process with a line of business in which it differs. What is said about a direction that is there already
     * comes on top of what was said before.
     *
     * @throws UnsoundProcess with every problem at once
     */
    public SalesProcess<T, D> inDirection(Direction direction) {
        requireWhole();
        var all = new LinkedHashMap<String, Direction>();
        directions.forEach(d -> all.put(d.code(), d));
        all.merge(
                direction.code(),
                direction,
                (before, now) -> new Direction(now.code(), now.title(), joined(before.alterations(), now)));
        return proven(shipped, alterations, List.copyOf(all.values()));
    }

    private void requireWhole() {
        if (!equals(family.get(WHOLE))) {
            throw new InvalidInput("This is process " + code()
                    + " in one direction; alter the process itself, by altered(…) or inDirection(…) on it.");
        }
    }

    /** What was altered in the process as shipped, in the order given. */
    public List<Alteration> alterations() {
        return alterations;
    }

    /** The lines of business in which the process differs. */
    public List<Direction> directions() {
        return directions;
    }

    /** The process as it is in a line of business: of its own if it differs there, else the whole. */
    public SalesProcess<T, D> forDirection(@Nullable String direction) {
        var own = direction == null ? null : family.get(direction);
        return own == null ? Objects.requireNonNull(family.get(WHOLE)) : own;
    }

    /** The process as it is for a card. */
    public SalesProcess<T, D> forCard(Card<D> card) {
        return forDirection(card.header().direction());
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
        return proven.code;
    }

    /** The version of the definition, recorded with each move. */
    public int version() {
        return proven.version;
    }

    /** What its cards hold. */
    public Class<D> dataType() {
        return proven.data;
    }

    /** The interface of its own triggers. */
    public Class<T> triggerType() {
        return proven.triggers;
    }

    /** What a card with this data can be found by. */
    public Header headerOf(D data) {
        var made = Objects.requireNonNull(proven.header).apply(data);
        if (made == null) {
            throw new InvalidInput("The header of process " + code() + " gave null; it must always give a Header.");
        }
        return made;
    }

    /** Where cards are opened. */
    public Stage initial() {
        return proven.initial.get(0);
    }

    /** The way that a successful card usually takes, first stage to success. */
    public List<Stage> mainPath() {
        return List.copyOf(proven.mainPath);
    }

    /** All stages, in the order in which people see them. */
    public Collection<StageSpec<D>> stages() {
        return stages.values();
    }

    /** Stages that are switched off, by the process itself or by an overlay, in the order in which people would see them. */
    public List<Stage> switchedOff() {
        return shipped.stages.stream()
                .map(s -> s.stage)
                .filter(s -> stage(s.name()).isEmpty())
                .toList();
    }

    /** The stage with this stored name. */
    public Optional<StageSpec<D>> stage(String name) {
        return Optional.ofNullable(stages.get(name));
    }

    /**
     * The stage that is, or was, stored under this name: in whatever direction, switched on or off. Empty if there is
     * none, as for a stage that an overlay no longer adds.
     */
    public Optional<Stage> storedStage(String name) {
        var present = formerStages().getOrDefault(name, name);
        return family.values().stream()
                .flatMap(p -> Stream.concat(
                        p.stages().stream().map(StageSpec::stage),
                        p.shipped.stages.stream().map(s -> s.stage)))
                .filter(s -> s.name().equals(present))
                .findFirst();
    }

    /** Names under which stages were stored before, each with the stage's present name. */
    public Map<String, String> formerStages() {
        var former = new TreeMap<String, String>();
        shipped.stages.forEach(s -> s.formerly.forEach(name -> former.put(name, s.stage.name())));
        return former;
    }

    /** Names under which the process's own triggers were stored before, each with the present one. */
    public Map<String, String> formerTriggers() {
        var former = new TreeMap<String, String>();
        SoundTriggers.triggerClasses(shipped)
                .forEach(t -> Codes.formerly(t).forEach(name -> former.put(name, Codes.of(t))));
        return former;
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

    /** The stored name of a class of triggers or effects. */
    public static String codeOf(Class<?> triggersOrEffects) {
        return Codes.of(triggersOrEffects);
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
        var holder = proven.holders.get(role);
        return holder != null
                && actor.kind() == Actor.Kind.EMPLOYEE
                && actor.id().equals(holder.apply(card));
    }

    /** A customer's own fields, by code. */
    public Map<String, CustomField> fields() {
        return fields;
    }

    /**
     * The codes of the fields that people fill in in a CRM so that dragging a card says enough, in order: those that {@code
     * reportedAs} reads, and {@code comment}, which says why a card is lost. Their titles are {@code report.<code>} in the
     * texts.
     */
    public SortedSet<String> reportFields() {
        var codes = new TreeSet<String>();
        codes.add(FAIL_COMMENT);
        rows().stream().map(Row::reported).filter(Objects::nonNull).forEach(r -> codes.addAll(Fields.readBy(r)));
        return Collections.unmodifiableSortedSet(codes);
    }

    /** The same process with more custom fields. A field with a code that is taken replaces the other one. */
    public SalesProcess<T, D> with(CustomField... more) {
        var all = shipped.copy();
        for (var field : more) {
            all.fields.removeIf(f -> f.code().equals(field.code()));
            all.fields.add(field);
            if (texts.find("field." + field.code(), Texts.RUSSIAN).isEmpty()) {
                all.texts = all.texts.with(Map.of("field." + field.code(), Title.of(field.code())));
            }
        }
        return remade((p, kin) -> {
            var custom = new LinkedHashMap<>(p.fields);
            List.of(more).forEach(f -> custom.put(f.code(), f));
            return new SalesProcess<>(
                    all, p.proven, p.stages, p.rows, custom, p.texts, p.alterations, p.directions, kin);
        });
    }

    /** The same process with each of its variants made anew. */
    private SalesProcess<T, D> remade(
            BiFunction<SalesProcess<T, D>, Map<String, SalesProcess<T, D>>, SalesProcess<T, D>> made) {
        var kin = new ConcurrentHashMap<String, SalesProcess<T, D>>();
        family.forEach((direction, p) -> kin.put(direction, made.apply(p, kin)));
        var own = family.entrySet().stream()
                .filter(e -> e.getValue().equals(this))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(WHOLE);
        return Objects.requireNonNull(kin.get(own));
    }

    /**
     * Checks values of custom fields.
     *
     * @throws InvalidInput if a field is unknown or a value is not of its type
     */
    public void checkFields(Map<String, Object> values) {
        values.forEach((name, value) -> {
            var field = family.values().stream()
                    .map(p -> p.fields.get(name))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(fields.get(name));
            if (field == null) {
                throw new InvalidInput("Process " + code() + " has no custom field \"" + name + "\". It has: "
                        + (fields.isEmpty() ? "none" : String.join(", ", fields.keySet()))
                        + ". A field is added by with(CustomField.text(\"" + name + "\")).");
            }
            if (value != null) {
                field.check(code(), value);
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
            row.demands().forEach(g -> codes.add(g.code()));
        }
        return codes;
    }

    /** All ports that rows consult or ask, in whatever direction. */
    public Set<Class<? extends Port<?, ?>>> ports() {
        var ports = new LinkedHashSet<Class<? extends Port<?, ?>>>();
        for (var row : family.values().stream().flatMap(p -> p.rows().stream()).toList()) {
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
        return remade((p, kin) -> new SalesProcess<>(
                p.shipped, p.proven, p.stages, p.forced(guard), p.fields, p.texts, p.alterations, p.directions, kin));
    }

    private Map<String, Map<String, Row<D>>> forced(String guard) {
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
                                            b.steps().stream()
                                                    .map(step -> forced(step, guard))
                                                    .toList(),
                                            b.to(),
                                            b.loops()))
                                    .toList())));
            forced.put(stage, copy);
        });
        return forced;
    }

    private static <D> Step<D, Object> forced(Step<D, Object> step, String code) {
        return step instanceof Step.Demand<D, Object> demand ? new Step.Demand<>(forced(demand.guard(), code)) : step;
    }

    private static <D> Guard<D, Object> forced(Guard<D, Object> guard, String code) {
        return guard.code().equals(code) ? guard.forced() : guard;
    }

    @Override
    public String toString() {
        return "process " + code();
    }
}
