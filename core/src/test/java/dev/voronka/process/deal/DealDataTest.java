package dev.voronka.process.deal;

import static dev.voronka.process.deal.Deals.BUDGET;
import static dev.voronka.process.deal.Deals.CHILD;
import static dev.voronka.process.deal.Deals.COST;
import static dev.voronka.process.deal.Deals.LINES;
import static dev.voronka.process.deal.Deals.NEW_YEAR_EVE;
import static dev.voronka.process.deal.Deals.PRICE;
import static dev.voronka.process.deal.Deals.STANKI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.ContactRef;
import dev.voronka.Fields;
import dev.voronka.InvalidInput;
import dev.voronka.Money;
import dev.voronka.Trigger;
import dev.voronka.process.deal.Deal.AgreeTerms;
import dev.voronka.process.deal.Deal.Assess;
import dev.voronka.process.deal.Deal.ChangeTerms;
import dev.voronka.process.deal.Deal.DescribeRequest;
import dev.voronka.process.deal.Deal.LoseToCompetitor;
import dev.voronka.process.deal.Deal.NewScope;
import dev.voronka.process.deal.Deal.ProposalAccepted;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the card of a deal works out, and how it is read from a CRM. */
class DealDataTest {

    private static final Money EURO = new Money(100, "EUR");

    @Test
    void without_a_price_a_deal_is_worth_what_the_price_list_says_and_has_neither_margin_nor_discount() {
        assertThat(STANKI.amount()).isEqualTo(Money.roubles(2_000_000));
        assertThat(STANKI.margin()).isNull();
        assertThat(STANKI.discount()).isNull();
        assertThat(STANKI.productLines(List.of()).amount()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1900000, 26.32, 5.00", "1400000, 0.00, 30.00", "1000000, -40.00, 50.00", "2500000, 44.00, 0.00"})
    void margin_and_discount_follow_from_price_cost_and_price_list(long price, String margin, String discount) {
        var priced = STANKI.offerAccepted(new ProposalAccepted(CHILD, Money.roubles(price), COST));

        assertThat(priced.margin()).isEqualByComparingTo(margin);
        assertThat(priced.discount()).isEqualByComparingTo(discount);
    }

    @Test
    void what_has_no_price_list_has_no_discount() {
        var accepted = new ProposalAccepted(CHILD, PRICE, COST);

        assertThat(STANKI.productLines(List.of()).offerAccepted(accepted).discount())
                .isNull();
        assertThat(STANKI.offerAccepted(new ProposalAccepted(CHILD, EURO, EURO)).discount())
                .isNull();
    }

    @Test
    void money_of_two_currencies_is_refused() {
        assertThatThrownBy(() -> ProductLine.of("ST-7", "Станок", 1, PRICE, EURO))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("Prices and costs of a deal are in one currency, but here are RUB and EUR; convert one of"
                        + " them first.");
        assertThatThrownBy(() -> new ProposalAccepted(CHILD, PRICE, EURO)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> new ChangeTerms(EURO, COST)).isInstanceOf(InvalidInput.class);
        var mixed = List.of(LINES.get(0), ProductLine.of("EU", "Насос", 1, EURO, EURO));
        assertThatThrownBy(() -> new DescribeRequest(List.of(), mixed)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> STANKI.productLines(mixed)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void a_line_of_nothing_is_refused() {
        assertThatThrownBy(() -> ProductLine.of("ST-7", "Станок", 0, PRICE, COST))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("The quantity of ST-7 is 0; give 1 or more, or leave the line out.");
    }

    @Test
    void a_deal_without_direction_and_company_has_none_in_its_header() {
        var bare = DealData.of("Станки", "", ContactRef.NONE, "").source("звонок");

        assertThat(bare.header().direction()).isNull();
        assertThat(bare.header().company()).isNull();
        assertThat(bare.asksManagement().direction()).isNull();
        assertThat(bare.asksManagement().facts()).isEmpty();
        assertThat(bare.source()).isEqualTo("звонок");
    }

    @Test
    void a_log_does_not_tell_who_the_client_is() {
        assertThat(STANKI).hasToString("DealData[Станки для цеха, goods, 2000000.00 RUB]");
    }

    // Из CRM

    @Test
    void a_card_dragged_on_in_the_crm_says_what_its_fields_say() {
        assertThat(reported(
                        "assess",
                        Map.of("feasible", "Да", "budgetFrom", "1 500 000", "budgetTo", "2\u00a0000\u00a0000,00")))
                .isEqualTo(new Assess(true, BUDGET));
        assertThat(reported("new-scope", Map.of("requirements", "Один станок\nЗапуск")))
                .isEqualTo(new NewScope(List.of("Один станок", "Запуск")));
        assertThat(reported("agree-terms", Map.of("expectedCloseDate", "2026-12-31")))
                .isEqualTo(new AgreeTerms(NEW_YEAR_EVE));
        assertThat(reported("agree-terms", Map.of("expectedCloseDate", "31.12.2026")))
                .isEqualTo(new AgreeTerms(NEW_YEAR_EVE));
        assertThat(reported("lose-to-competitor", Map.of("competitor", "Станкоторг", "comment", "Дешевле")))
                .isEqualTo(new LoseToCompetitor("Станкоторг", "Дешевле"));
    }

    @Test
    void fields_that_are_not_filled_say_nothing() {
        assertThat(reported("assess", Map.of())).isEqualTo(new Assess(false, null));
        assertThat(reported("new-scope", Map.of())).isEqualTo(new NewScope(List.of()));
        assertThat(reported("agree-terms", Map.of())).isEqualTo(new AgreeTerms(null));
        assertThat(reported("lose-to-competitor", Map.of())).isEqualTo(new LoseToCompetitor("", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"31 декабря", "31.13.2026", "2026-13-01"})
    void a_date_that_cannot_be_read_counts_as_none(String written) {
        assertThat(reported("agree-terms", Map.of("expectedCloseDate", written)))
                .isEqualTo(new AgreeTerms(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"много", "99999999999999999999"})
    void a_sum_that_cannot_be_read_counts_as_none(String written) {
        assertThat(reported("assess", Map.of("feasible", "нет", "budgetFrom", "1", "budgetTo", written)))
                .isEqualTo(new Assess(false, null));
    }

    private static Trigger reported(String event, Map<String, String> fields) {
        return Deal.PROCESS.rows().stream()
                .filter(r -> r.event().equals(event))
                .findFirst()
                .flatMap(r -> r.report(Fields.of(fields)))
                .orElseThrow();
    }
}
