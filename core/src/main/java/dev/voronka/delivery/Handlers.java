package dev.voronka.delivery;

import dev.voronka.Addressee;
import dev.voronka.Effect;
import dev.voronka.InvalidInput;
import dev.voronka.store.Parcel;
import dev.voronka.store.StoredEffect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The handlers of a host by code, and last the log, which gets what nobody else takes. Immutable and thread-safe. */
public final class Handlers {

    private static final Logger LOG = LoggerFactory.getLogger(Handlers.class);

    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{1,39}");

    private final Map<String, EffectHandler> byCode;

    private Handlers(Map<String, EffectHandler> byCode) {
        this.byCode = byCode;
    }

    /**
     * These handlers, and the log.
     *
     * @throws InvalidInput if a code has not the form of one, is taken or is given twice
     */
    public static Handlers of(List<EffectHandler> handlers) {
        var byCode = new LinkedHashMap<String, EffectHandler>();
        for (var handler : handlers) {
            var code = handler.code();
            if (code == null || !CODE.matcher(code).matches()) {
                throw new InvalidInput("The code of handler "
                        + handler.getClass().getName() + " must match " + CODE + ", but is \"" + code + "\".");
            }
            if (code.equals(LogHandler.LAST_RESORT)) {
                throw new InvalidInput("The code \"" + code + "\" of handler "
                        + handler.getClass().getName() + " is taken by voronka's own last resort. Choose another one.");
            }
            var other = byCode.put(code, handler);
            if (other != null) {
                throw new InvalidInput("Two handlers have the code \"" + code + "\": "
                        + other.getClass().getName() + " and "
                        + handler.getClass().getName() + ". What waits for a handler is kept under its code, so"
                        + " give one of them another code.");
            }
        }
        byCode.put(LogHandler.LAST_RESORT, LogHandler.lastResort());
        return new Handlers(Collections.unmodifiableMap(byCode));
    }

    /** All codes, the log's last. */
    Set<String> codes() {
        return byCode.keySet();
    }

    EffectHandler get(String code) {
        var handler = byCode.get(code);
        if (handler == null) {
            throw new InvalidInput(
                    "No handler has the code \"" + code + "\". There are: " + String.join(", ", byCode.keySet()) + ".");
        }
        return handler;
    }

    /**
     * Shares the effects of one move out: a parcel for each handler that takes any of them. What nobody takes goes to the
     * log, and what is to be written to somebody outside becomes a task for the owner where nobody writes.
     */
    List<Parcel> share(int part, List<StoredEffect> effects, Instant now) {
        var shares = new LinkedHashMap<String, List<StoredEffect>>();
        for (var stored : effects) {
            takers(stored.effect())
                    .forEach(c ->
                            shares.computeIfAbsent(c, k -> new ArrayList<>()).add(stored));
        }
        var parcels = new ArrayList<Parcel>(shares.size());
        shares.forEach((code, share) -> parcels.add(Parcel.fresh(part, code, share, now)));
        return parcels;
    }

    private List<String> takers(Effect effect) {
        var takers = willing(effect);
        if (takers.isEmpty() && effect instanceof Effect.Write write) {
            takers = willing(byHand(write));
        }
        return takers.isEmpty() ? List.of(LogHandler.LAST_RESORT) : takers;
    }

    private List<String> willing(Effect effect) {
        var willing = new ArrayList<String>(byCode.size());
        byCode.forEach((code, handler) -> {
            if (takes(handler, effect)) {
                willing.add(code);
            }
        });
        return willing;
    }

    private static boolean takes(EffectHandler handler, Effect effect) {
        try {
            return handler.takes(effect);
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError broken) {
            LOG.error(
                    "Handler {} crashed with {} when it was asked whether it takes a {}; that counts as yes.",
                    handler.getClass().getName(),
                    broken.getClass().getName(),
                    effect.getClass().getName());
            return true;
        }
    }

    /**
     * The effect as this handler carries it out. What is written to somebody outside is stored as such, so that the card
     * tells the truth; only who carries it out makes a task of it.
     */
    static Effect asTakenBy(EffectHandler handler, Effect effect) {
        return effect instanceof Effect.Write write && !takes(handler, effect) ? byHand(write) : effect;
    }

    private static Effect byHand(Effect.Write write) {
        return new Effect.Task(new Addressee.Owner(), Objects.requireNonNull(write.message()), null);
    }
}
