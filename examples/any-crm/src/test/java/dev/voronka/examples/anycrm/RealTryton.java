package dev.voronka.examples.anycrm;

import dev.voronka.contracts.CrmContract;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** The Tryton that the tests share, and the persons there, whose sessions are kept: logging in is slow on purpose. */
final class RealTryton {

    static final TrytonMapping MAPPING = TrytonDeals.mapping(CrmContract.DEALS, CrmContract.FIELDS);
    static final Office OFFICE = Office.of(Path.of(System.getProperty(NeedsTryton.FOLDER)));
    static final Desk DESK = new Desk(OFFICE, MAPPING);
    private static final TrytonClient CLIENT = new TrytonClient(OFFICE.login("voronka"));

    private RealTryton() {}

    /** voronka there, without an opportunity that it sees. */
    static TrytonCrm empty() {
        DESK.clear("e3");
        return crm();
    }

    /** voronka there. */
    static TrytonCrm crm() {
        return TrytonCrm.of(CLIENT, MAPPING, Office.LOGINS, Office.NOBODY, UnaryOperator.identity());
    }
}
