package dev.voronka.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.CardId;
import dev.voronka.Code;
import dev.voronka.CommonTrigger.Fail;
import dev.voronka.CommonTrigger.Reopen;
import dev.voronka.FailGroup;
import dev.voronka.Header;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.Texts;
import dev.voronka.WorkingTime;
import dev.voronka.calendar.Calendars;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.lookup.Budgets;
import dev.voronka.lookup.CompanyDeals;
import dev.voronka.lookup.DoNotCall;
import dev.voronka.lookup.Metrics;
import dev.voronka.people.Directory;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.store.InMemoryCardStore;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What voronka answers itself about its own cards: who must not be called, what deals there are, what has failed. */
class OwnAnswersTest {

    enum Stage implements dev.voronka.Stage {
        OPEN,
        SUCCESS,
        LOST_PRICE,
        DO_NOT_CALL,
        OPT_OUT
    }

    sealed interface Trigger extends dev.voronka.Trigger {}

    @Code("win")
    record Win() implements Trigger {}

    record Data(@Nullable String company, Set<String> reach) {}

    private static final Actor HEAD = Actor.employee("e2", Role.HEAD);
    private static final SalesProcess<Trigger, Data> DEAL = process("deal");
    private static final SalesProcess<Trigger, Data> LEAD = process("cold-lead");
    private static final Instant NOON = Bed.MONDAY_TEN.plusHours(2).toInstant();

    private final InMemoryCardStore store = new InMemoryCardStore();
    private final MovableClock clock = new MovableClock(Bed.MONDAY_TEN);
    private final Voronka voronka = Voronka.builder().store(store).clock(clock).build();
    private final Funnel<Trigger, Data> deals = voronka.funnel(DEAL);
    private final Funnel<Trigger, Data> leads = voronka.funnel(LEAD);
    private final Map<Class<?>, ?> own = new OwnAnswers(store, Directory.of(), Calendars.russian(), null).all();

    // Who must not be called

    @Test
    void who_asked_not_to_be_called_is_not_called_by_phone_mail_or_company() {
        failed(leads, Stage.DO_NOT_CALL, "romashka", "+79161234567", "a@b.ru");

        assertThat(isForbidden(Set.of("+79161234567"), null)).isTrue();
        assertThat(isForbidden(Set.of("x@y.ru", "a@b.ru"), "liliya")).isTrue();
        assertThat(isForbidden(Set.of(), "romashka")).isTrue();
        assertThat(isForbidden(Set.of("x@y.ru"), "liliya")).isFalse();
    }

    @Test
    void who_opted_out_in_any_process_is_not_called() {
        failed(deals, Stage.OPT_OUT, "romashka", "a@b.ru");

        assertThat(isForbidden(Set.of("a@b.ru"), null)).isTrue();
    }

    @Test
    void who_only_did_not_buy_may_be_called() {
        failed(leads, Stage.LOST_PRICE, "romashka", "a@b.ru");
        leads.open(new Data("romashka", Set.of("a@b.ru")), HEAD);

        assertThat(isForbidden(Set.of("a@b.ru"), "romashka")).isFalse();
    }

    @Test
    void nobody_unknown_is_forbidden() {
        failed(leads, Stage.DO_NOT_CALL, "", "a@b.ru");
        failed(leads, Stage.DO_NOT_CALL, null);

        assertThat(isForbidden(Set.of(), null)).isFalse();
        assertThat(isForbidden(Set.of(), " ")).isFalse();
        assertThat(isForbidden(Set.of(), "")).isFalse();
    }

    // Deals of a company

    @Test
    void deals_of_a_company_are_open_or_won_oldest_first() {
        var first = won("romashka");
        clock.advance(Duration.ofHours(2));
        var second = won("romashka");
        var open = deals.open(new Data("romashka", Set.of()), HEAD).id();
        failed(deals, Stage.LOST_PRICE, "romashka");
        won("liliya");
        leads.open(new Data("romashka", Set.of()), HEAD);

        var found = dealsOf("romashka");

        assertThat(found.open()).containsExactly(open);
        assertThat(found.won()).containsExactly(first, second);
        assertThat(found.lastWonAt()).isEqualTo(NOON);
    }

    @Test
    void a_company_that_is_unknown_or_new_has_no_deals() {
        won("");
        won(null);

        for (var company : new String[] {null, "", " ", "romashka"}) {
            var found = dealsOf(company);
            assertThat(found.open()).isEmpty();
            assertThat(found.won()).isEmpty();
            assertThat(found.lastWonAt()).isNull();
        }
    }

    // Metrics

    @Test
    void fails_are_counted_within_the_window_its_beginning_included_and_its_end_not() {
        failed(deals, Stage.LOST_PRICE, "a");
        clock.advance(Duration.ofHours(2));
        failed(deals, Stage.LOST_PRICE, "b");
        failed(deals, Stage.OPT_OUT, "c");
        failed(leads, Stage.LOST_PRICE, "d");
        var ten = Bed.MONDAY_TEN.toInstant();

        assertThat(metric("fails:deal:LOST_PRICE", ten, NOON.plusSeconds(1))).isEqualByComparingTo("2");
        assertThat(metric("fails:deal:LOST_PRICE", ten, NOON)).isEqualByComparingTo("1");
        assertThat(metric("fails:deal:LOST_PRICE", NOON, NOON.plusSeconds(1))).isEqualByComparingTo("1");
        assertThat(metric("fails:deal:LOST_PRICE", NOON.plusSeconds(1), NOON.plusSeconds(9)))
                .isEqualByComparingTo("0");
        assertThat(metric("fails:cold-lead:LOST_PRICE", ten, NOON.plusSeconds(1)))
                .isEqualByComparingTo("1");
    }

    @Test
    void a_card_that_is_back_at_work_has_not_failed() {
        var card = failed(deals, Stage.LOST_PRICE, "a");
        deals.fire(card, new Reopen(), HEAD).orThrow();

        assertThat(metric("fails:deal:LOST_PRICE", Bed.MONDAY_TEN.toInstant(), NOON))
                .isEqualByComparingTo("0");
    }

    @Test
    void a_success_and_a_process_that_is_not_there_have_no_fails() {
        won("a");

        assertThat(metric("fails:deal:SUCCESS", Bed.MONDAY_TEN.toInstant(), NOON))
                .isEqualByComparingTo("0");
        assertThat(metric("fails:nothing:LOST", Bed.MONDAY_TEN.toInstant(), NOON))
                .isEqualByComparingTo("0");
    }

    @Test
    void other_figures_are_nobodys() {
        for (var id :
                new String[] {"overdue:deal", "nps", "", "fails:deal", "fails:deal:LOST_PRICE:x", "wins:deal:X"}) {
            assertThat(metric(id, Bed.MONDAY_TEN.toInstant(), NOON)).as(id).isNull();
        }
    }

    // Defaults

    @Test
    void budgets_are_not_kept_and_approvals_go_by_amount_unless_the_host_says_otherwise() {
        assertThat(own.get(Budgets.class)).isInstanceOf(Budgets.class);
        assertThat(((ApprovalPolicy) own.get(ApprovalPolicy.class))
                        .answer(ApprovalPolicy.Asked.of("corrective-action", null, null, Map.of()))
                        .steps())
                .hasSize(1);
    }

    private boolean isForbidden(Set<String> reach, @Nullable String company) {
        return ((DoNotCall) own.get(DoNotCall.class))
                .answer(DoNotCall.of(reach, company))
                .forbidden();
    }

    private CompanyDeals.Found dealsOf(@Nullable String company) {
        return ((CompanyDeals) own.get(CompanyDeals.class)).answer(CompanyDeals.of(company));
    }

    private @Nullable BigDecimal metric(String id, Instant from, Instant to) {
        return ((Metrics) own.get(Metrics.class))
                .answer(Metrics.of(id, from, to))
                .value();
    }

    private CardId won(@Nullable String company) {
        var card = deals.open(new Data(company, Set.of()), HEAD);
        return deals.fire(card.id(), new Win(), HEAD).orThrow().id();
    }

    private static CardId failed(Funnel<Trigger, Data> funnel, Stage fail, @Nullable String company, String... reach) {
        var card = funnel.open(new Data(company, Set.of(reach)), HEAD);
        return funnel.fire(card.id(), new Fail(fail, "так вышло"), HEAD)
                .orThrow()
                .id();
    }

    private static SalesProcess<Trigger, Data> process(String code) {
        return SalesProcess.named(code, Stage.class, Trigger.class, Data.class)
                .texts(Texts.codesThemselves())
                .header(d -> Header.of("карточка").company(d.company()).reachableBy(d.reach()))
                .startsIn(Stage.OPEN)
                .mainPath(Stage.OPEN, Stage.SUCCESS)
                .stage(
                        Stage.OPEN,
                        s -> s.ownedBy(Role.REP)
                                .within(WorkingTime.workingDays(1))
                                .mayFail(Stage.LOST_PRICE, Stage.DO_NOT_CALL, Stage.OPT_OUT)
                                .on(Win.class)
                                .goTo(Stage.SUCCESS))
                .succeedsIn(Stage.SUCCESS)
                .failsIn(FailGroup.PRICE, Stage.LOST_PRICE)
                .failsIn(FailGroup.OTHER, Stage.DO_NOT_CALL, Stage.OPT_OUT)
                .reopensInto(Stage.OPEN, Stage.LOST_PRICE)
                .build();
    }
}
