package dev.voronka.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.Move;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.department.Event;
import dev.voronka.department.Link;
import dev.voronka.store.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LinkedWalksTest {

    private static final int SEEDS = 40;
    private static final int STEPS = 500;

    @Test
    void no_walk_leaves_an_orphan_a_double_child_an_endless_wait_or_an_open_child_of_an_ended_card() {
        Map<Long, List<String>> faults = new TreeMap<>();
        for (var seed = 1L; seed <= SEEDS; seed++) {
            var found = walked(seed);
            if (!found.isEmpty()) {
                faults.put(seed, found);
                System.out.println("seed " + seed + ": " + found);
            }
        }

        assertThat(faults).as("faults, by seed").isEmpty();
    }

    private static List<String> walked(long seed) {
        var walk = new Walk(seed);
        for (var i = 0; i < STEPS; i++) {
            walk.step();
            var found = new Check(walk).faults();
            if (!found.isEmpty()) {
                return found;
            }
        }
        walk.giveUp();
        return new Check(walk).faults();
    }

    /** What is wrong with the links between the cards, as they are now. */
    private static final class Check {

        private final Office office;
        private final Map<CardId, Card<?>> cards = new HashMap<>();
        private final Set<String> opened = new HashSet<>();
        private final List<String> faults = new ArrayList<>();

        Check(Walk walk) {
            office = walk.office;
            walk.all().forEach(c -> cards.put(c.id(), c));
        }

        List<String> faults() {
            for (var card : cards.values()) {
                if (card.origin() != null) {
                    child(card);
                }
                if (!card.isEnded()) {
                    waits(card);
                }
            }
            return faults;
        }

        private void child(Card<?> card) {
            var origin = java.util.Objects.requireNonNull(card.origin());
            var link = office.department.link(origin.link()).orElseThrow();
            var parent = cards.get(origin.card());
            if (parent == null
                    || !office.funnel(origin.process()).process().code().equals(parent.process())) {
                faults.add("orphan: " + card + " of " + origin);
                return;
            }
            if (history(parent).stream().noneMatch(m -> m.number() == origin.move() && setsOff(link, parent, m))) {
                faults.add("no such move of the parent: " + card + " of " + origin);
            }
            if (!opened.add(origin.card() + " " + origin.move() + " " + origin.link())) {
                faults.add("double child: " + card + " of " + origin);
            }
            var isForsaken = parent.isEnded()
                    || (link.kind() == Link.Kind.WAIT && parent.visit().begunBy() > origin.move());
            if (isForsaken
                    && !card.isEnded()
                    && !link.closing().isEmpty()
                    && !isReopened(card)
                    && !isBeingClosed(card)) {
                faults.add("open child: " + card + " of " + parent + " by " + link);
            }
        }

        private static boolean setsOff(Link link, Card<?> parent, Move move) {
            if (link.event() instanceof Event.Enters enters) {
                return move.to().is(enters.stage());
            }
            return link.event() instanceof Event.Takes takes
                    ? move.trigger().equals(takes.trigger())
                    : link.from().isEmpty() && !link.to().equals(java.util.Optional.of(parent.process()));
        }

        /** A card that waits has a child for which it waits, or has been told of its end. */
        private void waits(Card<?> card) {
            var process = office.funnel(card.process()).process();
            for (var link : office.department.links()) {
                if (link.kind() == Link.Kind.WAIT
                        && link.from().equals(java.util.Optional.of(card.process()))
                        && link.event() instanceof Event.Enters enters
                        && card.stage().is(enters.stage())
                        && isWait(process, enters.stage())
                        && !isSure(card, link)) {
                    faults.add("waits for nothing: " + card + " by " + link);
                }
            }
        }

        private static boolean isWait(SalesProcess<?, ?> process, Stage stage) {
            return process.stages().stream().anyMatch(s -> s.stage().is(stage) && s.waits());
        }

        private boolean isSure(Card<?> card, Link link) {
            return office.funnel(card.process()).links(card.id()).children().stream()
                    .filter(c -> {
                        var origin = c.origin();
                        return origin != null
                                && origin.link().equals(link.code())
                                && origin.move() >= card.visit().begunBy();
                    })
                    .anyMatch(c -> !c.isEnded() || Taken.isTold(office, c, link) || isToBeTold(card, c));
        }

        private boolean isToBeTold(Card<?> card, Card<?> child) {
            return pending(card).stream().anyMatch(s -> s.from().equals(child.id()));
        }

        private boolean isBeingClosed(Card<?> child) {
            return pending(child).stream().anyMatch(s -> s.trigger() != null);
        }

        private boolean isReopened(Card<?> child) {
            return history(child).stream().anyMatch(m -> m.trigger().equals("reopen"));
        }

        private List<Signal> pending(Card<?> card) {
            return office.funnel(card.process()).links(card.id()).pending();
        }

        private List<Move> history(Card<?> card) {
            return office.funnel(card.process()).history(card.id());
        }
    }
}
