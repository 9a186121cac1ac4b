package dev.voronka.delivery;

import dev.voronka.CardId;
import dev.voronka.Effect;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Hands effects to the host's own event bus as {@link Event}s, for instance to Spring's: {@code
 * EventHandler.named("events", publisher::publishEvent)} with an {@code ApplicationEventPublisher}. An effect is done when
 * the bus returns; a listener that throws has it tried again. Thread-safe if the bus is.
 */
public final class EventHandler implements EffectHandler {

    /**
     * What is published.
     *
     * @param key by which a repetition is known
     * @param card whose effect it is
     * @param move the number of the move that made it
     * @param code the stored name of the effect
     * @param effect what must happen
     */
    public record Event(String key, CardId card, long move, String code, Effect effect) {
        /** Without the effect, which may tell of persons: fit for logs. */
        @Override
        public String toString() {
            return "Event[" + code + " " + key + "]";
        }
    }

    private final String code;
    private final Predicate<Effect> wanted;
    private final Consumer<Object> bus;

    private EventHandler(String code, Predicate<Effect> wanted, Consumer<Object> bus) {
        this.code = code;
        this.wanted = wanted;
        this.bus = bus;
    }

    /** With the stored name of the handler and where events go. All effects are published. */
    public static EventHandler named(String code, Consumer<Object> bus) {
        return new EventHandler(code, effect -> true, bus);
    }

    /** The same for some effects only. */
    public EventHandler only(Predicate<Effect> effects) {
        return new EventHandler(code, effects, bus);
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
    public void deliver(Delivery delivery) {
        bus.accept(new Event(
                delivery.key(), delivery.cardId(), delivery.move(), delivery.effectCode(), delivery.effect()));
    }
}
