package dev.voronka.examples.anycrm;

import dev.voronka.contracts.CrmContract;
import dev.voronka.crm.Crm;

/** Tryton passes the suite that every CRM has to pass. */
@NeedsTryton
class TrytonCrmTest extends CrmContract {

    @Override
    protected Crm crm() {
        return RealTryton.empty();
    }

    @Override
    protected Screen screen() {
        return new TrytonScreen(RealTryton.DESK);
    }
}
