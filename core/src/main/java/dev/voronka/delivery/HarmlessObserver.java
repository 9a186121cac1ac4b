package dev.voronka.delivery;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the failures of an observer from the work that it observes. */
record HarmlessObserver(Observer observer) implements Observer {

    private static final Logger LOG = LoggerFactory.getLogger(HarmlessObserver.class);

    @Override
    public Measured begins(String name, Map<String, String> tags) {
        try {
            var measured = observer.begins(name, tags);
            return (result, error) -> {
                try {
                    measured.ends(result, error);
                } catch (RuntimeException | LinkageError | AssertionError broken) {
                    LOG.warn("The observer failed at the end of {}.", name, broken);
                }
            };
        } catch (RuntimeException | LinkageError | AssertionError broken) {
            LOG.warn("The observer failed at the beginning of {}.", name, broken);
            return (result, error) -> {};
        }
    }
}
