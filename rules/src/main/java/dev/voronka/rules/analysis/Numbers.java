package dev.voronka.rules.analysis;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of numbers.
 *
 * @param whole whether it consists of whole numbers only; then all ends belong to their parts
 * @param parts apart from each other, in order
 */
record Numbers(boolean whole, List<Interval> parts) implements Span {

    Numbers {
        parts = List.copyOf(parts);
    }

    static Numbers of(boolean whole, List<Interval> any) {
        var sorted = any.stream()
                .map(i -> whole ? i.whole() : i)
                .filter(i -> !i.isEmpty())
                .sorted(Interval::lowOrder)
                .toList();
        var merged = new ArrayList<Interval>();
        for (var next : sorted) {
            var last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && last.reaches(next, whole)) {
                var end = last.highOrder(next) >= 0 ? last : next;
                merged.set(merged.size() - 1, new Interval(last.low(), last.lowIn(), end.high(), end.highIn()));
            } else {
                merged.add(next);
            }
        }
        return new Numbers(whole, merged);
    }

    static Numbers of(boolean whole, Interval one) {
        return of(whole, List.of(one));
    }

    @Override
    public Numbers and(Span other) {
        var both = new ArrayList<Interval>();
        for (var mine : parts) {
            for (var its : ((Numbers) other).parts) {
                both.add(mine.and(its));
            }
        }
        return of(whole || ((Numbers) other).whole, both);
    }

    @Override
    public Numbers or(Span other) {
        var all = new ArrayList<>(parts);
        all.addAll(((Numbers) other).parts);
        return of(whole && ((Numbers) other).whole, all);
    }

    @Override
    public Numbers not() {
        var outside = new ArrayList<Interval>();
        @Nullable BigDecimal from = null;
        var fromIn = false;
        var open = true;
        for (var part : parts) {
            if (part.low() != null) {
                outside.add(new Interval(from, fromIn, part.low(), !part.lowIn()));
            }
            from = part.high();
            fromIn = !part.highIn();
            open = from != null;
        }
        if (open) {
            outside.add(new Interval(from, fromIn, null, false));
        }
        return of(whole, outside);
    }

    @Override
    public boolean isEmpty() {
        return parts.isEmpty();
    }

    @Override
    public boolean covers(Span other) {
        for (var its : ((Numbers) other).parts) {
            if (!covers(its)) {
                return false;
            }
        }
        return true;
    }

    private boolean covers(Interval its) {
        for (var mine : parts) {
            if (mine.covers(its)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean meets(Span other) {
        for (var mine : parts) {
            for (var its : ((Numbers) other).parts) {
                if (mine.meets(its)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public boolean has(Object value) {
        var number = value instanceof BigDecimal d ? d : new BigDecimal(value.toString());
        return (!whole || number.stripTrailingZeros().scale() <= 0)
                && parts.stream().anyMatch(p -> p.has(number));
    }
}
