package dev.voronka.bitrix.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * One page of 50 items.
 *
 * @param total null with {@code start=-1}
 * @param next null at the end, and with {@code start=-1}
 */
record ItemPage(List<Item> items, Long total, Long next) {
    static final int SIZE = 50;

    /** Items in the order of their id unless another order is asked for; only the page itself is walked where that is enough. */
    static ItemPage of(Kind kind, Filter filter, Map<String, String> order, Map<String, Field> fields, long start) {
        NavigableMap<Long, Item> range = kind.items;
        if (filter.lowestId() != Long.MIN_VALUE || filter.highestId() != Long.MAX_VALUE) {
            range = filter.lowestId() > filter.highestId()
                    ? kind.items.headMap(Long.MIN_VALUE, false)
                    : kind.items.subMap(filter.lowestId(), true, filter.highestId(), true);
        }
        boolean byId = order.isEmpty() || order.keySet().iterator().next().equals("id");
        if (byId && "DESC".equals(order.get("id"))) {
            range = range.descendingMap();
        }
        long from = Math.max(0, start);
        List<Item> page = new ArrayList<>(SIZE);
        if (byId && start < 0) {
            for (Item item : range.values()) {
                if (filter.test(item.values)) {
                    page.add(item);
                    if (page.size() == SIZE) {
                        break;
                    }
                }
            }
            return new ItemPage(page, null, null);
        }
        List<Item> all = byId && filter.isOnlyBounds() ? null : found(range, filter);
        if (!byId) {
            all.sort(comparator(order, fields));
        }
        long total = all == null ? range.size() : all.size();
        Iterable<Item> source = all == null ? range.values() : all;
        long at = 0;
        for (Item item : source) {
            if (at++ >= from) {
                page.add(item);
                if (page.size() == SIZE) {
                    break;
                }
            }
        }
        return start < 0
                ? new ItemPage(page, null, null)
                : new ItemPage(page, total, from + SIZE < total ? Long.valueOf(from + SIZE) : null);
    }

    private static List<Item> found(NavigableMap<Long, Item> range, Filter filter) {
        List<Item> found = new ArrayList<>();
        for (Item item : range.values()) {
            if (filter.test(item.values)) {
                found.add(item);
            }
        }
        return found;
    }

    private static Comparator<Item> comparator(Map<String, String> order, Map<String, Field> fields) {
        Comparator<Item> comparator = null;
        for (Map.Entry<String, String> each : order.entrySet()) {
            String name = fields.get(each.getKey()).name();
            Comparator<Item> next = Comparator.comparing(item -> item.get(name), ItemPage::compare);
            if (each.getValue().equals("DESC")) {
                next = next.reversed();
            }
            comparator = comparator == null ? next : comparator.thenComparing(next);
        }
        return comparator.thenComparing(item -> item.id);
    }

    /** Empty values come first. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static int compare(Object left, Object right) {
        if (left == null || right == null) {
            return Boolean.compare(left != null, right != null);
        }
        if (left instanceof Number a && right instanceof Number b) {
            return Double.compare(a.doubleValue(), b.doubleValue());
        }
        if (left instanceof Comparable a && left.getClass() == right.getClass()) {
            return a.compareTo(right);
        }
        return left.toString().compareTo(right.toString());
    }
}
