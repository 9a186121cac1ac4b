package dev.voronka.crm;

/**
 * What a CRM can do. voronka works with the weakest: all false.
 *
 * @param ownStages whether each of our stages has a stage of its own there; else several may share one
 * @param ownFields whether our card's id, the last operation and the last stage written are kept there
 * @param conditionalUpdate whether a write can be made to fail if somebody else has written since the reading
 * @param idempotentCreate whether creating with the same key twice gives one record
 * @param changeFeed whether it can be asked what has changed
 * @param authorOfMove whether it tells who has moved a record
 * @param manySuccess whether several stages may mean success
 * @param comments whether something can be noted on a record
 * @param tasks whether tasks can be given there
 * @param notices whether employees can be told something there
 */
public record CrmCapabilities(
        boolean ownStages,
        boolean ownFields,
        boolean conditionalUpdate,
        boolean idempotentCreate,
        boolean changeFeed,
        boolean authorOfMove,
        boolean manySuccess,
        boolean comments,
        boolean tasks,
        boolean notices) {

    /** One that can do nothing of it. */
    public static final CrmCapabilities WEAKEST =
            new CrmCapabilities(false, false, false, false, false, false, false, false, false, false);

    /** One that can do all of it. */
    public static final CrmCapabilities STRONGEST =
            new CrmCapabilities(true, true, true, true, true, true, true, true, true, true);
}
