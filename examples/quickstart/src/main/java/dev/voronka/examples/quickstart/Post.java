package dev.voronka.examples.quickstart;

import dev.voronka.Effect;
import dev.voronka.delivery.Delivery;
import dev.voronka.delivery.EffectHandler;
import java.util.TreeMap;

/** Where a company would send letters and messages, this one counts them. */
final class Post implements EffectHandler {

    private final TreeMap<String, Integer> sent = new TreeMap<>();

    @Override
    public String code() {
        return "post";
    }

    @Override
    public boolean takes(Effect effect) {
        return true;
    }

    @Override
    public synchronized void deliver(Delivery delivery) {
        sent.merge(delivery.effectCode(), 1, Integer::sum);
    }

    /** How many effects with this code were carried out. */
    synchronized int sent(String code) {
        return sent.getOrDefault(code, 0);
    }
}
