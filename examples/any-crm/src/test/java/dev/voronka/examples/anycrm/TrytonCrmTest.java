package dev.voronka.examples.anycrm;

import dev.voronka.contracts.CrmContract;
import dev.voronka.crm.Crm;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Tryton passes the suite that every CRM has to pass. */
@NeedsTryton
class TrytonCrmTest extends CrmContract {

    private final TrytonMapping mapping = TrytonDeals.mapping(DEALS, FIELDS);
    private final Office office = Office.of(Path.of(System.getProperty(NeedsTryton.FOLDER)));
    private final Desk desk = new Desk(office, mapping);

    @Override
    protected Crm crm() {
        desk.clear("e3");
        return TrytonCrm.of(office.login("voronka"), mapping, Office.LOGINS, Office.NOBODY, UnaryOperator.identity());
    }

    @Override
    protected Screen screen() {
        return new TrytonScreen(desk);
    }
}
