package dev.voronka.examples.quickstart;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.Effect;
import dev.voronka.StageKind;
import dev.voronka.department.Department;
import dev.voronka.department.Event;
import dev.voronka.department.Link;
import dev.voronka.process.correctiveaction.CorrectiveAction;
import dev.voronka.run.CardQuery;
import java.util.Set;
import java.util.TreeSet;

/** Which lines of the department were taken, in all that was played. */
final class Taken {

    private static final String COMPLAINT = "complaint: a person opens corrective-action";

    private final Set<String> left = new TreeSet<>();

    Taken(Department department) {
        for (var link : department.links()) {
            left.add(link.code());
            if (link.kind() == Link.Kind.WAIT || link.kind() == Link.Kind.OBSERVE) {
                left.add(link.code() + " tells won");
                left.add(link.code() + " tells lost");
            }
            if (!link.closing().isEmpty()) {
                left.add(link.code() + " closes");
            }
            if (link.event() instanceof Event.Fails) {
                left.add(link.code() + " tells again");
            }
        }
        left.add(COMPLAINT);
    }

    /** What was not taken. */
    Set<String> left() {
        return left;
    }

    /** Looks through all cards of the office. */
    void look(Office office) {
        for (var funnel : office.funnels.values()) {
            for (Card<?> card : funnel.cards(CardQuery.all().limit(Integer.MAX_VALUE))) {
                opened(office, card);
                noted(office, card);
                if (card.data() instanceof CorrectiveAction.Data data) {
                    actionOpened(office, card, data);
                }
            }
        }
    }

    private void opened(Office office, Card<?> card) {
        var origin = card.origin();
        if (origin == null) {
            return;
        }
        var link = office.department.link(origin.link()).orElseThrow();
        left.remove(link.code());
        var failure = card.failure();
        if (failure != null && failure.comment().startsWith(Link.CLOSED_WITH_PARENT)) {
            left.remove(link.code() + " closes");
        }
        if (card.isEnded() && isTold(office, card, link)) {
            left.remove(link.code() + " tells " + (card.kind() == StageKind.SUCCESS ? "won" : "lost"));
        }
    }

    /** Whether the parent has taken what its ended child tells it. */
    static boolean isTold(Office office, Card<?> child, Link link) {
        var origin = child.origin();
        return origin != null
                && link.release(child)
                        .filter(told -> office.funnel(origin.process()).history(origin.card()).stream()
                                .anyMatch(m -> m.actor().equals(Actor.LINK)
                                        && m.payload().equals(told)))
                        .isPresent();
    }

    private void noted(Office office, Card<?> card) {
        for (var link : office.department.links()) {
            if (link.kind() == Link.Kind.NOTE
                    && link.from().equals(java.util.Optional.of(card.process()))
                    && office.funnel(card.process()).effects(card.id()).stream()
                            .anyMatch(e -> e.effect() instanceof Effect.Comment comment
                                    && comment.message().code().equals("improvement-noted"))) {
                left.remove(link.code());
            }
        }
    }

    private void actionOpened(Office office, Card<?> card, CorrectiveAction.Data data) {
        var history = office.funnel(card.process()).history(card.id());
        for (var link : office.department.links()) {
            if (link.event() instanceof Event.Overdue && data.metric().startsWith("overdue:")) {
                left.remove(link.code());
            }
            if (link.event() instanceof Event.Fails
                    && history.stream().anyMatch(m -> m.payload() instanceof CorrectiveAction.CaseAdded)) {
                left.remove(link.code() + " tells again");
            }
        }
        if (history.get(0).actor().kind() == Actor.Kind.EMPLOYEE && card.origin() == null) {
            left.remove(COMPLAINT);
        }
    }
}
