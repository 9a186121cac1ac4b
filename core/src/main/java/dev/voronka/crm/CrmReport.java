package dev.voronka.crm;

/**
 * What came of looking for changes in a CRM.
 *
 * @param onDuty whether this node had the turn; without it nothing was done
 * @param seen how many records were looked at
 * @param moved how many cards were moved by persons there
 * @param amended how many cards were amended or handed over by persons there
 * @param opened how many cards were opened
 * @param reverted how many records were put back
 * @param forced how many cards had to follow
 * @param flagged how many records differ and are left so
 * @param lost how many records are found to be gone
 * @param failed how many records could not be dealt with, and are tried again
 */
public record CrmReport(
        boolean onDuty,
        int seen,
        int moved,
        int amended,
        int opened,
        int reverted,
        int forced,
        int flagged,
        int lost,
        int failed) {}
