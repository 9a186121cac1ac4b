package dev.voronka.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.voronka.Role;
import dev.voronka.decision.RoutingRequest.Strategy;
import dev.voronka.decision.RoutingRules.Advice;
import dev.voronka.decision.RoutingRules.Say;
import dev.voronka.people.Employee;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

/** Fairness and correctness of routing, whoever works and whatever rules say. */
class RoutingProperties {

    private static final List<String> STAFF = List.of("anna", "boris", "vera", "gleb", "dina");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    /** How a seller stands before a card is routed. */
    record Seller(String id, boolean away, boolean left, int capacity, int load, int perDay, int given, int weight) {
        Employee employee() {
            var employee =
                    Employee.of(id, Role.REP).capacity(capacity).perDay(perDay).weight(weight);
            employee = away ? employee.away(TODAY.minusDays(1), TODAY.plusDays(1)) : employee;
            return left ? employee.left() : employee;
        }
    }

    @Provide
    Arbitrary<List<Seller>> sellers() {
        var often = Arbitraries.integers().between(0, 5).map(i -> i == 0);
        var small = Arbitraries.integers().between(0, 4);
        return Combinators.combine(
                        often,
                        often,
                        small,
                        small,
                        small,
                        small,
                        Arbitraries.integers().between(1, 5))
                .as((away, left, capacity, load, perDay, given, weight) ->
                        new Seller("", away, left, capacity, load, perDay, given, weight))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(all -> IntStream.range(0, all.size())
                        .mapToObj(i -> {
                            var s = all.get(i);
                            return new Seller("s" + i, s.away, s.left, s.capacity, s.load, s.perDay, s.given, s.weight);
                        })
                        .toList());
    }

    private static Desk desk(List<Seller> sellers) {
        var desk =
                Desk.of(Stream.concat(sellers.stream().map(Seller::employee), Stream.of(Employee.of("igor", Role.HEAD)))
                        .toList());
        for (var seller : sellers) {
            desk.load.put(seller.id(), seller.load());
            if (seller.given() > 0) {
                desk.rings.put(
                        "given/day/incoming-lead/" + seller.id(),
                        new dev.voronka.lookup.Rings.Standing(seller.given(), TODAY + " " + seller.given()));
            }
        }
        return desk;
    }

    private static List<Employee> reps(List<Integer> members) {
        return members.stream()
                .distinct()
                .map(i -> Employee.of(STAFF.get(i), Role.REP).weight(1 + i * 2))
                .toList();
    }

    /** One card: another node may ask at the same moment and be late, then it asks again for a card of its own. */
    private static void card(Desk desk, RoutingRequest request, boolean raced, List<String> turns) {
        var first = desk.node().answer(request);
        var second = desk.node().answer(request);
        assertThat(desk.writes(first)).isTrue();
        turns.add(first.employee());
        if (raced) {
            assertThat(desk.writes(second)).as("a turn that is gone").isFalse();
            turns.add(desk.gives(desk.node(), request).employee());
        }
    }

    @Property(tries = 300)
    void two_nodes_share_one_ring_and_while_people_are_the_same_shares_differ_by_one_card_at_most(
            @ForAll @Size(max = 6) List<@NotEmpty List<@IntRange(max = 4) Integer>> weeks,
            @ForAll @Size(min = 1, max = 12) List<Boolean> raced) {
        var desk = new Desk();
        for (var week : weeks) {
            desk.staff = reps(week);
            var turns = new ArrayList<String>();
            raced.forEach(r -> card(desk, desk.request(), r, turns));

            spans(turns, (span, of) -> {
                var shares = desk.staff.stream()
                        .map(e -> Collections.frequency(span, e.id()))
                        .toList();
                assertThat(Collections.max(shares) - Collections.min(shares))
                        .as("shares in %s", span)
                        .isLessThanOrEqualTo(1);
            });
        }
    }

    @Property(tries = 300)
    void by_weights_nobody_is_two_cards_off_in_any_span_and_whole_rounds_are_exact_on_two_nodes(
            @ForAll @Size(max = 4) List<@NotEmpty List<@IntRange(max = 4) Integer>> weeks,
            @ForAll @Size(min = 1, max = 30) List<Boolean> raced) {
        var desk = new Desk();
        for (var week : weeks) {
            desk.staff = reps(week);
            var total = desk.staff.stream().mapToInt(Employee::weight).sum();
            var turns = new ArrayList<String>();
            raced.forEach(r -> card(desk, desk.request().strategy(Strategy.WEIGHTED), r, turns));

            spans(
                    turns,
                    (span, of) -> desk.staff.forEach(e -> {
                        var share = span.size() * e.weight() / (double) total;
                        var had = Collections.frequency(span, e.id());
                        assertThat((double) had)
                                .as("share of %s with %s of %s in %s", e.id(), e.weight(), total, span)
                                .isCloseTo(share, within(span.size() % total == 0 ? 1e-9 : 2 - 1e-9));
                    }));
        }
    }

    private interface Span {
        void check(List<String> span, int of);
    }

    private static void spans(List<String> turns, Span check) {
        for (var from = 0; from < turns.size(); from++) {
            for (var to = from + 1; to <= turns.size(); to++) {
                check.check(turns.subList(from, to), turns.size());
            }
        }
    }

    @Property(tries = 500)
    void turns_by_weight_are_never_a_whole_card_off_the_exact_share_from_the_first_on(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 30) Integer> weights) {
        var members = IntStream.range(0, weights.size())
                .mapToObj(i -> new SmoothTurns.Member("m" + i, weights.get(i)))
                .toList();
        var total = weights.stream().mapToInt(Integer::intValue).sum();
        var had = new HashMap<String, Integer>();
        for (var turn = 0; turn < total; turn++) {
            had.merge(SmoothTurns.order(members, turn).get(0), 1, Integer::sum);
            for (var member : members) {
                var exact = (turn + 1) * member.weight() / (double) total;
                assertThat((double) had.getOrDefault(member.id(), 0)).isCloseTo(exact, within(1 - 1e-9));
            }
        }
    }

    @Property(tries = 1000)
    void nobody_gets_a_card_who_is_away_gone_full_at_a_limit_or_has_had_it_and_somebody_always_does(
            @ForAll("sellers") List<Seller> sellers,
            @ForAll Strategy strategy,
            @ForAll Set<@IntRange(max = 5) Integer> had) {
        var desk = desk(sellers);
        var excluded = had.stream().map(i -> "s" + i).toList();
        var loads = new HashMap<>(desk.load);
        var given = new HashMap<String, Integer>();
        sellers.forEach(s -> given.put(s.id(), s.given()));
        for (var card = 0; card < 12; card++) {
            var able = sellers.stream()
                    .filter(s -> !s.away() && !s.left() && !excluded.contains(s.id()))
                    .filter(s -> s.capacity() == 0 || loads.getOrDefault(s.id(), 0) < s.capacity())
                    .filter(s -> s.perDay() == 0 || given.getOrDefault(s.id(), 0) < s.perDay())
                    .map(Seller::id)
                    .toList();

            var got = desk.gives(desk.request().strategy(strategy).excluding(excluded));

            assertThat(got.overflowed()).isEqualTo(able.isEmpty());
            assertThat(able.isEmpty() ? List.of("igor") : able).contains(got.employee());
            loads.merge(got.employee(), 1, Integer::sum);
            given.merge(got.employee(), 1, Integer::sum);
        }
    }

    @Property(tries = 300)
    void equal_facts_people_and_rings_come_to_equal_answers_in_whatever_order_the_directory_is(
            @ForAll("sellers") List<Seller> sellers, @ForAll Strategy strategy, @ForAll long seed) {
        var desk = desk(sellers);
        var other = desk(sellers);
        var shuffled = new ArrayList<>(other.staff);
        Collections.shuffle(shuffled, new Random(seed));
        other.staff = shuffled;

        for (var card = 0; card < 5; card++) {
            var request = desk.request().strategy(strategy);
            var answer = desk.gives(request);

            var same = other.gives(request);
            assertThat(same.employee()).isEqualTo(answer.employee());
            assertThat(same.ringSteps()).isEqualTo(answer.ringSteps());
            assertThat(able(same)).isEqualTo(able(answer));
            assertThat(same.considered()).containsExactlyInAnyOrderElementsOf(answer.considered());
        }
    }

    /** Those who could take the card, best first. */
    private static List<String> able(Assignment assignment) {
        return assignment.considered().stream()
                .filter(c -> c.why() == Assignment.Why.TAKEN || c.why() == Assignment.Why.NOT_BEST)
                .map(Assignment.Considered::employee)
                .toList();
    }

    /** What a rule may say of sellers, known and unknown, the head included. */
    @Provide
    Arbitrary<List<Say>> says() {
        var who = Arbitraries.of("s0", "s1", "s2", "s3", "nobody");
        return Combinators.combine(who, Arbitraries.integers().between(-20, 20), Arbitraries.of(true, false))
                .as((employee, points, veto) ->
                        new Say(employee, veto ? 0 : points, veto, "так надо", "правило " + employee))
                .list()
                .ofMaxSize(5);
    }

    @Property(tries = 1000)
    void whom_rules_veto_never_gets_the_card_and_whom_they_force_does_if_able(
            @ForAll("sellers") List<Seller> sellers,
            @ForAll("says") List<Say> says,
            @ForAll @IntRange(max = 5) int forced,
            @ForAll boolean forcing,
            @ForAll Strategy strategy) {
        var force = forcing ? new Say("s" + forced, 0, false, "ключевой клиент", "Ключевые") : null;
        var desk = desk(sellers);
        var node = desk.node().ruledBy(q -> new Advice(says, force, null, null));
        var plain = desk.node().answer(desk.request().strategy(strategy));
        var vetoed = new HashSet<>(says.stream().filter(Say::veto).map(Say::who).toList());
        var able = able(plain).stream().filter(e -> !vetoed.contains(e)).toList();

        var got = node.answer(desk.request().strategy(strategy));

        assertThat(vetoed).doesNotContain(got.employee());
        if (force == null) {
            assertThat(got.overflowed()).isEqualTo(able.isEmpty());
            var points = new HashMap<String, Integer>();
            says.stream().filter(s -> !s.veto()).forEach(s -> points.merge(s.who(), s.points(), Integer::sum));
            if (!able.isEmpty()) {
                assertThat(points.getOrDefault(got.employee(), 0))
                        .isEqualTo(able.stream()
                                .mapToInt(e -> points.getOrDefault(e, 0))
                                .max()
                                .getAsInt());
            }
        } else if (able.contains(force.who())) {
            assertThat(got.employee()).isEqualTo(force.who());
            assertThat(got.way()).isEqualTo(Assignment.Way.FORCED);
        } else {
            assertThat(got.overflowed()).isTrue();
            assertThat(got.employee()).isEqualTo("igor");
        }
        assertThat(got.heard()).hasSize(says.size() + (force == null ? 0 : 1));
        Stream.of(dev.voronka.Texts.RUSSIAN, java.util.Locale.ENGLISH)
                .forEach(language -> assertThat(got.explain(language))
                        .hasSize(1 + got.heard().size() + got.considered().size())
                        .noneMatch(line -> line.contains("{") || line.contains("@")));
    }

    @Property(tries = 40)
    void in_a_month_with_absences_and_cards_that_take_days_everybody_gets_a_fair_part(
            @ForAll Strategy strategy, @ForAll long seed) {
        var random = new Random(seed);
        var people = IntStream.range(0, 8)
                .mapToObj(i -> absences(Employee.of("s" + i, Role.REP).capacity(40), random))
                .toList();
        var desk = Desk.of(people);
        var atWork = new HashMap<String, Integer>();
        var got = new HashMap<String, Integer>();
        Map<LocalDate, List<String>> closing = new HashMap<>();
        for (var day = LocalDate.of(2026, 11, 1); day.getMonthValue() == 11; day = day.plusDays(1)) {
            closing.getOrDefault(day, List.of()).forEach(e -> desk.load.merge(e, -1, Integer::sum));
            if (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
                continue;
            }
            var today = day;
            people.stream().filter(e -> !e.isAwayOn(today)).forEach(e -> atWork.merge(e.id(), 1, Integer::sum));
            desk.now = day.atTime(LocalTime.of(9, 0)).atZone(Desk.MOSCOW).toInstant();
            for (var card = 0; card < 30; card++) {
                desk.now = desk.now.plus(Duration.ofMinutes(15));
                var owner = desk.gives(desk.request().strategy(strategy)).employee();
                got.merge(owner, 1, Integer::sum);
                closing.computeIfAbsent(day.plusDays(1 + random.nextInt(10)), d -> new ArrayList<>())
                        .add(owner);
            }
        }

        var perDay = people.stream()
                .mapToDouble(e -> got.getOrDefault(e.id(), 0) / (double) atWork.getOrDefault(e.id(), 1))
                .toArray();
        var sum = java.util.Arrays.stream(perDay).sum();
        var squares = java.util.Arrays.stream(perDay).map(x -> x * x).sum();
        assertThat(sum * sum / (perDay.length * squares))
                .as("Jain index of %s over %s days at work", got, atWork)
                .isGreaterThanOrEqualTo(0.95);
    }

    private static Employee absences(Employee employee, Random random) {
        var away = employee;
        for (var i = 0; i < 2; i++) {
            var from = LocalDate.of(2026, 11, 1 + random.nextInt(28));
            away = random.nextBoolean() ? away.away(from, from.plusDays(random.nextInt(4))) : away;
        }
        return away;
    }
}
