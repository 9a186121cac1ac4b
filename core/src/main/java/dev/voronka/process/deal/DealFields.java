package dev.voronka.process.deal;

import dev.voronka.Fields;
import dev.voronka.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a person has filled in in the CRM; what cannot be read counts as not filled, and the guards say so. */
final class DealFields {

    private static final DateTimeFormatter RUSSIAN = DateTimeFormatter.ofPattern("dd.MM.yyyy");
    private static final Set<String> YES = Set.of("да", "yes", "y", "true", "1");

    private DealFields() {}

    static Deal.Assess assess(Fields fields) {
        var feasible = fields.text("feasible")
                .map(t -> YES.contains(t.toLowerCase(Locale.ROOT)))
                .orElse(false);
        var from = roubles(fields, "budgetFrom");
        var to = roubles(fields, "budgetTo");
        return new Deal.Assess(feasible, from == null || to == null ? null : new Budget(from, to));
    }

    static @Nullable LocalDate date(Fields fields, String code) {
        var text = fields.text(code).orElse("");
        try {
            return text.indexOf('.') < 0 ? LocalDate.parse(text) : LocalDate.parse(text, RUSSIAN);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private static @Nullable Money roubles(Fields fields, String code) {
        var text = fields.text(code).orElse("").replaceAll("[\\s\\u00a0]", "").replace(',', '.');
        try {
            return new Money(
                    new BigDecimal(text)
                            .movePointRight(2)
                            .setScale(0, RoundingMode.HALF_UP)
                            .longValueExact(),
                    "RUB");
        } catch (ArithmeticException | NumberFormatException unreadable) {
            return null;
        }
    }
}
