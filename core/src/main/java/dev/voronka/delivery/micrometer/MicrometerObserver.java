package dev.voronka.delivery.micrometer;

import dev.voronka.delivery.Observer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a Micrometer observation of each piece of work, with its tags and {@code outcome} as low cardinality keys. The
 * observation is in scope while the work goes on. Thread-safe.
 */
public final class MicrometerObserver implements Observer {

    private final ObservationRegistry registry;

    private MicrometerObserver(ObservationRegistry registry) {
        this.registry = registry;
    }

    /** One that tells this registry. */
    public static MicrometerObserver of(ObservationRegistry registry) {
        return new MicrometerObserver(registry);
    }

    @Override
    public Measured begins(String name, Map<String, String> tags) {
        var observation = Observation.createNotStarted(name, registry);
        tags.forEach(observation::lowCardinalityKeyValue);
        observation.start();
        return new Scoped(observation, observation.openScope());
    }

    private record Scoped(Observation observation, Observation.Scope scope) implements Measured {
        @Override
        public void ends(String result, @Nullable Throwable error) {
            scope.close();
            observation.lowCardinalityKeyValue("outcome", result);
            if (error != null) {
                observation.error(error);
            }
            observation.stop();
        }
    }
}
