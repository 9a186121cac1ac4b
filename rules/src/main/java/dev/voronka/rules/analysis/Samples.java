package dev.voronka.rules.analysis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A few values out of a set, those first that people would name. */
final class Samples {

    private static final int MOST = 4;
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private static final Map<String, List<String>> USUAL = Map.of(
            "region", List.of("Москва", "Казань", "Тверь", "Пермь"),
            "source", List.of("site", "call", "fair", "ad"),
            "process", List.of("deal", "proposal", "contract", "meeting"));
    private static final List<String> OTHERS = List.of("другое", "иное", "прочее", "ещё одно");

    private Samples() {}

    /** At least one value; null stands for none. */
    static List<@Nullable Object> of(Place place, Values values, List<String> hints) {
        var some = new LinkedHashSet<@Nullable Object>();
        if (values.present() instanceof Numbers n) {
            n.parts().stream().limit(MOST).forEach(p -> some.add(nice(p.named(), n.whole())));
            n.parts().stream().limit(MOST).forEach(p -> some.addAll(ends(p.named())));
        } else {
            var t = (Tokens) values.present();
            hints.stream().filter(t::has).forEach(some::add);
            if (t.listed()) {
                some.addAll(t.these());
            } else {
                USUAL.getOrDefault(place.field(), OTHERS).stream()
                        .filter(t::has)
                        .forEach(some::add);
                OTHERS.stream().filter(t::has).forEach(some::add);
                for (var i = 1; some.isEmpty(); i++) {
                    var made = OTHERS.get(0) + " " + i;
                    if (t.has(made)) {
                        some.add(made);
                    }
                }
            }
        }
        var few = new ArrayList<@Nullable Object>(some.stream().limit(MOST).toList());
        if (values.absent()) {
            few.add(null);
        }
        return few;
    }

    /** A round number in the middle, or near the end that there is. */
    static BigDecimal nice(Interval of, boolean whole) {
        var low = of.low();
        var high = of.high();
        if (low == null || high == null) {
            if (of.has(BigDecimal.ZERO) && low == null && high == null) {
                return BigDecimal.ZERO;
            }
            var end = low != null ? low : high == null ? BigDecimal.ZERO : high;
            if (of.has(end)) {
                return end;
            }
            return low != null ? end.add(BigDecimal.ONE) : end.subtract(BigDecimal.ONE);
        }
        var middle = low.add(high).multiply(HALF);
        for (var digits = 1; digits <= 12; digits++) {
            var round = middle.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (of.has(round) && (!whole || round.stripTrailingZeros().scale() <= 0)) {
                return round;
            }
        }
        return of.lowIn() ? low : of.highIn() ? high : middle;
    }

    private static List<BigDecimal> ends(Interval of) {
        var ends = new ArrayList<BigDecimal>();
        if (of.low() != null && of.lowIn()) {
            ends.add(of.low());
        }
        if (of.high() != null && of.highIn()) {
            ends.add(of.high());
        }
        return ends;
    }
}
