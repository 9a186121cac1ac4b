package dev.voronka.delivery;

import dev.voronka.Effect;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries effects out by a line in the log, without personal data: card, process, effect, key. At INFO; what only concerns
 * a CRM ({@link Effect.Mirror}, {@link Effect.Comment}) at DEBUG. Thread-safe.
 *
 * <p>Voronka has one as its last resort. A host makes one {@link #named} like a handler that it no longer has, if what
 * still waits for that is to be noted and gone.
 */
public final class LogHandler implements EffectHandler {

    /** The code of the last resort. */
    static final String LAST_RESORT = "log";

    private static final Logger LOG = LoggerFactory.getLogger(LogHandler.class);

    private final String code;

    private LogHandler(String code) {
        this.code = code;
    }

    static LogHandler lastResort() {
        return new LogHandler(LAST_RESORT);
    }

    /** In the place of a handler that is gone: notes what waits for that, and takes nothing new. */
    public static LogHandler named(String code) {
        return new LogHandler(code);
    }

    @Override
    public String code() {
        return code;
    }

    /** Nothing new: the last resort is not asked. */
    @Override
    public boolean takes(Effect effect) {
        return false;
    }

    @Override
    public void deliver(Delivery delivery) {
        var effect = delivery.effect();
        var isForCrm = effect instanceof Effect.Mirror || effect instanceof Effect.Comment;
        if (isForCrm ? LOG.isDebugEnabled() : LOG.isInfoEnabled()) {
            LOG.atLevel(isForCrm ? org.slf4j.event.Level.DEBUG : org.slf4j.event.Level.INFO)
                    .log(
                            "Nobody carries out {} of card {} of {} (key {}).",
                            delivery.effectCode(),
                            delivery.cardId(),
                            delivery.processCode().orElse("an unknown process"),
                            delivery.key());
        }
    }
}
