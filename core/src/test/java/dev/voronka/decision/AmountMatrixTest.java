package dev.voronka.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Money;
import dev.voronka.Role;
import dev.voronka.approval.ApprovalLine;
import dev.voronka.approval.ApprovalStep;
import dev.voronka.decision.AmountMatrix.Level;
import dev.voronka.decision.AmountMatrix.Matrix;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who must approve, by amount, discount and margin. */
class AmountMatrixTest {

    private final AmountMatrix standard = AmountMatrix.standard();

    @ParameterizedTest
    @CsvSource({"0, ''", "1, HEAD", "100000, HEAD", "100001, HEAD CFO", "1000000, HEAD CFO", "1000001, HEAD CFO CEO"})
    void a_purchase_goes_higher_level_by_level(long roubles, String expected) {
        assertThat(told(steps("purchase-request", null, Money.roubles(roubles))))
                .isEqualTo(expected);
    }

    @Test
    void a_purchase_of_unknown_amount_calls_no_level() {
        assertThat(steps("purchase-request", null, null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "3000000, LEGAL+FINANCE+SECURITY+HEAD",
        "3000001, LEGAL+FINANCE+SECURITY+HEAD CFO",
        "10000001, LEGAL+FINANCE+SECURITY+HEAD CFO CEO"
    })
    void a_contract_is_always_read_by_four_side_by_side_and_a_large_one_goes_higher(long roubles, String expected) {
        assertThat(told(steps("contract", null, Money.roubles(roubles)))).isEqualTo(expected);
    }

    @Test
    void each_reader_of_a_contract_looks_at_what_he_knows() {
        var lines = steps("contract", null, null).get(0).lines();

        assertThat(lines)
                .containsExactly(
                        line(Role.LEGAL, "subject", "rights", "liability"),
                        line(Role.FINANCE, "price", "dates"),
                        line(Role.SECURITY, "parties"),
                        line(Role.HEAD));
    }

    @ParameterizedTest
    @CsvSource({
        "it, 3000000, 10, 15, ''",
        "it, 3000001, 10, 15, DIRECTOR",
        "it, 1, 10.01, 15, DIRECTOR",
        "it, 1, 10, 14.99, DIRECTOR",
        "it, 3000001, 50, 1, DIRECTOR",
        "services, 1, 15, 25, ''",
        "services, 1, 15.01, 25, DIRECTOR",
        "services, 1, 15, 24.99, DIRECTOR"
    })
    void a_deal_goes_to_the_director_once_when_amount_discount_or_margin_pass_their_limit(
            String direction, long roubles, BigDecimal discount, BigDecimal margin, String expected) {
        var required = standard.answer(ApprovalPolicy.Asked.of(
                "deal", direction, Money.roubles(roubles), Map.of("discount", discount, "margin", margin)));

        assertThat(told(required.steps())).isEqualTo(expected);
    }

    @Test
    void a_figure_that_is_not_known_passes_no_limit() {
        assertThat(steps("deal", "it", Money.roubles(1))).isEmpty();
    }

    @Test
    void a_proposal_goes_to_the_head_and_a_large_or_thin_one_to_the_director() {
        assertThat(told(steps("proposal", null, Money.roubles(3_000_000)))).isEqualTo("HEAD");
        assertThat(told(steps("proposal", null, Money.roubles(3_000_001)))).isEqualTo("HEAD DIRECTOR");
        var thin = ApprovalPolicy.Asked.of("proposal", null, null, Map.of("margin", new BigDecimal("14")));
        assertThat(told(standard.answer(thin).steps())).isEqualTo("HEAD DIRECTOR");
    }

    @Test
    void a_corrective_action_goes_to_the_head() {
        assertThat(told(steps("corrective-action", null, null))).isEqualTo("HEAD");
    }

    @Test
    void a_process_that_is_not_named_needs_nobody() {
        assertThat(steps("meeting", null, Money.roubles(1_000_000_000))).isEmpty();
        assertThat(AmountMatrix.empty()
                        .answer(ApprovalPolicy.Asked.of("contract", null, null, Map.of()))
                        .steps())
                .isEmpty();
    }

    @Test
    void a_line_says_why_it_is_there() {
        var required = standard.answer(
                ApprovalPolicy.Asked.of("proposal", null, Money.roubles(3_000_001), Map.of("margin", BigDecimal.ONE)));
        var byLimit =
                standard.answer(ApprovalPolicy.Asked.of("deal", null, null, Map.of("discount", new BigDecimal("11"))));

        assertThat(required.steps().stream().flatMap(s -> s.lines().stream()))
                .extracting(ApprovalLine::why)
                .containsExactly("always", "level");
        assertThat(byLimit.steps().get(0).lines()).extracting(ApprovalLine::why).containsExactly("limit");
    }

    @Test
    void who_is_always_asked_is_not_asked_again_for_the_amount() {
        var matrix = AmountMatrix.empty()
                .with(
                        "deal",
                        new Matrix(
                                List.of(Role.CFO),
                                List.of(new Level(Money.roubles(0), Role.CFO), new Level(Money.roubles(0), Role.CEO)),
                                List.of(AmountMatrix.limit("discount", true, "5", Role.CEO)),
                                Map.of()));

        var required = matrix.answer(
                ApprovalPolicy.Asked.of("deal", null, Money.roubles(1), Map.of("discount", BigDecimal.TEN)));

        assertThat(told(required.steps())).isEqualTo("CFO CEO");
    }

    @Test
    void another_matrix_of_the_same_process_takes_its_place_and_the_old_one_stays_as_it_was() {
        var other = standard.with("deal", new Matrix(List.of(Role.CEO), List.of(), List.of(), Map.of()));

        assertThat(told(other.answer(ApprovalPolicy.Asked.of("deal", "it", null, Map.of()))
                        .steps()))
                .isEqualTo("CEO");
        assertThat(steps("deal", "it", null)).isEmpty();
    }

    @Test
    void an_amount_in_another_currency_goes_up_all_levels() {
        var dollars = new Money(500, "USD");

        assertThat(steps("purchase-request", null, dollars))
                .isEqualTo(steps("purchase-request", null, Money.roubles(2_000_000)));
    }

    @Test
    void what_is_handed_in_is_copied_to_the_last_section() {
        var sections = new HashMap<Role, Set<String>>(Map.of(Role.HEAD, new HashSet<>(Set.of("price"))));
        var always = new ArrayList<>(List.of(Role.HEAD));
        var matrix = AmountMatrix.empty().with("deal", new Matrix(always, List.of(), List.of(), sections));

        always.clear();
        sections.get(Role.HEAD).add("dates");

        assertThat(matrix.answer(ApprovalPolicy.Asked.of("deal", null, null, Map.of()))
                        .steps())
                .containsExactly(ApprovalStep.all(line(Role.HEAD, "price")));
    }

    private List<ApprovalStep> steps(String process, @Nullable String direction, @Nullable Money amount) {
        return standard.answer(ApprovalPolicy.Asked.of(process, direction, amount, Map.of()))
                .steps();
    }

    private static ApprovalLine line(Role role, String... sections) {
        return new ApprovalLine(role, null, "always", new TreeSet<>(Set.of(sections)), null);
    }

    /** Steps after a space, lines of a step after a plus. */
    private static String told(List<ApprovalStep> steps) {
        return String.join(
                " ",
                steps.stream()
                        .map(s -> String.join(
                                "+",
                                s.lines().stream().map(l -> l.role().code()).toList()))
                        .toList());
    }
}
