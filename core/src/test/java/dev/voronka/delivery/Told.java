package dev.voronka.delivery;

import dev.voronka.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A handler that takes what is told, and does with each delivery what the test wants. */
final class Told implements EffectHandler {

    private final String code;
    private final List<String> words = new ArrayList<>();
    private volatile Consumer<Delivery> before = d -> {};

    Told(String code) {
        this.code = code;
    }

    /** What happens at each delivery before it is noted; may throw. */
    void before(Consumer<Delivery> what) {
        before = what;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public boolean takes(Effect effect) {
        return effect instanceof Effect.Tell;
    }

    @Override
    public void deliver(Delivery delivery) {
        before.accept(delivery);
        synchronized (words) {
            words.add(word(delivery));
        }
    }

    static String word(Delivery delivery) {
        return delivery.message().orElseThrow().code();
    }

    /** What was told, in that order. */
    List<String> words() {
        synchronized (words) {
            return List.copyOf(words);
        }
    }
}
