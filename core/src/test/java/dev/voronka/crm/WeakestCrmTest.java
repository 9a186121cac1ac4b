package dev.voronka.crm;

import dev.voronka.contracts.CrmContract;

/** A CRM that can do nothing beyond the least, and in which all fails, and all stages in the middle, are one. */
class WeakestCrmTest extends CrmContract {

    private InMemoryCrm crm;

    @Override
    protected Crm crm() {
        crm = InMemoryCrm.of(clock, CrmCapabilities.WEAKEST, WeakestCrmTest::shape, DEALS)
                .with("deal", FIELDS.toArray(CrmField[]::new));
        return crm;
    }

    private static String shape(String stage) {
        return switch (stage) {
            case "ASSESSMENT" -> "lead";
            case "PROPOSAL", "AT_CLIENT", "CONTRACT" -> "opportunity";
            case "SUCCESS" -> "won";
            default -> "lost";
        };
    }

    @Override
    protected Screen screen() {
        return new InMemoryScreen(crm, WeakestCrmTest::shape);
    }
}
