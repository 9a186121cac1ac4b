package dev.voronka.delivery;

import dev.voronka.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Remembers what it was given, for the tests of hosts. Thread-safe. */
public final class RecordingHandler implements EffectHandler {

    private final String code;
    private final Predicate<Effect> wanted;
    private final List<Delivery> seen = new ArrayList<>();
    private @Nullable RuntimeException failure;

    private RecordingHandler(String code, Predicate<Effect> wanted) {
        this.code = code;
        this.wanted = wanted;
    }

    /** Takes everything. */
    public static RecordingHandler named(String code) {
        return new RecordingHandler(code, effect -> true);
    }

    /** Takes effects of this kind only, and has none yet. */
    public RecordingHandler only(Class<? extends Effect> type) {
        return new RecordingHandler(code, type::isInstance);
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public boolean takes(Effect effect) {
        return wanted.test(effect);
    }

    @Override
    public synchronized void deliver(Delivery delivery) {
        if (failure != null) {
            throw failure;
        }
        seen.add(delivery);
    }

    /** Throws this from now on instead of remembering; null for an end of that. */
    public synchronized void failWith(@Nullable RuntimeException how) {
        failure = how;
    }

    /** What it was given, in that order; a repetition is there again, with the same key. */
    public synchronized List<Delivery> deliveries() {
        return List.copyOf(seen);
    }

    /** The keys of what it was given, in that order. */
    public List<String> keys() {
        return deliveries().stream().map(Delivery::key).toList();
    }

    /** The effects of one kind that it was given, in that order. */
    public <E extends Effect> List<E> effects(Class<E> type) {
        return deliveries().stream()
                .map(Delivery::effect)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Forgets what it was given. */
    public synchronized void clear() {
        seen.clear();
    }
}
