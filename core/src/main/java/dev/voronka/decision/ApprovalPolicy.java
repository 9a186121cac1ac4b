package dev.voronka.decision;

import dev.voronka.Money;
import dev.voronka.Port;
import dev.voronka.approval.ApprovalStep;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The port that knows who must approve. The plain default is {@link AmountMatrix}; rules may stand here instead. Facts
 * carry no name, phone or e-mail.
 */
public interface ApprovalPolicy extends Port<ApprovalPolicy.Asked, ApprovalPolicy.Required> {

    /**
     * Who must approve this?
     *
     * @param process the code of the process
     * @param direction the line of business; null if there is none
     * @param amount what it is about; null if that is not known
     * @param facts figures by name, such as {@code discount} and {@code margin} in per cent
     */
    record Asked(
            String process,
            @Nullable String direction,
            @Nullable Money amount,
            SortedMap<String, BigDecimal> facts) {
        /** Keeps an unmodifiable copy. */
        public Asked {
            facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        }

        /** A question with figures. */
        public static Asked of(
                String process, @Nullable String direction, @Nullable Money amount, Map<String, BigDecimal> facts) {
            return new Asked(process, direction, amount, new TreeMap<>(facts));
        }
    }

    /**
     * Who must.
     *
     * @param steps one after another; empty if nobody needs to approve
     * @param rules how rules came to it; null if none were asked
     */
    record Required(List<ApprovalStep> steps, @Nullable Ruling rules) implements Ruled {
        /** Keeps an unmodifiable copy. */
        public Required {
            steps = List.copyOf(steps);
        }

        /** These steps, without rules. */
        public Required(List<ApprovalStep> steps) {
            this(steps, null);
        }

        /** The same, as rules came to it. */
        public Required ruled(Ruling how) {
            return new Required(steps, how);
        }

        @Override
        public Optional<Ruling> ruling() {
            return Optional.ofNullable(rules);
        }

        @Override
        public Required withoutRuling() {
            return rules == null ? this : new Required(steps);
        }
    }
}
