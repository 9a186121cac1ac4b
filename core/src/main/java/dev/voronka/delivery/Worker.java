package dev.voronka.delivery;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that takes what waits to one handler, until its crew leaves. */
final class Worker implements Runnable, Watch {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private static final Duration FIRST_IDLE = Duration.ofMillis(50);

    /** Between batches that were not full, so that many small commits do not make as many looks at the store. */
    private static final Duration BREATH = Duration.ofMillis(4);

    private static final Duration FIRST_TROUBLE = Duration.ofSeconds(1);

    private static final Duration LONGEST_TROUBLE = Duration.ofSeconds(30);

    private final Crew crew;
    private final Deliveries deliveries;
    private final String code;
    private final Lane lane;
    private final Bell bell;
    private final Bell alarm = new Bell();
    private final Thread thread;
    private final Object gate = new Object();
    private boolean calling;

    Worker(Crew crew, Deliveries deliveries, String code, int number) {
        this.crew = crew;
        this.deliveries = deliveries;
        this.code = code;
        this.lane = new Lane(deliveries, code);
        this.bell = deliveries.bell(code);
        this.thread = new Thread(this, "voronka-delivery-" + code + "-" + number);
        this.thread.setDaemon(true);
    }

    Thread thread() {
        return thread;
    }

    @Override
    public void run() {
        var idle = FIRST_IDLE;
        var trouble = FIRST_TROUBLE;
        while (!crew.isLeaving()) {
            try {
                var heard = bell.rung();
                if (lane.round(deliveries.now(), this) > 0) {
                    idle = FIRST_IDLE;
                    trouble = FIRST_TROUBLE;
                    if (!lane.wasFull()) {
                        rest(BREATH);
                    }
                } else {
                    bell.await(heard, shorter(idle, deliveries.settings().idle()));
                    idle = shorter(idle.multipliedBy(2), deliveries.settings().idle());
                }
            } catch (InterruptedException stray) {
                LOG.debug("A delivery thread of {} was interrupted; it goes on unless it is to stop.", code);
            } catch (Throwable broken) {
                // Whatever it is, even an Error: a thread that ended here would end the delivery unseen.
                LOG.error("What waits for handler {} cannot be taken up; tried again in {}.", code, trouble, broken);
                restUndisturbed(trouble);
                trouble = shorter(trouble.multipliedBy(2), LONGEST_TROUBLE);
            }
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Nobody rings this bell but a stop. */
    private void rest(Duration time) throws InterruptedException {
        if (!crew.isLeaving()) {
            alarm.await(0, time);
        }
    }

    private void restUndisturbed(Duration time) {
        try {
            rest(time);
        } catch (InterruptedException stray) {
            LOG.debug("A delivery thread of {} was interrupted while it rested.", code);
        }
    }

    /** Ends a rest. */
    void wake() {
        alarm.ring();
    }

    /** Interrupts the thread only within a handler: some databases close their files when a thread is interrupted. */
    void interruptCall() {
        synchronized (gate) {
            if (calling) {
                thread.interrupt();
            }
        }
    }

    @Override
    public boolean isStopping() {
        return crew.isLeaving();
    }

    @Override
    public void calls() {
        synchronized (gate) {
            calling = true;
        }
    }

    /** Only a stop interrupts, and the loop looks for that itself. */
    @Override
    public void interrupted() {}

    @Override
    public void returns() {
        synchronized (gate) {
            calling = false;
            // A handler may have set or left the flag; what follows is the store's.
            Thread.interrupted();
        }
    }
}
