package dev.voronka.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A collection is a list of its elements. A set has no order of its own, so its elements are written sorted by their own
 * JSON.
 *
 * @param element what it holds
 * @param ordered whether the order of the elements belongs to the value
 * @param made the collection from its elements
 */
record ManyShape(Shape element, boolean ordered, Function<List<@Nullable Object>, Object> made) implements Shape {

    @Override
    public void write(Object value, JsonOut out) {
        var elements = (Collection<?>) value;
        out.begin('[');
        if (ordered) {
            inOrder(elements, out);
        } else {
            sorted(elements, out);
        }
        out.end(']');
    }

    private void inOrder(Collection<?> elements, JsonOut out) {
        var i = 0;
        for (var element : elements) {
            if (i > 0) {
                out.raw(",");
            }
            element(element, i++, out);
        }
    }

    private void sorted(Collection<?> elements, JsonOut out) {
        var all = new ArrayList<String>(elements.size());
        var start = out.text.length();
        for (var element : elements) {
            element(element, all.size(), out);
            all.add(out.text.substring(start));
            out.text.setLength(start);
        }
        Collections.sort(all);
        out.raw(String.join(",", all));
    }

    private void element(@Nullable Object value, int index, JsonOut out) {
        try {
            if (value == null) {
                out.raw("null");
            } else {
                element.write(value, out);
            }
        } catch (Misfit misfit) {
            throw misfit.at(index);
        }
    }

    @Override
    public Object read(Object json, Reading how) {
        if (!(json instanceof List<?> list)) {
            throw Misfit.expected("a list", json);
        }
        var values = new ArrayList<@Nullable Object>(list.size());
        for (var value : list) {
            try {
                values.add(value == null ? null : element.read(value, how));
            } catch (Misfit misfit) {
                throw misfit.at(values.size());
            }
        }
        try {
            return made.apply(values);
        } catch (ClassCastException | NullPointerException | IllegalArgumentException unfit) {
            throw new Misfit(null, "is a list with elements that cannot stand in it", unfit);
        }
    }
}
