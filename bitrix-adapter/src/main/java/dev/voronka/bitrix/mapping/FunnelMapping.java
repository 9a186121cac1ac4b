package dev.voronka.bitrix.mapping;

import dev.voronka.Stage;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stages of a process, or of one direction of it, in a portal.
 *
 * @param key {@code meeting}, {@code deal@goods}
 * @param process the code of the process
 * @param direction the code of the direction, null for the process as such
 * @param entity the key of what the cards are
 * @param title what people read
 * @param category the number of the funnel in the portal if the file fixes it, else null
 * @param stages in the order in which people see them
 */
public record FunnelMapping(
        String key,
        String process,
        @Nullable String direction,
        String entity,
        String title,
        @Nullable Integer category,
        List<StageMapping> stages) {

    /** Keeps an unmodifiable copy. */
    public FunnelMapping {
        stages = List.copyOf(stages);
    }

    /** Where a card in this stage is shown; empty if the funnel has no such stage. */
    public Optional<StageMapping> stage(Stage stage) {
        return stages.stream().filter(s -> s.stage().equals(stage.name())).findFirst();
    }

    /** What a status means: more than one only where several successes share the only one that a portal has. */
    public List<StageMapping> withStatus(String statusId) {
        return stages.stream().filter(s -> s.statusId().equals(statusId)).toList();
    }
}
