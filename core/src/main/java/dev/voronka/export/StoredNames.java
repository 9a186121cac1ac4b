package dev.voronka.export;

import dev.voronka.SalesProcess;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The names under which a process lives in stores and in CRMs. A change of this listing means that stored cards need the
 * old name too, or a migration.
 */
public final class StoredNames {

    private final SortedSet<String> lines = new TreeSet<>();

    private StoredNames() {}

    /**
     * One name a line, sorted: {@code stage NEW}, {@code stage NEW formerly FRESH}, {@code guard goal-is-filled}, {@code trigger schedule}, what a trigger
     * and the data of a card hold ({@code trigger schedule.place}, {@code data report.discussed}), {@code field budget}.
     * The guards include those of the common triggers; the common triggers' own names are voronka's and left out.
     */
    public static List<String> of(SalesProcess<?, ?> process) {
        return new StoredNames().listed(process);
    }

    private List<String> listed(SalesProcess<?, ?> process) {
        process.stages().forEach(s -> lines.add("stage " + s.stage().name()));
        process.formerStages().forEach((former, now) -> lines.add("stage " + now + " formerly " + former));
        process.formerTriggers().forEach((former, now) -> lines.add("trigger " + now + " formerly " + former));
        process.guards().forEach(g -> lines.add("guard " + g));
        process.fields().keySet().forEach(f -> lines.add("field " + f));
        process.rows().stream().filter(r -> !r.common()).forEach(r -> {
            lines.add("trigger " + r.trigger());
            components("trigger " + r.trigger() + ".", r.payload(), Set.of());
        });
        components("data ", process.dataType(), Set.of());
        return List.copyOf(lines);
    }

    /** Names what a record holds, records in it included; a record within itself is named once. */
    private void components(String path, Class<?> type, Set<Class<?>> around) {
        if (!type.isRecord() || around.contains(type)) {
            return;
        }
        var within = new HashSet<>(around);
        within.add(type);
        for (var component : type.getRecordComponents()) {
            lines.add(path + component.getName());
            classes(component.getGenericType())
                    .forEach(held -> components(path + component.getName() + ".", held, within));
        }
    }

    /** A type and what it is a collection of. */
    private static Stream<Class<?>> classes(Type type) {
        if (type instanceof Class<?> plain) {
            return Stream.of(plain);
        }
        return type instanceof ParameterizedType generic
                ? Stream.of(generic.getActualTypeArguments()).flatMap(StoredNames::classes)
                : Stream.empty();
    }
}
