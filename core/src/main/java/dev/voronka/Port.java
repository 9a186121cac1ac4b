package dev.voronka;

/**
 * Somebody outside who answers questions: the rules, a calendar of people, a search for duplicates.
 *
 * <p>A port only reads. It is asked between two decisions, outside any lock or transaction, perhaps from several
 * threads at once; its answer is kept in the move. Question and answer are values (records of the vocabulary, the JDK
 * and the language packages), so that a stored move can be replayed without asking again.
 *
 * @param <Q> the question, compared by {@code equals}
 * @param <A> the answer; one that {@link StepsRing} also moves a ring on
 */
public interface Port<Q, A> {

    /** Answers one question. An exception leaves the card untouched and reaches the caller as {@link PortFailed}. */
    A answer(Q question);
}
