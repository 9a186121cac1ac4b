package dev.voronka;

import java.util.HashMap;
import java.util.Map;

/** Makes one guard of a process always say yes, so that the suite can ask whether a test would notice. */
public final class Forcing {

    private static final Map<String, String> GUARDS = new HashMap<>();

    private Forcing() {}

    /** From now on, {@link #apply} forces this guard of this process. */
    public static void force(String process, String guard) {
        GUARDS.put(process, guard);
    }

    /** From now on, nothing is forced. */
    public static void stop() {
        GUARDS.clear();
    }

    /** Whether a guard of some process is forced now. */
    public static boolean isOn() {
        return !GUARDS.isEmpty();
    }

    /** The process as it is to be tested now. */
    public static <T extends Trigger, D> SalesProcess<T, D> apply(SalesProcess<T, D> process) {
        var guard = GUARDS.get(process.code());
        return guard == null ? process : process.forcing(guard);
    }
}
