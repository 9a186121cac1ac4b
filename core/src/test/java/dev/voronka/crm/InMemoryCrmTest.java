package dev.voronka.crm;

import dev.voronka.contracts.CrmContract;

class InMemoryCrmTest extends CrmContract {

    private InMemoryCrm crm;

    @Override
    protected Crm crm() {
        crm = InMemoryCrm.of(clock, DEALS).with("deal", FIELDS.toArray(CrmField[]::new));
        return crm;
    }

    @Override
    protected Screen screen() {
        return new InMemoryScreen(crm, name -> name);
    }
}
