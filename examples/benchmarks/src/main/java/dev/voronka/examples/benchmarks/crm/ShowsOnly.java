package dev.voronka.examples.benchmarks.crm;

import dev.voronka.SalesProcess;
import dev.voronka.crm.Carried;
import dev.voronka.crm.Changes;
import dev.voronka.crm.Crm;
import dev.voronka.crm.CrmCapabilities;
import dev.voronka.crm.CrmField;
import dev.voronka.crm.Errand;
import dev.voronka.crm.Found;
import java.util.List;

/** Of a CRM only that it shows cards: no remarks, tasks and notices. */
record ShowsOnly(Crm crm) implements Crm {

    @Override
    public String system() {
        return crm.system();
    }

    @Override
    public CrmCapabilities capabilities() {
        var can = crm.capabilities();
        return new CrmCapabilities(
                can.ownStages(),
                can.ownFields(),
                can.conditionalUpdate(),
                can.idempotentCreate(),
                can.changeFeed(),
                can.authorOfMove(),
                can.manySuccess(),
                false,
                false,
                false);
    }

    @Override
    public List<CrmField> fields(SalesProcess<?, ?> process) {
        return crm.fields(process);
    }

    @Override
    public List<Carried> carryOut(List<Errand> errands) {
        return crm.carryOut(errands);
    }

    @Override
    public int atOnce() {
        return crm.atOnce();
    }

    @Override
    public List<Found> read(List<String> records) {
        return crm.read(records);
    }

    @Override
    public Changes changes(String since, int limit) {
        return crm.changes(since, limit);
    }
}
