package dev.voronka.delivery;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The port for those who measure: told of each piece of work, on the thread that does it. Implementations are thread-safe
 * and quick; one that throws is logged and does not disturb the work.
 *
 * <p>Names and tags (all of few values, never an id):
 *
 * <ul>
 *   <li>{@code voronka.open}: {@code process}; ends as {@code opened}
 *   <li>{@code voronka.fire}: {@code process}, {@code trigger}; ends as {@code moved}, {@code stayed}, {@code refused},
 *       {@code not-expected} or {@code stale}
 *   <li>{@code voronka.delivery}: {@code handler}, {@code effect}; ends as {@code delivered}, {@code put-off} or
 *       {@code dead}
 *   <li>{@code voronka.sweep}: none; ends as {@code swept}
 * </ul>
 *
 * Each ends as {@code failed} where an exception comes out.
 */
public interface Observer {

    /** Measures nothing. */
    Observer NONE = (name, tags) -> (result, error) -> {};

    /** What is measured of one piece of work. */
    interface Measured {
        /**
         * The work is over. Called once, on the thread on which it began.
         *
         * @param result how it ended
         * @param error what was thrown; null if nothing was. One of a handler's own may tell of persons
         */
        void ends(String result, @Nullable Throwable error);
    }

    /** A piece of work begins. */
    Measured begins(String name, Map<String, String> tags);

    /** One that never throws. */
    static Observer harmless(Observer observer) {
        return observer == NONE ? NONE : new HarmlessObserver(observer);
    }
}
