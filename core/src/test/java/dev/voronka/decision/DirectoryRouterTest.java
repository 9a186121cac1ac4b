package dev.voronka.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.InvalidInput;
import dev.voronka.Role;
import dev.voronka.decision.RoutingRequest.Strategy;
import dev.voronka.lookup.OpenCards;
import dev.voronka.lookup.Rings;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Who gets a card: fairness of the turns, and who is left out. */
class DirectoryRouterTest {

    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final List<String> STAFF = List.of("anna", "boris", "vera", "gleb", "dina");

    /** A router whose ring and loads live in the test. */
    private static final class Office {
        final Map<String, Integer> load = new HashMap<>();
        private long turns;
        private String last;

        Assignment routes(Strategy strategy, Set<String> excluded, Employee... staff) {
            OpenCards openCards = asked -> new OpenCards.Count(load.getOrDefault(asked.employee(), 0));
            Rings rings = asked -> new Rings.Standing(turns, last);
            var router = new DirectoryRouter(Directory.of(staff), openCards, rings, MOSCOW);
            var assignment = router.answer(new RoutingRequest(
                    "incoming-lead",
                    "ring",
                    Role.REP,
                    null,
                    strategy,
                    List.copyOf(excluded),
                    List.of(Role.HEAD, Role.DIRECTOR),
                    Instant.parse("2026-11-23T21:30:00Z")));
            assignment.ringStep().ifPresent(step -> {
                assertThat(step.seen()).isEqualTo(turns);
                turns++;
                last = step.taken();
            });
            return assignment;
        }
    }

    private static Employee[] sellers(Stream<String> ids) {
        return ids.map(id -> Employee.of(id, Role.REP)).toArray(Employee[]::new);
    }

    private static void isFair(List<String> turns, Set<String> members) {
        for (var from = 0; from < turns.size(); from++) {
            for (var to = from + 1; to <= turns.size(); to++) {
                var span = turns.subList(from, to);
                var shares = members.stream()
                        .map(m -> Collections.frequency(span, m))
                        .toList();
                assertThat(Collections.max(shares) - Collections.min(shares))
                        .as("shares of %s in %s", members, span)
                        .isLessThanOrEqualTo(1);
            }
        }
    }

    @Property(tries = 100)
    void in_turn_means_that_over_any_span_shares_differ_by_one_at_most(
            @ForAll @IntRange(min = 1, max = 5) int people, @ForAll @IntRange(max = 30) int cards) {
        var office = new Office();
        var members = STAFF.subList(0, people);
        var turns = new ArrayList<String>();
        for (var i = 0; i < cards; i++) {
            turns.add(office.routes(Strategy.ROUND_ROBIN, Set.of(), sellers(members.stream()))
                    .employee());
        }

        isFair(turns, Set.copyOf(members));
    }

    @Property(tries = 200)
    void people_may_come_and_go_and_while_they_are_the_same_shares_differ_by_one_at_most(
            @ForAll @Size(max = 8) List<@NotEmpty Set<@IntRange(max = 4) Integer>> weeks,
            @ForAll @IntRange(min = 1, max = 12) int cardsAWeek) {
        var office = new Office();
        for (var week : weeks) {
            var members = week.stream().map(STAFF::get).toList();
            var turns = new ArrayList<String>();
            for (var i = 0; i < cardsAWeek; i++) {
                turns.add(office.routes(Strategy.ROUND_ROBIN, Set.of(), sellers(members.stream()))
                        .employee());
            }

            isFair(turns, Set.copyOf(members));
        }
    }

    @Property(tries = 100)
    void by_load_with_nothing_ever_finished_loads_differ_by_one_at_most(
            @ForAll @IntRange(min = 1, max = 5) int people, @ForAll @IntRange(max = 40) int cards) {
        var office = new Office();
        var members = STAFF.subList(0, people);
        for (var i = 0; i < cards; i++) {
            var taken = office.routes(Strategy.LEAST_LOADED, Set.of(), sellers(members.stream()))
                    .employee();
            office.load.merge(taken, 1, Integer::sum);
        }

        var loads = members.stream().map(m -> office.load.getOrDefault(m, 0)).toList();
        assertThat(Collections.max(loads) - Collections.min(loads)).isLessThanOrEqualTo(1);
    }

    @Property(tries = 100)
    void nobody_gets_a_card_who_has_had_it(@ForAll @Size(max = 4) Set<@IntRange(max = 4) Integer> had) {
        var excluded = Set.copyOf(had.stream().map(STAFF::get).toList());

        var assignment = new Office().routes(Strategy.ROUND_ROBIN, excluded, sellers(STAFF.stream()));

        assertThat(assignment.overflowed()).isFalse();
        assertThat(excluded).doesNotContain(assignment.employee());
        assertThat(assignment.considered()).hasSize(STAFF.size());
    }

    @Test
    void the_turn_goes_on_behind_somebody_who_has_left() {
        var office = new Office();
        var all = sellers(Stream.of("anna", "boris", "vera"));
        office.routes(Strategy.ROUND_ROBIN, Set.of(), all);
        office.routes(Strategy.ROUND_ROBIN, Set.of(), all);

        var next = office.routes(Strategy.ROUND_ROBIN, Set.of(), sellers(Stream.of("anna", "vera")));

        assertThat(next.employee()).isEqualTo("vera");
    }

    @Test
    void who_is_away_is_away_by_the_date_in_the_companys_zone() {
        var leave = LocalDate.of(2026, 11, 24);
        var anna = Employee.of("anna", Role.REP).away(leave, leave);
        var boris = Employee.of("boris", Role.REP).away(leave.minusDays(1), leave.minusDays(1));

        var assignment = new Office().routes(Strategy.ROUND_ROBIN, Set.of(), anna, boris);

        assertThat(assignment.employee()).isEqualTo("boris");
    }

    @Test
    void who_has_as_many_cards_as_he_can_work_on_gets_no_more() {
        var office = new Office();
        office.load.put("anna", 2);
        office.load.put("boris", 1);
        var anna = Employee.of("anna", Role.REP).capacity(2);
        var boris = Employee.of("boris", Role.REP).capacity(2);

        assertThat(office.routes(Strategy.ROUND_ROBIN, Set.of(), anna, boris).employee())
                .isEqualTo("boris");
    }

    @Test
    void if_nobody_can_take_it_the_first_role_that_somebody_has_gets_it_and_the_turn_does_not_move() {
        var director = Employee.of("dmitry", Role.DIRECTOR);
        var head = Employee.of("igor", Role.HEAD);
        var anna = Employee.of("anna", Role.REP).left();

        var toHead = new Office().routes(Strategy.ROUND_ROBIN, Set.of(), director, anna, head);
        var toDirector = new Office().routes(Strategy.ROUND_ROBIN, Set.of(), director, anna, head.left());

        assertThat(toHead.employee()).isEqualTo("igor");
        assertThat(toHead.overflowed()).isTrue();
        assertThat(toHead.ringStep()).isEmpty();
        assertThat(toDirector.employee()).isEqualTo("dmitry");
    }

    @Test
    void if_nobody_at_all_is_there_it_says_who_is_missing_and_what_to_do() {
        assertThatThrownBy(() -> new Office().routes(Strategy.ROUND_ROBIN, Set.of()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContainingAll("REP", "[HEAD, DIRECTOR]", "Add them");
    }

    @Test
    void who_was_taken_stands_first_among_those_considered() {
        var office = new Office();
        office.load.put("anna", 1);

        var assignment =
                office.routes(Strategy.LEAST_LOADED, Set.of("vera"), sellers(Stream.of("anna", "boris", "vera")));

        assertThat(assignment.considered())
                .containsExactly(
                        new Assignment.Considered("boris", Assignment.Why.TAKEN, 0),
                        new Assignment.Considered("anna", Assignment.Why.NOT_BEST, 1, List.of("@routing.by.load")),
                        new Assignment.Considered("vera", Assignment.Why.HAD_IT, 0));
        assertThat(Objects.requireNonNull(assignment.step()).taken()).isEqualTo("boris");
    }
}
