package dev.voronka.decision;

import dev.voronka.Money;
import dev.voronka.Role;
import dev.voronka.approval.ApprovalLine;
import dev.voronka.approval.ApprovalStep;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who must approve, by amount: the plain default of {@link ApprovalPolicy}. Immutable, thread-safe.
 *
 * <p>What a process needs is found under {@code process@direction}, else under {@code process}; a process that is not
 * named needs nobody.
 */
public final class AmountMatrix implements ApprovalPolicy {

    /**
     * What one process needs. Those who are always asked go first, side by side; then the levels of the amount, one
     * after another; then whom a passed limit calls in.
     *
     * @param always who is asked whatever the amount
     * @param levels who is asked from what amount on, in roubles; each level that the amount exceeds is one step
     * @param limits figures that call somebody in
     * @param sections what a role looks at, by role; a role that is not named looks at everything
     */
    public record Matrix(List<Role> always, List<Level> levels, List<Limit> limits, Map<Role, Set<String>> sections) {
        /** Keeps unmodifiable copies. */
        public Matrix {
            always = List.copyOf(always);
            levels = List.copyOf(levels);
            limits = List.copyOf(limits);
            sections = sections.entrySet().stream()
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> Set.copyOf(e.getValue())));
        }
    }

    /**
     * A level.
     *
     * @param above amounts above this one need it
     * @param role who approves
     */
    public record Level(Money above, Role role) {}

    /**
     * A limit of a figure.
     *
     * @param fact the name of the figure
     * @param above whether the limit is passed upwards; else downwards
     * @param value the figure that is still allowed
     * @param role who approves once it is passed
     */
    public record Limit(String fact, boolean above, BigDecimal value, Role role) {
        boolean isPassedBy(BigDecimal figure) {
            return above ? figure.compareTo(value) > 0 : figure.compareTo(value) < 0;
        }
    }

    /** From what amount a purchase goes to the financial director. Source: processes.md, 5. */
    public static final Money CFO_ABOVE = Money.roubles(100_000);

    /** From what amount a purchase goes to the general director. Source: processes.md, 5. */
    public static final Money CEO_ABOVE = Money.roubles(1_000_000);

    private static final Money NOTHING = Money.roubles(0);
    /** From what amount a contract, deal or proposal goes higher. Source: proposals, to be set by each company. */
    private static final Money LARGE = Money.roubles(3_000_000);

    private static final Money VERY_LARGE = Money.roubles(10_000_000);

    private final Map<String, Matrix> matrices;

    private AmountMatrix(Map<String, Matrix> matrices) {
        this.matrices = Map.copyOf(matrices);
    }

    /** Nobody needs to approve anything. */
    public static AmountMatrix empty() {
        return new AmountMatrix(Map.of());
    }

    /** The proposals of processes.md: purchases by amount, contracts, deals by discount, margin and amount, proposals. */
    public static AmountMatrix standard() {
        return empty().with(
                        "purchase-request",
                        new Matrix(
                                List.of(),
                                List.of(
                                        new Level(NOTHING, Role.HEAD),
                                        new Level(CFO_ABOVE, Role.CFO),
                                        new Level(CEO_ABOVE, Role.CEO)),
                                List.of(),
                                Map.of()))
                .with(
                        "contract",
                        new Matrix(
                                List.of(Role.LEGAL, Role.FINANCE, Role.SECURITY, Role.HEAD),
                                List.of(new Level(LARGE, Role.CFO), new Level(VERY_LARGE, Role.CEO)),
                                List.of(),
                                Map.of(
                                        Role.LEGAL, Set.of("subject", "rights", "liability"),
                                        Role.FINANCE, Set.of("price", "dates"),
                                        Role.SECURITY, Set.of("parties"))))
                .with("deal", dealLimits("10", "15", LARGE))
                .with("deal@services", dealLimits("15", "25", LARGE))
                .with(
                        "proposal",
                        new Matrix(
                                List.of(Role.HEAD),
                                List.of(new Level(LARGE, Role.DIRECTOR)),
                                List.of(limit("margin", false, "15", Role.DIRECTOR)),
                                Map.of()))
                .with("corrective-action", new Matrix(List.of(Role.HEAD), List.of(), List.of(), Map.of()));
    }

    private static Matrix dealLimits(String discount, String margin, Money amount) {
        return new Matrix(
                List.of(),
                List.of(new Level(amount, Role.DIRECTOR)),
                List.of(
                        limit("discount", true, discount, Role.DIRECTOR),
                        limit("margin", false, margin, Role.DIRECTOR)),
                Map.of());
    }

    /** A limit of a figure, in the figure's own unit. */
    public static Limit limit(String fact, boolean above, String value, Role role) {
        return new Limit(fact, above, new BigDecimal(value), role);
    }

    /** The same, but this process, or {@code process@direction}, needs this. */
    public AmountMatrix with(String process, Matrix matrix) {
        var all = new LinkedHashMap<>(matrices);
        all.put(process, matrix);
        return new AmountMatrix(all);
    }

    /** Who must approve. An amount that is not in the currency of the levels goes up all of them. */
    @Override
    public Required answer(Asked asked) {
        var own = matrices.get(asked.process() + "@" + asked.direction());
        var matrix = own == null ? matrices.get(asked.process()) : own;
        if (matrix == null) {
            return new Required(List.of());
        }
        var steps = new ArrayList<ApprovalStep>();
        if (!matrix.always().isEmpty()) {
            steps.add(new ApprovalStep(
                    matrix.always().stream().map(r -> line(matrix, r, "always")).toList(), 0));
        }
        var called = new LinkedHashSet<>(matrix.always());
        var amount = asked.amount();
        for (var level : matrix.levels()) {
            if (amount != null && exceeds(amount, level.above()) && called.add(level.role())) {
                steps.add(ApprovalStep.all(line(matrix, level.role(), "level")));
            }
        }
        for (var limit : matrix.limits()) {
            var figure = asked.facts().get(limit.fact());
            if (figure != null && limit.isPassedBy(figure) && called.add(limit.role())) {
                steps.add(ApprovalStep.all(line(matrix, limit.role(), "limit")));
            }
        }
        return new Required(steps);
    }

    /** An amount in another currency cannot be compared, so it goes up all levels: better one look too many. */
    private static boolean exceeds(Money amount, Money level) {
        return !amount.currency().equals(level.currency()) || amount.compareTo(level) > 0;
    }

    private static ApprovalLine line(Matrix matrix, Role role, String why) {
        return new ApprovalLine(role, null, why, new TreeSet<>(matrix.sections().getOrDefault(role, Set.of())), null);
    }
}
