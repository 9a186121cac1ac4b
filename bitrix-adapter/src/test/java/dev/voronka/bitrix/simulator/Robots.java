package dev.voronka.bitrix.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Automation rules: when an item enters a stage, something is changed a while later, if it is still there. */
public final class Robots {
    private record Rule(int entityTypeId, String stage, Duration delay, Map<String, Object> change) {}

    private final Portal portal;
    private final ReentrantLock lock;
    private final List<Rule> rules = new ArrayList<>();

    Robots(Portal portal, ReentrantLock lock) {
        this.portal = portal;
        this.lock = lock;
    }

    /**
     * A rule.
     *
     * @param type {@code deal}, {@code lead} or the number of a smart process
     * @param change values by camelCase or original names, for example {@code stageId}
     */
    public void onEnter(String type, String stage, Duration delay, Map<String, ?> change) {
        lock.lock();
        try {
            rules.add(new Rule(portal.kindOf(type).entityTypeId, stage, delay, Values.map(change)));
        } finally {
            lock.unlock();
        }
    }

    /** Takes all rules away. */
    public void none() {
        lock.lock();
        try {
            rules.clear();
        } finally {
            lock.unlock();
        }
    }

    void entered(Kind kind, Item item) {
        for (Rule rule : List.copyOf(rules)) {
            if (rule.entityTypeId() == kind.entityTypeId && rule.stage().equals(item.stage())) {
                portal.clock().after(rule.delay(), () -> act(rule, kind, item.id));
            }
        }
        if (!rules.isEmpty()) {
            portal.clock().doDue();
        }
    }

    private void act(Rule rule, Kind kind, long id) {
        Item item = kind.items.get(id);
        if (item != null && rule.stage().equals(item.stage())) {
            portal.items.change(kind, item, portal.form.read(kind, rule.change(), true), Author.robot());
        }
    }
}
