package dev.voronka.rules.whatif;

import dev.voronka.rules.whatif.Replayed.Mark;
import dev.voronka.rules.whatif.Replayed.Status;

/**
 * How many decisions ended how.
 *
 * @param decisions all
 * @param changed would come out differently for those whom they are about: another verdict or score, another employee, other
 *     people to be told, other approvers
 * @param otherwise would come out the same, but by other rules or in other words
 * @param failed a rule failed or was stopped, so that nothing can be said
 * @param notReplayed could not be replayed: of a kind that is a host's own, or their facts cannot be read any more
 * @param notReproduced were decided by the book before, which decides them otherwise now: 0 unless facts are older or it is
 *     applied in another way
 * @param older had facts of another form: what they did not tell is empty or 0
 * @param cut had more candidates than rules are told of
 * @param answerUnread could not be compared with what was decided then, as that cannot be read any more
 */
public record Counts(
        long decisions,
        long changed,
        long otherwise,
        long failed,
        long notReplayed,
        long notReproduced,
        long older,
        long cut,
        long answerUnread) {

    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0);

    Counts plus(Replayed one) {
        return new Counts(
                decisions + 1,
                changed + is(one, Status.CHANGED),
                otherwise + is(one, Status.OTHERWISE),
                failed + is(one, Status.FAILED),
                notReplayed + is(one, Status.NOT_REPLAYED),
                notReproduced + is(one, Mark.NOT_REPRODUCED),
                older + is(one, Mark.OLDER),
                cut + is(one, Mark.CUT),
                answerUnread + is(one, Mark.ANSWER_UNREAD));
    }

    /** How many were replayed. */
    public long replayed() {
        return decisions - failed - notReplayed;
    }

    private static long is(Replayed one, Status status) {
        return one.status() == status ? 1 : 0;
    }

    private static long is(Replayed one, Mark mark) {
        return one.has(mark) ? 1 : 0;
    }
}
