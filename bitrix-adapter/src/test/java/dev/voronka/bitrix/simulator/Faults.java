package dev.voronka.bitrix.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The script of what goes wrong. {@code portal.faults().next(3).where("crm.item.add"::equals).answerLost()} loses three answers,
 * {@code portal.faults().share(0.1).reset(Faults.Moment.AFTER_EFFECT)} one request in ten for ever.
 */
public final class Faults {
    /** Before or after the portal has done what it was asked to. */
    public enum Moment {
        BEFORE_EFFECT,
        AFTER_EFFECT
    }

    /** What is done to a request that is hit. */
    sealed interface Fault permits Instead, Cut, Truncated, Slow {}

    /** Another answer; nothing is done. */
    record Instead(int status, String contentType, String body) implements Fault {}

    /** The connection ends without an answer. */
    record Cut(Moment moment) implements Fault {}

    /** The answer ends in its middle. */
    record Truncated() implements Fault {}

    /** The answer comes late, measured by the clock on the wall. */
    record Slow(Duration delay) implements Fault {}

    private final ReentrantLock lock;
    private final Random random;
    private final List<Rule> rules = new ArrayList<>();

    Faults(ReentrantLock lock, Random random) {
        this.lock = lock;
        this.random = random;
    }

    /** The next so many requests. */
    public Rule next(int requests) {
        return new Rule(requests, 1);
    }

    /** That share of all requests, 0 to 1, from now on. */
    public Rule share(double share) {
        return new Rule(Integer.MAX_VALUE, share);
    }

    /** Ends the script. */
    public void none() {
        lock.lock();
        try {
            rules.clear();
        } finally {
            lock.unlock();
        }
    }

    /** Null where the request goes through. */
    Fault hit(String method) {
        lock.lock();
        try {
            Iterator<Rule> each = rules.iterator();
            while (each.hasNext()) {
                Rule rule = each.next();
                if (rule.where.test(method) && (rule.share >= 1 || random.nextDouble() < rule.share)) {
                    if (rule.left != Integer.MAX_VALUE && --rule.left <= 0) {
                        each.remove();
                    }
                    return rule.fault;
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Which requests are hit; the last word says by what. A batch is the method {@code batch}. */
    public final class Rule {
        private final double share;
        private int left;
        private Predicate<String> where = method -> true;
        private Fault fault;

        private Rule(int left, double share) {
            this.left = left;
            this.share = share;
        }

        /** Only requests of such methods. */
        public Rule where(Predicate<String> method) {
            this.where = method;
            return this;
        }

        /** Done, but the client never hears of it. */
        public void answerLost() {
            reset(Moment.AFTER_EFFECT);
        }

        /** The connection breaks. */
        public void reset(Moment moment) {
            script(new Cut(moment));
        }

        /** Refused with that status and code; nothing is done. */
        public void status(int status, String code) {
            script(new Instead(
                    status,
                    "application/json; charset=utf-8",
                    "{\"error\":\"" + code + "\",\"error_description\":\"Scripted fault\"}"));
        }

        /** A page of the web server in place of JSON; nothing is done. */
        public void html(int status) {
            script(new Instead(
                    status,
                    "text/html",
                    "<html><head><title>" + status + "</title></head><body><center><h1>" + status
                            + " Bad Gateway</h1></center><hr><center>nginx</center></body></html>"));
        }

        /** Done, but only half of the answer arrives. */
        public void truncated() {
            script(new Truncated());
        }

        /** Done, and the answer comes that much later. */
        public void slow(Duration delay) {
            script(new Slow(delay));
        }

        private void script(Fault what) {
            lock.lock();
            try {
                fault = what;
                rules.add(this);
            } finally {
                lock.unlock();
            }
        }
    }
}
