package dev.voronka.rules;

import dev.voronka.Money;
import dev.voronka.Role;
import dev.voronka.approval.ApprovalLine;
import dev.voronka.approval.ApprovalStep;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.decision.Ruling;
import dev.voronka.decision.Ruling.Fired;
import dev.voronka.rules.drools.Said;
import dev.voronka.rules.fact.Request;
import dev.voronka.rules.gate.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who must approve by the rules: all that hold ask. Rules of one salience ask side by side, those of a lower one after
 * them; a role is asked once. The sections that a role looks at are those of the plain policy.
 */
final class ApprovalRules implements ApprovalPolicy {

    /** The code of the reason: its text is {@code approval.rule}. */
    static final String WHY = "rule";

    /**
     * An amount that is not in roubles cannot be compared, so that it passes every limit: better one look too many, as in
     * {@link dev.voronka.decision.AmountMatrix}.
     */
    static final BigDecimal INCOMPARABLE = new BigDecimal("1000000000000");

    private final BookDecisions book;

    ApprovalRules(BookDecisions book) {
        this.book = book;
    }

    @Override
    public Required answer(Asked asked) {
        var said = book.said(Kind.APPROVE, facts(asked));
        var sections = sections(asked);
        Map<Integer, List<ApprovalLine>> bySalience = new LinkedHashMap<>();
        var fired = new ArrayList<Fired>();
        var roles = new LinkedHashSet<String>();
        for (var one : said) {
            fired.add(new Fired(one.rule(), one.who() + ": " + one.text(), 0, ""));
            if (roles.add(one.who())) {
                bySalience
                        .computeIfAbsent(one.salience(), s -> new ArrayList<>())
                        .add(line(one, sections));
            }
        }
        var steps = bySalience.values().stream()
                .map(lines -> new ApprovalStep(lines, 0))
                .toList();
        return new Required(steps).ruled(new Ruling(Ruling.APPROVE, book.book().version(), asked, fired));
    }

    static List<Record> facts(Asked asked) {
        return List.of(new Request(
                asked.process(),
                asked.direction() == null ? "" : asked.direction(),
                roubles(asked.amount()),
                asked.facts()));
    }

    private static ApprovalLine line(Said said, Map<String, SortedSet<String>> sections) {
        return new ApprovalLine(
                new Role(said.who()), null, WHY, sections.getOrDefault(said.who(), new TreeSet<>()), null);
    }

    private Map<String, SortedSet<String>> sections(Asked asked) {
        Map<String, SortedSet<String>> sections = new LinkedHashMap<>();
        book.judging().approvals().answer(asked).steps().stream()
                .flatMap(step -> step.lines().stream())
                .forEach(line -> sections.put(line.role().code(), line.sections()));
        return sections;
    }

    private static BigDecimal roubles(@Nullable Money amount) {
        return amount == null ? BigDecimal.ZERO : amount.currency().equals("RUB") ? amount.amount() : INCOMPARABLE;
    }
}
