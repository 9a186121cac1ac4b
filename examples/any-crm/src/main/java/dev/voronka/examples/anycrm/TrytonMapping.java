package dev.voronka.examples.anycrm;

import dev.voronka.InvalidInput;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.crm.CrmField;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How the cards of one process are shown as opportunities.
 *
 * @param process whose cards are shown; cards of others are not
 * @param states the state of an opportunity for each stage, by the stage's name; several stages may share one
 * @param fields the fields that come and go
 * @param names Tryton's name of each of these fields, by code
 */
public record TrytonMapping(
        SalesProcess<?, ?> process, Map<String, String> states, List<CrmField> fields, Map<String, String> names) {

    /** The states that an opportunity knows. */
    private static final Set<String> STATES = Set.of("lead", "opportunity", "converted", "won", "lost", "cancelled");

    /** Refuses a mapping with gaps. */
    public TrytonMapping {
        states = Collections.unmodifiableMap(new LinkedHashMap<>(states));
        fields = List.copyOf(fields);
        names = Map.copyOf(names);
        for (var stage : process.stages()) {
            var name = stage.stage().name();
            if (!STATES.contains(states.getOrDefault(name, ""))) {
                throw new InvalidInput("Stage " + name + " of " + process.code() + " is mapped to \"" + states.get(name)
                        + "\"; give one of " + new TreeSet<>(STATES) + ".");
            }
        }
        for (var field : fields) {
            if (!names.containsKey(field.code())) {
                throw new InvalidInput("Field " + field.code() + " has no field in Tryton; name one.");
            }
        }
    }

    /** Tryton's name of a field. */
    String name(CrmField field) {
        return names.getOrDefault(field.code(), field.code());
    }

    /** The state of an opportunity for a stage. */
    String state(Stage stage) {
        var state = states.get(stage.name());
        if (state == null) {
            throw new InvalidInput("Stage " + stage.name() + " of " + process.code()
                    + " has no state in Tryton: an overlay has added it after the mapping was made. Map it.");
        }
        return state;
    }

    /** The stages that a state may stand for. */
    SortedSet<String> stages(String state) {
        var stages = new TreeSet<String>();
        states.forEach((stage, its) -> {
            if (its.equals(state)) {
                stages.add(stage);
            }
        });
        return stages;
    }
}
