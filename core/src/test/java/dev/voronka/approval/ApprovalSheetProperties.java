package dev.voronka.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.Role;
import dev.voronka.approval.ApprovalSheet.Status;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Laws of approval that hold for any sheet, any people and any order. */
class ApprovalSheetProperties {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
    private static final Instant NOW = Instant.parse("2026-11-23T07:00:00Z");
    private static final List<Role> ROLES = List.of(Role.HEAD, Role.LEGAL, Role.CFO);
    private static final List<String> SECTIONS = List.of("price", "dates");
    private static final int STEPS = 25;

    /** Each has a role of the same number, modulo three; e4 has all of them. */
    private static final List<Actor> PEOPLE = List.of(
            Actor.employee("e0", Role.HEAD),
            Actor.employee("e1", Role.LEGAL),
            Actor.employee("e2", Role.CFO),
            Actor.employee("e3", Role.HEAD),
            Actor.employee("e4", Role.HEAD, Role.LEGAL, Role.CFO),
            Actor.employee("e5"));

    @Property(tries = 500)
    void laws_of_every_walk(@ForAll("seeds") long seed) {
        var random = new Random(seed);
        var sheet = anySheet(random);
        for (var i = 0; i < STEPS; i++) {
            var before = sheet;
            switch (random.nextInt(8)) {
                case 0 -> sheet = before.renewed(anySections(random));
                case 1 -> sheet = before.required(anySteps(random));
                case 2 -> sheet = before.delegated(anyDelegation(random));
                default -> sheet = decided(random, before);
            }
            assertFourEyes(sheet);
            assertQuorumsAreDifferentPeople(sheet);
            assertWaiting(sheet);
        }
    }

    private static ApprovalSheet decided(Random random, ApprovalSheet before) {
        var actor = pick(random, PEOPLE);
        var day = MONDAY.plusDays(random.nextInt(6));
        var after = before.decided(actor, anyAnswer(random), "", NOW, day);
        for (var line = 0; line < before.lines().size(); line++) {
            if (!before.lines().get(line).isOpen()) {
                assertThat(after.lines().get(line))
                        .as("a decided line is never asked again")
                        .isEqualTo(before.lines().get(line));
            }
        }
        if (before.status() != Status.OPEN) {
            assertThat(after).as("what is over stays over").isEqualTo(before);
        }
        assertThat(!after.equals(before))
                .as("who is asked is heard, and nobody else")
                .isEqualTo(before.isAsked(actor, day) && !before.isOwnRequest(actor));
        return after;
    }

    private static void assertFourEyes(ApprovalSheet sheet) {
        assertThat(sheet.lines().stream()
                        .map(ApprovalLine::verdict)
                        .filter(Objects::nonNull)
                        .flatMap(v -> Stream.of(v.by(), Objects.requireNonNullElse(v.insteadOf(), ""))))
                .as("nobody decides about an own request")
                .doesNotContain(Objects.requireNonNullElse(sheet.requester(), "nobody"));
    }

    private static void assertQuorumsAreDifferentPeople(ApprovalSheet sheet) {
        for (var step : sheet.steps()) {
            if (step.quorum() > 0) {
                var heard = new HashSet<String>();
                for (var line : step.lines()) {
                    var verdict = line.verdict();
                    if (verdict != null) {
                        assertThat(heard.add(verdict.by()))
                                .as("once by himself")
                                .isTrue();
                        var instead = verdict.insteadOf();
                        assertThat(instead == null || heard.add(instead))
                                .as("once by somebody else")
                                .isTrue();
                    }
                }
            }
        }
    }

    private static void assertWaiting(ApprovalSheet sheet) {
        assertThat(sheet.waitingFor()).allMatch(ApprovalLine::isOpen);
        assertThat(!sheet.waitingFor().isEmpty()).isEqualTo(sheet.status() == Status.OPEN);
        assertThat(sheet.isPositive() && sheet.isRejected()).isFalse();
        for (var step : sheet.steps()) {
            assertThat(step.isApproved() && step.isRejected()).isFalse();
        }
    }

    @Property(tries = 300)
    void the_order_of_verdicts_side_by_side_does_not_matter(@ForAll("seeds") long seed) {
        var random = new Random(seed);
        var lines = new ArrayList<ApprovalLine>();
        var verdicts = new HashMap<String, Answer>();
        var actors = new ArrayList<Actor>();
        for (var i = 0; i < 1 + random.nextInt(4); i++) {
            lines.add(ApprovalLine.of(Role.HEAD, "always").by("p" + i));
            actors.add(Actor.employee("p" + i));
            verdicts.put("p" + i, anyAnswer(random));
        }
        var sheet = ApprovalSheet.of(
                "r", List.of(new ApprovalStep(lines, random.nextInt(lines.size() + 1))), Map.of("price", "1"));

        var forth = sheet;
        for (var actor : actors) {
            forth = forth.decided(actor, verdicts.get(actor.id()), "", NOW, MONDAY);
        }
        var shuffled = new ArrayList<>(actors);
        Collections.shuffle(shuffled, random);
        var mixed = sheet;
        for (var actor : shuffled) {
            mixed = mixed.decided(actor, verdicts.get(actor.id()), "", NOW, MONDAY);
        }

        assertThat(mixed.status()).isEqualTo(forth.status());
    }

    @Property
    void so_many_yeses_and_noes_make_a_quorum(
            @ForAll @IntRange(min = 1, max = 6) int lines,
            @ForAll @IntRange(min = 1, max = 6) int enough,
            @ForAll @IntRange(max = 6) int yes,
            @ForAll @IntRange(max = 6) int no) {
        var needed = Math.min(enough, lines);
        var all = Collections.nCopies(lines, ApprovalLine.of(Role.HEAD, "always"));
        var sheet = ApprovalSheet.of("r", List.of(new ApprovalStep(all, needed)), Map.of());

        for (var i = 0; i < Math.min(lines, yes + no); i++) {
            var head = Actor.employee("h" + i, Role.HEAD);
            sheet = sheet.decided(head, i < yes ? Answer.APPROVED : Answer.REJECTED, "", NOW, MONDAY);
        }

        var saidYes = Math.min(lines, yes);
        var saidNo = Math.min(lines - saidYes, no);
        var expected = saidYes >= needed ? Status.APPROVED : lines - saidNo < needed ? Status.REJECTED : Status.OPEN;
        assertThat(sheet.status()).isEqualTo(expected);
    }

    @Property(tries = 300)
    void nothing_changes_when_nothing_has_changed(@ForAll("seeds") long seed) {
        var random = new Random(seed);
        var sheet = anySheet(random);
        for (var i = 0; i < 6; i++) {
            sheet = sheet.decided(pick(random, PEOPLE), Answer.APPROVED, "", NOW, MONDAY);
        }

        assertThat(sheet.renewed(sheet.sections())).isEqualTo(sheet);
        assertThat(sheet.required(sheet.steps().stream()
                                .map(s -> s.each(ApprovalLine::reset))
                                .toList())
                        .status())
                .isEqualTo(sheet.status());
    }

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.longs().between(0, 1_000_000);
    }

    private static ApprovalSheet anySheet(Random random) {
        var requester = random.nextInt(4) == 0 ? null : pick(random, PEOPLE).id();
        return ApprovalSheet.of(requester, anySteps(random), anySections(random));
    }

    private static List<ApprovalStep> anySteps(Random random) {
        var steps = new ArrayList<ApprovalStep>();
        for (var i = random.nextInt(4); i > 0; i--) {
            var lines = new ArrayList<ApprovalLine>();
            for (var l = random.nextInt(4); l >= 0; l--) {
                lines.add(anyLine(random));
            }
            steps.add(new ApprovalStep(lines, random.nextBoolean() ? 0 : 1 + random.nextInt(lines.size())));
        }
        return steps;
    }

    private static ApprovalLine anyLine(Random random) {
        var line = ApprovalLine.of(pick(random, ROLES), "always");
        if (random.nextInt(4) == 0) {
            line = line.by(pick(random, PEOPLE).id());
        }
        return random.nextBoolean() ? line.lookingAt(pick(random, SECTIONS)) : line;
    }

    private static Map<String, String> anySections(Random random) {
        var sections = new HashMap<String, String>();
        SECTIONS.forEach(s -> sections.put(s, Integer.toString(random.nextInt(2))));
        return sections;
    }

    private static Delegation anyDelegation(Random random) {
        var from = random.nextInt(PEOPLE.size());
        var to = (from + 1 + random.nextInt(PEOPLE.size() - 1)) % PEOPLE.size();
        var first = MONDAY.plusDays(random.nextInt(4));
        return Delegation.of(
                PEOPLE.get(from).id(),
                Set.of(pick(random, ROLES)),
                PEOPLE.get(to).id(),
                first,
                first.plusDays(random.nextInt(3)));
    }

    private static Answer anyAnswer(Random random) {
        return random.nextInt(4) == 0 ? Answer.REJECTED : Answer.APPROVED;
    }

    private static <X> X pick(Random random, List<X> from) {
        return from.get(random.nextInt(from.size()));
    }
}
