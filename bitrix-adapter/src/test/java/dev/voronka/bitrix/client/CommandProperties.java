package dev.voronka.bitrix.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** What is written into a batch arrives as it was meant. */
class CommandProperties {

    @Property(tries = 500)
    void nested_parameters_survive_the_way_through_a_batch(@ForAll("params") Map<String, Object> params) {
        var call = Call.of("crm.item.list", params);
        var fit = Commands.unfit(call).isEmpty();
        Statistics.label("goes into a batch")
                .collect(fit)
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 30));
        if (!fit) {
            return;
        }

        var command = Commands.written(call);

        assertThat(Phpish.method(command)).isEqualTo("crm.item.list");
        var wanted = Phpish.asPhpSees(call.params());
        // An empty list or map at the top stands for nothing, and is left out.
        var kept = Json.MAPPER.createObjectNode();
        wanted.properties().stream()
                .filter(entry ->
                        !(entry.getValue().isContainer() && entry.getValue().isEmpty()))
                .forEach(entry -> kept.set(entry.getKey(), entry.getValue()));
        assertThat(Phpish.query(command)).isEqualTo(kept);
    }

    @Provide
    Arbitrary<Map<String, Object>> params() {
        var top = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("_0Я")
                .ofMinLength(1)
                .ofMaxLength(6);
        return Arbitraries.maps(top, value(3)).ofMaxSize(5);
    }

    private Arbitrary<Object> value(int levels) {
        var texts = Arbitraries.oneOf(
                Arbitraries.strings().withChars("aZ &=?#%+[]$\"'\\/ёЖ€\n.").ofMaxLength(12),
                Arbitraries.of("$result[a][B]", "C$result[cat][id]:NEW", "$result", "100%", "a+b", "😀", ""));
        var plain = Arbitraries.oneOf(
                texts.map(Object.class::cast),
                Arbitraries.longs().map(Object.class::cast),
                Arbitraries.bigDecimals()
                        .between(new BigDecimal("-1E6"), new BigDecimal("1E12"))
                        .map(Object.class::cast),
                Arbitraries.of(true, false).map(Object.class::cast),
                Arbitraries.just(new HashMap<String, Object>()).map(Object.class::cast));
        if (levels == 0) {
            return plain;
        }
        var keys = Arbitraries.strings().withChars("aZ_>=<@!%& я.").ofMaxLength(5);
        return Arbitraries.oneOf(
                plain,
                plain,
                value(levels - 1).list().ofMinSize(1).ofMaxSize(3).map(Object.class::cast),
                Arbitraries.maps(keys, value(levels - 1))
                        .ofMinSize(1)
                        .ofMaxSize(3)
                        .map(Object.class::cast));
    }
}
