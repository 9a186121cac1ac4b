package dev.voronka.store;

import dev.voronka.Code;
import dev.voronka.CustomField;
import dev.voronka.Port;
import dev.voronka.Row;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.Trigger;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the stored texts of one process mean. Immutable. */
final class ProcessForm {

    /** The types of a port's question and answer. */
    record Talk(Type question, Type answer) {}

    final String code;
    final Class<?> data;
    final Class<?> triggers;
    final @Nullable Class<?> stageType;
    final Reading lenient = new Reading(true, this::stage);
    final Reading strict = new Reading(false, this::stage);
    private final Map<String, Stage> stages = new HashMap<>();
    private final Map<String, Class<? extends Trigger>> byCode = new HashMap<>();
    private final Map<String, CustomField> fields = new HashMap<>();
    /** Former names of stages and triggers, with the present ones. */
    private final Map<String, String> formerly = new HashMap<>();

    private final Map<String, Talk> talks = new HashMap<>();

    ProcessForm(SalesProcess<?, ?> process) {
        this.code = process.code();
        this.data = process.dataType();
        this.triggers = process.triggerType();
        var family = Stream.concat(
                        Stream.of(process), process.directions().stream().map(d -> process.forDirection(d.code())))
                .toList();
        for (var variant : family) {
            variant.stages().forEach(s -> stages.putIfAbsent(s.stage().name(), s.stage()));
            variant.fields().forEach(fields::putIfAbsent);
        }
        process.switchedOff().forEach(s -> stages.putIfAbsent(s.name(), s));
        process.formerStages()
                .forEach((old, now) -> process.storedStage(now).ifPresent(s -> {
                    formerly.put(old, now);
                    stages.put(old, s);
                }));
        formerly.putAll(process.formerTriggers());
        this.stageType = stages.values().stream()
                .filter(Enum.class::isInstance)
                .map(s -> (Class<?>) ((Enum<?>) s).getDeclaringClass())
                .findFirst()
                .orElse(null);
        Stream.concat(
                        records(triggers),
                        family.stream().flatMap(p -> p.rows().stream()).map(Row::payload))
                .distinct()
                .forEach(this::trigger);
        process.ports().forEach(p -> talks.put(p.getSimpleName(), talk(p)));
    }

    private void trigger(Class<?> type) {
        var named = type.getAnnotation(Code.class);
        if (named == null || !Trigger.class.isAssignableFrom(type)) {
            return;
        }
        byCode.put(named.value(), type.asSubclass(Trigger.class));
        for (var former : named.formerly()) {
            byCode.putIfAbsent(former, type.asSubclass(Trigger.class));
        }
    }

    static Stream<Class<?>> records(Class<?> type) {
        var permitted = type.getPermittedSubclasses();
        return permitted == null ? Stream.of(type) : Arrays.stream(permitted).flatMap(ProcessForm::records);
    }

    Stage stage(String name) {
        var known = stages.get(name);
        return known == null ? Stage.coded(name) : known;
    }

    /** Whether the process has a stage of this present or former name. */
    boolean has(String stage) {
        return stages.containsKey(stage);
    }

    /** The present name of an event: the code of a trigger, or a fail with its stage. */
    String event(String stored) {
        var fail = "fail:";
        return stored.startsWith(fail)
                ? fail + formerly.getOrDefault(stored.substring(fail.length()), stored.substring(fail.length()))
                : formerly.getOrDefault(stored, stored);
    }

    /** All names under which a stage may be stored, the present one first. */
    List<String> namesOf(String stage) {
        return Stream.concat(
                        Stream.of(stage),
                        formerly.entrySet().stream()
                                .filter(e -> e.getValue().equals(stage))
                                .map(Map.Entry::getKey)
                                .sorted())
                .toList();
    }

    @Nullable
    Class<? extends Trigger> trigger(String code) {
        return byCode.get(code);
    }

    boolean has(Class<?> trigger) {
        return byCode.containsValue(trigger);
    }

    @Nullable
    CustomField field(String name) {
        return fields.get(name);
    }

    @Nullable
    Talk talk(String port) {
        return talks.get(port);
    }

    private static Talk talk(Class<?> port) {
        for (var type : port.getGenericInterfaces()) {
            if (type instanceof ParameterizedType generic && generic.getRawType() == Port.class) {
                var arguments = generic.getActualTypeArguments();
                return new Talk(arguments[0], arguments[1]);
            }
        }
        for (var above : port.getInterfaces()) {
            if (Port.class.isAssignableFrom(above)) {
                return talk(above);
            }
        }
        return new Talk(Object.class, Object.class);
    }
}
