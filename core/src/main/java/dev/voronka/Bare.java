package dev.voronka;

/** Makes triggers that have no payload. */
final class Bare {

    private Bare() {}

    static Trigger of(Class<? extends Trigger> type) {
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException impossible) {
            throw new InvalidInput(
                    type.getName() + " has no payload but cannot be made; its constructor must not throw.", impossible);
        }
    }
}
